// Everything that is measured over one kind of database, at both scales.
import { spawn } from "node:child_process";
import { firstAsked } from "./after-change.mjs";
import { coldStarts } from "./cold-start.mjs";
import { ensureWorld } from "./data/fill.mjs";
import { freshBodyOf, operationsOf, withCursors } from "./operations.mjs";
import { walk } from "./page-walk.mjs";
import { databaseServer } from "./processes.mjs";
import { measureWrites } from "./record-figures.mjs";
import { drive } from "./rounds.mjs";
import { checkSame } from "./same-answers.mjs";
import { post, start } from "./servers.mjs";
import { countEmbedded, countOnMariadb, mariadbVersion } from "./statements.mjs";

const SCALES = ["province", "national"];

export async function measure({ name, kinds, address }, { quick, prepared }) {
  const say = progressOf(name);
  const result = { database: name, kinds, statements: {}, first: {}, cold: [], imports: [], writes: [] };
  const targets = [];
  for (const scale of SCALES) {
    await ensureWorld(address(scale), scale, (text) => say(`making the ${scale} world: ${text}`));
    const url = urlOf(address(scale));
    const operations = operationsOf(scale).filter(({ name }) => scale === "national" || name !== "Q4N");
    const servers = await startAll(kinds, url, prepared);
    await withCursors(operations, (operation, variables) => post(servers[0].url, freshBodyOf(operation, variables)));
    const peers = servers.filter(({ kind }) => kind !== "constant");
    say(`checking that all answer the same, ${scale}`);
    await checkSame(operations, peers);
    result.statements[scale] = await statementsOf(peers, operations, url, say);
    targets.push(...servers.map((server) => ({ ...server, scale, operations: askedOf(server.kind, operations) })));
  }
  const mariadb = name === "MariaDB";
  if (mariadb) result.version = await mariadbVersion(urlOf(address("national")));
  const databasePid = mariadb ? databaseServer() : undefined;
  Object.assign(result, await drive(targets, planOf(quick), databasePid, say));
  say("roll-ups after a change");
  for (const scale of SCALES) {
    const peers = targets.filter((target) => target.scale === scale && ["ours", "floor"].includes(target.kind));
    const rolledUp = peers[0].operations.findLast(({ name }) => name.startsWith("Q4"));
    result.first[scale] = await firstAsked(peers, rolledUp, address(scale));
  }
  say("walking the list of the country to its end");
  result.walk = await walk(targets.find(({ kind, scale }) => kind === "ours" && scale === "national").url);
  for (const scale of SCALES) {
    const servers = targets.filter((target) => target.scale === scale);
    const plan = { rounds: quick ? 3 : 8, ms: quick ? 300 : 600 };
    result.writes.push(await measureWrites(servers, scale, address(scale), plan, databasePid, say));
  }
  for (const { stop } of targets) await stop();
  for (const scale of SCALES) {
    const { operations } = targets.find((target) => target.scale === scale);
    const url = urlOf(address(scale));
    result.cold.push(...(await coldStarts(["ours", "floor"], scale, url, operations, quick ? 3 : 5, say)));
    say(`importing 10,000 rows, ${scale}`);
    result.imports.push(await inProcess("bench/import.mjs", [scale, quick ? 3 : 5], url));
  }
  if (!quick) {
    say("importing a file of 1,000,000 rows, national");
    result.longImport = await inProcess("bench/long-import.mjs", ["national", 1_000_000], urlOf(address("national")));
  }
  say("done", true);
  return result;
}

async function startAll(kinds, url, prepared) {
  const servers = [];
  for (const kind of kinds) {
    const env = { UPSTREAM: servers[0]?.url ?? "", PREPARED: prepared && kind === "floor" ? "1" : "" };
    servers.push(await start(kind, url, { env }));
  }
  return servers;
}

/** The constant body stands only beside the answer that a cache may give. */
const askedOf = (kind, operations) =>
  kind === "constant" ? operations.filter(({ name }) => name === "Q1 again") : operations;

/** With how many connections, for how long and how often each operation is asked. */
const planOf = (quick) => (name) => {
  const rounds = quick ? 3 : 8;
  const ms = quick ? 200 : 400;
  // A roll-up is long: fewer at once, else a slice lasts for many seconds.
  if (name.startsWith("Q4")) return [{ step: "usual", connections: 4, ms, rounds }];
  const usual = { step: "usual", connections: 16, ms, rounds };
  const many = { step: "many", connections: 64, ms: 2 * ms, rounds, kinds: ["ours", "floor"] };
  return ["Q1", "Q2", "Q3"].includes(name) ? [usual, many] : [usual];
};

async function statementsOf(servers, operations, url, say) {
  const counts = {};
  for (const server of servers) {
    say(`counting statements of ${server.kind}`);
    counts[server.kind] = url.startsWith("file:")
      ? await countEmbedded(operations, server.kind, url)
      : await countOnMariadb(operations, server, url);
  }
  return counts;
}

/** An import runs in a process of its own, as the command does. */
function inProcess(script, args, url) {
  const child = spawn(process.execPath, [script, ...args.map(String)], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (piece) => {
      text += piece;
    });
    child.on("exit", (code) => {
      process.off("exit", kill);
      if (code === 0) resolve(JSON.parse(text));
      else reject(new Error("The import failed."));
    });
  });
}

export const urlOf = (address) => (address.kind === "embedded" ? `file:${address.file}` : address.url);

/** One line that is written anew; where nobody looks on, a line for each step. */
export function progressOf(name) {
  const start = performance.now();
  let last = "";
  return (text, end = false) => {
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    const line = `${name}, ${seconds} s: ${text}`;
    const step = text.split(":")[0];
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}${end ? "\n" : ""}`);
    else if (step !== last || end) process.stderr.write(`${line}\n`);
    last = step;
  };
}

// What ten nations cost beside one: to hold, to start, to ask, to change. Everything is done to copies of both worlds.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { firstAfter } from "../after-change.mjs";
import { ensureWorld } from "../data/fill.mjs";
import { progressOf, urlOf } from "../measure.mjs";
import { forgetImported } from "../motion/acts.mjs";
import { memoryIn, stallOf, toldBy, within } from "../motion/measure.mjs";
import { freshBodyOf } from "../operations.mjs";
import { cpuOf, databaseServer, median, memoryOf, mostMemoryOf } from "../processes.mjs";
import { drive } from "../rounds.mjs";
import { checkSame } from "../same-answers.mjs";
import { launch, post, untilAnswered } from "../servers.mjs";
import { countEmbedded, countOnMariadb, mariadbVersion } from "../statements.mjs";

export const SCALES = ["national", "tenfold"];
export const ASKED = ["Q1", "Q1 again", "Q2", "Q3", "Q4", "Q4N"];
export const ACTS = ["figure", "rename", "publish"];
const planOf = (quick) => ({
  starts: quick ? 1 : 3,
  acts: quick ? 6 : 20,
  tries: quick ? 4 : 12,
  ask: (name) => {
    const rounds = quick ? 3 : 8;
    return [{ step: "usual", connections: name.startsWith("Q4") ? 4 : 16, ms: quick ? 300 : 600, rounds }];
  },
});

export async function measureTenfold({ name, address }, { quick }) {
  const say = progressOf(`${name}, ten nations`);
  const plan = planOf(quick);
  const mariadb = name === "MariaDB";
  const databasePid = mariadb ? databaseServer() : undefined;
  const result = { database: name, scales: {} };
  for (const scale of SCALES) {
    await ensureWorld(address(scale), scale, (text) => say(`making the world, ${scale}: ${text}`));
    const disk = await sizeOf(address(scale));
    result.scales[scale] = { disk, starts: await startsOf(address(scale), scale, plan, say) };
  }
  if (mariadb) result.version = await mariadbVersion(urlOf(address("national")));
  const drafts = plan.acts + FIRST_ACTS;
  await within(
    address,
    "national",
    drafts,
    say,
    (national) =>
      within(
        address,
        "tenfold",
        drafts,
        say,
        async (tenfold) => {
          const places = [national, tenfold];
          for (const { scale, operations, servers, copy } of places) {
            say(`checking that all answer the same, ${scale}`);
            await checkSame(operations, servers);
            result.scales[scale].statements = await statementsOf(operations, servers, urlOf(copy));
          }
          const targets = places.flatMap(({ scale, operations, servers }) =>
            servers.map((server) => ({ ...server, scale, operations })),
          );
          Object.assign(result, await drive(targets, plan.ask, databasePid, say));
          for (const place of places) {
            Object.assign(result.scales[place.scale], await changed({ ...place, plan, databasePid, say }));
          }
        },
        ASKED,
      ),
    ASKED,
  );
  say("done", true);
  return result;
}

/** MB of all tables and indexes. */
async function sizeOf(address) {
  if (address.kind === "embedded") return statSync(address.file).size / 1e6;
  const { default: mysql } = await import("mysql2/promise");
  const connection = await mysql.createConnection(address.url);
  const [[{ megabytes }]] = await connection.query(
    "SELECT SUM(data_length + index_length) / 1e6 AS megabytes FROM information_schema.tables WHERE table_schema = ?",
    [address.name],
  );
  await connection.end();
  return Number(megabytes);
}

/** So long nothing is done: what is read after the first answer has been read. */
const QUIET_MS = 1000;
/** What looks for stalls takes a little of a core all the time. */
const IDLE_SHARE = 0.03;

/** Ms from the start to the first answer, and until all is held; what is held then, and how long the loop stood at most. */
async function startsOf(address, scale, { starts }, say) {
  const point = { operationName: "Q0", query: 'query Q0 { facility(code: "TH-00001") { name } }', variables: {} };
  const found = [];
  for (let i = 0; i < starts; i += 1) {
    say(`start ${i + 1} of ${starts}, ${scale}`);
    const begun = performance.now();
    const server = await launch("ours", urlOf(address), {
      node: ["--import", "./bench/motion/stall-watch.mjs"],
      ipc: true,
    });
    await untilAnswered(server, JSON.stringify(point));
    const answered = performance.now() - begun;
    const held = (await untilQuiet(server)) - begun;
    const stall = await stallOf(server);
    const heap = await toldBy(server, "heap");
    found.push({ answered, held, stall, heap, memory: memoryOf(server.pid), most: mostMemoryOf(server.pid) });
    await server.stop();
  }
  return Object.fromEntries(Object.keys(found[0]).map((key) => [key, median(found.map((each) => each[key]))]));
}

/** When it began to do nothing. */
async function untilQuiet({ pid }) {
  let [since, spent] = [performance.now(), cpuOf(pid)];
  while (performance.now() - since < QUIET_MS) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const now = cpuOf(pid);
    if (now - spent > IDLE_SHARE * QUIET_MS) [since, spent] = [performance.now(), now];
  }
  return since;
}

async function statementsOf(operations, servers, url) {
  const counts = {};
  for (const server of servers) {
    counts[server.kind] = url.startsWith("file:")
      ? await countEmbedded(operations, server.kind, url)
      : await countOnMariadb(operations, server, url);
  }
  return counts;
}

/** Acts, a sum after one, an import, and the trail verified. */
async function changed(place) {
  const { scale, servers, operations, plan, copy, say } = place;
  const acts = await costsOf(place);
  say(`a sum right after a figure has changed, ${scale}`);
  const rolledUp = operations.find(({ name }) => name === "Q4N");
  const first = await firstAfter(servers, rolledUp, ({ acts: own }, { metric }) => own.figureOf(metric), plan.tries);
  const imports = {};
  let seconds = 0;
  for (const server of servers) {
    say(`importing 100,000 figures, ${scale}: ${server.kind}`);
    await server.acts.signIn();
    await stallOf(server);
    seconds = await server.acts.import(seconds);
    imports[server.kind] = { seconds, stall: await stallOf(server) };
    await forgetImported(copy);
  }
  const memory = memoryIn(servers);
  say(`verifying the trail, ${scale}`);
  return { acts, first, imports, memory, audit: await auditOf(urlOf(copy)) };
}

/** What goes on after an act that was answered is over by then. */
const SETTLED_MS = 1500;
/** The first ones make what is worked out once, and are not counted. */
const FIRST_ACTS = 3;

/** Of each act: its ms, those of the Q1 after it, the CPU of both processes with all that it sets going, and the stall. */
async function costsOf({ scale, servers, operations, plan, databasePid, say }) {
  const point = operations.find(({ name }) => name === "Q1");
  const costs = {};
  for (const server of servers) {
    const { kind, url, pid, acts } = server;
    const cpu = () => cpuOf(pid) + (databasePid ? cpuOf(databasePid) : 0);
    await acts.signIn();
    costs[kind] = {};
    for (const act of ACTS) {
      say(`acts, ${scale}: ${act}, ${kind}`);
      const [taken, after] = [[], []];
      let before;
      for (let i = -FIRST_ACTS; i < plan.acts; i += 1) {
        if (i === 0) {
          await settled();
          await stallOf(server);
          before = cpu();
        }
        const begun = performance.now();
        await acts[act]();
        const done = performance.now();
        await post(url, freshBodyOf(point, point.variables[FIRST_ACTS + i]));
        if (i < 0) continue;
        taken.push(done - begun);
        after.push(performance.now() - done);
      }
      await settled();
      const spent = (cpu() - before) / plan.acts;
      costs[kind][act] = { ms: median(taken), after: median(after), cpu: spent, stall: await stallOf(server) };
    }
  }
  return costs;
}

const settled = () => new Promise((resolve) => setTimeout(resolve, SETTLED_MS));

/** Longer than this nobody waits for it. */
export const LONGEST_AUDIT_MS = 300_000;

/** Seconds of `npm run audit`; NaN: it was not done in time. */
async function auditOf(url) {
  const begun = performance.now();
  const child = spawn(process.execPath, ["scripts/audit.mjs"], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: "ignore",
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const late = setTimeout(kill, LONGEST_AUDIT_MS);
  let most = 0;
  const looking = setInterval(() => {
    most = mostMemoryOf(child.pid) || most;
  }, 500);
  const [code] = await once(child, "exit");
  clearTimeout(late);
  clearInterval(looking);
  process.off("exit", kill);
  return code === null ? { seconds: Number.NaN, most } : { seconds: (performance.now() - begun) / 1000, most };
}

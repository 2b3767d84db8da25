// Where the time of our server goes: `node bench/profile.mjs Q2 [national] [embedded] [SECONDS]`, or of an act, "figure",
// "rename" or "publish" in the place of Q2, one after the other. A question needs the data of an earlier
// `node bench/run.mjs`. Prints self time by package, then by function. `node bench/profile.mjs Q2 memory` prints in its
// place what a question leaves where V8 keeps what has lived on, by the functions that have made it.
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(join(dirname(fileURLToPath(import.meta.url)), ".."));
const { load, requestsOf } = await import("./load.mjs");
const { bodyOf, mayRepeat, operationsOf, freshBodyOf, withCursors } = await import("./operations.mjs");
const { COMMANDS, post, start, stopAll } = await import("./servers.mjs");
// Out of the bundle everything would be one file.
const FOLDER = ".cache/bench/profile";
COMMANDS.ours = ["--cpu-prof", `--cpu-prof-dir=${FOLDER}`, "dist/server/main.js"];

const words = process.argv.slice(2);
const isOfMemory = words.includes("memory");
// Nothing is looked through as a whole before the end.
const UNLOOKED = ["--no-allocation-site-pretenuring", "--initial-old-space-size=3000", "--max-old-space-size=6000"];
if (isOfMemory)
  COMMANDS.ours = ["-r", "./bench/outlived.cjs", "--max-semi-space-size=8", ...UNLOOKED, "dist/server/main.js"];
const name = words.find((word) => /^(?:Q|figure|rename|publish)/.test(word)) ?? "Q1";
const scale = words.includes("national") ? "national" : "province";
const seconds = Number(words.find((word) => /^\d+$/.test(word)) ?? 5);
const server = process.env.BENCH_MARIADB ?? "mysql://root@127.0.0.1:3306";
const isEmbedded = words.includes("embedded");
const addressOf = (of) =>
  isEmbedded
    ? { kind: "embedded", file: resolve(`.cache/bench/${of}.db`) }
    : { kind: "mysql", url: `${server}/hue_bench_${of}`, name: `hue_bench_${of}` };

process.on("exit", stopAll);
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const answered = name.startsWith("Q") ? await ask() : await act();
console.log(`${name}, ${scale}: ${answered} in ${seconds} s.`);
if (isOfMemory) process.exit(0);
const { nodes, samples, timeDeltas, startTime, endTime } = JSON.parse(
  readFileSync(join(FOLDER, readdirSync(FOLDER)[0]), "utf8"),
);
show(selfTimes());

/** Answers how many were answered. */
async function ask() {
  const url = isEmbedded ? `file:.cache/bench/${scale}.db` : addressOf(scale).url;
  const ours = await start("ours", url, { ipc: isOfMemory });
  const operations = operationsOf(scale);
  await withCursors(operations, (operation, variables) => post(ours.url, freshBodyOf(operation, variables)));
  const operation = operations.find((each) => each.name === name);
  const requests = operation.variables.map((each) =>
    requestsOf(ours.url, bodyOf(operation, each), mayRepeat(operation)),
  );
  const loaded = () => load(ours.url, requests, 16, seconds * 1000);
  const { answered: count } = isOfMemory ? await leaving(ours, loaded) : await loaded();
  await ours.stop();
  return count;
}

/** The same, once it has warmed up; prints what it has left. */
async function leaving({ child }, loaded) {
  await loaded();
  child.send("begin");
  const done = await loaded();
  child.send("end");
  const [{ head }] = await once(child, "message");
  const left = new Map();
  const add = ({ callFrame: { functionName, url, lineNumber }, selfSize, children }, above) => {
    const here = `${functionName || "(anonymous)"} ${url.split("/").slice(-2).join("/")}:${lineNumber + 1}`;
    const key = `${here} < ${above}`;
    left.set(key, (left.get(key) ?? 0) + selfSize);
    for (const each of children) add(each, here);
  };
  add(head, "");
  const bytes = (size) => (size / done.answered).toFixed(0).padStart(7);
  console.log(`${bytes([...left.values()].reduce((sum, size) => sum + size, 0))} bytes of each question`);
  for (const [key, size] of [...left].sort((a, b) => b[1] - a[1]).slice(0, 25)) console.log(`${bytes(size)}  ${key}`);
  return done;
}

/** Answers how many were done, in a copy of the world. */
async function act() {
  const { within } = await import("./motion/measure.mjs");
  let count = 0;
  const drafts = name === "publish" ? 400 * seconds : 0;
  await within(
    addressOf,
    scale,
    drafts,
    (text) => console.error(text),
    async ({ servers: [ours] }) => {
      await ours.acts.signIn();
      for (const until = performance.now() + seconds * 1000; performance.now() < until; count += 1)
        await ours.acts[name]();
      await ours.stop();
    },
  );
  return count;
}

function selfTimes() {
  const self = new Map(nodes.map(({ id }) => [id, 0]));
  // The start of the server, and the first second, in which it is still being compiled, are left out.
  const from = endTime - (seconds - 1) * 1e6;
  let time = startTime;
  samples.forEach((id, i) => {
    time += timeDeltas[i];
    if (time > from) self.set(id, self.get(id) + timeDeltas[i]);
  });
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node])));
  return nodes.map((node) => ({
    part: partOf(node, parents),
    name: node.callFrame.functionName,
    time: self.get(node.id),
  }));
}

/** Native functions count for whoever called them, but for a few that tell more by themselves. */
function partOf(node, parents) {
  const { url: file, functionName } = node.callFrame;
  if (["(idle)", "(program)", "(garbage collector)"].includes(functionName)) return functionName;
  if (!file) {
    if (["stringify", "parse", "writev", "writeBuffer", "writeUtf8String"].includes(functionName)) return functionName;
    const parent = parents.get(node.id);
    return parent ? partOf(parent, parents) : "native";
  }
  if (file.startsWith("node:")) return file.split("/").slice(0, 2).join("/");
  const found = /.*node_modules\/((?:@[^/]+\/)?[^/]+)(\/(?!.*node_modules)[^/]+)?/.exec(file);
  if (found) return found[1] === "graphql" ? found[1] + (found[2] ?? "") : found[1];
  return /dist\/server\/(.*)\.js/.exec(file)?.[1] ? "our server" : "nameless";
}

function show(times) {
  const busy = times.filter(({ part }) => part !== "(idle)");
  const total = busy.reduce((sum, { time }) => sum + time, 0);
  const all = times.reduce((sum, { time }) => sum + time, 0);
  console.log(`Of the server's time ${((seconds * total) / all / answered / 0.001).toFixed(2)} ms each.`);
  const top = (keyOf, most) => {
    const sums = new Map();
    for (const each of busy) sums.set(keyOf(each), (sums.get(keyOf(each)) ?? 0) + each.time);
    for (const [key, time] of [...sums].sort((a, b) => b[1] - a[1]).slice(0, most)) {
      console.log(`${((100 * time) / total).toFixed(1).padStart(6)} %  ${key}`);
    }
  };
  top(({ part }) => part, 18);
  console.log("By function:");
  top(({ part, name: of }) => `${part}: ${of || "(anonymous)"}`, 25);
}

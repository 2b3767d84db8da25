// Everything that is measured over one kind of database while somebody writes.
import { firstAfter } from "../after-change.mjs";
import { ensureWorld } from "../data/fill.mjs";
import { addAdmin } from "../data/recording-editor.mjs";
import { load, requestsOf } from "../load.mjs";
import { progressOf, urlOf } from "../measure.mjs";
import { bodyOf, freshBodyOf, mayRepeat, operationsOf, withCursors } from "../operations.mjs";
import { cpuOf, databaseServer, memoryOf, mostMemoryOf } from "../processes.mjs";
import { at } from "../rounds.mjs";
import { checkSame } from "../same-answers.mjs";
import { post, start } from "../servers.mjs";
import { mariadbVersion } from "../statements.mjs";
import { actsOn, forgetImported, prepareDrafts } from "./acts.mjs";
import { CONDITIONS, READ, TOGETHER } from "./conditions.mjs";
import { copyWorld, dropCopy } from "./copy-world.mjs";
import { measureDays } from "./days.mjs";
import { startWriting } from "./writer.mjs";

const KINDS = ["ours", "floor"];
const WARM_UP_MS = 300;
/** A server that cannot answer as long as others write is given up so long after the end of a slice. */
const PATIENCE_MS = 3000;
/** What goes on after an act that was answered, such as reading again what servers hold, is over by then. */
const SETTLED_MS = 1500;
/** A server and its database are idle if they take no more than this share of a core, and are waited for so long. */
const IDLE_SHARE = 0.03;
const LONGEST_TIDYING_MS = 120_000;

const planOf = ({ quick, long }) => ({
  rounds: quick ? 1 : 3,
  /** How long each question is asked while the same goes on, and during an import, which does not go on for ever. */
  ms: quick ? 1000 : 3000,
  duringImportMs: 400,
  warmUpActs: quick ? 5 : 30,
  grown: quick ? 8 : 40,
  tries: quick ? 4 : 12,
  longMs: long ? 600_000 : 0,
});

export async function measureMotion({ name, address }, options) {
  const say = progressOf(`${name} in motion`);
  const plan = planOf(options);
  const mariadb = name === "MariaDB";
  const databasePid = mariadb ? databaseServer() : undefined;
  const result = { database: name, runs: [], writes: [], growth: {} };
  if (mariadb) result.version = await mariadbVersion(urlOf(await filled(address, "national", say)));
  await within(address, "national", draftsIn(plan), say, async (place) => {
    const servers = place.servers;
    say("checking that all answer the same");
    await checkSame(place.operations, servers);
    await warmUp(servers, plan, say);
    const measured = { ...place, plan, databasePid, say };
    for (let round = 0; round < plan.rounds; round += 1) await measureRound(measured, round, result);
    result.memory = memoryIn(servers);
    result.days = await measureDays(servers[0].url, plan, say);
    say("a sum right after a figure has changed");
    result.first = await firstAfterFigure(place, plan);
    result.growth.national = await costsOfActs(measured);
    if (plan.longMs > 0) result.long = await measureLong(measured);
  });
  await within(address, "province", plan.warmUpActs + plan.grown, say, async (place) => {
    await warmUp(place.servers, plan, say);
    result.growth.province = await costsOfActs({ ...place, plan, databasePid, say });
  });
  say("done", true);
  return result;
}

/** How many publications each server will be asked for. */
function draftsIn({ rounds, ms, warmUpActs, grown, longMs }) {
  const during = CONDITIONS.filter(({ act }) => act === "publish").map(({ rate }) => rate);
  const perSecond = during.reduce((sum, rate) => sum + rate, 0);
  // A slice ends with its last answer, which may come late.
  const seconds = (rounds * READ.length * (ms + PATIENCE_MS)) / 1000;
  const long = TOGETHER.find(({ act }) => act === "publish").rate * (longMs / 1000 + 10);
  return Math.ceil(perSecond * seconds + (longMs > 0 ? long : 0)) + warmUpActs + grown + 20;
}

async function filled(address, scale, say) {
  await ensureWorld(address(scale), scale, (text) => say(`making the ${scale} world: ${text}`));
  return address(scale);
}

/** Both servers over a copy of a world, ready to be asked and to act; afterwards nothing is left of it. */
export async function within(address, scale, drafts, say, work, names = READ) {
  const [world, copy] = [await filled(address, scale, say), address(`motion_${scale}`)];
  say(`copying the ${scale} world`);
  await copyWorld(world, copy);
  const servers = [];
  try {
    const admin = await addAdmin(copy);
    for (const [side, kind] of KINDS.entries()) {
      const options = { node: ["--import", "./bench/motion/stall-watch.mjs"], ipc: true };
      const server = await start(kind, urlOf(copy), options);
      servers.push({ ...server, acts: actsOn(server, scale, side, admin) });
    }
    const operations = operationsOf(scale).filter(({ name }) => names.includes(name));
    await withCursors(operations, (operation, variables) => post(servers[0].url, freshBodyOf(operation, variables)));
    for (const server of servers) server.questions = questionsTo(server, operations);
    await prepareDrafts(servers, copy, drafts, admin, say);
    await work({ scale, copy, servers, operations });
  } finally {
    for (const { stop } of servers) await stop();
    await dropCopy(copy);
  }
}

const questionsTo = ({ url }, operations) =>
  new Map(
    operations.map((operation) => [
      operation.name,
      operation.variables.map((variables) => requestsOf(url, bodyOf(operation, variables), mayRepeat(operation))),
    ]),
  );

async function warmUp(servers, { warmUpActs }, say) {
  for (const { kind, url, acts, questions } of servers) {
    say(`warming up ${kind}`);
    await acts.signIn();
    for (const requests of questions.values()) await load(url, requests, 8, WARM_UP_MS);
    for (let i = 0; i < warmUpActs; i += 1) {
      for (const act of ["figure", "rename", "publish"]) await acts[act]();
    }
    for (const requests of questions.values()) await load(url, requests, 8, WARM_UP_MS);
  }
}

/** Under each condition both servers are asked everything, in turn. */
async function measureRound(measured, round, { runs, writes }) {
  const { plan, servers, say } = measured;
  for (const condition of CONDITIONS) {
    // Ours imports first: the floor is told how long it took.
    const turned = round % 2 === 1 && condition.act !== "import" ? servers.toReversed() : servers;
    let seconds = 0;
    for (const server of turned) {
      say(`round ${round + 1} of ${plan.rounds}, ${condition.name}: ${server.kind}`);
      await stallOf(server);
      const during = condition.act === "import" ? whileImporting : whileWriting;
      const { slices, written, tookSeconds } = await during(measured, server, condition, seconds);
      seconds = tookSeconds;
      const known = { round, kind: server.kind, condition: condition.name };
      const stall = await stallOf(server);
      writes.push({ ...known, ...written, stall });
      for (const [name, some] of slices) if (some.length > 0) runs.push({ ...known, name, ...together(some) });
    }
  }
}

async function whileWriting({ plan, databasePid }, server, { act, rate }) {
  await server.acts.signIn();
  const slices = new Map();
  const writing = act && startWriting(server.acts[act], rate);
  for (const name of READ) slices.set(name, [await slice(server, name, plan.ms, databasePid)]);
  return { slices, written: await writing?.stop() };
}

/** One import, and short slices of every question until it is over; the last one does not count, since it went on longer. */
async function whileImporting({ plan, databasePid, copy }, server, _, seconds) {
  await server.acts.signIn();
  const slices = new Map(READ.map((name) => [name, []]));
  let tookSeconds;
  let failure;
  const importing = server.acts.import(seconds).then(
    (taken) => {
      tookSeconds = taken;
    },
    (error) => {
      failure = error;
    },
  );
  for (let i = 0; tookSeconds === undefined && !failure; i += 1) {
    const name = READ[i % READ.length];
    const one = await slice(server, name, plan.duringImportMs, databasePid);
    if (tookSeconds === undefined) slices.get(name).push(one);
  }
  await importing;
  if (failure) throw failure;
  await forgetImported(copy);
  const written = { due: 1, inTime: 1, seconds: tookSeconds, latencies: [tookSeconds * 1000] };
  return { slices, written, tookSeconds };
}

/** A roll-up is long: fewer at once, else a slice lasts for many seconds. */
const connectionsFor = (name) => (name.startsWith("Q4") ? 4 : 16);

async function slice({ url, pid, questions }, name, ms, databasePid) {
  const before = [cpuOf(pid), cpuOf(databasePid)];
  const { answered, seconds, latencies } = await load(url, questions.get(name), connectionsFor(name), ms, PATIENCE_MS);
  const databaseCpu = databasePid ? cpuOf(databasePid) - before[1] : 0;
  return { answered, seconds, latencies, cpu: cpuOf(pid) - before[0], databaseCpu };
}

/** Requests a second, their milliseconds, and how much of a core both processes had. */
function together(slices) {
  const sum = (key) => slices.reduce((all, one) => all + one[key], 0);
  const latencies = slices.flatMap((one) => one.latencies).sort((a, b) => a - b);
  const [seconds, share] = [sum("seconds"), 1 / (10 * sum("seconds"))];
  return {
    rate: sum("answered") / seconds,
    p50: at(latencies, 0.5),
    p99: at(latencies, 0.99),
    cpu: sum("cpu") * share,
    databaseCpu: sum("databaseCpu") * share,
  };
}

/** For how long the event loop of a server was held at the longest since it was asked before. */
export const stallOf = (server) => toldBy(server, "stall");

/** What a server tells of itself (`stall-watch.mjs`). */
export const toldBy = ({ child }, what) =>
  new Promise((resolve) => {
    child.once("message", resolve);
    child.send(what);
  });

export const memoryIn = (servers) =>
  Object.fromEntries(servers.map(({ kind, pid }) => [kind, { now: memoryOf(pid), most: mostMemoryOf(pid) }]));

/** Milliseconds of the country's totals of a metric of which a figure was recorded just before. */
async function firstAfterFigure({ scale, servers }, { tries }) {
  const rolledUp = operationsOf(scale).find(({ name }) => name === "Q4N");
  for (const { acts } of servers) await acts.signIn();
  return firstAfter(servers, rolledUp, ({ acts }, { metric }) => acts.figureOf(metric), tries);
}

/** CPU ms of an act with the first answer after it, of the server and of the database. */
async function costsOfActs({ scale, servers, operations, databasePid, plan, say }) {
  const point = operations.find(({ name }) => name === "Q1");
  const costs = {};
  for (const { kind, url, pid, acts } of servers) {
    await acts.signIn();
    await untilIdle([pid, databasePid]);
    costs[kind] = {};
    for (const act of ["rename", "publish"]) {
      say(`the cost of an act, ${scale}: ${act}, ${kind}`);
      const cpu = () => cpuOf(pid) + (databasePid ? cpuOf(databasePid) : 0);
      const before = cpu();
      for (let i = 0; i < plan.grown; i += 1) {
        await acts[act]();
        await post(url, freshBodyOf(point, point.variables[i]));
      }
      await settled();
      costs[kind][act] = (cpu() - before) / plan.grown;
    }
  }
  return costs;
}

/** What was written before is not counted: the database goes on tidying up behind it. */
async function untilIdle(pids) {
  const cpu = () => pids.reduce((sum, pid) => sum + (cpuOf(pid) || 0), 0);
  const until = performance.now() + LONGEST_TIDYING_MS;
  for (let before = cpu(); performance.now() < until; before = cpu()) {
    await settled();
    if (cpu() - before < IDLE_SHARE * SETTLED_MS) return;
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, SETTLED_MS));

/** Minutes of figures, renames and publications at once, while everything is asked in turn: what memory comes to. */
async function measureLong({ servers, plan, databasePid, say }) {
  const before = memoryIn(servers);
  const after = {};
  for (const server of servers) {
    await server.acts.signIn();
    const until = performance.now() + plan.longMs;
    const writing = TOGETHER.map(({ act, rate }) => startWriting(server.acts[act], rate));
    for (let i = 0; performance.now() < until; i += 1) {
      say(`${plan.longMs / 60_000} minutes of everything at once: ${server.kind}`);
      await slice(server, READ[i % READ.length], 5000, databasePid);
    }
    for (const each of writing) await each.stop();
    after[server.kind] = memoryIn([server])[server.kind];
  }
  return { minutes: plan.longMs / 60_000, before, after };
}

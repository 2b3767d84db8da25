// Loads several servers in turn and makes one answer of what each round measured.
import { load, requestsOf } from "./load.mjs";
import { bodyOf, mayRepeat } from "./operations.mjs";
import { cpuOf, median, memoryOf } from "./processes.mjs";

/**
 * Loads the targets in turn, in short slices, round after round, each round in another order: whatever else the
 * machine does meets all of them alike. A target is `{ kind, scale, url, pid, operations }`; `plan` tells for each
 * operation with how many connections, for how long and in how many rounds. Answers one run for each slice.
 */
export async function drive(targets, plan, databasePid, say) {
  const names = new Set(targets.flatMap(({ operations }) => operations.map(({ name }) => name)));
  const jobs = [...names].flatMap((name) => plan(name).map((job) => ({ name, ...job })));
  const prepared = new Map(targets.map((target) => [target, questionsTo(target)]));
  await warmUp(targets, prepared, say);
  const runs = [];
  const rounds = Math.max(...jobs.map((job) => job.rounds));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, step, connections, ms, kinds, rounds: most } of jobs) {
      if (round >= most) continue;
      say(`round ${round + 1} of ${rounds}: ${name}, ${connections} connections`);
      for (const target of turned(targets, round)) {
        const requests = prepared.get(target).get(name);
        if (!requests || (kinds && !kinds.includes(target.kind))) continue;
        const before = [cpuOf(target.pid), cpuOf(databasePid)];
        const { answered, seconds, latencies } = await load(target.url, requests, connections, ms);
        const cpu = (cpuOf(target.pid) - before[0]) / answered;
        const databaseCpu = databasePid ? (cpuOf(databasePid) - before[1]) / answered : 0;
        runs.push({
          ...{ round, name, step, kind: target.kind, scale: target.scale },
          rate: answered / seconds,
          p50: at(latencies, 0.5),
          p99: at(latencies, 0.99),
          ...{ cpu, databaseCpu, allCpu: cpu + databaseCpu },
        });
      }
    }
  }
  const memory = targets.map(({ kind, scale, pid }) => ({ kind, scale, memory: memoryOf(pid) }));
  return { runs, memory };
}

/** The requests of each operation of a target, by name. */
const questionsTo = ({ url, operations }) =>
  new Map(
    operations.map((operation) => [
      operation.name,
      operation.variables.map((variables) => requestsOf(url, bodyOf(operation, variables), mayRepeat(operation))),
    ]),
  );

/** Compilers, caches and connections are warm before anything is measured. */
async function warmUp(targets, prepared, say) {
  for (const target of targets) {
    say(`warming up ${target.kind}, ${target.scale}`);
    for (const requests of prepared.get(target).values()) await load(target.url, requests, 8, 300);
  }
}

function turned(targets, round) {
  const start = (round * 5) % targets.length;
  const order = [...targets.slice(start), ...targets.slice(0, start)];
  return round % 2 === 1 ? order.reverse() : order;
}

/** The value below which a share of the sorted ones lies. */
export const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** Questions to the runs of a drive: medians, and ratios as medians of the ratios within each round. */
export function answersOf(runs) {
  const runsOf = ({ kind, scale, name, step = "usual" }) =>
    runs.filter((run) => run.kind === kind && run.scale === scale && run.name === name && run.step === step);
  return {
    figure: (of, key) => median(runsOf(of).map((run) => run[key])),
    ratio(of, to, key) {
      const others = new Map(runsOf(to).map((run) => [run.round, run[key]]));
      return median(runsOf(of).map((run) => run[key] / (others.get(run.round) ?? Number.NaN)));
    },
  };
}

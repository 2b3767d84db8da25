// The tables of what was measured while somebody wrote.

import { median } from "../processes.mjs";
import { number, table, verdictOf } from "../report.mjs";
import { at } from "../rounds.mjs";
import { CONDITIONS, DAYS, READ, TOGETHER } from "./conditions.mjs";
import { OF_QUESTIONS, ONCE } from "./requirements.mjs";

const BOTH = ["ours", "floor"];

export function motionTables(result) {
  const view = viewOf(result);
  const mariadb = result.database === "MariaDB";
  return [
    "### What is required",
    requiredOf(OF_QUESTIONS, ["Q1", "Q2", "Q3"], view),
    requiredOf(ONCE, ["reached with"], view),
    "### Reading meanwhile",
    ...READ.map((name) => readTable(name, view, mariadb)),
    "### The writes themselves",
    writeTable(view),
    "### Around them",
    around(result, view),
    dayTable(view),
  ];
}

/** What was measured, ready for questions. */
function viewOf({ runs, writes, days, growth, first }) {
  const runsOf = (of) => runs.filter((run) => Object.entries(of).every(([key, value]) => run[key] === value));
  const writesOf = (kind, condition) => writes.filter((each) => each.kind === kind && each.condition === condition);
  const dayRates = (name, n) => days.filter((run) => run.name === name && run.days === n);
  return {
    growth,
    first,
    figure: (of, key) => median(runsOf(of).map((run) => run[key])),
    /** The median, over the rounds, of one against another that differs in what `to` says. */
    ratio(of, to, key) {
      const others = new Map(runsOf({ ...of, ...to }).map((run) => [run.round, run[key]]));
      return median(runsOf(of).map((run) => run[key] / (others.get(run.round) ?? Number.NaN)));
    },
    written(kind, condition) {
      const own = writesOf(kind, condition);
      const sum = (key) => own.reduce((all, each) => all + each[key], 0);
      const latencies = own.flatMap((each) => each.latencies ?? []).sort((a, b) => a - b);
      return {
        reached: sum("inTime") / sum("seconds"),
        p50: at(latencies, 0.5),
        p99: at(latencies, 0.99),
        stall: Math.max(...own.map(({ stall }) => stall)),
      };
    },
    longestStall: (kind) => Math.max(...writes.filter((each) => each.kind === kind).map(({ stall }) => stall)),
    days: {
      rate: (name, n) => median(dayRates(name, n).map(({ rate }) => rate)),
      p99: (name, n) => median(dayRates(name, n).map(({ p99 }) => p99)),
      ratio(name, n) {
        const alone = new Map(dayRates(name, 1).map(({ round, rate }) => [round, rate]));
        return median(dayRates(name, n).map(({ round, rate }) => rate / alone.get(round)));
      },
    },
  };
}

function requiredOf(requirements, columns, view) {
  const rows = requirements.map(({ what, of, ...bounds }) => {
    const measured = [of(view)].flat();
    return [what, ...measured.map((value) => number(value)), ...verdictOf(measured, bounds)];
  });
  return table(["", ...columns, "required", "aim", "reached"], rows);
}

const each = (make, digits) => BOTH.map((kind) => number(make(kind), digits)).join(" / ");

function readTable(name, { figure, ratio }, mariadb) {
  const rows = CONDITIONS.map(({ name: condition }) => {
    const of = (kind) => ({ kind, name, condition });
    return [
      condition,
      each((kind) => figure(of(kind), "rate"), 0),
      each((kind) => ratio(of(kind), { condition: CONDITIONS[0].name }, "rate")),
      number(ratio(of("ours"), { kind: "floor" }, "rate")),
      each((kind) => figure(of(kind), "p50"), 1),
      each((kind) => figure(of(kind), "p99"), 0),
      each((kind) => figure(of(kind), "cpu"), 0),
      ...(mariadb ? [each((kind) => figure(of(kind), "databaseCpu"), 0)] : []),
    ];
  });
  return table(
    [
      `${name}, ours / floor, during`,
      ...["requests/s", "× at rest", "× floor", "p50 ms", "p99 ms", "server CPU %"],
      ...(mariadb ? ["database CPU %"] : []),
    ],
    rows,
  );
}

function writeTable({ written }) {
  const rows = CONDITIONS.map(({ name, act }) => {
    const of = (key, digits) => each((kind) => written(kind, name)[key], digits);
    const own = act ? [of("reached", 1), of("p50", 0), of("p99", 0)] : ["", "", ""];
    return [name, ...own, of("stall", 0)];
  });
  return table(["ours / floor", "done a second", "p50 ms", "p99 ms", "longest stall ms"], rows);
}

function around({ memory, long, growth, first }) {
  const cost = (act) => (scale) => each((kind) => growth[scale][kind][act], 1);
  const scales = ["province", "national"];
  const rates = TOGETHER.map(
    ({ act, rate }) => `${rate} ${{ figure: "figures", rename: "renames", publish: "publications" }[act]}`,
  );
  const grown = long && [
    [
      `Memory before ${long.minutes} minutes of ${rates.join(", ")} a second, MB`,
      "",
      each((kind) => long.before[kind].now, 0),
    ],
    ["Memory after them, MB", "", each((kind) => long.after[kind].now, 0)],
    ["The most that was held, MB", "", each((kind) => long.after[kind].most, 0)],
  ];
  return table(
    ["ours / floor", "Province", "Nation"],
    [
      ["A rename and the answer after it, CPU ms of server and database", ...scales.map(cost("rename"))],
      ["A publication and the answer after it, CPU ms of server and database", ...scales.map(cost("publish"))],
      ["Q4N the first time after a figure changed, ms", "", each((kind) => first[kind], 1)],
      ["Memory after all of the above, MB", "", each((kind) => memory[kind].now, 0)],
      ["The most that was held until then, MB", "", each((kind) => memory[kind].most, 0)],
      ...(grown ?? []),
    ],
  );
}

function dayTable({ days }) {
  const rows = DAYS.map((n) => [
    `${n} ${n === 1 ? "day" : "days in turn"}`,
    ...["facility", "list"].flatMap((name) => [
      number(days.rate(name, n), 0),
      number(days.ratio(name, n)),
      number(days.p99(name, n), 0),
    ]),
  ]);
  return table(
    ["ours, as of", ...["a facility", "a list"].flatMap((what) => [`${what}, requests/s`, "× 1 day", "p99 ms"])],
    rows,
  );
}

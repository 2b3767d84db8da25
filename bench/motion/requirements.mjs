// What shall be reached while somebody writes, and how it is measured. `of` answers a figure, or one for each question.
import { DAYS, IMPORT, MOST_FIGURES, MOST_PUBLICATIONS, MOST_RENAMES, REST } from "./conditions.mjs";

const HEAVY = [MOST_FIGURES, MOST_RENAMES, MOST_PUBLICATIONS];
const QUESTIONS = ["Q1", "Q2", "Q3"];

const eachOf = (of) => (view) => QUESTIONS.map((name) => of(view, name));

const againstRest = (condition, required, aim) => ({
  what: `requests/s under ${condition}, against ${REST}`,
  better: "more",
  ...{ required, aim },
  of: eachOf(({ ratio }, name) => ratio({ kind: "ours", name, condition }, { condition: REST }, "rate")),
});

const againstFloor = (condition) => ({
  what: `requests/s under ${condition}, against the floor`,
  better: "more",
  required: 2,
  aim: 3,
  of: eachOf(({ ratio }, name) => ratio({ kind: "ours", name, condition }, { kind: "floor" }, "rate")),
});

const patience = (condition) => ({
  what: `p99 under ${condition}, against ${REST}`,
  better: "less",
  required: 2.5,
  aim: 1.5,
  of: eachOf(({ ratio }, name) => ratio({ kind: "ours", name, condition }, { condition: REST }, "p99")),
});

const latency = (what, condition) => ({
  what: `${what}: latency (p50) against the floor`,
  better: "less",
  required: 2,
  aim: 1.2,
  of: ({ written }) => written("ours", condition).p50 / written("floor", condition).p50,
});

const growth = (what, act) => ({
  what: `${what}: CPU, server and database, nation against province`,
  better: "less",
  required: 1.5,
  aim: 1.1,
  of: ({ growth: { national, province } }) => national.ours[act] / province.ours[act],
});

/** Every day within a fifth of one day alone. */
const anyDay = (name) => ({
  what: `${name} as of ${DAYS.slice(1).join(", ")} days in turn, slowest against 1 day`,
  better: "more",
  required: 0.8,
  of: ({ days }) => Math.min(...DAYS.slice(1).map((n) => days.ratio(name, n))),
});

export const OF_QUESTIONS = [
  ...HEAVY.map((condition) => againstRest(condition, 0.7, 0.9)),
  againstRest(IMPORT, 0.4, 0.6),
  ...[...HEAVY, IMPORT].map(againstFloor),
  ...[...HEAVY, IMPORT].map(patience),
];

export const ONCE = [
  {
    what: "Longest stall of the event loop, ms",
    better: "less",
    required: 50,
    aim: 20,
    of: ({ longestStall }) => longestStall("ours"),
  },
  latency("A rename", MOST_RENAMES),
  latency("A publication", MOST_PUBLICATIONS),
  growth("A rename", "rename"),
  growth("A publication", "publish"),
  {
    what: "Q4N the first time after a figure changed, against the floor",
    better: "less",
    required: 1,
    aim: 0.1,
    of: ({ first }) => first.ours / first.floor,
  },
  anyDay("facility"),
  anyDay("list"),
];

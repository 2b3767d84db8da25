// What the server shall reach, and how it is measured. `of` answers the figure of one scale from what was measured;
// "more" or "less" says which way is better.

const ours = (name, step) => ({ kind: "ours", name, step });
const floor = (name, step) => ({ kind: "floor", name, step });

const against = (kind, name, required, aim, scales) => ({
  what: `${name} requests/s against ${kind === "floor" ? "the floor" : "Mercurius"}`,
  better: "more",
  ...{ required, aim, scales },
  of: ({ ratio }) => ratio(ours(name), { kind, name }, "rate"),
});

const statements = (name, required, aim) => ({
  what: `${name} SQL statements`,
  better: "less",
  ...{ required, aim },
  of: ({ statements: counted }) => counted.ours[name],
});

const growth = (name, required) => ({
  what: `${name} CPU, server and database, nation against province`,
  better: "less",
  required,
  scales: ["national"],
  of: ({ growth: grown }) => grown("ours", name, "allCpu"),
});

const patience = (name) => ({
  what: `${name} p99 at 64 connections against the floor`,
  better: "less",
  required: 2.5,
  aim: 1.3,
  of: ({ ratio }) => ratio(ours(name, "many"), floor(name, "many"), "p99"),
});

export const REQUIREMENTS = [
  against("floor", "Q1", 0.85, 1.2),
  against("floor", "Q2", 0.75, 1.05),
  against("floor", "Q3", 0.85, 1.1),
  against("mercurius", "Q1", 2.5, 3.8),
  against("mercurius", "Q2", 2, 2.8),
  against("mercurius", "Q3", 2.2, 3),
  against("floor", "Q4", 0.8, 2.5),
  against("floor", "Q4N", 1, 4, ["national"]),
  {
    what: "M2 time against plain batched inserts",
    better: "less",
    required: 1.6,
    aim: 1.15,
    of: ({ imported }) => imported.ratio,
  },
  {
    what: "W1 requests/s against the floor",
    better: "more",
    required: 0.75,
    aim: 1,
    of: ({ written }) => written.ratio,
  },
  {
    what: "M2 over the API, time against plain batched inserts",
    better: "less",
    required: 1.3,
    aim: 1.15,
    of: ({ imported }) => imported.apiRatio,
  },
  against("floor", "Q1 again", 8),
  {
    what: "Q1 again, server CPU ms",
    better: "less",
    required: 0.05,
    of: ({ figure }) => figure(ours("Q1 again"), "cpu"),
  },
  {
    what: "Q1 again, requests/s against a constant body",
    better: "more",
    required: 0.8,
    of: ({ ratio }) => ratio(ours("Q1 again"), { kind: "constant", name: "Q1 again" }, "rate"),
  },
  statements("Q1", 2, 1),
  statements("Q2", 4, 3),
  statements("Q3", 3, 2),
  statements("Q4", 2, 2),
  {
    what: "Q0 server CPU against the floor",
    better: "less",
    required: 3,
    aim: 2.2,
    of: ({ ratio }) => ratio(ours("Q0"), floor("Q0"), "cpu"),
  },
  growth("Q1", 1.15),
  growth("Q2", 1.4),
  growth("Q3", 1.6),
  growth("Q4", 1.6),
  patience("Q1"),
  patience("Q2"),
  patience("Q3"),
  {
    what: "Cold start against the floor",
    better: "less",
    required: 1.5,
    of: ({ cold }) => cold.ours / cold.floor,
  },
  {
    what: "Memory after load against the floor",
    better: "less",
    required: 1.2,
    of: ({ memory }) => memory.ours / memory.floor,
  },
];

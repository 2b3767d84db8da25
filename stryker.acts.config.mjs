/**
 * Mutation testing of acts and of what servers keep, by a sample, since their tests need a database: so many lines,
 * others each time. Run by `npm run mutate:acts`; `RANDOM_SEED=… LINES=…` takes the same lines again, or more.
 */
import { createHash, randomInt } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import rules from "./stryker.config.mjs";

const SEED = process.env.RANDOM_SEED ?? String(randomInt(2 ** 31));
const LINES = Number(process.env.LINES ?? 60);
console.log(`RANDOM_SEED=${SEED} LINES=${LINES}`);

/** Folders, and those of their tests. */
const ACTS = [
  ["server/concepts/access/session", "test/auth"],
  ["server/concepts/area/mutation", "test/area"],
  ["server/concepts/assessment/draft", "test/assessment"],
  ["server/concepts/facility/mutation", "test/facility"],
  ["server/concepts/metric/observation", "test/metric"],
  ["server/concepts/reporting/campaign", "test/reporting"],
  ["server/concepts/roadmap/milestone", "test/roadmap"],
  ["server/concepts/roadmap/target", "test/roadmap"],
  ["server/core/mutation", "test/acts"],
  ["server/core/snapshot", "test/core/snapshot"],
];

/** What only describes. */
const DESCRIBES = /\.(row|type|input|format|export)\.ts$/;
const SAYS_NOTHING = /^\s*(import\b|export \{|\/?\*|\/\/|[\])}; ,]*$|\}? from )/;

const linesOf = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !DESCRIBES.test(name))
    .flatMap((name) => {
      const file = join(folder, name);
      const lines = readFileSync(file, "utf8").split("\n");
      return lines.flatMap((line, i) => (SAYS_NOTHING.test(line) ? [] : [`${file}:${i + 1}-${i + 1}`]));
    });

const byChance = (line) => createHash("sha1").update(`${SEED} ${line}`).digest("hex");
const sample = ACTS.flatMap(([folder, tests]) =>
  linesOf(folder).map((line) => ({ line, tests, chance: byChance(line) })),
)
  .sort((one, other) => (one.chance < other.chance ? -1 : 1))
  .slice(0, LINES);

export default {
  ...rules,
  mutate: sample.map(({ line }) => line),
  jest: {
    ...rules.jest,
    config: {
      ...rules.jest.config,
      testMatch: [...new Set(sample.map(({ tests }) => `<rootDir>/${tests}/**/*.test.ts`))],
    },
  },
  thresholds: { high: 90, low: 80, break: 0 },
};

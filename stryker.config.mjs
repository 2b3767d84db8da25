/** Mutation testing of the pure rules: how many small faults the tests of a rule notice. Run by `npm run mutate`. */

/*
 * What survives without being a fault, since the rule says the same with it and without; it counts against the score:
 * - what stands for a part that is always there, as a group of a pattern that has matched, or the second of two
 *   (circle, fraction, in-print, sort-key);
 * - `<` in the place of `<=` where both ways come to the same: 0 for its own opposite, equal denominators, a row that is
 *   cut where it ends anyhow, a way that begins on the day that is found already, rows of which no two begin on one day
 *   (circle, fraction, likeness, ranking);
 * - short ways for what needs no work, as a text without an apostrophe, a whole number, a text of other letters
 *   (formula-guard, fraction, likeness);
 * - what is known otherwise, as that a figure has a day, or that what is no whole number lies below the next one
 *   (target-progress).
 */

/** Each rule, and the tests that hold it without a database. */
const RULES = [
  ["server/concepts/assessment/draft/assessment-states.ts", "test/assessment/assessment-states.test.ts"],
  ["server/concepts/assessment/level/grade-rule.ts", "test/assessment/grade-rule.test.ts"],
  ["server/concepts/assessment/level/level-rule.ts", "test/assessment/level-rule.test.ts"],
  ["server/concepts/assessment/level/level-rule.ts", "test/assessment/gap-is-exact.test.ts"],
  ["server/concepts/assessment/need/stated-need-situation.ts", "test/assessment/stated-need-situation.test.ts"],
  ["server/concepts/facility/name-match/name-match.ts", "test/facility/name-match.test.ts"],
  ["server/concepts/metric/league/ranking.ts", "test/metric/ranking.test.ts"],
  ["server/concepts/metric/observation/exact-value.ts", "test/metric/exact-value.test.ts"],
  ["server/concepts/provenance/discrepancy/possible-counts.ts", "test/provenance/possible-counts.test.ts"],
  ["server/concepts/provenance/fraction.ts", "test/provenance/fraction.test.ts"],
  ["server/concepts/provenance/fraction.ts", "test/metric/ratio.test.ts"],
  ["server/concepts/provenance/ratio.ts", "test/metric/ratio.test.ts"],
  ["server/concepts/provenance/source/in-print.ts", "test/provenance/in-print.test.ts"],
  ["server/concepts/roadmap/milestone/milestone-steps.ts", "test/roadmap/milestone-steps.test.ts"],
  ["server/concepts/roadmap/target/target-conflict.ts", "test/roadmap/target-conflict.test.ts"],
  ["server/concepts/roadmap/target/target-progress.ts", "test/roadmap/target-progress.test.ts"],
  ["server/core/text/formula-guard.ts", "test/text/formula-guard.test.ts"],
  ["server/core/text/likeness.ts", "test/text/likeness.test.ts"],
  ["server/core/text/sort-key.ts", "test/text/sort-key.test.ts"],
  ["server/core/time/circle.ts", "test/database/circle.test.ts"],
];

const unique = (column) => [...new Set(RULES.map((rule) => rule[column]))];
const { default: jest } = await import("./jest.config.mjs");

export default {
  mutate: unique(0),
  testRunner: "jest",
  jest: {
    projectType: "custom",
    config: {
      ...jest,
      rootDir: undefined,
      testMatch: unique(1).map((file) => `<rootDir>/${file}`),
      reporters: [],
      globalTeardown: undefined,
    },
    enableFindRelatedTests: false,
  },
  coverageAnalysis: "perTest",
  concurrency: 2,
  reporters: ["clear-text", "progress"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
  thresholds: { high: 95, low: 90, break: 90 },
  tempDirName: ".cache/stryker",
  disableTypeChecks: false,
  // A fault that makes a test wait for ever is found out; a busy machine alone must not look like one.
  timeoutMS: 60_000,
  timeoutFactor: 4,
};

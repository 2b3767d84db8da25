// `npm run mutate:acts`: how many small faults in acts, and in what servers keep, their tests notice. Their tests need a
// database, so it is a sample: so many lines, others each time. `RANDOM_SEED=… LINES=…` takes the same again, or more;
// `PART=…` of one folder alone.
import { createHash, randomInt } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled } from "./ensure.mjs";

ensureInstalled();
const { Stryker } = await import("@stryker-mutator/core");

const { RANDOM_SEED: SEED = String(randomInt(2 ** 31)), LINES = "60", PART = "" } = process.env;
console.log(`RANDOM_SEED=${SEED} LINES=${LINES}`);

/** Folders, and the tests that hold them. */
const ACTS = [
  ["server/concepts/access/session", "test/auth/{session,sign-in}.test.ts"],
  ["server/concepts/area/mutation", "test/area/area-acts.*.test.ts"],
  ["server/concepts/assessment/draft", "test/assessment/{assessment-draft.*,assessment.mutation,random-acts}.test.ts"],
  ["server/concepts/facility/mutation", "test/facility/{facility-acts*,merger-guidance.*}.test.ts"],
  ["server/concepts/metric/observation", "test/metric/{observation.*,figure-rules,nested-periods}.test.ts"],
  ["server/concepts/metric/total", "test/metric/{held-sums*,totals*}.test.ts"],
  ["server/concepts/reporting/campaign", "test/reporting/reporting-campaign.*.test.ts"],
  ["server/concepts/roadmap/milestone", "test/roadmap/milestone*.test.ts"],
  ["server/concepts/roadmap/target", "test/roadmap/target*.test.ts"],
  ["server/core/mutation", "test/acts/*.test.ts"],
  ["server/core/snapshot", "test/{core/snapshot/*,facility/reads-nothing-again}.test.ts"],
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
const sample = ACTS.filter(([folder]) => folder.includes(PART))
  .flatMap(([folder, tests]) => linesOf(folder).map((line) => ({ line, tests, chance: byChance(line) })))
  .sort((one, other) => (one.chance < other.chance ? -1 : 1))
  .slice(0, Number(LINES));

/** How many came to which end. */
const ends = { Killed: 0, Timeout: 0, Survived: 0, NoCoverage: 0 };
for (const tests of new Set(sample.map((each) => each.tests))) {
  const mutate = sample.filter((each) => each.tests === tests).map(({ line }) => line);
  console.log(`\n${tests}: ${mutate.join(" ")}`);
  const results = await new Stryker({
    configFile: "stryker.config.mjs",
    ...{ mutate, jest: { config: { testMatch: [`<rootDir>/${tests}`] } } },
    ...{ reporters: ["clear-text"], thresholds: { high: 90, low: 80, break: 0 } },
    // A test that waits for ever ends by itself, after a minute; databases are slow where others use the machine.
    ...{ concurrency: 1, timeoutMS: 300_000 },
  }).runMutationTest();
  for (const { status } of results) if (status in ends) ends[status] += 1;
}
const { Killed, Timeout, Survived, NoCoverage } = ends;
const all = Killed + Timeout + Survived + NoCoverage;
const noticed = Killed + Timeout;
console.log(
  `\n${noticed} of ${all} small faults noticed (${Math.round((100 * noticed) / all)} %), ${Timeout} of them because a test ` +
    `did not end; ${Survived} not, ${NoCoverage} in lines that no test of theirs comes to. RANDOM_SEED=${SEED}`,
);

import "reflect-metadata";
import { parseArgs } from "node:util";
import { readDatabaseAddress } from "../config.js";
import { openDatabase } from "../core/database/data-source.js";
import { verifyTrail } from "../core/mutation/verification.js";
import { counted } from "../core/text/counted.js";
import { dayAt, endOf, instant } from "../core/time/clock.js";
import { isCalendarDay } from "../core/time/days.js";
import { statusLine } from "../files/reading/progress.js";
import { problemsOf } from "./places.js";
import { sentencesOf } from "./problems.js";

const USAGE = `npm run audit -- [--until DAY [--expect DIGEST]]    verifies the trail of everything that was changed
npm run audit -- --seal                             seals everything anew, as it is: for whoever has lost AUDIT_SECRET

It finds entries that were edited, left out or added, and rows that were changed past their trail, and ends with 1 if
there is any. At its end it prints a digest of all trails up to the end of a day, YYYY-MM-DD; yesterday, in Vietnam,
if left out. Keep it where whoever runs the database cannot reach it: asked again for the same day with --expect, the
command tells whether anything up to then has been rewritten.`;

const UNSEALED =
  "The trail is not sealed: whoever can write to the database can make hashes that fit. Set AUDIT_SECRET for every server " +
  "and command, and start: what is on record is sealed from then on.";

const DAY_MS = 24 * 3_600_000;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { until: { type: "string" }, expect: { type: "string" }, seal: { type: "boolean" } },
  });
  const { until = dayAt(Date.now() - DAY_MS), expect, seal: sealAnew = false } = values;
  if (
    sealAnew
      ? Object.keys(values).length > 1
      : !isCalendarDay(until) || (expect !== undefined && values.until === undefined)
  ) {
    console.error(USAGE);
    return 1;
  }
  const db = await openDatabase(readDatabaseAddress(process.env, problemsOf), { sealAnew });
  try {
    if (sealAnew) {
      console.log("Everything on record is sealed as it is.");
      return 0;
    }
    const line = statusLine(process.stderr);
    const fault = (sentence: string) => {
      line.end();
      console.log(sentence);
    };
    const progress = (entries: number) => line.show(() => `${counted(entries, "entry", "entries")} read`);
    const { entries, faults, digest } = await verifyTrail(db, instant(endOf(until)), { fault, progress });
    line.end();
    console.log(`${counted(entries, "entry", "entries")} verified, ${faults === 0 ? "nothing" : faults} wrong.`);
    if (!db.auditKeys.isKeyed) console.log(UNSEALED);
    console.log(`Digest of all trails up to the end of ${until}: ${digest}`);
    if (expect === undefined) return faults === 0 ? 0 : 1;
    const isSame = expect === digest;
    console.log(
      isSame ? "It is the digest that is expected." : `It is not "${expect}": something up to then has been rewritten.`,
    );
    return faults === 0 && isSame ? 0 : 1;
  } finally {
    await db.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    console.error(sentencesOf(error) ?? `The command failed: ${message}`);
    process.exit(1);
  },
);

import "reflect-metadata";
import { parseArgs } from "node:util";
import { readDatabaseAddress } from "../config.js";
import { ConfigError, type DatabaseAddress } from "../core/database/address.js";
import { openDatabase } from "../core/database/data-source.js";
import { actsIn, headsFileOf, headsNow, type KeptHeads, readHeads, writeHeads } from "../core/mutation/kept-heads.js";
import { verifyTrail } from "../core/mutation/verification.js";
import { counted } from "../core/text/counted.js";
import { dayAt, endOf, instant } from "../core/time/clock.js";
import { isCalendarDay } from "../core/time/days.js";
import { statusLine } from "../files/reading/progress.js";
import { problemsOf } from "./places.js";
import { sentencesOf } from "./problems.js";

const USAGE = `npm run audit -- [--until DAY [--expect DIGEST]] [--heads FILE]    verifies the trail of everything that was changed
npm run audit -- --keep FILE                        keeps where the trail ends in a file
npm run audit -- --seal                             seals everything anew, as it is: for whoever has lost AUDIT_SECRET

It finds entries that were edited, left out or added, and rows that were changed past their trail, and ends with 1 if
there is any. At its end it prints a digest of all trails up to the end of a day, YYYY-MM-DD; yesterday, in Vietnam,
if left out. Keep it where whoever runs the database cannot reach it: asked again for the same day with --expect, the
command tells whether anything up to then has been rewritten.

A database without its last acts is whole in itself. What --keep has written tells that they are missing, and so does
the file .heads that a server keeps beside an embedded database: it is looked at where there is one.`;

const UNSEALED =
  "The trail is not sealed: whoever can write to the database can make hashes that fit. Set AUDIT_SECRET for every server " +
  "and command, and start: what is on record is sealed from then on.";

const DAY_MS = 24 * 3_600_000;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      until: { type: "string" },
      expect: { type: "string" },
      heads: { type: "string" },
      keep: { type: "string" },
      seal: { type: "boolean" },
    },
  });
  const { until = dayAt(Date.now() - DAY_MS), expect, heads, keep, seal: sealAnew = false } = values;
  if (
    sealAnew || keep !== undefined
      ? Object.keys(values).length > 1
      : !isCalendarDay(until) || (expect !== undefined && values.until === undefined)
  ) {
    console.error(USAGE);
    return 1;
  }
  const address = readDatabaseAddress(process.env, problemsOf);
  // Before anything else is read: a server may go on meanwhile.
  const kept = keptHeads(address, heads);
  const db = await openDatabase(address, { sealAnew });
  try {
    if (keep !== undefined) {
      const now = await headsNow(db, instant(Date.now()));
      writeHeads(keep, now);
      console.log(`Kept in ${keep}: where the trail of ${counted(actsIn(now.heads), "act")} ends.`);
      return 0;
    }
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
    const { entries, faults, digest } = await verifyTrail(db, instant(endOf(until)), { fault, progress }, kept);
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

/** What the ends of the trail were once; null: nobody has kept it. */
function keptHeads(address: DatabaseAddress, path: string | undefined): KeptHeads | null {
  if (path === undefined) {
    const beside = headsFileOf(address);
    return beside === null ? null : readHeads(beside);
  }
  const kept = readHeads(path);
  if (!kept) throw new ConfigError([`There is no file ${path}.`]);
  return kept;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    console.error(sentencesOf(error) ?? `The command failed: ${message}`);
    process.exit(1);
  },
);

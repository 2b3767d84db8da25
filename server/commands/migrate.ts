import "reflect-metadata";
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { readDatabaseAddress } from "../config.js";
import { ConfigError, type DatabaseAddress } from "../core/database/address.js";
import { openDatabase, openDriver } from "../core/database/data-source.js";
import type { Driver } from "../core/database/database.js";
import { assertKnown, migrationsOf } from "../core/database/migrate.js";
import { MIGRATIONS } from "../core/database/migrations/index.js";
import { type Shape, shapeAfter, shapeOf } from "../core/database/shape.js";
import { counted } from "../core/text/counted.js";
import { problemsOf } from "./places.js";
import { sentencesOf } from "./problems.js";

const USAGE = `npm run migrate               brings the database into the shape of this version, and looks whether it has it
npm run migrate -- --check    only looks, and changes nothing

A start does the first of it as well. What was broken off is gone on with: every step can be done again. The command ends
with 1 where the database has not the shape of this version at its end, and says what to do.`;

/** For whoever does not know in which state an upgrade, or a copy, has left a database. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { check: { type: "boolean" } } });
  if (positionals.length > 0) {
    console.error(USAGE);
    return 1;
  }
  const address = readDatabaseAddress(process.env, problemsOf);
  if (address.kind === "embedded" && !existsSync(address.file)) {
    throw new ConfigError([`There is no database file "${address.file}" (DATABASE_URL); npm start makes one.`]);
  }
  const isWhole = await looked(address, tellState);
  if (values.check) return isWhole ? 0 : 1;
  const db = await openDatabase(address);
  await db.close();
  return (await looked(address, tellEnd)) ? 0 : 1;
}

async function looked(address: DatabaseAddress, tell: (state: State) => boolean): Promise<boolean> {
  const driver = await openDriver(address, { seconds: null });
  try {
    return tell(await stateOf(driver));
  } finally {
    await driver.close();
  }
}

interface State {
  /** How many changes of the shape are on record, and which are not. */
  had: number;
  pending: readonly string[];
  /** What belongs to those that are not on record, and is done already. */
  begun: readonly string[];
  /** What those on record have made, and is not there. */
  missing: readonly string[];
  /** What no change of ours makes. */
  others: readonly string[];
}

async function stateOf(driver: Driver): Promise<State> {
  const had = await migrationsOf(driver);
  assertKnown(had);
  const all = MIGRATIONS.map(({ name }) => name);
  const [now, after] = [await shapeOf(driver), await shapeAfter(all)];
  const before = had.length === all.length ? after : await shapeAfter(had);
  const [more, less] = [without(now, before), without(before, now)];
  return {
    had: had.length,
    pending: all.filter((name) => !had.includes(name)),
    begun: [...more.filter((line) => after.has(line)), ...less.filter((line) => !after.has(line)).map(gone)],
    missing: less.filter((line) => after.has(line)),
    others: more.filter((line) => !after.has(line)),
  };
}

const without = (shape: Shape, other: Shape): string[] => [...shape].filter((line) => !other.has(line));
const gone = (line: string): string => `no ${line}`;

function tellState({ had, pending, begun, missing, others }: State): boolean {
  console.log(`${counted(had, "change")} of the shape on record, ${pending.length} to do.`);
  if (pending.length > 0 && begun.length > 0) {
    list("An upgrade was broken off: this is done already, and npm run migrate, or a start, goes on from there", begun);
  } else if (pending.length > 0) console.log("It was made by an older version; npm run migrate, or a start, goes on.");
  if (others.length > 0) list("This is not of this program, and is left alone", others);
  return isComplete(missing) && pending.length === 0;
}

function tellEnd({ had, missing }: State): boolean {
  if (!isComplete(missing)) return false;
  console.log(`The database has the shape of this version, by ${counted(had, "change")}.`);
  return true;
}

function isComplete(missing: readonly string[]): boolean {
  if (missing.length > 0) {
    list("On record as made, and missing", missing);
    console.log(
      "No upgrade leaves that behind: something else took it away, or only a part of a copy was put back. Restore the " +
        "backup from before, and start this version over it.",
    );
  }
  return missing.length === 0;
}

function list(what: string, lines: readonly string[]): void {
  console.log(`${what}:`);
  for (const line of lines) console.log(`  ${line}`);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    console.error(sentencesOf(error) ?? `The command failed: ${message}`);
    process.exit(1);
  },
);

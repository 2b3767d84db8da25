import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { BetterSqlite3QueryRunner } from "typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js";
import { MysqlQueryRunner } from "typeorm/driver/mysql/MysqlQueryRunner.js";
import type { DatabaseAddress } from "../../server/core/database/address.js";
import { openDatabase } from "../../server/core/database/data-source.js";
import { MIGRATIONS } from "../../server/core/database/migrations/index.js";
import { emptyDatabase, onMysql, type TestDatabase } from "../support/database.js";
import { besides, forget, madeBy, RELEASED, type Release, shapeOf } from "../support/migrating.js";
import { newSeed, randomOf } from "../support/random.js";

/** How many databases are killed on their way from each beginning; more of them to search for longer. */
const ROUNDS = Number(process.env.KILLED_ROUNDS ?? 1);
const MOST_KILLS = 4;
/** By then a process has often ended by itself; halved where it had. */
const LONGEST_MS = 3000;
/** Rows that are written before any table is changed are taken back: a run must be able to get to the end of any migration. */
const MOST_STATEMENTS = 90;
const FEW_STATEMENTS = 9;
/** MariaDB writes each change of a table to the disk. */
const LONGEST_TEST_MS = 60_000 * (3 + ROUNDS);

const PROCESS = ".cache/migrating-process.cjs";
const BUNDLE = [
  ...["test/support/migrating-process.ts", "--bundle", `--outfile=${PROCESS}`, "--log-level=error"],
  ...["--platform=node", ...["libsql", "typeorm"].map((name) => `--external:${name}`)],
];

/** From nothing, and from what each release made of which there is more to migrate now. */
const FROM = [null, "0.1.0", "0.2.0", "0.3.0"] as const;
const BEGINNINGS = FROM.filter((from) => from === null || RELEASED[from].length < MIGRATIONS.length);

describe.each(BEGINNINGS)("Migrations that are broken off, from %s on,", (release) => {
  let beside: TestDatabase;
  let undisturbed: Record<string, unknown[]>;
  beforeAll(async () => {
    execFileSync("npx", ["--no-install", "esbuild", ...BUNDLE]);
    beside = await emptyDatabase();
    undisturbed = await shapeOf(beside.db);
  });
  afterEach(() => void jest.restoreAllMocks());
  afterAll(() => beside.close());

  const begun = (from: Release | null): Promise<DatabaseAddress> => (from ? madeBy(from, beside) : besides(beside));

  /** Opens it as every start does; its tables are then those of a database that was never disturbed. */
  async function expectWhole(address: DatabaseAddress): Promise<void> {
    const db = await openDatabase(address);
    expect(await shapeOf(db)).toEqual(undisturbed);
    await db.close();
    await forget(beside, address);
  }

  it(
    "after any of their statements go on from there at the next start",
    async () => {
      const random = randomOf(newSeed("statements after which a migration ends"));
      const address = await begun(release);
      const runs = await brokenOff(address, () => 1 + random(random(2) === 0 ? FEW_STATEMENTS : MOST_STATEMENTS));
      await expectWhole(address);
      expect(runs).toBeGreaterThan(1);
    },
    LONGEST_TEST_MS,
  );

  it(
    "by killing their process go on from there at the next start",
    async () => {
      const random = randomOf(newSeed("moments at which a migration is killed"));
      for (let round = 0; round < ROUNDS; round += 1) {
        const address = await begun(release);
        let longest = LONGEST_MS;
        for (let kills = 0; kills < MOST_KILLS; kills += 1) {
          const hasEnded = await killed(address, random(longest));
          if (hasEnded) longest = Math.ceil(longest / 2);
        }
        await expectWhole(address);
      }
    },
    LONGEST_TEST_MS,
  );
});

/**
 * Opens the database again and again, each time until so many statements have changed something, as the database itself
 * would see it if the process were gone then; answers how often it took.
 */
async function brokenOff(address: DatabaseAddress, statements: () => number): Promise<number> {
  const runner = (onMysql ? MysqlQueryRunner : BetterSqlite3QueryRunner).prototype;
  const query = runner.query;
  // typeorm tells what failed.
  const log = jest.spyOn(console, "log").mockImplementation(() => undefined);
  for (let runs = 1; ; runs += 1) {
    // The first never gets to the end.
    let left = runs === 1 ? 1 : statements();
    const spy = jest.spyOn(runner, "query").mockImplementation(async function (this: typeof runner, ...asked) {
      const answer = await query.apply(this, asked);
      if (/^\s*(SELECT|PRAGMA|SHOW|SET|ROLLBACK|START|BEGIN)/i.test(asked[0])) return answer;
      left -= 1;
      if (left === 0) throw new Error("Broken off.");
      return answer;
    });
    try {
      const db = await openDatabase(address);
      await db.close();
      log.mockRestore();
      return runs;
    } catch (error) {
      if (!(error instanceof Error) || error.message !== "Broken off.") throw error;
    } finally {
      spy.mockRestore();
    }
  }
}

/** Opens the database in a process of its own, which is killed so many milliseconds later; whether it had ended before. */
async function killed(address: DatabaseAddress, ms: number): Promise<boolean> {
  const child = spawn(process.execPath, [PROCESS], {
    env: { ...process.env, MIGRATED: JSON.stringify(address) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = once(child, "exit");
  await once(child.stdout, "data");
  await Promise.race([wait(ms), gone]);
  child.kill("SIGKILL");
  const [code] = await gone;
  if (code !== null && code !== 0) throw new Error("The database was not opened.");
  return code === 0;
}

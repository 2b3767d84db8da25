import type { DataSourceOptions, QueryRunner } from "typeorm";
import { ConfigError, type DatabaseAddress } from "./address.js";
import type { Dialect, Driver } from "./database.js";
import { MIGRATIONS } from "./migrations/index.js";
import { alone, stillWithin } from "./start-lease.js";
import { isUnavailable } from "./unavailable.js";

/**
 * Runs the migrations that the database has not had, while no other process does. typeorm is loaded only if there are
 * any. A database that a newer program has migrated is left alone.
 */
export async function migrate(
  driver: Driver,
  address: DatabaseAddress,
  say: (sentence: string) => void,
): Promise<void> {
  if (await isUpToDate(driver)) return;
  await alone(
    driver,
    async (_still, owner) => {
      if (!(await isUpToDate(driver))) await runMigrations(driver.dialect, address, owner);
    },
    say,
  );
}

async function runMigrations(dialect: Dialect, address: DatabaseAddress, owner: string): Promise<void> {
  const { DataSource, MigrationExecutor } = await import("typeorm");
  const source = new DataSource(await optionsOf(address));
  await source.initialize();
  try {
    for (const migration of source.migrations) {
      const up = migration.up.bind(migration);
      migration.up = async (runner) => {
        await stillWithin(dialect, (sql, params) => runner.query(sql, params), owner);
        await up(runner);
      };
    }
    const runner = source.createQueryRunner();
    await ready(runner, address);
    const executor = new MigrationExecutor(source, runner);
    // What a migration has done is kept with the record that it was done, save what MariaDB commits by itself.
    executor.transaction = "each";
    await executor.executePendingMigrations();
    await runner.release();
  } finally {
    await source.destroy();
  }
}

/**
 * Its one connection gets its settings, and a lock of its server: who was killed holds that until the database has ended
 * what he was at.
 */
async function ready(runner: QueryRunner, address: DatabaseAddress): Promise<void> {
  if (address.kind === "embedded") return;
  const { takeAlone } = await import("./mariadb.js");
  const { kindOf, makeSettings, settingsOf, UNLIMITED } = await import("./mariadb-settings.js");
  const ask = (sql: string): Promise<object[]> => runner.query(sql);
  await makeSettings(ask, settingsOf(await kindOf(ask), UNLIMITED));
  await takeAlone(ask);
}

async function isUpToDate(driver: Driver): Promise<boolean> {
  const had = await migrationsOf(driver);
  assertKnown(had);
  return MIGRATIONS.every(({ name }) => had.includes(name));
}

/** Refuses a database that has had migrations which this program does not know. */
export function assertKnown(had: readonly string[]): void {
  const unknown = had.filter((name) => !MIGRATIONS.some((migration) => migration.name === name));
  if (unknown.length > 0) throw new ConfigError([madeByNewer(unknown)]);
}

/** The names of the migrations that the database has had. */
export async function migrationsOf(driver: Pick<Driver, "query">): Promise<string[]> {
  try {
    const rows = await driver.query<{ name: string }>("SELECT name FROM migrations ORDER BY id");
    return rows.map(({ name }) => name);
  } catch (error) {
    // An empty database has no such table.
    if (isUnavailable(error)) throw error;
    return [];
  }
}

const madeByNewer = (unknown: readonly string[]): string =>
  `A newer version of this program has changed the shape of this database (${unknown.join(", ")}), and this version does ` +
  "not know how: nothing was done. Start that version or a later one, or restore the backup from before it.";

async function optionsOf(address: DatabaseAddress): Promise<DataSourceOptions> {
  if (address.kind === "mysql") {
    const { asDriverOption } = await import("./encryption.js");
    return { type: "mysql", url: address.url, ...asDriverOption(address.encryption), migrations: MIGRATIONS };
  }
  const [{ default: driver }, { makeSettings }] = await Promise.all([
    import("libsql"),
    import("./embedded-connection.js"),
  ]);
  const { file: database } = address;
  return { type: "better-sqlite3", driver, database, migrations: MIGRATIONS, prepareDatabase: makeSettings };
}

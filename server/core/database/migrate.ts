import type { DataSourceOptions, QueryRunner } from "typeorm";
import type { DatabaseAddress } from "./address.js";
import type { Driver } from "./database.js";
import { MIGRATIONS } from "./migrations/index.js";
import { isUnavailable } from "./unavailable.js";

/** Runs the migrations that the database has not had. typeorm is loaded only if there are any. */
export async function migrate(driver: Driver, address: DatabaseAddress): Promise<void> {
  if (await isUpToDate(driver)) return;
  const { DataSource, MigrationExecutor } = await import("typeorm");
  const source = new DataSource(await optionsOf(address));
  await source.initialize();
  try {
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
 * Its one connection gets its settings, and holds the lock by which processes migrate one after the other: who was
 * killed holds it until the database has ended what he was at.
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
  try {
    const rows = await driver.query<{ name: string }>("SELECT name FROM migrations");
    const had = new Set(rows.map(({ name }) => name));
    return MIGRATIONS.every(({ name }) => had.has(name));
  } catch (error) {
    // An empty database has no such table.
    if (isUnavailable(error)) throw error;
    return false;
  }
}

async function optionsOf(address: DatabaseAddress): Promise<DataSourceOptions> {
  if (address.kind === "mysql") return { type: "mysql", url: address.url, migrations: MIGRATIONS };
  const [{ default: driver }, { makeSettings }] = await Promise.all([import("libsql"), import("./embedded.js")]);
  const { file: database } = address;
  return { type: "better-sqlite3", driver, database, migrations: MIGRATIONS, prepareDatabase: makeSettings };
}

import type { DataSourceOptions } from "typeorm";
import type { DatabaseAddress } from "../config.js";
import type { Driver } from "./database.js";
import { MIGRATIONS } from "./migrations/index.js";
import { isUnavailable } from "./unavailable.js";

/** Runs the migrations that the database has not had. typeorm is loaded only if there are any. */
export async function migrate(driver: Driver, address: DatabaseAddress): Promise<void> {
  if (await isUpToDate(driver)) return;
  const { DataSource } = await import("typeorm");
  await driver.alone(async () => {
    const source = new DataSource(await optionsOf(address));
    await source.initialize();
    try {
      await source.runMigrations();
    } finally {
      await source.destroy();
    }
  });
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
  const { default: driver } = await import("libsql");
  return { type: "better-sqlite3", driver, database: address.file, migrations: MIGRATIONS };
}

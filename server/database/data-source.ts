import type { DatabaseAddress } from "../config.js";
import { Connections, type Driver } from "./database.js";
import { migrate } from "./migrate.js";

/**
 * Opens the database; its tables are brought to the newest shape first. A statement that reads is ended after so many
 * seconds; null, as for commands: never.
 */
export async function openDatabase(address: DatabaseAddress, seconds: number | null = null): Promise<Connections> {
  const driver = await open(address, seconds);
  try {
    await migrate(driver, address);
  } catch (error) {
    await driver.close();
    throw error;
  }
  return new Connections(driver);
}

/** Each kind of database comes with its own package; only the one that is used is loaded. */
async function open(address: DatabaseAddress, seconds: number | null): Promise<Driver> {
  if (address.kind === "embedded") return (await import("./embedded.js")).openEmbedded(address.file, seconds);
  return (await import("./mariadb.js")).openMariadb(address.url, address.name, seconds);
}

import type { DatabaseAddress } from "../config.js";
import { Connections, type Driver } from "./database.js";
import { migrate } from "./migrate.js";

/** Opens the database; its tables are brought to the newest shape first. */
export async function openDatabase(address: DatabaseAddress): Promise<Connections> {
  const driver = await open(address);
  await migrate(driver, address);
  return new Connections(driver);
}

/** Each kind of database comes with its own package; only the one that is used is loaded. */
async function open(address: DatabaseAddress): Promise<Driver> {
  if (address.kind === "embedded") return (await import("./embedded.js")).openEmbedded(address.file);
  return (await import("./mariadb.js")).openMariadb(address.url, address.name);
}

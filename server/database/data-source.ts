import { auditKeysOf } from "../acts/audit-key.js";
import { ensureSealed } from "../acts/first-seal.js";
import type { DatabaseAddress } from "../config.js";
import { Connections, type Driver } from "./database.js";
import { migrate } from "./migrate.js";

/**
 * Opens the database; its tables are brought to the newest shape first, and what is on record is sealed if it is not,
 * or, for whoever has lost the key, all of it anew.
 */
export async function openDatabase(address: DatabaseAddress, { sealAnew = false } = {}): Promise<Connections> {
  const driver = await open(address);
  try {
    await migrate(driver, address);
    const db = new Connections(driver, auditKeysOf(address));
    await ensureSealed(db, sealAnew);
    return db;
  } catch (error) {
    await driver.close();
    throw error;
  }
}

/** Each kind of database comes with its own package; only the one that is used is loaded. */
async function open(address: DatabaseAddress): Promise<Driver> {
  if (address.kind === "embedded") return (await import("./embedded.js")).openEmbedded(address.file);
  return (await import("./mariadb.js")).openMariadb(address.url, address.name);
}

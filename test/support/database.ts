import "reflect-metadata";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseAddress } from "../../server/config.js";
import { openDatabase } from "../../server/database/data-source.js";
import type { Connections } from "../../server/database/database.js";
import { loadDataset } from "../../server/importing/dataset.js";

/** Where tests keep their databases: a MySQL server, if one is named; else a temporary file for each. */
const SERVER = process.env.TEST_DATABASE_URL;

export const onMysql = SERVER !== undefined;

export interface TestDatabase {
  db: Connections;
  address: DatabaseAddress;
  close(): Promise<void>;
}

/** An empty, migrated database of its own. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return SERVER === undefined ? emptyFile() : emptySchema(SERVER);
}

/** The same with everything that is in data/. */
export async function loadedDatabase(): Promise<TestDatabase> {
  const database = await emptyDatabase();
  await loadDataset(database.db, "data");
  return database;
}

async function emptyFile(): Promise<TestDatabase> {
  const dir = await mkdtemp(join(tmpdir(), "hue-health-"));
  const address: DatabaseAddress = { kind: "embedded", file: join(dir, "test.db") };
  const db = await openDatabase(address);
  return {
    db,
    address,
    async close() {
      await db.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function emptySchema(server: string): Promise<TestDatabase> {
  const name = `hue_test_${randomBytes(6).toString("hex")}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  const address: DatabaseAddress = { kind: "mysql", url: url.href, name };
  const db = await openDatabase(address);
  return {
    db,
    address,
    async close() {
      await db.query(`DROP DATABASE ${name}`);
      await db.close();
    },
  };
}

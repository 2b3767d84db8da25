import "reflect-metadata";
import { randomBytes } from "node:crypto";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadDataset } from "../../server/concepts/import/dataset.js";
import type { DatabaseAddress } from "../../server/core/database/address.js";
import { openDatabase } from "../../server/core/database/data-source.js";
import type { Connections } from "../../server/core/database/database.js";
import { copySchema, TEMPLATE, templateMade } from "./template.js";

/** Where tests keep their databases: a MySQL server, if one is named; else a temporary file for each. */
const SERVER = process.env.TEST_DATABASE_URL;

/** What the trails of all test databases are sealed with. */
export const AUDIT_SECRET = "c2VhbHMtb2YtdGVzdHMta25vd24tdG8tZXZlcnlib2R5";
const SEALED = { auditSecrets: [AUDIT_SECRET] };

export const onMysql = SERVER !== undefined;

export interface TestDatabase {
  db: Connections;
  address: DatabaseAddress;
  close(): Promise<void>;
}

/** An empty, migrated database of its own. */
export const emptyDatabase = (): Promise<TestDatabase> => databaseOf();

/** The same with everything that is in data/: a copy of one that is loaded once. */
export async function loadedDatabase(): Promise<TestDatabase> {
  await templateMade(async () => {
    const database = await databaseOf(TEMPLATE);
    await loadDataset(database.db, "data");
    // All of it in the one file that is copied.
    if (SERVER === undefined) await database.db.query("PRAGMA wal_checkpoint(TRUNCATE)");
    await database.db.close();
  });
  if (SERVER === undefined) {
    const file = await ownFile();
    await copyFile(TEMPLATE.file, file);
    return databaseOf({ ...TEMPLATE, file });
  }
  const schema = ownSchema();
  await copySchema(SERVER, TEMPLATE.schema, schema);
  return databaseOf({ ...TEMPLATE, schema });
}

const ownFile = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), "hue-health-")), "test.db");
const ownSchema = (): string => `hue_test_${randomBytes(6).toString("hex")}`;

/** A database in a file or schema, which is made if it is not there. */
async function databaseOf(place?: typeof TEMPLATE): Promise<TestDatabase> {
  if (SERVER === undefined) {
    const file = place?.file ?? (await ownFile());
    const address: DatabaseAddress = { kind: "embedded", file, ...SEALED };
    const db = await openDatabase(address);
    const close = async () => {
      await db.close();
      await rm(dirname(file), { recursive: true, force: true });
    };
    return { db, address, close };
  }
  const name = place?.schema ?? ownSchema();
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  const address: DatabaseAddress = { kind: "mysql", url: url.href, name, ...SEALED };
  const db = await openDatabase(address);
  const close = async () => {
    await db.query(`DROP DATABASE ${name}`);
    await db.close();
  };
  return { db, address, close };
}

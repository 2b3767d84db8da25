import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { createConnection } from "mysql2/promise";
import { DataSource } from "typeorm";
import type { DatabaseAddress } from "../../server/core/database/address.js";
import type { Database } from "../../server/core/database/database.js";
import { MIGRATIONS } from "../../server/core/database/migrations/index.js";
import type { TestDatabase } from "./database.js";

/** What each release came with. */
export const RELEASED = {
  "0.1.0": MIGRATIONS.slice(0, 3),
  "0.2.0": MIGRATIONS.slice(0, 16),
  "0.3.0": MIGRATIONS.slice(0, 32),
} as const;
export type Release = keyof typeof RELEASED;

export async function migrating(
  address: DatabaseAddress,
  migrations: typeof MIGRATIONS,
  work: (of: DataSource) => unknown,
): Promise<void> {
  const { default: driver } = await import("libsql");
  const source = new DataSource(
    address.kind === "mysql"
      ? { type: "mysql", url: address.url, migrations }
      : { type: "better-sqlite3", driver, database: address.file, migrations },
  );
  await source.initialize();
  try {
    await work(source);
  } finally {
    await source.destroy();
  }
}

/** An empty database beside another one, with which it goes if it is a file; `forget` takes it away. */
export async function besides({ db, address }: TestDatabase): Promise<DatabaseAddress> {
  const name = `made_${randomBytes(6).toString("hex")}`;
  if (address.kind === "embedded") return { kind: "embedded", file: join(address.file, "..", `${name}.db`) };
  await db.query(`CREATE DATABASE hue_test_${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  const url = new URL(address.url);
  url.pathname = `/hue_test_${name}`;
  return { kind: "mysql", url: url.href, name: `hue_test_${name}` };
}

export async function forget({ db }: TestDatabase, address: DatabaseAddress): Promise<void> {
  if (address.kind === "mysql") await db.query(`DROP DATABASE ${address.name}`);
}

/** A database as a release made it, without data, beside another one. */
export async function madeBy(release: Release, beside: TestDatabase): Promise<DatabaseAddress> {
  const address = await besides(beside);
  await migrating(address, RELEASED[release], (source) => source.runMigrations());
  return address;
}

/** A database as a release left it, with its data (test/start/databases), beside another one. */
export async function leftBy(release: Release, beside: TestDatabase): Promise<DatabaseAddress> {
  const address = await besides(beside);
  const packed = `test/start/databases/${release}.${address.kind === "mysql" ? "sql" : "db"}.br`;
  const bytes = brotliDecompressSync(readFileSync(packed));
  if (address.kind === "embedded") writeFileSync(address.file, bytes);
  else {
    const connection = await createConnection({ uri: address.url, charset: "utf8mb4_bin", multipleStatements: true });
    await connection.query(`SET foreign_key_checks = 0; ${bytes.toString("utf8")}`);
    await connection.end();
  }
  return { ...address, ...(beside.address.auditSecrets && { auditSecrets: beside.address.auditSecrets }) };
}

/** Tables, columns, references and indexes as the database itself tells them, and what migrations have written. */
export async function shapeOf(db: Pick<Database, "dialect" | "query">): Promise<Record<string, unknown[]>> {
  const asked =
    db.dialect === "mysql"
      ? {
          columns: `SELECT table_name, column_name, column_type, collation_name, is_nullable, column_default, extra
            FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY 1, ordinal_position`,
          references: `SELECT table_name, constraint_name, column_name, referenced_table_name, referenced_column_name
            FROM information_schema.key_column_usage WHERE table_schema = DATABASE() ORDER BY 1, 2, ordinal_position`,
          indexes: `SELECT table_name, index_name, non_unique, GROUP_CONCAT(column_name ORDER BY seq_in_index) AS columns
            FROM information_schema.statistics WHERE table_schema = DATABASE() GROUP BY 1, 2, 3 ORDER BY 1, 2`,
        }
      : { objects: "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name" };
  const shape: Record<string, unknown[]> = {
    scopes: await db.query("SELECT scope, COUNT(*) AS slots FROM data_revision GROUP BY scope ORDER BY scope"),
    migrations: await db.query("SELECT name FROM migrations ORDER BY timestamp"),
  };
  for (const [what, sql] of Object.entries(asked)) shape[what] = await db.query(sql);
  return shape;
}

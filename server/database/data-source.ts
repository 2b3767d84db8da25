import libsql from "libsql";
import { DataSource } from "typeorm";
import type { DatabaseAddress } from "../config.js";
import { Connections } from "./database.js";
import { MIGRATIONS } from "./migrations/index.js";

/** Opens the database; an empty one is migrated to the newest shape first. */
export async function openDatabase(address: DatabaseAddress): Promise<Connections> {
  return address.kind === "embedded" ? openEmbedded(address.file) : openMysql(address.url, address.name);
}

async function openEmbedded(file: string): Promise<Connections> {
  const writer = await embedded(file).initialize();
  await writer.runMigrations();
  const reader = await embedded(file).initialize();
  return new Connections(reader, writer);
}

const embedded = (file: string): DataSource =>
  new DataSource({
    type: "better-sqlite3",
    driver: libsql,
    database: file,
    enableWAL: true,
    timeout: 5000,
    migrations: MIGRATIONS,
  });

async function openMysql(url: string, name: string): Promise<Connections> {
  const pool = new DataSource({
    type: "mysql",
    url,
    charset: "utf8mb4_bin",
    timezone: "Z",
    dateStrings: true,
    connectTimeout: 5000,
    poolSize: 8,
    migrations: MIGRATIONS,
    supportBigNumbers: true,
    bigNumberStrings: false,
    extra: { decimalNumbers: true, enableKeepAlive: true },
  });
  await createIfMissing(url, name);
  await pool.initialize();
  const connections = new Connections(pool, pool);
  await connections.alone(() => pool.runMigrations());
  return connections;
}

/** Creates the database that the address names, where the account may; else the next step says what is missing. */
async function createIfMissing(url: string, name: string): Promise<void> {
  const server = new URL(url);
  server.pathname = "/";
  const admin = new DataSource({ type: "mysql", url: server.href, connectTimeout: 5000 });
  await admin.initialize();
  try {
    await admin.query(`CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  } catch (error) {
    if ((error as { code?: string }).code !== "ER_DBACCESS_DENIED_ERROR") throw error;
  } finally {
    await admin.destroy();
  }
}

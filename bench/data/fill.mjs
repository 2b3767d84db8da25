// Fills a database with the synthetic world, unless it holds it already.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { openDatabase } from "../../dist/server/core/database/data-source.js";
import { worldOf } from "./world.mjs";

const MARK = "bench";
/** Below the longest statement that either database takes. */
const LONGEST_STATEMENT = 500_000;

/**
 * Makes sure that the database holds the synthetic world of a scale, in our own tables as our own migrations make
 * them. One that holds it already is left alone; one that was made otherwise is dropped first.
 */
export async function ensureWorld(address, scaleName, say) {
  const made = fingerprint(scaleName);
  if ((await markOf(address)) === made) return;
  await drop(address);
  const db = await openDatabase(address);
  try {
    await db.transaction(async (tx) => {
      if (tx.dialect === "mysql") await tx.query("SET foreign_key_checks = 0, unique_checks = 0");
      for (const { table, columns, rows } of worldOf(scaleName)) {
        const indexes = await dropIndexes(tx, table);
        await write(tx, table, columns, rows, (n) => say(`${table}: ${n.toLocaleString("en")} rows`));
        for (const { sql } of indexes) await tx.query(sql);
      }
      await tx.query("INSERT INTO imported_file (file, sha256, row_count, loaded_at) VALUES (?, ?, 0, '')", [
        MARK,
        made,
      ]);
      await tx.query("UPDATE data_revision SET revision = revision + 1");
      if (tx.dialect === "mysql") await tx.query("SET foreign_key_checks = 1, unique_checks = 1");
    });
    await analyse(db);
  } finally {
    await db.close();
  }
}

/**
 * Takes the indexes of a table away, to be made anew once its rows are there: millions of them are sorted in no time, and
 * entered one by one for hours. MariaDB does so by itself where a table is empty and nothing is checked.
 */
async function dropIndexes(tx, table) {
  if (tx.dialect === "mysql") return [];
  const made = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL";
  const indexes = await tx.query(made, [table]);
  for (const { name } of indexes) await tx.query(`DROP INDEX "${name}"`);
  return indexes;
}

/** Rows as one long statement after the other: the text itself, since binding a million values costs more. */
async function write(tx, table, columns, rows, progress) {
  const start = `INSERT INTO ${table} (${columns.map((column) => `\`${column}\``).join(", ")}) VALUES `;
  let values = [];
  let length = 0;
  let written = 0;
  const flush = async () => {
    if (values.length === 0) return;
    await tx.query(start + values.join(","));
    written += values.length;
    values = [];
    length = 0;
    progress(written);
  };
  for (const row of rows) {
    const text = `(${row.map(literal).join(",")})`;
    values.push(text);
    length += text.length;
    if (length > LONGEST_STATEMENT / 2) await flush();
  }
  await flush();
}

const literal = (value) =>
  value === null ? "NULL" : typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;

/** Lets the planner know the sizes, as a database that has been in use for a while would. */
const analyse = (db) =>
  db.dialect === "mysql"
    ? db.query(`ANALYZE TABLE ${[...worldTables()].join(", ")}`)
    : db.transaction((tx) => tx.query("ANALYZE"));

const worldTables = () => new Set([...worldOf("province")].map(({ table }) => table));

/** What the world was made from: the scale, its makers, and the shape of the tables. */
function fingerprint(scaleName) {
  const hash = createHash("sha256").update(scaleName);
  for (const folder of ["bench/data", "dist/server/core/database/migrations"]) {
    for (const file of readdirSync(folder).sort()) {
      if (/\.m?js$/.test(file)) hash.update(readFileSync(join(folder, file)));
    }
  }
  return hash.digest("hex");
}

async function markOf(address) {
  if (address.kind === "embedded") mkdirSync(dirname(address.file), { recursive: true });
  try {
    const db = await openDatabase(address);
    try {
      const [row] = await db.query("SELECT sha256 FROM imported_file WHERE file = ?", [MARK]);
      return row?.sha256;
    } finally {
      await db.close();
    }
  } catch (error) {
    // Made by migrations that have been written anew since: it is dropped and made again.
    if (["ECONNREFUSED", "ER_ACCESS_DENIED_ERROR"].includes(error.code)) throw error;
    return undefined;
  }
}

async function drop(address) {
  if (address.kind === "embedded") {
    for (const end of ["", "-wal", "-shm"]) rmSync(address.file + end, { force: true });
    return;
  }
  const { default: mysql } = await import("mysql2/promise");
  const { hostname: host, port, username: user, password } = new URL(address.url);
  const connection = await mysql.createConnection({ host, port: Number(port) || 3306, user, password });
  await connection.query(`DROP DATABASE IF EXISTS \`${address.name}\``);
  await connection.end();
}

import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Libsql from "libsql";
import { ConfigError } from "./address.js";
import { MIGRATIONS } from "./migrations/index.js";
import { keepToOwner } from "./own-file.js";

/** What SQLite writes beside a file. */
const BESIDE = ["-wal", "-shm", "-journal"];

/**
 * Copies an embedded database as it is at one moment into a new file, for its owner alone; whoever reads or writes it
 * meanwhile does not wait. What is there at the end is the whole of it.
 */
export function copyDatabase(from: string, to: string): void {
  const made = `${to}.partial`;
  remove(made);
  keepToOwner(made, { make: true });
  const connection = new Libsql(from);
  try {
    connection.pragma("busy_timeout = 5000");
    connection.exec(`VACUUM INTO '${made.replaceAll("'", "''")}'`);
  } catch (error) {
    remove(made);
    throw error;
  } finally {
    connection.close();
  }
  assertSound(made, to);
  toDisk(made);
  renameSync(made, to);
  toDisk(dirname(to));
}

/** Refuses what is no database, what is damaged, and what is another program's, or a newer version's of ours. */
export function assertSound(file: string, shown: string): void {
  const connection = new Libsql(file);
  try {
    const wrong = connection.pragma("integrity_check") as { integrity_check: string }[];
    if (wrong[0]?.integrity_check !== "ok") throw notSound(shown, "it is damaged");
    const names = (connection.prepare("SELECT name FROM migrations").all([]) as { name: string }[]).map(
      ({ name }) => name,
    );
    const known = new Set(MIGRATIONS.map(({ name }) => name));
    if (!names.every((name) => known.has(name))) throw notSound(shown, "a newer version of this server has written it");
  } catch (error) {
    throw error instanceof ConfigError ? error : notSound(shown, "it is no database of this server, or damaged");
  } finally {
    connection.close();
  }
}

const notSound = (file: string, why: string): ConfigError => new ConfigError([`${file} cannot be used: ${why}.`]);

/** How SQLite says that a file is beyond its reading. */
const BROKEN = ["SQLITE_CORRUPT", "SQLITE_NOTADB"];

/** A copy that may be written to, beside the database whose place it is to take. */
export function copyBeside(file: string, target: string): string {
  const copy = `${target}.restoring`;
  remove(copy);
  keepToOwner(copy, { make: true });
  copyFileSync(file, copy);
  // Of a database that was copied with all that lay beside it, the last acts may be there.
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
  return copy;
}

/**
 * Puts a database in the place of another one, which is kept under the name that is answered; null: there was none.
 * Refuses while anybody has the other one open.
 */
export function replaceDatabase(target: string, by: string, name: string): string | null {
  toDisk(by);
  const replaced = existsSync(target) && statSync(target).size > 0 ? `${target}.${name}` : null;
  const held = replaced === null ? undefined : takeAlone(target);
  try {
    if (replaced !== null) renameSync(target, replaced);
    renameSync(by, target);
  } finally {
    held?.close();
  }
  for (const suffix of BESIDE) for (const file of [target, by]) rmSync(`${file}${suffix}`, { force: true });
  toDisk(dirname(target));
  return replaced;
}

/**
 * All of it in the one file, which nobody else opens until this connection is closed. Undefined: it is so damaged that
 * nobody can tell.
 */
function takeAlone(file: string): Libsql.Database | undefined {
  const connection = new Libsql(file);
  try {
    connection.pragma("busy_timeout = 0");
    connection.pragma("journal_mode = DELETE");
    connection.exec("BEGIN EXCLUSIVE");
    return connection;
  } catch (error) {
    connection.close();
    const code = String((error as { code?: unknown }).code);
    if (BROKEN.includes(code)) return undefined;
    if (code !== "SQLITE_BUSY") throw error;
    throw new ConfigError([`${file} is in use: stop the server, and whatever else has it open, first.`]);
  }
}

export function remove(file: string): void {
  for (const suffix of ["", ...BESIDE]) rmSync(`${file}${suffix}`, { force: true });
}

function toDisk(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Libsql from "libsql";
import { Recent } from "../loading/recent.js";
import { type Driver, inTransaction, type Runner, type Value } from "./database.js";
import { keepToOwner } from "./own-file.js";
import { isWorthPreparing } from "./sql.js";

/** How much a connection keeps prepared, in characters; what was not asked for longest goes first. */
const MOST_SHORT = 400_000;
/** Of long texts a few that take turns while a file is imported: each holds a megabyte until it is collected. */
const MOST_LONG = 200_000;

/**
 * The embedded database: a file that belongs to one process. It has one connection that writes, so transactions wait
 * for each other; reads have a connection of their own and never see half a change.
 */
export function openEmbedded(file: string): Driver {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  keepToOwner(file, { make: true });
  // What SQLite writes beside it is as open as the file was when it was made.
  for (const suffix of ["-wal", "-shm"]) keepToOwner(`${file}${suffix}`, { make: false });
  const writer = connect(file);
  const reader = connect(file);
  let lastWrite: Promise<unknown> = Promise.resolve();
  return {
    dialect: "sqlite",
    query: reader.query,
    transaction(work) {
      const mine = lastWrite.then(() => inTransaction(writer, work));
      lastWrite = mine.catch(() => undefined);
      return mine;
    },
    alone: (work) => work(),
    async close() {
      await lastWrite;
      reader.close();
      writer.close();
    },
  };
}

interface Prepared {
  run(params: readonly Value[]): { changes: number; lastInsertRowid: number };
  all(params: readonly Value[]): unknown[];
  /** Whether it answers rows. */
  readonly reader: boolean;
}

function connect(file: string): Runner & { close(): void } {
  const connection = new Libsql(file);
  connection.pragma("busy_timeout = 5000");
  connection.pragma("journal_mode = WAL");
  connection.pragma("foreign_keys = ON");
  const [short, long] = [new Recent<Prepared>(MOST_SHORT), new Recent<Prepared>(MOST_LONG)];

  const prepare = (sql: string): Prepared => {
    const prepared = isWorthPreparing(sql) ? short : long;
    const known = prepared.find(sql);
    if (known) return known;
    const statement = connection.prepare(sql) as Prepared;
    prepared.keep(sql, statement, sql.length);
    return statement;
  };
  return {
    dialect: "sqlite",
    async query<Row>(sql: string, params: readonly Value[] = []): Promise<Row[]> {
      const statement = prepare(sql);
      if (statement.reader) return statement.all(params) as Row[];
      statement.run(params);
      return [];
    },
    async change(sql, params = []) {
      const { changes, lastInsertRowid } = prepare(sql).run(params);
      return { rows: changes, id: lastInsertRowid };
    },
    async begin() {
      prepare("BEGIN IMMEDIATE").run([]);
    },
    async commit(last) {
      for (const { sql, params } of last) prepare(sql).run(params);
      prepare("COMMIT").run([]);
    },
    close: () => void connection.close(),
  };
}

import { setTimeout as wait } from "node:timers/promises";
import Libsql from "libsql";
import { Recent } from "../collections/recent.js";
import type { Runner, Value } from "./database.js";
import { isWorthPreparing } from "./sql.js";
import { NotSet } from "./unavailable.js";

/** How much a connection keeps prepared, in characters; what was not asked for longest goes first. */
const MOST_SHORT = 400_000;
/** Of long texts a few that take turns while a file is imported: each holds a megabyte until it is collected. */
const MOST_LONG = 200_000;

/** How long it takes at the most until it is tried again whether another process still writes. */
const LONGEST_WAIT_MS = 20;

/** How many rows are read before somebody looks at the clock; the database hands out a hundred at a time. */
const BETWEEN_LOOKS = 100;

interface Statement {
  run(params: readonly Value[]): { changes: number; lastInsertRowid: number };
  iterate(params: readonly Value[]): Iterable<unknown>;
  get(params: readonly Value[]): unknown;
  /** Whether it answers rows. */
  readonly reader: boolean;
}

interface Prepared {
  readonly made: Statement;
  /** Asked of the driver once: it goes to the database for that. */
  readonly isReader: boolean;
  /** The only row that it found when it was asked without parameters last, and as of which commit. */
  found: { row: object; commit: unknown } | undefined;
}

/** What the driver can do, and its types do not tell. */
interface Interruptible {
  /** Ends the statements that run. */
  interrupt(): void;
}

/** What a connection relies on, by the names of its pragmas; the last can only be told. */
const SETTINGS = { busy_timeout: 5000, journal_mode: "wal", foreign_keys: 1, encoding: "UTF-8" };

/** Makes the settings of a connection, and has the database tell that they hold. */
export function makeSettings(connection: Pick<Libsql.Database, "pragma">): void {
  for (const [name, value] of Object.entries(SETTINGS)) {
    if (name !== "encoding") connection.pragma(`${name} = ${value}`);
    const [told] = connection.pragma(name) as Record<string, unknown>[];
    const [holds] = Object.values(told ?? {});
    if (holds !== value) {
      throw new NotSet(`The database file was not used: its setting ${name} has to be "${value}", and is "${holds}".`);
    }
  }
}

/** Whether another process is at a transaction that writes. */
const isTaken = (error: unknown): boolean => (error as { code?: unknown }).code === "SQLITE_BUSY";

export interface Connecting {
  /** After how long a read is ended, between two of its rows; null or left out: never. */
  seconds?: number | null;
  onlyReads?: boolean;
}

/** One connection: everything is done when it has been asked, and whatever else this thread does waits for that. */
export function connect(
  file: string,
  { seconds = null, onlyReads = false }: Connecting = {},
): Runner & { waitForNobody(): void; writeAll(): void; close(): void } {
  const connection = new Libsql(file) as Libsql.Database & Interruptible;
  makeSettings(connection);
  const [short, long] = [new Recent<Prepared>(MOST_SHORT), new Recent<Prepared>(MOST_LONG)];

  const prepare = (sql: string): Prepared => {
    const prepared = isWorthPreparing(sql) ? short : long;
    const known = prepared.find(sql);
    if (known) return known;
    const made = connection.prepare(sql) as Statement;
    const statement: Prepared = { made, isReader: made.reader, found: undefined };
    prepared.keep(sql, statement, sql.length);
    return statement;
  };
  const rowsOf = <Row>(statement: Statement, params: readonly Value[]): Row[] => {
    const end = seconds === null ? Number.POSITIVE_INFINITY : performance.now() + seconds * 1000;
    const rows: Row[] = [];
    for (const row of statement.iterate(params)) {
      rows.push(row as Row);
      // What comes next is refused with SQLITE_INTERRUPT, and the statement has ended.
      if (rows.length % BETWEEN_LOOKS === 0 && performance.now() > end) connection.interrupt();
    }
    return rows;
  };
  const commits = connection.prepare("PRAGMA data_version") as Statement;
  /**
   * What finds one row without being told anything, such as the revision, is asked again and again: as long as no other
   * connection has committed, on this process or elsewhere, it finds the same, and this one only reads.
   */
  const found = <Row>(prepared: Prepared): Row[] => {
    // Read before the rows: a commit between the two is noticed the next time.
    const { data_version: commit } = commits.get([]) as { data_version: unknown };
    if (prepared.found && prepared.found.commit === commit) return [{ ...prepared.found.row }] as Row[];
    const rows = rowsOf<Row & object>(prepared.made, []);
    const [row] = rows;
    prepared.found = row && rows.length === 1 ? { row: { ...row }, commit } : undefined;
    return rows;
  };
  return {
    dialect: "sqlite",
    async query<Row>(sql: string, params: readonly Value[] = []): Promise<Row[]> {
      const prepared = prepare(sql);
      const { made, isReader } = prepared;
      if (isReader && onlyReads && params.length === 0 && sql.startsWith("SELECT ")) return found(prepared);
      if (isReader) return rowsOf(made, params);
      made.run(params);
      return [];
    },
    async change(sql, params = []) {
      const { changes, lastInsertRowid } = prepare(sql).made.run(params);
      return { rows: changes, id: lastInsertRowid };
    },
    soon(sql, params) {
      prepare(sql).made.run(params);
    },
    // Waiting is not left to the database, which would keep everything else that this process does waiting as well.
    waitForNobody: () => void connection.pragma("busy_timeout = 0"),
    async begin() {
      for (let tries = 1; ; tries += 1) {
        try {
          prepare("BEGIN IMMEDIATE").made.run([]);
          return;
        } catch (error) {
          if (!isTaken(error)) throw error;
        }
        await wait(Math.random() * Math.min(tries, LONGEST_WAIT_MS));
      }
    },
    async commit(last) {
      for (const { sql, params } of last) prepare(sql).made.run(params);
      prepare("COMMIT").made.run([]);
    },
    async rollback() {
      if (connection.inTransaction) connection.exec("ROLLBACK");
    },
    // So that the file alone is all there is. Where other processes are at it, the last of them does it.
    writeAll: () => void connection.pragma("wal_checkpoint(TRUNCATE)"),
    close: () => void connection.close(),
  };
}

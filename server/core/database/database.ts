import { type AuditKeys, UNKEYED } from "../mutation/audit-key.js";
import { badInput } from "../schema/errors.js";
import * as messages from "./database.messages.js";
import { Outages } from "./outages.js";
import { countStatement } from "./statement-count.js";
import { asLost, asRefusal, isOvertaken } from "./unavailable.js";

export type Value = string | number | null;

/** Asks one SQL statement; the only door to the database. Errors that mean "not reachable" leave as Refusals. */
export interface Database {
  readonly dialect: Dialect;
  /** False where rows are only looked at, so that nobody has to wait for that. */
  readonly holds?: false;
  /** The same for what may take long, where others would have to wait for that; left out: nobody has to. */
  readonly patient?: Database;
  query<Row>(sql: string, params?: readonly Value[]): Promise<Row[]>;
}

/** For what may take long: nobody else waits for it. */
export const patiently = (db: Database): Database => db.patient ?? db;

/** With what its trail is sealed with. */
export interface SealedDatabase extends Database {
  readonly auditKeys: AuditKeys;
}

/** The same door within a transaction, which alone may change anything. */
export interface Transaction extends Database {
  /** Changes rows; answers how many, and the id of the row that was inserted, if one was. */
  change(sql: string, params?: readonly Value[]): Promise<Changed>;
  /** Leaves a statement to whatever is asked next: it is done before that, and nobody waits for it alone. */
  soon(sql: string, params: readonly Value[]): void;
  /** Leaves a statement to the end of the transaction, where nobody waits for what it answers. */
  last(sql: string, params: readonly Value[]): void;
}

export interface Changed {
  /** Rows that met the condition, or were inserted. */
  rows: number;
  /** Of the row that was inserted; of several, MariaDB tells the first and SQLite the last. */
  id: number;
}

export type Dialect = "sqlite" | "mysql";

/** How many connections of a kind there are, and who uses them. */
export interface PoolLoad {
  pool: "read" | "write";
  most: number;
  busy: number;
  /** Who waits until one is free. */
  waiting: number;
}

/** Whether it may take long, as a sum over a country, or the statements of an import; left out: it may not. */
export type Patience = "LONG";

/** What a kind of database does its own way: `embedded.ts`, `mariadb.ts`. */
export interface Driver extends Database {
  query<Row>(sql: string, params?: readonly Value[], patience?: Patience): Promise<Row[]>;
  /** Runs `work` in one transaction: all of it or nothing. */
  transaction<T>(work: (tx: Transaction) => Promise<T>, patience?: Patience): Promise<T>;
  load(): readonly PoolLoad[];
  close(): Promise<void>;
}

/** One connection on which transactions run, one after the other. */
export interface Runner extends Omit<Transaction, "last"> {
  begin(): Promise<void>;
  /** These statements, and the end of the transaction. */
  commit(last: readonly Sql[]): Promise<void>;
  /** Takes everything back. */
  rollback(): Promise<void>;
}

/** All of the work or nothing of it. */
export async function inTransaction<T>(runner: Runner, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const last: Sql[] = [];
  let isEnding = false;
  let isOver = false;
  // Of what is done at once one may fail while another goes on: what that asks for would be part of the next transaction,
  // or of none.
  const assertOpen = () => {
    if (isOver) throw takenBack();
  };
  await runner.begin();
  try {
    const result = await work({
      dialect: runner.dialect,
      query(sql, params = []) {
        assertOpen();
        countStatement();
        return runner.query(sql, inWhole(params));
      },
      change(sql, params = []) {
        assertOpen();
        countStatement();
        return runner.change(sql, inWhole(params));
      },
      soon(sql, params) {
        assertOpen();
        countStatement();
        runner.soon(sql, inWhole(params));
      },
      last(sql, params) {
        assertOpen();
        countStatement();
        last.push({ sql, params: inWhole(params) });
      },
    });
    isEnding = true;
    isOver = true;
    await runner.commit(last);
    return result;
  } catch (error) {
    isOver = true;
    await runner.rollback();
    throw isEnding ? asLost(error) : error;
  }
}

/** What is asked of a transaction that has ended. */
export const takenBack = (): Error => new Error("The transaction has ended.");

/** A text ends at its first NUL when the embedded database is asked for it again: what would be cut is not written at all. */
function inWhole(params: readonly Value[]): readonly Value[] {
  if (params.some((value) => typeof value === "string" && value.includes("\0"))) {
    throw badInput(messages.containsNul);
  }
  return params;
}

/** One database of either kind, open. */
export class Connections implements Driver, SealedDatabase {
  /** Counts statements, for the tests that hold a nested query to its depth. */
  statements = 0;

  constructor(
    private readonly driver: Driver,
    /** What its trail is sealed with. */
    readonly auditKeys: AuditKeys = UNKEYED,
    /** When it could not be reached. */
    readonly outages = new Outages(),
    /** Whoever has started this is told for whom it waits. */
    readonly say: (sentence: string) => void = () => undefined,
    /** Where it is kept apart where its trail ends; null: nowhere. */
    readonly headsFile: string | null = null,
  ) {}

  get dialect(): Dialect {
    return this.driver.dialect;
  }

  get patient(): Database {
    return { dialect: this.dialect, query: (sql, params) => this.query(sql, params, "LONG") };
  }

  async query<Row>(sql: string, params: readonly Value[] = [], patience?: Patience): Promise<Row[]> {
    this.statements += 1;
    countStatement();
    return this.#watched(() => this.driver.query<Row>(sql, params, patience));
  }

  transaction<T>(work: (tx: Transaction) => Promise<T>, patience?: Patience): Promise<T> {
    // What another transaction has overtaken is begun anew before anybody is refused: `transact`.
    return this.#watched(() => this.driver.transaction(work, patience), isOvertaken);
  }

  async #watched<T>(ask: () => Promise<T>, isTriedAgain = (_error: unknown) => false): Promise<T> {
    const { failures } = this.outages;
    try {
      const answer = await ask();
      this.outages.answered(failures);
      return answer;
    } catch (error) {
      if (isTriedAgain(error)) throw error;
      this.outages.failed(error);
      throw asRefusal(error);
    }
  }

  load(): readonly PoolLoad[] {
    return this.driver.load();
  }

  close(): Promise<void> {
    return this.driver.close();
  }
}

/** A part of a statement: SQL with `?`, and what goes into them. */
export interface Sql {
  sql: string;
  params: readonly Value[];
}

import type { DataSource, QueryRunner } from "typeorm";
import { asRefusal } from "./unavailable.js";

export type Value = string | number | null;

/** Asks one SQL statement; the only door to the database. Errors that mean "not reachable" leave as Refusals. */
export interface Database {
  readonly dialect: Dialect;
  query<Row>(sql: string, params?: readonly Value[]): Promise<Row[]>;
}

/** The same door within a transaction. */
export type Transaction = Database;

export type Dialect = "sqlite" | "mysql";

/** One database, asked through `reader` and changed through `writer`; on MariaDB both are the same pool. */
export class Connections implements Database {
  /** Counts statements, for the tests that hold a nested query to its depth. */
  statements = 0;
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly reader: DataSource,
    private readonly writer: DataSource,
  ) {}

  get dialect(): Dialect {
    return this.writer.options.type === "mysql" ? "mysql" : "sqlite";
  }

  async query<Row>(sql: string, params: readonly Value[] = []): Promise<Row[]> {
    this.statements += 1;
    try {
      return await this.reader.query(sql, params as Value[]);
    } catch (error) {
      throw asRefusal(error);
    }
  }

  /**
   * Runs `work` in one transaction: all of it or nothing. The embedded database has one connection that writes, so
   * there transactions wait for each other; its readers have a connection of their own and never see half a change.
   */
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    if (this.dialect === "mysql") return this.#run(work);
    const mine = this.#lastWrite.then(() => this.#run(work));
    this.#lastWrite = mine.catch(() => undefined);
    return mine;
  }

  async #run<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const runner = this.writer.createQueryRunner();
    try {
      await runner.startTransaction();
      const result = await work(transactionOf(runner, this.dialect));
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw asRefusal(error);
    } finally {
      await runner.release();
    }
  }

  /**
   * Runs `work` while no other process over the same database runs its own: several may start at once, and migrate and
   * load one after the other. The embedded database is one process's own.
   */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.dialect !== "mysql") return work();
    const runner = this.writer.createQueryRunner();
    try {
      await runner.query("SELECT GET_LOCK(CONCAT(DATABASE(), '.alone'), 120)");
      return await work();
    } finally {
      await runner.query("SELECT RELEASE_LOCK(CONCAT(DATABASE(), '.alone'))").catch(() => undefined);
      await runner.release();
    }
  }

  async close(): Promise<void> {
    await this.reader.destroy();
    if (this.writer !== this.reader) await this.writer.destroy();
  }
}

const transactionOf = (runner: QueryRunner, dialect: Dialect): Transaction => ({
  dialect,
  query: (sql, params = []) => runner.query(sql, params as Value[]),
});

import { once } from "node:events";
import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { Passing } from "../collections/passing.js";
import type { Changed, Runner, Sql, Value } from "./database.js";
import type { Connecting } from "./embedded-connection.js";

/** What a thread is asked for, by the names of `Runner`; without a number nobody waits for an answer. */
export type Asked = { number?: number } & (
  | { what: "query" | "change" | "soon"; sql: string; params: readonly Value[] }
  | { what: "commit"; last: readonly Sql[] }
  | { what: "begin" | "rollback" }
);

/** Some of the rows, or the answer, which is empty where these were all; an error that crosses over would lose its code. */
export type Told = { number: number } & (
  | { rows: readonly unknown[] }
  | { answer: unknown }
  | { message: string; code: unknown }
);

/** What a thread connects to, and how. */
export interface Connection extends Connecting {
  file: string;
}

/** Built beside the server; whoever runs the server's sources has it built too. */
const ENTRY = "dist/server/core/database/embedded-thread.entry.js";

/** A thread that has nothing to do is kept for so long: then its memory is worth more than the next start of it. */
const IDLE_MS = 10_000;

interface Waiting {
  rows: unknown[];
  resolve(answer: never): void;
  reject(error: Error): void;
}

/** A thread that was started, and who waits for what it was asked for. */
interface Started {
  worker: Worker;
  waiting: Passing<Waiting>;
}

/**
 * A connection on a thread of its own, for what may take long: however long its statements, its commit and the checkpoint
 * after that take, this thread goes on answering others. It is started when it is asked for something.
 */
export class EmbeddedThread implements Runner {
  readonly dialect = "sqlite";
  #started: Started | undefined;
  #idle: NodeJS.Timeout | undefined;
  #isWithin = false;

  constructor(private readonly connection: Connection) {}

  query = <Row>(sql: string, params: readonly Value[] = []) => this.#ask<Row[]>({ what: "query", sql, params });

  change = (sql: string, params: readonly Value[] = []) => this.#ask<Changed>({ what: "change", sql, params });

  /** How many wait for an answer. */
  get asked(): number {
    return this.#started?.waiting.size ?? 0;
  }

  /** What goes wrong with it is told to whoever asks next. */
  soon(sql: string, params: readonly Value[]): void {
    this.#started?.worker.postMessage({ what: "soon", sql, params } satisfies Asked);
  }

  async begin(): Promise<void> {
    this.#isWithin = true;
    try {
      await this.#ask({ what: "begin" });
    } catch (error) {
      this.#over();
      throw error;
    }
  }

  async commit(last: readonly Sql[]): Promise<void> {
    await this.#ask({ what: "commit", last });
    this.#over();
  }

  async rollback(): Promise<void> {
    // A thread that has ended has taken it back.
    if (this.#started) await this.#ask({ what: "rollback" });
    this.#over();
  }

  /** When what it was asked for has been done. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const started = this.#started;
    this.#started = undefined;
    if (!started) return;
    const exit = once(started.worker, "exit");
    started.worker.ref();
    started.worker.postMessage(null);
    await exit;
  }

  #ask<Answer>(asked: Asked): Promise<Answer> {
    return new Promise((resolve, reject) => {
      // What belongs to a transaction is not begun anew on another thread.
      if (!this.#started && this.#isWithin && asked.what !== "begin") return reject(ended());
      this.#started ??= this.#start();
      const { worker, waiting } = this.#started;
      // A process that does nothing else goes on until it is answered, and no longer.
      worker.ref();
      clearTimeout(this.#idle);
      worker.postMessage({ ...asked, number: waiting.enter({ rows: [], resolve, reject }) });
    });
  }

  #over(): void {
    this.#isWithin = false;
    this.#rest();
  }

  #rest(): void {
    if (!this.#started || this.#started.waiting.size > 0) return;
    this.#started.worker.unref();
    clearTimeout(this.#idle);
    if (!this.#isWithin) this.#idle = setTimeout(() => this.close(), IDLE_MS).unref();
  }

  #start(): Started {
    const worker = new Worker(resolve(ENTRY), { workerData: this.connection, execArgv: [] });
    const waiting = new Passing<Waiting>();
    worker.on("message", (told: Told) => {
      if (hear(told, waiting)) this.#rest();
    });
    const gone = (error: Error) => {
      if (this.#started?.worker === worker) this.#started = undefined;
      for (const { reject } of waiting) reject(error);
    };
    worker.on("error", gone);
    worker.on("exit", () => gone(ended()));
    return { worker, waiting };
  }
}

/** Answers whether that was all of it. */
function hear({ number, ...told }: Told, waiting: Passing<Waiting>): boolean {
  const who = waiting.at(number);
  if (who && "rows" in told) {
    who.rows.push(...told.rows);
    return false;
  }
  waiting.leave(number);
  if ("message" in told) who?.reject(Object.assign(new Error(told.message), { code: told.code }));
  else if ("answer" in told) who?.resolve((Array.isArray(told.answer) ? who.rows : told.answer) as never);
  return true;
}

const ended = (): Error => new Error("The thread of the embedded database has ended.");

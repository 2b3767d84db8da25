import { type Changed, type Sql, takenBack, type Value } from "./database.js";
import { isWorthPreparing, sqlOf } from "./sql.js";

/** Sends one text, and answers what the driver makes of it. */
export interface Sender {
  send(sql: string, params: readonly Value[], isKept?: boolean): Promise<unknown>;
}

/** A statement that waits to be sent. */
interface Asked extends Sql {
  /** What it is to be answered: the rows that it finds, or how many it has changed. */
  readonly wants: "rows" | "count" | "nothing";
  done(answer: unknown): void;
  failed(error: unknown): void;
}

/** A message is not made longer than that of statements that could also go in another one. */
const LONGEST_MESSAGE = 8000;
/** The database keeps what it knows of each of its statements, on every connection. */
const MOST_STATEMENTS = 24;

const FINDS_ROWS = /^\(?SELECT\b/;
const COUNT = "SELECT ROW_COUNT() AS `rows`, LAST_INSERT_ID() AS id";

const nothing = (): void => undefined;

/**
 * The statements of one transaction. Those that are asked for in one turn go to the server in one message, in the order
 * in which they were asked for: a message costs both sides more than most statements do. One that fails ends its message,
 * and all that went with it fail like it. Where `isJoined` is false, each is a message of its own.
 */
export class Messages {
  #waiting: Asked[] = [];
  #isDue = false;
  #isOver = false;

  constructor(
    private readonly line: Sender,
    private readonly isJoined: boolean,
  ) {}

  query<Row>(sql: string, params: readonly Value[]): Promise<Row[]> {
    return this.#ask(sql, params, FINDS_ROWS.test(sql) ? "rows" : "nothing") as Promise<Row[]>;
  }

  change(sql: string, params: readonly Value[]): Promise<Changed> {
    return this.#ask(sql, params, "count") as Promise<Changed>;
  }

  /** Goes with the next message. */
  soon(sql: string, params: readonly Value[]): void {
    this.#waiting.push({ sql, params, wants: "nothing", done: nothing, failed: nothing });
  }

  /** Sends what waits, with these statements behind it; the last of them ends the transaction. */
  async end(last: readonly Sql[]): Promise<void> {
    for (const { sql, params } of [...last, sqlOf("COMMIT")])
      this.#waiting.push({ sql, params, wants: "nothing", done: nothing, failed: nothing });
    await this.#send();
  }

  /**
   * Nothing is sent any more, neither what waits nor what is asked for from now on: behind the end of the transaction it
   * would be part of the next one.
   */
  forget(): void {
    this.#isOver = true;
    for (const { failed } of this.#waiting.splice(0)) failed(takenBack());
  }

  #ask(sql: string, params: readonly Value[], wants: Asked["wants"]): Promise<unknown> {
    return new Promise((done, failed) => {
      this.#waiting.push({ sql, params, wants, done, failed });
      if (this.#isDue) return;
      this.#isDue = true;
      // Whoever was answered by the message before, and asks at once, is waited for.
      process.nextTick(() => {
        this.#isDue = false;
        this.#send().catch(nothing);
      });
    });
  }

  async #send(): Promise<void> {
    const all = this.#waiting;
    this.#waiting = [];
    try {
      for (const message of this.#messagesOf(all)) {
        if (this.#isOver) throw takenBack();
        if (message.length === 1) await this.#sendOne(message[0] as Asked);
        else await this.#sendJoined(message);
      }
    } catch (error) {
      for (const { failed } of all) failed(error);
      throw error;
    }
  }

  *#messagesOf(all: readonly Asked[]): Generator<Asked[]> {
    let message: Asked[] = [];
    let length = 0;
    for (const asked of all) {
      const isShort = this.isJoined && isWorthPreparing(asked.sql);
      const fits = isShort && length + asked.sql.length <= LONGEST_MESSAGE && message.length < MOST_STATEMENTS;
      if (!fits && message.length > 0) {
        yield message;
        message = [];
        length = 0;
      }
      message.push(asked);
      // Nothing goes with what is too long to be kept prepared.
      length += isShort ? asked.sql.length : LONGEST_MESSAGE;
    }
    if (message.length > 0) yield message;
  }

  async #sendOne({ sql, params, wants, done }: Asked): Promise<void> {
    const answer = await this.line.send(sql, params);
    if (wants !== "count") return done(answer);
    const { affectedRows, insertId } = answer as { affectedRows: number; insertId: number };
    done({ rows: affectedRows, id: insertId });
  }

  async #sendJoined(message: readonly Asked[]): Promise<void> {
    const texts = message.map(({ sql, wants }) => (wants === "count" ? `${sql}; ${COUNT}; ` : `${sql}; `));
    const answered = await this.line.send(
      `BEGIN NOT ATOMIC ${texts.join("")}END`,
      message.flatMap(({ params }) => params),
      true,
    );
    const wanting = message.filter(({ wants }) => wants !== "nothing");
    // Behind what was found stands that the whole has ended.
    const found = (wanting.length > 0 ? (answered as unknown[]).slice(0, -1) : []) as object[][];
    if (found.length !== wanting.length) throw new Error("The database has not answered what it was asked.");
    for (const { wants, done } of message) {
      if (wants === "nothing") done([]);
      else {
        const rows = found.shift();
        done(wants === "count" ? rows?.[0] : rows);
      }
    }
  }
}

import mysql, { type ConnectionOptions, type Pool, type PoolConnection } from "mysql2";
import type { ServerAddress } from "./address.js";
import { type Driver, inTransaction, type PoolLoad, type Runner, type Value } from "./database.js";
import { asDriverOption, inWords } from "./encryption.js";
import {
  type Ask,
  asWriter,
  kindOf,
  makeSettings,
  type ServerKind,
  type Settings,
  settingsOf,
  UNLIMITED,
} from "./mariadb-settings.js";
import { Messages } from "./one-message.js";
import { isWorthPreparing } from "./sql.js";
import { isOfItsServer } from "./unavailable.js";

/** How many connections each of the two pools has; and where several processes serve together, so that a database with the usual 151 has enough for sixteen of them. */
const CONNECTIONS = { alone: 8, together: 4 };
/** How many statements each connection keeps prepared, once what it is used for is over. */
const MOST_PREPARED = 200;
/** How many the driver has room for, which it takes at once for each connection: more than one use of it prepares. */
const MOST_IN_DRIVER = 1000;
/** How many others: the pieces of a file that is imported take turns with a few. */
const MOST_PASSING = 4;
/** A statement of a transaction may take that many times as long as one that reads: an import ends with long ones. */
const WRITER_PATIENCE = 10;
/**
 * Of the time after which a statement that reads is ended, the part for which a transaction may ask for nothing: if its
 * connection was cut without a word, others get what it holds before they have waited too long.
 */
const IDLE = 2 / 3;
const LEAST_IDLE_S = 5;
/** Where somebody has waited for so long already for a connection, nobody else begins to. */
const LONGEST_QUEUE_MS = 6000;
/** Whoever has not answered for so long is asked whether he is still there. */
const KEEP_ALIVE_MS = 10_000;
/** A statement is not answered even then: the database has not ended it, so it does not answer at all. */
const GRACE_MS = 5000;

/**
 * MariaDB or MySQL: a pool of connections that read, and one of connections that run transactions. A statement that
 * reads is ended after so many seconds, and nothing is waited for any longer; null: no limit.
 */
export async function openMariadb(
  address: ServerAddress,
  { seconds, together = false }: { seconds: number | null; together?: boolean },
): Promise<Driver> {
  const options = optionsOf(address);
  const kind = await reached(address);
  const longest = seconds === null ? null : seconds * WRITER_PATIENCE;
  const connections = together ? CONNECTIONS.together : CONNECTIONS.alone;
  const idle = seconds && Math.max(LEAST_IDLE_S, Math.ceil(seconds * IDLE));
  const reading = settingsOf(kind, { statement: seconds, lock: seconds });
  const readers = new ReadyPool(options, connections, reading, seconds, false);
  const writing = asWriter(settingsOf(kind, { statement: longest, lock: seconds, idle }));
  const writers = new ReadyPool(options, connections, writing, seconds, kind.isInCluster);
  return {
    dialect: "mysql",
    query: (sql, params = []) => readers.use((line) => line.ask(sql, params)),
    transaction: (work, patience) =>
      writers.use((line) => inTransaction(within(line, kind), work), patience && WRITER_PATIENCE),
    load: () => [readers.load("read"), writers.load("write")],
    close: async () => {
      for (const each of [readers, writers]) await each.close();
    },
  };
}

/** How long a process waits until its server has ended what one that was killed was at. */
const LONGEST_ALONE_S = 3600;

/** From here on until its connection is closed, no other one of the same server migrates the same database. */
export async function takeAlone(ask: Ask): Promise<void> {
  const [lock] = await ask(`SELECT GET_LOCK(CONCAT(DATABASE(), '.alone'), ${LONGEST_ALONE_S}) AS taken`);
  if (Number((lock as { taken: unknown } | undefined)?.taken) !== 1) {
    throw new Error("Another process has been at this database for too long.");
  }
}

/** Its connection begins a transaction with whatever it is asked first. */
function within(line: Line, { isMariadb, isInCluster }: ServerKind): Runner {
  // A node of a cluster that takes back a transaction within one message, for another node's, may go on with the rest
  // of it as if nothing were: half of an act would be kept. MySQL has no word for several statements in one.
  const messages = new Messages({ send: (...asked) => line.ask(...asked) }, isMariadb && !isInCluster);
  return {
    dialect: "mysql",
    query: (sql, params = []) => messages.query(sql, params),
    change: (sql, params = []) => messages.change(sql, params),
    soon: (sql, params) => messages.soon(sql, params),
    begin: async () => undefined,
    commit: (last) => messages.end(last),
    // A connection on which something is left undone is not used again.
    async rollback() {
      messages.forget();
      await line.text("ROLLBACK").catch(() => line.connection.destroy());
    },
  };
}

/** A connection whose settings hold. */
class Line {
  /** Statements that are prepared and one of few, the one that nobody has asked for the longest first. */
  readonly #kept = new Set<string>();
  /** Those that are not one of few, the oldest first. */
  readonly #passing = new Set<string>();

  /** What was asked last: it need not be moved. */
  #newest: string | undefined;

  /** How many times as long a statement may take as one that reads. */
  patience = 1;

  /** Whether anything has been asked since it was given out. */
  #isBegun = false;

  constructor(
    readonly connection: PoolConnection,
    /** How many seconds a statement that reads may take. */
    private readonly seconds: number | null,
    /** Statements without values that were asked before on any connection; there are but a few texts. */
    private readonly before: Set<string>,
    /** Whether what is asked is part of a transaction on a node of a cluster. */
    private readonly isInCluster: boolean,
  ) {}

  /**
   * Values never stand in the text: they go beside it, to a statement that the server has prepared. What is one of few
   * (`isKept`) stays prepared, any other until this use of the connection ends. What has no values is prepared when it
   * is asked again: most of what a start asks is asked once, and to prepare it first takes as long as to ask. On a node of
   * a cluster it never is: it may end the transaction by itself, as what changes a table does.
   */
  async ask<Row, Result = Row[]>(
    sql: string,
    params: readonly Value[],
    isKept: boolean = isWorthPreparing(sql),
  ): Promise<Result> {
    const isFirst = !this.#isBegun;
    this.#isBegun = true;
    if (params.length === 0) {
      const isKnown = this.before.has(sql);
      this.before.add(sql);
      if (!isKept || !isKnown || this.isInCluster) return this.text(sql);
    }
    const ask = () => this.#answered<Result>((done) => this.connection.execute(sql, params as Value[], done));
    const own = isKept ? this.#kept : this.#passing;
    if (sql === this.#newest && own.has(sql)) return ask();
    this.#newest = sql;
    // What was asked for last is closed last.
    const answer = own.delete(sql) ? ask() : this.#prepared(sql, ask, this.isInCluster && !isFirst);
    own.add(sql);
    return answer;
  }

  /** Gives it back; whatever was asked of it is committed or taken back. */
  release(): void {
    closeOldest(this.connection, this.#passing, 0);
    closeOldest(this.connection, this.#kept, MOST_PREPARED);
    this.#isBegun = false;
    this.connection.release();
  }

  /**
   * Asks what is to be prepared first. A node of a cluster that takes a transaction back for another node's just while it
   * prepares or closes a statement tells nobody, and goes on with the rest as a new one: of that the savepoint is no part.
   */
  async #prepared<Result>(sql: string, ask: () => Promise<Result>, mayBreak: boolean): Promise<Result> {
    try {
      if (mayBreak) await this.text("SAVEPOINT preparing");
      closeOldest(this.connection, this.#passing, MOST_PASSING);
      const answer = await ask();
      if (mayBreak) await this.text("RELEASE SAVEPOINT preparing");
      return answer;
    } catch (error) {
      // It may not have been prepared.
      for (const each of [this.#kept, this.#passing]) each.delete(sql);
      this.connection.unprepare(sql);
      throw error;
    }
  }

  /** A statement without values. */
  text<Result = object[]>(sql: string): Promise<Result> {
    return this.#answered((done) => this.connection.query(sql, done));
  }

  #answered<Result>(send: (done: (error: Error | null, result: unknown) => void) => void): Promise<Result> {
    return new Promise((resolve, reject) => {
      const timer =
        this.seconds === null
          ? undefined
          : setTimeout(
              () => {
                this.connection.destroy();
                reject(failed("PROTOCOL_SEQUENCE_TIMEOUT", "The database does not answer."));
              },
              this.patience * this.seconds * 1000 + GRACE_MS,
            );
      send((error, result) => {
        clearTimeout(timer);
        if (error) reject(withCode(error));
        else resolve(result as Result);
      });
    });
  }
}

function closeOldest(connection: PoolConnection, statements: Set<string>, most: number): void {
  for (const sql of statements) {
    if (statements.size <= most) return;
    statements.delete(sql);
    connection.unprepare(sql);
  }
}

/** Connections that are used only once their settings hold. */
class ReadyPool {
  readonly #pool: Pool;
  readonly #lines = new WeakMap<PoolConnection, Line>();
  readonly #before = new Set<string>();
  /** Who has one of its connections, or waits for one. */
  #users = 0;
  /** Since when each of them waits, the first first; of those behind it some may wait no more. */
  readonly #waiting: { since: number; isOver: boolean }[] = [];

  constructor(
    options: ConnectionOptions,
    private readonly connections: number,
    private readonly settings: Settings,
    /** How many seconds it may take until a connection is free, and a statement that reads. */
    private readonly seconds: number | null,
    /** Whether they run transactions on a node of a cluster. */
    private readonly isInCluster: boolean,
  ) {
    this.#pool = mysql.createPool({ ...options, connectionLimit: connections });
  }

  /** `patience`: how many times as long a statement may take as one that reads. */
  async use<T>(work: (line: Line) => Promise<T>, patience = 1): Promise<T> {
    this.#users += 1;
    try {
      const line = await this.#ready(await this.#free());
      line.patience = patience;
      try {
        const done = await work(line);
        line.release();
        return done;
      } catch (error) {
        if (isOfItsServer(error)) line.connection.destroy();
        else line.release();
        throw error;
      }
    } finally {
      this.#users -= 1;
    }
  }

  load(pool: PoolLoad["pool"]): PoolLoad {
    const busy = Math.min(this.#users, this.connections);
    return { pool, most: this.connections, busy, waiting: this.#users - busy };
  }

  close(): Promise<void> {
    return new Promise((resolve, reject) => this.#pool.end((error) => (error ? reject(error) : resolve())));
  }

  #free(): Promise<PoolConnection> {
    return new Promise((resolve, reject) => {
      const me = { since: performance.now(), isOver: false };
      const [first = me] = this.#waiting;
      if (me.since - first.since > LONGEST_QUEUE_MS) return reject(noneInTime());
      this.#waiting.push(me);
      const leave = () => {
        me.isOver = true;
        while (this.#waiting[0]?.isOver) this.#waiting.shift();
      };
      const giveUp = () => {
        leave();
        reject(noneInTime());
      };
      const timer = this.seconds === null ? undefined : setTimeout(giveUp, this.seconds * 1000);
      this.#pool.getConnection((error, connection) => {
        clearTimeout(timer);
        const isLate = me.isOver;
        leave();
        if (error) reject(inWords(error));
        else if (isLate) connection.release();
        else resolve(connection);
      });
    });
  }

  async #ready(connection: PoolConnection): Promise<Line> {
    const known = this.#lines.get(connection);
    if (known) return known;
    connection.on("error", TOLD_LATER);
    const line = new Line(connection, this.seconds, this.#before, this.isInCluster);
    try {
      await makeSettings((sql) => line.text(sql), this.settings);
    } catch (error) {
      connection.destroy();
      throw error;
    }
    this.#lines.set(connection, line);
    return line;
  }
}

/** That a connection is lost while nobody asks it: whoever asks next is told. */
const TOLD_LATER = (): void => undefined;

const noneInTime = (): Error => failed("NO_CONNECTION_IN_TIME", "No connection to the database became free.");

const failed = (code: string, message: string): Error => Object.assign(new Error(message), { code });

/** The driver has no code for what is asked of a connection that is lost already. */
const withCode = (error: Error & { code?: unknown; fatal?: unknown }): Error =>
  error.fatal === true && error.code === undefined ? Object.assign(error, { code: "PROTOCOL_CONNECTION_LOST" }) : error;

const optionsOf = ({ url, encryption }: ServerAddress): ConnectionOptions => ({
  uri: url,
  ...asDriverOption(encryption),
  charset: "utf8mb4_bin",
  timezone: "Z",
  dateStrings: true,
  decimalNumbers: true,
  supportBigNumbers: true,
  // Rows that were changed are counted, not those that were only looked at; a message is one statement, which may be a
  // block of several.
  flags: ["-FOUND_ROWS", "-MULTI_STATEMENTS", "PS_MULTI_RESULTS"],
  connectTimeout: 5000,
  maxPreparedStatements: MOST_IN_DRIVER,
  enableKeepAlive: true,
  keepAliveInitialDelay: KEEP_ALIVE_MS,
});

/** What the server is. Its database is created where the account may, else the refusal says what is missing. */
async function reached(address: ServerAddress): Promise<ServerKind> {
  try {
    return await withOne(optionsOf(address), kindOf);
  } catch (error) {
    if (codeOf(error) !== "ER_BAD_DB_ERROR") throw error;
    return await create(address).catch((refused) => {
      throw codeOf(refused) === "ER_DBACCESS_DENIED_ERROR" ? error : refused;
    });
  }
}

function create({ url, name, ...address }: ServerAddress): Promise<ServerKind> {
  const server = new URL(url);
  server.pathname = "/";
  return withOne(optionsOf({ ...address, name, url: server.href }), async (ask) => {
    const kind = await kindOf(ask);
    await makeSettings(ask, settingsOf(kind, UNLIMITED));
    await ask(`CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
    return kind;
  });
}

/** A connection for this work only. */
async function withOne<T>(options: ConnectionOptions, work: (ask: Ask) => Promise<T>): Promise<T> {
  const connection = mysql.createConnection(options);
  connection.on("error", TOLD_LATER);
  const ask: Ask = (sql) =>
    new Promise((resolve, reject) => {
      connection.query(sql, (error, rows) => (error ? reject(inWords(error)) : resolve(rows as object[])));
    });
  try {
    return await work(ask);
  } finally {
    connection.end(() => undefined);
  }
}

const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;

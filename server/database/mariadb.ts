import mysql, { type Connection, type Pool, type PoolConnection, type PoolOptions, type ResultSetHeader } from "mysql2";
import { type Driver, inTransaction, type Runner, type Value } from "./database.js";
import { isWorthPreparing, sqlOf } from "./sql.js";

const CONNECTIONS = 8;
/** How many statements each connection keeps prepared. */
const MOST_PREPARED = 200;

/** MariaDB or MySQL: a pool of connections, for reads and writes alike. */
export async function openMariadb(url: string, name: string): Promise<Driver> {
  const pool = await connected(url, name);
  const isCluster = await inCluster(pool);
  const writers = poolOf({ ...optionsOf(url), multipleStatements: true }, [AS_WRITER]);
  const withConnection = async <T>(from: Pool, work: (connection: PoolConnection) => Promise<T>): Promise<T> => {
    const connection = await new Promise<PoolConnection>((resolve, reject) => {
      from.getConnection((error, taken) => (error ? reject(error) : resolve(taken)));
    });
    try {
      return await work(connection);
    } finally {
      connection.release();
    }
  };
  return {
    dialect: "mysql",
    query: (sql, params = []) => asked(pool, sql, params),
    transaction: (work) => withConnection(writers, (connection) => inTransaction(within(connection, isCluster), work)),
    alone: (work) =>
      withConnection(pool, async (connection) => {
        await text(connection, "SELECT GET_LOCK(CONCAT(DATABASE(), '.alone'), 120)");
        try {
          return await work();
        } finally {
          await text(connection, "SELECT RELEASE_LOCK(CONCAT(DATABASE(), '.alone'))").catch(() => undefined);
        }
      }),
    close: async () => {
      for (const each of [pool, writers]) {
        await new Promise<void>((resolve, reject) => each.end((error) => (error ? reject(error) : resolve())));
      }
    },
  };
}

const AS_READER = [
  // A list of ids is looked up by its index anyway: without this, MariaDB first tries each id on every index that it has.
  "SET SESSION eq_range_index_dive_limit = 1",
  // A node of a cluster answers only once it has what any other node has committed.
  "SET SESSION wsrep_sync_wait = 1",
];

/** What does not fit is refused, also where the server itself would cut it without a word. */
const AS_WRITER = "SET SESSION autocommit = 0, sql_mode = CONCAT('STRICT_ALL_TABLES,', @@sql_mode)";

/** Whether it is a node of a Galera cluster. */
async function inCluster(pool: Pool): Promise<boolean> {
  const [found] = await text<{ Value: string }>(pool, "SHOW VARIABLES LIKE 'wsrep_on'");
  return found?.Value === "ON";
}

/** Its connection begins a transaction with whatever it is asked first. */
const within = (connection: PoolConnection, isCluster: boolean): Runner => ({
  dialect: "mysql",
  query: (sql, params = []) => asked(connection, sql, params),
  change: async (sql, params = []) => {
    const { affectedRows, insertId } = await asked<never, ResultSetHeader>(connection, sql, params);
    return { rows: affectedRows, id: insertId };
  },
  begin: async () => undefined,
  async commit(last) {
    const all = [...last, sqlOf("COMMIT")];
    if (isCluster) {
      // A node that takes back a transaction within one message, for another node's, goes on with the rest of it as if
      // nothing were: half of an act would be kept.
      for (const { sql, params } of all) await text(connection, sql, params);
      return;
    }
    // What is left to the end goes in one message with the end itself.
    const params = all.flatMap((each) => each.params);
    await text(connection, all.map(({ sql }) => sql).join("; "), params);
  },
});

const optionsOf = (url: string): PoolOptions => ({
  uri: url,
  charset: "utf8mb4_bin",
  timezone: "Z",
  dateStrings: true,
  decimalNumbers: true,
  supportBigNumbers: true,
  // Rows that were changed are counted, not those that were only looked at.
  flags: ["-FOUND_ROWS"],
  connectTimeout: 5000,
  enableKeepAlive: true,
  connectionLimit: CONNECTIONS,
  maxPreparedStatements: MOST_PREPARED,
});

/** A pool whose database is there; it is created where the account may, else the refusal says what is missing. */
async function connected(url: string, name: string): Promise<Pool> {
  const pool = poolOf(optionsOf(url), AS_READER);
  try {
    await text(pool, "SELECT 1");
  } catch (error) {
    if (codeOf(error) !== "ER_BAD_DB_ERROR") throw error;
    await create(url, name).catch((refused) => {
      throw codeOf(refused) === "ER_DBACCESS_DENIED_ERROR" ? error : refused;
    });
  }
  return pool;
}

/** What a server does not know of this, it does not need. */
function poolOf(options: PoolOptions, first: readonly string[]): Pool {
  const pool = mysql.createPool(options);
  pool.on("connection", (connection) => {
    for (const sql of first) connection.query(sql, () => undefined);
  });
  return pool;
}

async function create(url: string, name: string): Promise<void> {
  const server = new URL(url);
  server.pathname = "/";
  const admin = mysql.createConnection(optionsOf(server.href));
  try {
    await text(admin, `CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  } finally {
    admin.end();
  }
}

const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;

const asked = <Row, Result = Row[]>(on: Pool | Connection, sql: string, params: readonly Value[]): Promise<Result> =>
  isWorthPreparing(sql) ? prepared(on, sql, params) : text(on, sql, params);

/** Prepared once for each connection; the text has to be one of few. */
const prepared = <Row, Result = Row[]>(on: Pool | Connection, sql: string, params: readonly Value[]): Promise<Result> =>
  new Promise((resolve, reject) => {
    on.execute(sql, params as Value[], (error, result) => (error ? reject(error) : resolve(result as Result)));
  });

const text = <Row, Result = Row[]>(on: Pool | Connection, sql: string, params: readonly Value[] = []) =>
  new Promise<Result>((resolve, reject) => {
    on.query(sql, params as Value[], (error, result) => (error ? reject(error) : resolve(result as Result)));
  });

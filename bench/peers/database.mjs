// How the peers ask either database, and write to it.
import libsql from "libsql";
import mysql from "mysql2";

export const isEmbedded = ({ DATABASE_URL: url } = process.env) => url.startsWith("file:");

/**
 * Opens the database that DATABASE_URL names, as the peers ask it: `sql(text, params)` answers rows. On MariaDB over
 * the text protocol, or, with PREPARED=1, with prepared statements; on the embedded database always prepared.
 */
export function openSql({ DATABASE_URL: url, PREPARED } = process.env) {
  return isEmbedded({ DATABASE_URL: url }) ? embedded(url.slice("file:".length)) : mariadb(url, PREPARED === "1");
}

function mariadb(url, prepared) {
  const pool = mysql.createPool({
    uri: url,
    connectionLimit: 8,
    dateStrings: true,
    decimalNumbers: true,
    charset: "utf8mb4_bin",
    timezone: "Z",
  });
  const how = (prepared ? pool.execute : pool.query).bind(pool);
  // The callback, since the promise of mysql2 takes a stack trace at every statement.
  return (text, params) =>
    new Promise((resolve, reject) => {
      how(text, params, (error, rows) => (error ? reject(error) : resolve(rows)));
    });
}

function embedded(file) {
  const db = new libsql(file);
  const prepared = new Map();
  return (text, params) => {
    let statement = prepared.get(text);
    if (!statement) {
      statement = db.prepare(text);
      prepared.set(text, statement);
    }
    return statement.all(...params);
  };
}

/**
 * `write(statements)`: all of them, `[text, params]` each, in one transaction, also where they come one by one; answers
 * the id of the first one's row.
 */
export function openWriter({ DATABASE_URL: url } = process.env) {
  return isEmbedded({ DATABASE_URL: url }) ? embeddedWriter(url.slice("file:".length)) : mariadbWriter(url);
}

function mariadbWriter(uri) {
  const pool = mysql.createPool({ uri, connectionLimit: 8, charset: "utf8mb4_bin", timezone: "Z" }).promise();
  return async (statements) => {
    const connection = await pool.getConnection();
    try {
      await connection.beginTransaction();
      let first;
      for await (const [text, params] of statements) {
        const [{ insertId }] = await connection.query(text, params);
        first ??= insertId;
      }
      await connection.commit();
      return first;
    } catch (error) {
      await connection.rollback();
      throw error;
    } finally {
      connection.release();
    }
  };
}

function embeddedWriter(file) {
  const db = new libsql(file);
  db.pragma("busy_timeout = 5000");
  const prepared = new Map();
  const run = (text, params) => {
    if (!prepared.has(text)) prepared.set(text, db.prepare(text));
    return prepared.get(text).run(...params).lastInsertRowid;
  };
  const write = async (statements) => {
    db.exec("BEGIN IMMEDIATE");
    try {
      let first;
      for await (const [text, params] of statements) {
        const id = run(text, params);
        first ??= id;
      }
      db.exec("COMMIT");
      return first;
    } catch (error) {
      db.exec("ROLLBACK");
      throw error;
    }
  };
  // There is one connection: who writes waits for who wrote before.
  let last = Promise.resolve();
  return (statements) => {
    const written = last.then(() => write(statements));
    last = written.catch(() => undefined);
    return written;
  };
}

export const marks = (values) => values.map(() => "?").join(", ");

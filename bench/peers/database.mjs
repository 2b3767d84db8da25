import libsql from "libsql";
import mysql from "mysql2";

/**
 * Opens the database that DATABASE_URL names, as the peers ask it: `sql(text, params)` answers rows. On MariaDB over
 * the text protocol, or, with PREPARED=1, with prepared statements; on the embedded database always prepared.
 */
export function openSql({ DATABASE_URL: url, PREPARED } = process.env) {
  return url.startsWith("file:") ? embedded(url.slice("file:".length)) : mariadb(url, PREPARED === "1");
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

export const marks = (values) => values.map(() => "?").join(", ");

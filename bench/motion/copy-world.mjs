// Copies a world to write in: the one that all measurements read stays as it was made.
import { copyFileSync, existsSync, rmSync } from "node:fs";

/** Of the embedded database; what is on record in it is sealed with the secret that lies beside. */
const ENDS = ["", "-wal", "-shm", ".audit-secret"];

export const copyWorld = (from, to) =>
  from.kind === "embedded" ? copyFiles(from.file, to.file) : copyTables(from, to);

export const dropCopy = (copy) =>
  copy.kind === "embedded" ? removeFiles(copy.file) : asked(copy, ({ ask, name }) => ask(`DROP DATABASE ${name}`));

function removeFiles(file) {
  for (const end of ENDS) rmSync(file + end, { force: true });
}

function copyFiles(from, to) {
  removeFiles(to);
  for (const end of ENDS) if (existsSync(from + end)) copyFileSync(from + end, to + end);
}

/** All tables as they were made, keys and references too. */
const copyTables = (from, to) =>
  asked(to, async ({ ask, name }) => {
    await ask("SET foreign_key_checks = 0, unique_checks = 0");
    await ask(`DROP DATABASE IF EXISTS ${name}`);
    const [made] = await ask(`SHOW CREATE DATABASE \`${from.name}\``);
    await ask(made["Create Database"].replace(`\`${from.name}\``, name));
    await ask(`USE ${name}`);
    const tables = (await ask(`SHOW TABLES FROM \`${from.name}\``)).map((row) => Object.values(row)[0]);
    for (const table of tables) {
      const [shown] = await ask(`SHOW CREATE TABLE \`${from.name}\`.\`${table}\``);
      await ask(shown["Create Table"]);
      await ask(`INSERT INTO \`${table}\` SELECT * FROM \`${from.name}\`.\`${table}\``);
    }
    await ask(`ANALYZE TABLE ${tables.map((table) => `\`${table}\``).join(", ")}`);
  });

async function asked({ url, name }, work) {
  const { default: mysql } = await import("mysql2/promise");
  const { hostname: host, port, username: user, password } = new URL(url);
  const connection = await mysql.createConnection({ host, port: Number(port) || 3306, user, password });
  try {
    await work({ ask: async (text) => (await connection.query(text))[0], name: `\`${name}\`` });
  } finally {
    await connection.end();
  }
}

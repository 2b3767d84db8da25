import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createConnection } from "mysql2/promise";

/** One run of jest, which jest.config.mjs names; elsewhere one process. */
const { TEST_RUN: RUN = randomBytes(6).toString("hex") } = process.env;
/** For all test files of a run; forget-templates.mjs takes it away. */
const FOLDER = join(tmpdir(), `hue-health-${RUN}`);

/** Where the template lies: a file, or a schema of MariaDB. */
export const TEMPLATE = { file: join(FOLDER, "template.db"), schema: `hue_test_${RUN}` };

/** Makes the template if no other test file has: whoever comes meanwhile waits for it. */
export async function templateMade(make: () => Promise<void>): Promise<void> {
  const [isMade, hasFailed] = [join(FOLDER, "made"), join(FOLDER, "failed")];
  try {
    mkdirSync(FOLDER);
  } catch (error) {
    if ((error as { code?: string }).code !== "EEXIST") throw error;
    while (!existsSync(isMade)) {
      if (existsSync(hasFailed)) throw new Error("The database with everything in data/ could not be made.");
      // Another process makes it, which tells by these files alone.
      await wait(20);
    }
    return;
  }
  await make().catch((error: unknown) => {
    writeFileSync(hasFailed, "");
    throw error;
  });
  writeFileSync(isMade, "");
}

/** Makes a schema that has the tables of another one, as they are. */
export async function copySchema(server: string, from: string, to: string): Promise<void> {
  const connection = await createConnection(server);
  try {
    await connection.query(`CREATE DATABASE ${to} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
    await connection.query(`USE ${to}`);
    // Tables refer to each other.
    await connection.query("SET foreign_key_checks = 0");
    const [tables] = await connection.query(`SHOW TABLES FROM ${from}`);
    const names = (tables as object[]).flatMap((row) => Object.values(row) as string[]);
    for (const name of names) {
      const [[made]] = (await connection.query(`SHOW CREATE TABLE ${from}.\`${name}\``)) as unknown as [[object]];
      await connection.query(String(Object.values(made)[1]));
    }
    await connection.query("START TRANSACTION");
    for (const name of names) await connection.query(`INSERT INTO \`${name}\` SELECT * FROM ${from}.\`${name}\``);
    await connection.query("COMMIT");
  } finally {
    await connection.end();
  }
}

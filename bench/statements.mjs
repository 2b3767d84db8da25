// Counts the SQL statements that one request costs, on either database.
import mysql from "mysql2/promise";
import { freshBodyOf } from "./operations.mjs";
import { post, start } from "./servers.mjs";

const TRIES = 12;
const PAUSE = 25;
/** A server that asks nothing for so long has read what it reads after its start. */
const QUIET_MS = 500;
const LONGEST_START_MS = 60_000;

/** Statements that MariaDB counts during a request. Others may ask it meanwhile, so the least of some tries counts. */
export async function countOnMariadb(operations, server, url) {
  const connection = await mysql.createConnection(url);
  const questions = async () => {
    const [[row]] = await connection.query("SHOW GLOBAL STATUS LIKE 'Questions'");
    return Number(row.Value);
  };
  try {
    // Reading the counter counts as one.
    return await countEach(operations, server, questions, 1);
  } finally {
    await connection.end();
  }
}

/** The same on the embedded database, counted within a server that is started for this alone. */
export async function countEmbedded(operations, kind, url) {
  const server = await start(kind, url, { node: ["--import", "./bench/statement-counter.mjs"], ipc: true });
  const counted = () =>
    new Promise((resolve) => {
      server.child.once("message", resolve);
      server.child.send("count");
    });
  try {
    return await countEach(operations, server, counted, 0);
  } finally {
    await server.stop();
  }
}

async function countEach(operations, { url }, counter, own) {
  await untilQuiet(counter, own);
  const counts = {};
  for (const operation of operations) {
    const ask = () => post(url, freshBodyOf(operation, operation.variables.at(-1)));
    await ask();
    await ask();
    const tries = [];
    for (let i = 0; i < TRIES; i += 1) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      const before = await counter();
      await ask();
      tries.push((await counter()) - before - own);
    }
    counts[operation.name] = Math.min(...tries);
  }
  return counts;
}

async function untilQuiet(counter, own) {
  const until = performance.now() + LONGEST_START_MS;
  for (let last = await counter(); performance.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    const now = await counter();
    if (now - last <= own) return;
    last = now;
  }
}

/** Of the server that is measured, as it stands in the tables. */
export async function mariadbVersion(url) {
  const connection = await mysql.createConnection(url);
  const [[{ version }]] = await connection.query("SELECT VERSION() AS version");
  await connection.end();
  return version.split("-")[0];
}

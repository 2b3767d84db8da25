import mysql from "mysql2/promise";
import { freshBodyOf } from "./operations.mjs";
import { post, start } from "./servers.mjs";

/** How many variable sets of each operation are compared. */
const COMPARED = 12;
const TRIES = 12;
const PAUSE = 25;

/** Every server answers the same data to every operation, or the first difference is an error. */
export async function checkSame(operations, servers) {
  for (const operation of operations) {
    const step = Math.max(1, Math.floor(operation.variables.length / COMPARED));
    for (let i = 0; i < operation.variables.length; i += step) {
      const body = freshBodyOf(operation, operation.variables[i]);
      const answers = await Promise.all(servers.map(async ({ url }) => ordered((await post(url, body)).data)));
      const other = answers.findIndex((answer) => answer !== answers[0]);
      if (other < 0) continue;
      throw new Error(
        `${operation.name} is answered differently by ${servers[0].kind} and ${servers[other].kind}, ` +
          `variables ${JSON.stringify(operation.variables[i])}:\n${answers[0]}\n${answers[other]}`,
      );
    }
  }
}

/** The same text for the same data, in whatever order its fields come. */
const ordered = (data) =>
  JSON.stringify(data, (_, value) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort())
      : value,
  );

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
  const server = await start(kind, url, { node: ["--import", "./bench/count-statements.mjs"], ipc: true });
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

export async function mariadbVersion(url) {
  const connection = await mysql.createConnection(url);
  const [[{ version }]] = await connection.query("SELECT VERSION() AS version");
  await connection.end();
  return version.split("-")[0];
}

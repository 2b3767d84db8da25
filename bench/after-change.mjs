// Milliseconds of a roll-up the first time that it is asked after a change, of each server in turn: the median.
import { openDatabase } from "../dist/server/core/database/data-source.js";
import { freshBodyOf } from "./operations.mjs";
import { median } from "./processes.mjs";
import { post } from "./servers.mjs";

const TRIES = 12;
/** Says that something has changed, and not what: no server holds a sum any more. */
const CHANGE = "UPDATE data_revision SET revision = revision + 1 WHERE scope = 'DATA' AND slot = 0";

export async function firstAsked(servers, operation, address) {
  const db = await openDatabase(address);
  try {
    return await firstAfter(servers, operation, () => db.transaction((tx) => tx.query(CHANGE)));
  } finally {
    await db.close();
  }
}

/**
 * The same after what `change` does to a server: it is told the server, and what will be asked of it. Everything has
 * been asked once before.
 */
export async function firstAfter(servers, operation, change, tries = TRIES) {
  const taken = new Map(servers.map(({ kind }) => [kind, []]));
  for (const variables of operation.variables.slice(0, tries)) {
    for (const { url } of servers) await post(url, freshBodyOf(operation, variables));
  }
  for (let i = 0; i < tries; i += 1) {
    const variables = operation.variables[i % operation.variables.length];
    for (const server of servers) {
      await change(server, variables);
      const start = performance.now();
      await post(server.url, freshBodyOf(operation, variables));
      taken.get(server.kind).push(performance.now() - start);
    }
  }
  return Object.fromEntries([...taken].map(([kind, ms]) => [kind, median(ms)]));
}

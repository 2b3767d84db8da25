// Milliseconds of a roll-up the first time that it is asked after a change, of each server in turn: the median.
import { openDatabase } from "../dist/server/core/database/data-source.js";
import { freshBodyOf } from "./operations.mjs";
import { median } from "./processes.mjs";
import { post } from "./servers.mjs";

const TRIES = 12;
/** Says that a figure has changed: no server holds a sum any more. */
const CHANGE = "UPDATE data_revision SET revision = revision + 1 WHERE scope = 'DATA' AND slot = 0";

export async function firstAsked(servers, operation, address) {
  const db = await openDatabase(address);
  const taken = new Map(servers.map(({ kind }) => [kind, []]));
  for (let i = 0; i < TRIES; i += 1) {
    const variables = operation.variables[i % operation.variables.length];
    for (const { kind, url } of servers) {
      await db.transaction((tx) => tx.query(CHANGE));
      const start = performance.now();
      await post(url, freshBodyOf(operation, variables));
      taken.get(kind).push(performance.now() - start);
    }
  }
  await db.close();
  return Object.fromEntries([...taken].map(([kind, ms]) => [kind, median(ms)]));
}

import { setTimeout as wait } from "node:timers/promises";
import { Refusal } from "../schema/errors.js";
import type { Connections, Patience, Transaction } from "./database.js";
import * as messages from "./database.messages.js";
import { isOvertaken, RETRY_SECONDS } from "./unavailable.js";

const MOST_TRIES = 10;
const LONGEST_WAIT_MS = 40;

/** Each try was given up for another transaction: nothing was changed. */
const outrun = (): Refusal => new Refusal("DATABASE_UNAVAILABLE", messages.tooManyWriters, undefined, RETRY_SECONDS);

/**
 * Runs a transaction, and again where MariaDB gave it up for another one; refuses it when that goes on.
 * `work` must begin anew each time.
 */
export async function transact<T>(
  db: Connections,
  work: (tx: Transaction) => Promise<T>,
  patience?: Patience,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction(work, patience);
    } catch (error) {
      if (!isOvertaken(error)) throw error;
      if (tries === MOST_TRIES) {
        db.outages.failed(error);
        throw outrun();
      }
      await wait(Math.random() * LONGEST_WAIT_MS * tries);
    }
  }
}

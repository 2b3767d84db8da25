import { setTimeout as wait } from "node:timers/promises";
import type { Connections, Transaction } from "../../server/core/database/database.js";

/** MariaDB tells who waits anew only when nobody has asked for 100 ms. */
const TOLD_ANEW_MS = 110;

export interface Both<A, B> {
  one: PromiseSettledResult<A>;
  /** Undefined: the transaction had fewer statements. */
  other: PromiseSettledResult<B> | undefined;
}

/**
 * Does one thing, and another before the statement of this number of its first transaction: until that is done, or waits
 * for what the first one holds.
 */
export async function meanwhile<A, B>(
  db: Connections,
  statement: number,
  one: () => Promise<A>,
  other: () => Promise<B>,
): Promise<Both<A, B>> {
  let asked = 0;
  let second: Promise<B> | undefined;
  const count = async () => {
    asked += 1;
    if (asked !== statement) return;
    second = other();
    await doneOrWaiting(db, second);
  };
  const within = (tx: Transaction): Transaction => ({
    ...tx,
    query: async (sql, params) => {
      await count();
      return tx.query(sql, params);
    },
    change: async (sql, params) => {
      await count();
      return tx.change(sql, params);
    },
  });
  const transaction = db.transaction.bind(db);
  db.transaction = (work, patience) => {
    db.transaction = transaction;
    return transaction((tx) => work(within(tx)), patience);
  };
  try {
    const [first] = await Promise.allSettled([one()]);
    const [last] = second ? await Promise.allSettled([second]) : [];
    return { one: first, other: last };
  } finally {
    db.transaction = transaction;
  }
}

/** The embedded database has one writer: whoever comes second waits at once. */
async function doneOrWaiting(db: Connections, act: Promise<unknown>): Promise<void> {
  if (db.dialect !== "mysql") return;
  let isDone = false;
  const done = () => {
    isDone = true;
  };
  act.then(done, done);
  const waiting =
    "SELECT COUNT(*) AS n FROM information_schema.innodb_trx t JOIN information_schema.processlist p " +
    "ON p.id = t.trx_mysql_thread_id WHERE t.trx_state = 'LOCK WAIT' AND p.db = DATABASE()";
  while (!isDone && Number((await db.query<{ n: number }>(waiting))[0]?.n) === 0) await wait(TOLD_ANEW_MS);
}

import { AsyncLocalStorage } from "node:async_hooks";

interface Count {
  statements: number;
}

const counts = new AsyncLocalStorage<Count>();
/** Following who asked slows down every promise of the process: it is done only while somebody wants to know. */
let asking = 0;

/** Counts the statements that `work` sends to the database. One that several requests share counts for whoever sent it. */
export async function countStatements<T>(work: () => Promise<T>): Promise<{ result: T; statements: number }> {
  const count: Count = { statements: 0 };
  asking += 1;
  try {
    const result = await counts.run(count, work);
    return { result, statements: count.statements };
  } finally {
    asking -= 1;
    if (asking === 0) counts.disable();
  }
}

/** A statement was sent. */
export function countStatement(): void {
  if (asking === 0) return;
  const count = counts.getStore();
  if (count) count.statements += 1;
}

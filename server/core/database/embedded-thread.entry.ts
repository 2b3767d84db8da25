// What a thread of the embedded database runs: it is asked by `embedded-thread.ts`.
import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { connect } from "./embedded-connection.js";
import type { Asked, Connection, Told } from "./embedded-thread.js";

/** So many rows are handed over at a time: whoever gets them has to do something for each. */
const HANDED_OVER = 500;

const { file, ...connecting } = workerData as Connection;
const connection = connect(file, connecting);
connection.waitForNobody();

// Where there are too few cores, who answers goes before who writes long. Elsewhere it would be said of the whole process.
if (process.platform === "linux" && !connecting.onlyReads) setPriority(10);

/** Of what nobody waits for. */
let failed: { error: unknown } | undefined;

function done(asked: Asked): unknown {
  if (failed && asked.what !== "rollback") throw failed.error;
  switch (asked.what) {
    case "query":
    case "change":
      return connection[asked.what](asked.sql, asked.params);
    case "soon":
      return connection.soon(asked.sql, asked.params);
    case "commit":
      return connection.commit(asked.last);
    case "begin":
      return connection.begin();
    case "rollback":
      failed = undefined;
      return connection.rollback();
  }
}

/** One after the other: nothing goes before a transaction that waits for another process. */
let before: Promise<void> = Promise.resolve();

parentPort?.on("message", (asked: Asked | null) => {
  before = before.then(() => (asked === null ? end() : answer(asked)));
});

const tell = (told: Told): void => parentPort?.postMessage(told);

async function answer(asked: Asked): Promise<void> {
  const { number } = asked;
  try {
    const answer = await done(asked);
    if (number === undefined) return;
    if (Array.isArray(answer)) {
      for (let at = 0; at < answer.length; at += HANDED_OVER)
        tell({ number, rows: answer.slice(at, at + HANDED_OVER) });
    }
    tell({ number, answer: Array.isArray(answer) ? [] : answer });
  } catch (error) {
    const { message, code } = error as Error & { code?: unknown };
    if (number === undefined) failed ??= { error };
    else tell({ number, message, code });
  }
}

function end(): void {
  connection.close();
  parentPort?.close();
}

import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { mayGoOn } from "../time/turn.js";
import {
  type Driver,
  inTransaction,
  type Patience,
  type PoolLoad,
  type Runner,
  takenBack,
  type Value,
} from "./database.js";
import { connect } from "./embedded-connection.js";
import { EmbeddedThread } from "./embedded-thread.js";
import { keepToOwner } from "./own-file.js";

/** Nothing that is asked of a file of so few bytes takes long. */
const LARGEST_AT_ONCE = 16 * 2 ** 20;

/**
 * The embedded database: a file that belongs to the processes of one machine. Each has one connection that writes, so
 * transactions wait for each other, and for those of other processes; reads have a connection of their own and never
 * see half a change. What may take long is asked on threads of its own. A read is ended after so many seconds,
 * between two of its rows; null: never.
 */
export function openEmbedded(file: string, seconds: number | null): Driver {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  keepToOwner(file, { make: true });
  // What SQLite writes beside it is as open as the file was when it was made.
  for (const suffix of ["-wal", "-shm"]) keepToOwner(`${file}${suffix}`, { make: false });
  const writer = connect(file);
  writer.waitForNobody();
  const reader = connect(file, { seconds, onlyReads: true });
  const threads = {
    reader: new EmbeddedThread({ file, seconds, onlyReads: true }),
    writer: new EmbeddedThread({ file }),
  };
  const isLarge = () => statSync(file).size > LARGEST_AT_ONCE;
  let lastWrite: Promise<unknown> = Promise.resolve();
  let writes = 0;
  return {
    dialect: "sqlite",
    async query<Row>(sql: string, params?: readonly Value[], patience?: Patience): Promise<Row[]> {
      if (patience === "LONG" && isLarge()) return threads.reader.query<Row>(sql, params);
      // Answers that follow each other without waiting for anything else would leave nobody a turn.
      const pause = mayGoOn();
      if (pause) await pause;
      return reader.query<Row>(sql, params);
    },
    transaction(work, patience) {
      writes += 1;
      const mine = lastWrite
        .then(() => inTransaction(patience === "LONG" ? threads.writer : takingTurns(writer), work))
        .finally(() => {
          writes -= 1;
        });
      lastWrite = mine.catch(() => undefined);
      return mine;
    },
    // What is read on this thread is there before anybody else has a turn.
    load: () => [loadOf("read", threads.reader.asked), loadOf("write", writes)],
    async close() {
      await lastWrite;
      await Promise.all([threads.reader.close(), threads.writer.close()]);
      reader.close();
      writer.writeAll();
      writer.close();
    },
  };
}

const loadOf = (pool: PoolLoad["pool"], asked: number): PoolLoad => ({
  ...{ pool, most: 1, busy: Math.min(asked, 1), waiting: Math.max(asked - 1, 0) },
});

/** The same, for one transaction; whoever else is to be answered does not wait for all of it. */
function takingTurns(runner: Runner): Runner {
  let isOver = false;
  const othersTurn = async (): Promise<void> => {
    await mayGoOn();
    // It may have been taken back meanwhile.
    if (isOver) throw takenBack();
  };
  return {
    ...runner,
    async query<Row>(sql: string, params?: readonly Value[]): Promise<Row[]> {
      await othersTurn();
      return runner.query<Row>(sql, params);
    },
    async change(sql, params) {
      await othersTurn();
      return runner.change(sql, params);
    },
    commit(last) {
      isOver = true;
      return runner.commit(last);
    },
    rollback() {
      isOver = true;
      return runner.rollback();
    },
  };
}

import type { Database } from "./database.js";
import type { Outages } from "./outages.js";
import { noAnswer } from "./unavailable.js";

/** After how many milliseconds a statement that many wait for, and that reads much, is asked again. */
const LATE_MS = 5000;
/** How often a statement is asked at the most. */
const MOST_TIMES = 3;

/**
 * The same database for statements that read, and that many requests wait for: one that has no answer after so many
 * milliseconds is asked again on another connection, and the first answer counts. A connection whose other end went
 * away without a word tells nobody; were it waited for, everybody would stand still with it. The embedded database has
 * no line that could be cut.
 */
export function askedAgain(db: Database & { outages: Outages }, lateMs = LATE_MS): Database {
  if (db.dialect === "sqlite") return db;
  return {
    dialect: db.dialect,
    query: <Row>(sql: string, params: Parameters<Database["query"]>[1] = []) =>
      new Promise<Row[]>((resolve, reject) => {
        let times = 0;
        let timer: NodeJS.Timeout | undefined;
        const settle = () => clearTimeout(timer);
        const ask = () => {
          times += 1;
          db.query<Row>(sql, params).then(resolve, reject).finally(settle);
          timer = setTimeout(late, lateMs);
        };
        const late = () => {
          if (times < MOST_TIMES) return ask();
          const error = noAnswer();
          db.outages.failed(error.cause);
          reject(error);
        };
        ask();
      }),
  };
}

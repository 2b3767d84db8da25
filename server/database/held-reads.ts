import { Recent } from "../loading/recent.js";
import type { Database, Value } from "./database.js";
import { DATA_SCOPES, type Revision } from "./revision.js";

/** How much is held at the most, in characters of statements and of what they found, roughly. */
const MOST_CHARACTERS = 4_000_000;
const ROW_CHARACTERS = 200;

/**
 * What statements found, held for as long as nothing on record has changed: for those that read much and find little,
 * such as sums. Whoever asks the same meanwhile waits for the same statement.
 */
export class HeldReads {
  readonly #reading = new Map<string, Promise<unknown[]>>();
  readonly #found = new Recent<unknown[]>(MOST_CHARACTERS);

  constructor(private readonly db: Database) {}

  /** The database as of this revision, which was read before: what is read during a change is never held as after it. */
  at(revision: Revision): Database {
    const moment = DATA_SCOPES.map((scope) => revision[scope]).join(" ");
    return {
      dialect: this.db.dialect,
      query: async <Row>(sql: string, params: readonly Value[] = []) => {
        const key = `${moment}\n${JSON.stringify(params)}\n${sql}`;
        return (this.#found.find(key) ?? (await (this.#reading.get(key) ?? this.#read(key, sql, params)))) as Row[];
      },
    };
  }

  #read(key: string, sql: string, params: readonly Value[]): Promise<unknown[]> {
    const reading = this.db
      .query(sql, params)
      .then((rows) => {
        for (const row of rows) Object.freeze(row);
        this.#found.keep(key, rows, key.length + rows.length * ROW_CHARACTERS);
        return rows;
      })
      .finally(() => this.#reading.delete(key));
    this.#reading.set(key, reading);
    return reading;
  }
}

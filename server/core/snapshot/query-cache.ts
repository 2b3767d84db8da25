import type { Database, Value } from "../database/database.js";
import { DATA_SCOPES, type DataScope, type Revision } from "./revision.js";
import { RevisionCache } from "./revision-cache.js";

/** How much is held at the most, in characters of statements and of what they found, roughly. */
const MOST_CHARACTERS = 4_000_000;
const ROW_CHARACTERS = 200;

/**
 * What statements found: for those that read much and find little, such as sums. By the statement and its parameters,
 * until anything on record changes.
 */
export class QueryCache {
  readonly #found = new RevisionCache<readonly unknown[], DataScope>({
    scopes: DATA_SCOPES,
    most: MOST_CHARACTERS,
    sizeOf: (rows, key) => key.length + rows.length * ROW_CHARACTERS,
  });

  constructor(private readonly db: Database) {}

  /** The database as of this revision, which was read before. */
  at(revision: Revision): Database {
    return {
      dialect: this.db.dialect,
      query: async <Row>(sql: string, params: readonly Value[] = []) =>
        (await this.#found.load([sql, ...params], revision, ([text, ...values]) => this.#read(text, values))) as Row[],
    };
  }

  async #read(sql: string, params: readonly Value[]): Promise<readonly unknown[]> {
    const rows = await this.db.query(sql, params);
    for (const row of rows) Object.freeze(row);
    return rows;
  }
}

import type { Shared } from "../core/context.js";
import type { Connections } from "../core/database/database.js";
import { DEFAULT_LIMITS } from "../core/limits/limits.js";
import { Rates } from "../core/limits/rates.js";
import { QueryCache } from "../core/snapshot/query-cache.js";
import { DATA_SCOPES, type DataScope, Revisions } from "../core/snapshot/revision.js";
import { RevisionCache } from "../core/snapshot/revision-cache.js";
import type { Names } from "../files/reading/cells.js";
import { Auth, type AuthSettings } from "./access/auth.js";
import type { ImportedList } from "./concept.js";
import type { Reader } from "./import/reader.js";
import { IMPORTS, NODES, READERS } from "./index.js";
import type { DiscrepancyRow } from "./provenance/discrepancy/discrepancy-row.js";
import { type Reference, References } from "./reference.js";

declare module "../core/context.js" {
  interface Snapshot extends Reference {}
  interface Shared {
    references: References;
    /** What all checks have found, until anything on record changes. */
    discrepancies: RevisionCache<readonly DiscrepancyRow[], DataScope>;
    auth: Auth;
    /** Every kind of table that can be imported, by name. */
    tables: Names<Reader>;
    /** What people import over the API, by format. */
    imports: Readonly<Record<string, ImportedList>>;
  }
}

export const sharedOver = (
  db: Connections,
  settings: AuthSettings,
  limits = DEFAULT_LIMITS,
  rates = new Rates(limits),
): Shared => {
  const revisions = new Revisions(db);
  const references = new References(db, revisions);
  return {
    ...{ db, revisions, references, limits, rates },
    ...{ nodes: NODES, tables: READERS, imports: IMPORTS },
    held: new QueryCache(db),
    discrepancies: new RevisionCache({ scopes: DATA_SCOPES, most: 1 }),
    auth: new Auth(db, revisions, references, settings),
  };
};

/**
 * Reads what servers hold in memory before anybody asks for it. Whoever asks first meets what goes wrong here, and
 * reports it.
 */
export const readAhead = ({ revisions, references }: Shared): Promise<unknown> =>
  revisions
    .current()
    .then((revision) => references.at(revision))
    .catch(() => undefined);

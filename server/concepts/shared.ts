import type { Shared, Snapshot } from "../core/context.js";
import { askedAgain } from "../core/database/asked-again.js";
import type { Connections } from "../core/database/database.js";
import { DEFAULT_LIMITS } from "../core/limits/limits.js";
import { Rates } from "../core/limits/rates.js";
import { type Log, NO_LOG } from "../core/log/log.js";
import { Tally } from "../core/log/tally.js";
import { DATA_SCOPES, type DataScope, Revisions } from "../core/snapshot/revision.js";
import { RevisionCache } from "../core/snapshot/revision-cache.js";
import { Snapshots } from "../core/snapshot/snapshots.js";
import type { Names } from "../files/reading/cells.js";
import { Auth, type AuthSettings } from "./access/auth.js";
import { Neighbours } from "./access/neighbour/neighbours.js";
import type { PasswordOutcome } from "./access/session/sign-in.js";
import type { ImportedBook, ImportedList } from "./concept.js";
import type { FileOutcome } from "./import/import-act.js";
import type { Reader } from "./import/reader.js";
import { BOOKS, IMPORTS, NODES, READERS, SNAPSHOT_PARTS } from "./index.js";
import { HeldSums } from "./metric/total/held-sums.js";
import type { OtherChecks } from "./provenance/discrepancy/discrepancy.js";
import type { DiscrepancyRow } from "./provenance/discrepancy/discrepancy-row.js";
import { VerificationOnRequest } from "./trail/verification-on-request.js";

declare module "../core/context.js" {
  interface Shared {
    /** What all checks but those of levels have found, until anything on record changes. */
    otherChecks: RevisionCache<OtherChecks, DataScope>;
    /** What those of levels have found: they look at no figure. */
    levelChecks: RevisionCache<readonly DiscrepancyRow[], "REFERENCE" | "FACILITY" | "ASSESSMENT">;
    sums: HeldSums;
    auth: Auth;
    neighbours: Neighbours;
    verification: VerificationOnRequest;
    /** Every kind of table that can be imported, by name. */
    tables: Names<Reader>;
    /** What people import over the API, by format. */
    imports: Readonly<Record<string, ImportedList>>;
    /** The same of several tables together. */
    books: Readonly<Record<string, ImportedBook>>;
    /** How passwords that somebody gave were answered, since the start. */
    passwords: Tally<PasswordOutcome>;
    /** How files were answered, by format. */
    importedFiles: Tally<`${string} ${FileOutcome}`>;
  }
}

/** After how many milliseconds what every request waits for is asked again. */
const REVISION_LATE_MS = 1000;

export const sharedOver = (
  db: Connections,
  settings: AuthSettings,
  limits = DEFAULT_LIMITS,
  rates = new Rates(limits),
  log: Log = NO_LOG,
): Shared => {
  const revisions = new Revisions(askedAgain(db, REVISION_LATE_MS));
  const snapshots = new Snapshots<Snapshot>(askedAgain(db), revisions, SNAPSHOT_PARTS);
  const auth = new Auth(db, revisions, snapshots, settings);
  return {
    ...{ db, revisions, snapshots, limits, rates, log },
    ...{ nodes: NODES, tables: READERS, imports: IMPORTS, books: BOOKS },
    sums: new HeldSums(db, askedAgain(db)),
    otherChecks: new RevisionCache({ scopes: DATA_SCOPES, most: 1 }),
    levelChecks: new RevisionCache({ scopes: ["REFERENCE", "FACILITY", "ASSESSMENT"], most: 1 }),
    auth,
    neighbours: new Neighbours(db, auth, log),
    verification: new VerificationOnRequest(db, limits.seconds, () => auth.now()),
    passwords: new Tally(),
    importedFiles: new Tally(),
  };
};

/**
 * Reads what servers hold in memory before anybody asks for it. Whoever asks first meets what goes wrong here, and
 * reports it.
 */
export const readAhead = ({ revisions, snapshots }: Shared): Promise<unknown> =>
  revisions
    .current()
    .then((revision) => snapshots.at(revision))
    .catch(() => undefined);

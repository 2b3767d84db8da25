import type { IncomingMessage } from "node:http";
import type { ExecutionResult } from "graphql";
import { Auth, type AuthSettings } from "../concepts/access/auth.js";
import type { DiscrepancyRow } from "../concepts/provenance/discrepancy/discrepancy-row.js";
import { type Reference, References } from "../concepts/reference.js";
import { PUBLIC_VIEWER, type Viewer } from "./access/viewer.js";
import type { Connections, Database } from "./database/database.js";
import { DEFAULT_LIMITS, type Limits } from "./limits/limits.js";
import { type Budget, Rates } from "./limits/rates.js";
import { HeldReads } from "./snapshot/query-cache.js";
import { DATA_SCOPES, type DataScope, type Revision, Revisions } from "./snapshot/revision.js";
import { RevisionCache } from "./snapshot/revision-cache.js";

export type Language = "en" | "vi";

/** What all requests of one server share. */
export interface Shared {
  db: Connections;
  revisions: Revisions;
  references: References;
  held: HeldReads;
  /** What all checks have found, until anything on record changes. */
  discrepancies: RevisionCache<readonly DiscrepancyRow[], DataScope>;
  auth: Auth;
  limits: Limits;
  rates: Rates;
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
    held: new HeldReads(db),
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

/** One request: who asks, in which language, and what it asks of. */
export interface Context {
  viewer: Viewer;
  language: Language;
  db: Database;
  /** As of one revision for the whole request; `makeReady` sets it before any root field is resolved. */
  reference: Reference;
  /** What becomes known while the request is answered. Apollo copies the context, but not this. */
  progress: Progress;
  shared: Shared;
  /** What the request is paid from; undefined where nobody counts. */
  budget: Budget | undefined;
  /** The client wants to know what its question costs. */
  tellsCost: boolean;
  /** What came over HTTP; undefined where nothing did. */
  request: IncomingMessage | undefined;
}

interface Progress {
  /** Read before anything else was read; undefined: nothing on record was asked for. */
  revision?: Revision | undefined;
  reading?: Promise<Reference>;
  reference?: Reference;
  /** Found without Apollo, with errors in it: Apollo is to word them. */
  result?: ExecutionResult;
  /** The answer has no error. */
  isWhole?: boolean;
  /** It is that of a query besides: it holds until something changes. */
  holds?: boolean;
  /** The root field whose act is being done, and those whose acts are on record, as the answer calls them. */
  acting?: string;
  readonly saved: Set<string>;
}

/** Whoever sends this header is told in `extensions.cost` what the question costs. */
const COST_HEADER = "x-graphql-cost";

export const createContext = (shared: Shared, language: Language, request?: IncomingMessage): Context => ({
  viewer: PUBLIC_VIEWER,
  language,
  db: shared.db,
  reference: undefined as unknown as Reference,
  progress: { saved: new Set() },
  shared,
  budget: undefined,
  tellsCost: request?.headers[COST_HEADER] !== undefined,
  request,
});

/** Makes the reference data of this request ready; every root field waits for it. */
export function makeReady(context: Context): undefined | Promise<void> {
  if (context.progress.reference) {
    context.reference = context.progress.reference;
    return undefined;
  }
  context.progress.reading ??= readNow(context);
  return context.progress.reading.then((reference) => {
    context.reference = reference;
  });
}

/** Makes the reference data of this request those of now, after it has changed some of them. */
export async function refresh(context: Context): Promise<void> {
  context.progress.revision = undefined;
  context.reference = await readNow(context);
}

/** The database, without asking it again for what it answered at this request's revision. */
export const heldReads = ({ db, shared, progress }: Context): Database =>
  progress.revision ? shared.held.at(progress.revision) : db;

async function readNow({ shared, progress }: Context): Promise<Reference> {
  progress.revision ??= await shared.revisions.current();
  progress.reference = await shared.references.at(progress.revision);
  return progress.reference;
}

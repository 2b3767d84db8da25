import type { IncomingMessage } from "node:http";
import type { ExecutionResult } from "graphql";
import { PUBLIC_VIEWER, type Viewer } from "./access/viewer.js";
import type { Connections, Database } from "./database/database.js";
import { type Limits } from "./limits/limits.js";
import { type Budget, Rates } from "./limits/rates.js";
import { QueryCache } from "./snapshot/query-cache.js";
import { type Revision, Revisions } from "./snapshot/revision.js";
import { type PointInTime } from "./time/point-in-time.js";

export type Language = "en" | "vi";

/** What servers hold in memory, as of one revision; each concept says what its part of it is. */
// biome-ignore lint/suspicious/noEmptyInterface: `concepts/shared.ts` says what is in it.
export interface Snapshot {}

/** What all requests of one server share; concepts say what they add. */
export interface Shared {
  db: Connections;
  revisions: Revisions;
  held: QueryCache;
  /** How the objects of each type are found again by their ids. */
  nodes: NodeFinders;
  limits: Limits;
  rates: Rates;
}

/** One request: who asks, in which language, and what it asks of. */
export interface Context {
  viewer: Viewer;
  language: Language;
  db: Database;
  /** As of one revision for the whole request; `makeReady` sets it before any root field is resolved. */
  reference: Snapshot;
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
  reading?: Promise<Snapshot>;
  reference?: Snapshot;
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
  reference: undefined as unknown as Snapshot,
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

async function readNow({ shared, progress }: Context): Promise<Snapshot> {
  progress.revision ??= await shared.revisions.current();
  progress.reference = await shared.references.at(progress.revision);
  return progress.reference;
}

export type NodeRow = { id: number | string };

/**
 * Finds the objects of one type again by the keys in their ids: one statement for all of them. What does not depend on
 * the day is the same in every pointInTime, and so is whatever hangs on it.
 */
export type FindNodes = (
  keys: readonly string[],
  context: Context,
  pointInTime: PointInTime,
) => Promise<readonly NodeRow[]>;

/** By the names of the types. */
export type NodeFinders = Readonly<Record<string, FindNodes>>;

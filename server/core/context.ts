import type { IncomingMessage } from "node:http";
import { PUBLIC_VIEWER, type Viewer } from "./access/viewer.js";
import type { Connections, Database } from "./database/database.js";
import type { Limits } from "./limits/limits.js";
import type { Budget, Rates } from "./limits/rates.js";
import type { Log } from "./log/log.js";
import { Seen } from "./log/seen.js";
import { ActsOfRequest } from "./mutation/acts-of-request.js";
import { RequestSnapshot } from "./snapshot/request-snapshot.js";
import type { Revisions } from "./snapshot/revision.js";
import type { Snapshots } from "./snapshot/snapshots.js";
import type { PointInTime } from "./time/point-in-time.js";

export type Language = "en" | "vi";

/** What servers hold in memory, as of one revision; each concept says what its part of it is. */
// biome-ignore lint/suspicious/noEmptyInterface: `*.snapshot.ts` of each concept says what is in it.
export interface Snapshot {}

/** What all requests of one server share; concepts say what they add. */
export interface Shared {
  db: Connections;
  revisions: Revisions;
  snapshots: Snapshots<Snapshot>;
  /** How the objects of each type are found again by their ids. */
  nodes: NodeFinders;
  limits: Limits;
  rates: Rates;
  log: Log;
}

type OfRequest = Partial<Pick<Context, "viewer" | "request" | "budget" | "tellsCost" | "seen">>;

/** One request: who asks, in which language, and what it asks of. */
export class Context {
  /** Who asks; the public until somebody is recognised. */
  readonly viewer: Viewer;
  readonly language: Language;
  readonly db: Database;
  readonly shared: Shared;
  /** What came over HTTP; undefined where nothing did. */
  readonly request: IncomingMessage | undefined;
  /** What the request is paid from; undefined where nobody counts. */
  readonly budget: Budget | undefined;
  /** The client wants to know what its question costs. */
  readonly tellsCost: boolean;
  /** What is told of it afterwards. */
  readonly seen: Seen;
  /** What it is answered from. */
  readonly snapshots: RequestSnapshot<Snapshot>;
  /** The acts that it asks for. */
  readonly acts = new ActsOfRequest();

  constructor(
    shared: Shared,
    language: Language,
    { viewer = PUBLIC_VIEWER, request, budget, tellsCost = asksForCost(request), seen = new Seen() }: OfRequest = {},
  ) {
    this.viewer = viewer;
    this.language = language;
    this.db = shared.db;
    this.shared = shared;
    this.request = request;
    this.budget = budget;
    this.tellsCost = tellsCost;
    this.seen = seen;
    this.snapshots = new RequestSnapshot<Snapshot>(shared.revisions, shared.snapshots);
  }

  /** What servers hold in memory, as of one revision for the whole request, or as of its last act. */
  get snapshot(): Snapshot {
    return this.snapshots.current;
  }
}

/** Whoever sends this header is told in `extensions.cost` what the question costs. */
const COST_HEADER = "x-graphql-cost";

const asksForCost = (request: IncomingMessage | undefined): boolean => request?.headers[COST_HEADER] !== undefined;

export type NodeRow = { id: number | string };

/**
 * Finds the objects of one type again by the keys in their ids: one statement for all of them. What does not depend on
 * the day is the same on every day, and so is whatever hangs on it.
 */
export type FindNodes = (
  keys: readonly string[],
  context: Context,
  pointInTime: PointInTime,
) => Promise<readonly NodeRow[]>;

/** By the names of the types. */
export type NodeFinders = Readonly<Record<string, FindNodes>>;

import type { Connections, Transaction } from "../database/database.js";
import { moveRevision, SCOPES, type Scope } from "../database/revision.js";
import { transact } from "../database/transaction.js";
import { addEntries, addWaiting, type NewEntry, placeEntries } from "./audit.store.js";
import { changesBetween } from "./audit-entry.js";

/** Who does what, and when. */
export type Doing = Pick<NewEntry, "act" | "actedAt" | "accountId" | "role" | "actor" | "requestId">;

/** What became of one object. */
export interface Traced {
  /** The type that clients know it by. */
  type: string;
  id: number;
  /** The version that the act led to. */
  version: number;
  /** Its fields before; null: it is new. */
  before: object | null;
  /** Its fields after; null: it is gone. */
  after: object | null;
  reason?: string | null;
}

/** What has changed in one transaction. */
export class Trail {
  readonly scopes = new Set<Scope>();
  readonly #traced: Traced[] = [];
  /** Slots in which entries wait, each with its scope. */
  readonly #waiting = new Map<number, Scope>();

  /** `scope` is the part of the data that changed with it. */
  add(scope: Scope, traced: Traced): void {
    this.scopes.add(scope);
    this.#traced.push(traced);
  }

  /**
   * Writes entries before the transaction ends: what changes any number of objects does not hold them all until then.
   * They wait in a slot below 0 that is the act's own.
   */
  async addEarly(tx: Transaction, doing: Doing, scope: Scope, slot: number, traced: readonly Traced[]): Promise<void> {
    this.scopes.add(scope);
    this.#waiting.set(slot, scope);
    await addWaiting(tx, entriesOf(traced, doing), { scope, slot });
  }

  /** Moves the revisions of what has changed, and adds the entries: the last that a transaction does. */
  async write(tx: Transaction, doing: Doing): Promise<void> {
    const [first, ...others] = SCOPES.filter((scope) => this.scopes.has(scope));
    if (first === undefined) return;
    for (const scope of others) moveRevision(tx, scope);
    const moved = moveRevision(tx, first);
    await addEntries(tx, entriesOf(this.#traced, doing), moved);
    for (const [slot, scope] of this.#waiting) placeEntries(tx, { scope, slot }, moved, doing.accountId);
  }
}

const entriesOf = (traced: readonly Traced[], doing: Doing): NewEntry[] =>
  traced.map(({ type, id, version, before, after, reason = null }) => ({
    ...doing,
    objectType: type,
    objectId: id,
    version,
    reason,
    changes: JSON.stringify(changesBetween(before, after)),
  }));

/** Changes something, and traces it, in one transaction: for what is no act of a request. */
export const traced = <T>(
  db: Connections,
  doing: Doing,
  work: (tx: Transaction, trail: Trail) => Promise<T>,
): Promise<T> =>
  transact(db, async (tx) => {
    const trail = new Trail();
    const done = await work(tx, trail);
    await trail.write(tx, doing);
    return done;
  });

/** Done by the server itself or by whoever runs it: `actor` says by what means. */
export const bySystem = (actor: string, act: string, actedAt: string): Doing => ({
  act,
  actedAt,
  accountId: null,
  role: "ADMIN",
  actor,
  requestId: "",
});

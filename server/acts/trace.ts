import type { Transaction } from "../database/database.js";
import { moveRevision, SCOPES, type Scope } from "../database/revision.js";
import { addEntries, type NewEntry, placeEntries } from "./audit.store.js";
import { changesBetween } from "./audit-entry.js";

/** What became of one object. */
export interface Traced {
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

/** Who does an act, and when, as every entry of it says. */
export type By = Pick<NewEntry, "act" | "actedAt" | "accountId" | "role" | "actor" | "requestId">;

/** What one try of an act has changed, for the trail. */
export class Trail {
  readonly traced: Traced[] = [];
  readonly scopes = new Set<Scope>();
  /** Slots below 0 in which entries wait that were written as they came (`traceEarly`), each with its scope. */
  readonly waiting = new Map<number, Scope>();

  /** `scope` is the part of the data that changed with it. */
  add(scope: Scope, traced: Traced): void {
    this.scopes.add(scope);
    this.traced.push(traced);
  }
}

/** Moves the revision of what has changed, and writes the entries of the act. */
export async function trace(tx: Transaction, { traced, scopes, waiting }: Trail, by: By): Promise<void> {
  const [first, ...others] = SCOPES.filter((scope) => scopes.has(scope));
  if (first === undefined) return;
  for (const scope of others) await moveRevision(tx, scope);
  const moved = await moveRevision(tx, first);
  await addEntries(tx, entriesOf(traced, by), moved);
  for (const [slot, scope] of waiting) await placeEntries(tx, { scope, slot, revision: 0 }, moved);
}

/**
 * Writes entries before the revision has moved: an act that changes any number of objects does not hold them all until
 * its end. Nobody sees where they wait, a slot below 0 that is the act's own.
 */
export async function traceEarly(
  tx: Transaction,
  trail: Trail,
  by: By,
  scope: Scope,
  slot: number,
  traced: readonly Traced[],
): Promise<void> {
  trail.scopes.add(scope);
  trail.waiting.set(slot, scope);
  await addEntries(tx, entriesOf(traced, by), { scope, slot, revision: 0 });
}

const entriesOf = (traced: readonly Traced[], by: By): NewEntry[] =>
  traced.map(({ type, id, version, before, after, reason = null }) => ({
    ...by,
    objectType: type,
    objectId: id,
    version,
    reason,
    changes: JSON.stringify(changesBetween(before, after)),
  }));

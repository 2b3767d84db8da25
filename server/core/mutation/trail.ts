import { createHash } from "node:crypto";
import type { Connections, SealedDatabase, Transaction } from "../database/database.js";
import { transact } from "../database/transaction.js";
import { moveRevision, nextSlot, SCOPES, type Scope } from "../snapshot/revision.js";
import {
  addEntries,
  addWaiting,
  chainedTo,
  lastHashes,
  type NewEntry,
  placeEntries,
  placeSeals,
} from "./audit.store.js";
import { changesBetween } from "./audit-entry.js";
import { EntryNames } from "./audit-head.js";
import { moveHead, takeHead } from "./audit-head.store.js";
import { InsertedDigests, type InsertedState } from "./inserted-digests.js";
import { statesOf } from "./object-state.store.js";
import { Sealing, type Traces } from "./sealing.js";
import { type Touch, touching } from "./touched.js";
import { isSealed, OF_FILES, sealedTableOf, tablesOf } from "./traced-table.js";

/** Who does what, and when. */
export type Actor = Pick<NewEntry, "act" | "actedAt" | "accountId" | "role" | "actor" | "requestId">;

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
  /** Its rows as the act leaves them, as `statesOf` would read them; left out: they are read. */
  rows?: string;
}

/** What has changed in one transaction. */
export class Trail {
  readonly scopes = new Set<Scope>();
  readonly #untold = new Set<Scope>();
  readonly #traced: Traced[] = [];
  readonly #traces = new Map<string, Traces>();
  readonly #named = new EntryNames();
  /** Slots in which entries wait, each with its scope. */
  readonly #waiting = new Map<number, Scope>();
  /** Of the hashes of all entries, in the order in which they are written. */
  readonly #hashes = createHash("sha256");
  #touched: ReadonlyMap<string, Touch> = new Map();
  readonly #ofTraced = new Set<Scope>();
  readonly #inserted = new Map<string, InsertedDigests>();
  #end: Promise<End> | undefined;

  constructor(private readonly db: SealedDatabase) {}

  /** The transaction whose changes are traced and sealed: they are to be done by it alone. */
  watching(tx: Transaction): Transaction {
    const { touched, tx: watched } = touching(tx);
    this.#touched = touched;
    return watched;
  }

  /**
   * Rows were inserted one after the other, as objects without an entry each, and the last got the id `last`: they are
   * sealed as they were given, and need not be read again. Null: some of them were on record.
   */
  inserted(type: string, states: readonly InsertedState[] | null, last: number): void {
    const digests = this.#inserted.get(type) ?? new InsertedDigests(this.db.auditKeys.newest);
    this.#inserted.set(type, digests);
    if (states) digests.add(states, last);
    else digests.giveUp();
  }

  /**
   * More has changed of this part of the data than the entries tell: it moves once more than they account for, so that
   * servers load it anew.
   */
  leavesUntold(scope: Scope): void {
    this.#untold.add(scope);
  }

  /** `scope` is the part of the data that changed with it. */
  add(scope: Scope, traced: Traced): void {
    this.scopes.add(scope);
    this.#ofTraced.add(scope);
    this.#traced.push(traced);
    this.#note(traced);
  }

  /**
   * Writes entries before the transaction ends: what changes any number of objects does not hold them all until then.
   * They wait in a slot below 0 that is the act's own.
   */
  async addEarly(tx: Transaction, doing: Actor, scope: Scope, slot: number, traced: readonly Traced[]): Promise<void> {
    this.scopes.add(scope);
    this.#ofTraced.add(scope);
    this.#waiting.set(slot, scope);
    for (const each of traced) this.#note(each).early.add(each.id);
    const hashes = await addWaiting(tx, this.db, this.db.auditKeys.newest, entriesOf(traced, doing), { scope, slot });
    for (const hash of hashes) this.#hashes.update(hash);
  }

  /**
   * Takes the end of the trail that the act goes on at, beside what is asked for at the same time: what changes only
   * this part of the data need not wait for it later.
   */
  async takeEnd(tx: Transaction, scope: Scope): Promise<void> {
    this.#end = endOf(tx, scope);
    await this.#end;
  }

  #note({ type, id, version, before }: Traced): Traces {
    const traces = this.#traces.get(type) ?? { added: 0, early: new Set() };
    this.#traces.set(type, traces);
    this.#named.add({ objectType: type, objectId: id, version });
    if (before === null) traces.added += 1;
    return traces;
  }

  /** Moves the revisions of what has changed, adds the entries and seals: the last that a transaction does. */
  async write(tx: Transaction, doing: Actor): Promise<void> {
    const { newest } = this.db.auditKeys;
    const sealing = new Sealing(tx, this.db, this.db.auditKeys);
    await sealing.sealTouched(this.#touched, this.#traces, this.#inserted);
    const moving = SCOPES.filter((scope) => this.scopes.has(scope));
    // Entries stand in the part of the data that they are about, not in one that has changed beside it.
    const first = moving.find((scope) => this.#ofTraced.has(scope)) ?? moving[0];
    if (first === undefined && sealing.isEmpty) return;
    if (this.#ofTraced.has("REFERENCE") && this.#hasUntold()) this.leavesUntold("REFERENCE");
    for (const scope of [...moving.filter((each) => each !== first), ...this.#untold]) moveRevision(tx, scope);
    const scope = first ?? "REFERENCE";
    const taken = await this.#end;
    // Of a session that ends, or a revision that only moves, there is nothing to tell.
    if (this.#traces.size === 0 && sealing.isEmpty) return void moveRevision(tx, scope);
    const entries = entriesOf(this.#traced, doing);
    const [before] = await Promise.all([lastHashes(tx, this.db, entries), this.#addStates(tx, entries)]);
    const { slot, head } = taken?.scope === scope ? taken : await endOf(tx, scope);
    const moved = moveRevision(tx, scope, slot);
    const chained = chainedTo(before, newest, entries);
    for (const { hash } of chained) this.#hashes.update(hash);
    const added = { entries: this.#hashes.digest("base64url"), seals: sealing.digest() };
    const link = JSON.stringify(moveHead(tx, newest, head, `${this.#named}`, added));
    addEntries(tx, chained, moved, link);
    for (const [slot, scope] of this.#waiting)
      placeEntries(tx, { scope, slot }, moved, doing.accountId, chained.length > 0 ? null : link);
    if (!sealing.isEmpty) placeSeals(tx, sealing.slot, moved, head.place + 1, this.#traces.size > 0 ? null : link);
  }

  /** Whether an act has changed something in tables of which no entry tells. */
  #hasUntold(): boolean {
    if (this.#traces.has(OF_FILES)) return false;
    const told = new Set([...this.#traces.keys()].flatMap(tablesOf));
    return [...this.#touched.keys()].some((table) => isSealed(table) && !told.has(table));
  }

  /** To each what stands for the rows of its object, as the act leaves them. */
  async #addStates(tx: Transaction, entries: readonly NewEntry[]): Promise<void> {
    const standing = (entry: NewEntry, rows: string) => {
      entry.state = this.db.auditKeys.newest.digest(rows).toString("base64url");
    };
    const unread = entries.filter((entry, i) => {
      const { rows } = this.#traced[i] ?? {};
      if (rows !== undefined) standing(entry, rows);
      return rows === undefined;
    });
    const types = [...new Set(unread.map(({ objectType }) => objectType))];
    await Promise.all(
      types.map(async (type) => {
        const own = unread.filter(({ objectType }) => objectType === type);
        const sealed = sealedTableOf(type);
        if (!sealed) return;
        const states = await statesOf(
          tx,
          sealed,
          own.map(({ objectId }) => objectId),
        );
        for (const entry of own) standing(entry, states.get(entry.objectId)?.rows ?? "");
      }),
    );
  }
}

/** Where the entries of an act go: a slot, with the act before it. */
interface End {
  scope: Scope;
  slot: number;
  head: Awaited<ReturnType<typeof takeHead>>;
}

async function endOf(tx: Transaction, scope: Scope): Promise<End> {
  const slot = nextSlot();
  return { scope, slot, head: await takeHead(tx, { scope, slot }) };
}

const entriesOf = (traced: readonly Traced[], doing: Actor): NewEntry[] =>
  traced.map(({ type, id, version, before, after, reason = null }) => ({
    objectType: type,
    objectId: id,
    version,
    reason,
    state: null,
    changes: JSON.stringify(changesBetween(before, after)),
    ...doing,
  }));

/** Changes something, and traces it, in one transaction: for what is no act of a request. */
export const traced = <T>(
  db: Connections,
  doing: Actor,
  work: (tx: Transaction, trail: Trail) => Promise<T>,
): Promise<T> =>
  transact(db, async (tx) => {
    const trail = new Trail(db);
    const done = await work(trail.watching(tx), trail);
    await trail.write(tx, doing);
    return done;
  });

/** Done by the server itself or by whoever runs it: `actor` says by what means. */
export const bySystem = (actor: string, act: string, actedAt: string): Actor => ({
  act,
  actedAt,
  accountId: null,
  role: "ADMIN",
  actor,
  requestId: "",
});

import { createHash, type Hash } from "node:crypto";
import type { Connections, SealedDatabase, Transaction } from "../database/database.js";
import { transact } from "../database/transaction.js";
import { moveRevision, nextSlot, SCOPES, type Scope } from "../snapshot/revision.js";
import {
  addEntries,
  addWaiting,
  type Chained,
  chainedTo,
  lastHashes,
  type NewEntry,
  placeEntries,
  placeSeals,
} from "./audit.store.js";
import { changesBetween } from "./audit-entry.js";
import { EntryNames, NOTHING } from "./audit-head.js";
import { moveHead, takeHead } from "./audit-head.store.js";
import { InsertedDigests, type InsertedState } from "./inserted-digests.js";
import { statesOf } from "./object-state.store.js";
import { Sealing, type Traces } from "./sealing.js";
import { type Touch, touching } from "./touched.js";
import { isSealed, OF_FILES, sealedTableOf, type TracedType, tablesOf } from "./traced-table.js";

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

/** What an act tells of one part of the data. */
interface Told {
  readonly traced: Traced[];
  /** Slots in which entries wait. */
  readonly waiting: Set<number>;
  readonly named: EntryNames;
  /** Of the hashes of all its entries, in the order in which they are written. */
  readonly hashes: Hash;
}

/** What has changed in one transaction. */
export class Trail {
  readonly scopes = new Set<Scope>();
  readonly #untold = new Set<Scope>();
  readonly #told = new Map<Scope, Told>();
  readonly #traces = new Map<string, Traces>();
  readonly #beside = new Map<TracedType, ReadonlySet<number>>();
  #touched: ReadonlyMap<string, Touch> = new Map();
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
    const told = this.#toldOf(scope);
    told.traced.push(traced);
    this.#note(told, traced);
  }

  /**
   * Writes entries before the transaction ends: what changes any number of objects does not hold them all until then.
   * They wait in a slot below 0 that is the act's own.
   */
  async addEarly(tx: Transaction, doing: Actor, scope: Scope, slot: number, traced: readonly Traced[]): Promise<void> {
    const told = this.#toldOf(scope);
    told.waiting.add(slot);
    for (const each of traced) this.#note(told, each).early.add(each.id);
    const hashes = await addWaiting(tx, this.db, this.db.auditKeys.newest, entriesOf(traced, doing), { scope, slot });
    for (const hash of hashes) told.hashes.update(hash);
  }

  /**
   * Takes the end of the trail that the act goes on at, beside what is asked for at the same time: what changes only
   * this part of the data need not wait for it later.
   */
  async takeEnd(tx: Transaction, scope: Scope): Promise<void> {
    this.#end = endOf(tx, scope);
    await this.#end;
  }

  #toldOf(scope: Scope): Told {
    this.scopes.add(scope);
    const told = this.#told.get(scope) ?? {
      ...{ traced: [], waiting: new Set<number>() },
      ...{ named: new EntryNames(), hashes: createHash("sha256") },
    };
    this.#told.set(scope, told);
    return told;
  }

  /** These objects have lost a part to another one; their versions stay as they are. */
  alsoChanged(type: TracedType, ids: readonly number[]): void {
    this.#beside.set(type, new Set([...(this.#beside.get(type) ?? []), ...ids]));
  }

  #note({ named }: Told, { type, id, version, before }: Traced): Traces {
    const traces = this.#traces.get(type) ?? { added: 0, early: new Set() };
    this.#traces.set(type, traces);
    named.add({ objectType: type, objectId: id, version });
    if (before === null) traces.added += 1;
    return traces;
  }

  /** Moves the revisions of what has changed, adds the entries and seals: the last that a transaction does. */
  async write(tx: Transaction, doing: Actor): Promise<void> {
    const sealing = new Sealing(tx, this.db, this.db.auditKeys);
    await sealing.sealTouched(this.#touched, this.#traces, this.#inserted, this.#beside);
    if (this.scopes.size === 0 && sealing.isEmpty) return;
    if (this.#told.has("REFERENCE") && this.#hasUntold()) this.leavesUntold("REFERENCE");
    const moving = SCOPES.filter((scope) => this.scopes.has(scope));
    // Entries stand in the part of the data that they are about; seals go with the first of them.
    const told = moving.filter((scope) => this.#told.has(scope));
    const first = told[0] ?? moving[0] ?? "REFERENCE";
    for (const scope of [...moving.filter((each) => each !== first && !this.#told.has(each)), ...this.#untold])
      moveRevision(tx, scope);
    // Of a session that ends, or a revision that only moves, there is nothing to tell.
    if (told.length === 0 && sealing.isEmpty) return void moveRevision(tx, first);
    const traced = told.flatMap((scope) => this.#toldOf(scope).traced);
    const entries = entriesOf(traced, doing);
    const [before] = await Promise.all([lastHashes(tx, this.db, entries), this.#addStates(tx, entries, traced)]);
    let start = 0;
    for (const scope of told.length > 0 ? told : [first]) {
      const end = start + (this.#told.get(scope)?.traced.length ?? 0);
      const chained = chainedTo(before, this.db.auditKeys.newest, entries.slice(start, end));
      await this.#writePart(tx, scope, chained, doing, scope === first && !sealing.isEmpty ? sealing : null);
      start = end;
    }
  }

  /** What an act says of one part of the data, at the end of a slot; `sealing`: with the seals of all that it has done. */
  async #writePart(
    tx: Transaction,
    scope: Scope,
    chained: readonly Chained[],
    { accountId }: Actor,
    sealing: Sealing | null,
  ): Promise<void> {
    const told = this.#told.get(scope);
    const taken = await this.#end;
    const { slot, head } = taken?.scope === scope ? taken : await endOf(tx, scope);
    const moved = moveRevision(tx, scope, slot);
    const hashes = told?.hashes ?? createHash("sha256");
    for (const { hash } of chained) hashes.update(hash);
    const added = { entries: hashes.digest("base64url"), seals: sealing?.digest() ?? NOTHING };
    const link = JSON.stringify(moveHead(tx, this.db.auditKeys.newest, head, `${told?.named ?? ""}`, added));
    addEntries(tx, chained, moved, link);
    for (const slot of told?.waiting ?? [])
      placeEntries(tx, { scope, slot }, moved, accountId, chained.length > 0 ? null : link);
    if (sealing) placeSeals(tx, sealing.slot, moved, head.place + 1, told ? null : link);
  }

  /** Whether an act has changed something in tables of which no entry tells. */
  #hasUntold(): boolean {
    if (this.#traces.has(OF_FILES)) return false;
    const told = new Set([...this.#traces.keys()].flatMap(tablesOf));
    return [...this.#touched.keys()].some((table) => isSealed(table) && !told.has(table));
  }

  /** To each what stands for the rows of its object, as the act leaves them. */
  async #addStates(tx: Transaction, entries: readonly NewEntry[], traced: readonly Traced[]): Promise<void> {
    const standing = (entry: NewEntry, rows: string) => {
      entry.state = this.db.auditKeys.newest.digest(rows).toString("base64url");
    };
    const unread = entries.filter((entry, i) => {
      const { rows } = traced[i] ?? {};
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

import { createHash } from "node:crypto";
import type { Database, Transaction } from "../database/database.js";
import { sharing } from "../database/sql.js";
import type { AuditKeys } from "./audit-key.js";
import type { InsertedDigests } from "./inserted-digests.js";
import { type Ends, type ObjectState, type Objects, statesOf } from "./object-state.store.js";
import { recordOf, type SealedRecord } from "./row-seal.js";
import { addRecords, bucketsBetween, byBucket, type Known, recordsOf, waitingSlot } from "./row-seal.store.js";
import { type Touch, untouched } from "./touched.js";
import { SEALED_TABLES, type SealedTable } from "./traced-table.js";
import { endsOf } from "./verification.store.js";

/** So many ids are read in one statement. */
const IDS_AT_ONCE = 10_000;

/** Which objects of a type an act has written entries for. */
export interface Traces {
  /** How many of them are new. */
  added: number;
  /** Those whose entries were written before the act was at its end: how they stand then is sealed apart. */
  early: Set<number>;
}

/** By type, those of which a part is another one now, and no entry tells. */
export type Beside = ReadonlyMap<string, ReadonlySet<number>>;

/** Of what was inserted, by type. */
type Digests = ReadonlyMap<string, InsertedDigests>;

/** The rows that were inserted into a table: from which id to which, how many, and what was the last id before them. */
interface Inserted {
  from: number;
  to: number;
  count: number;
  last: number;
  /** They alone. */
  pieces: Iterable<Objects>;
}

/**
 * Seals what a transaction has changed, as far as its entries do not: rows that no trail has, and those of files, which
 * are on record without an entry. What somebody has changed past the acts before keeps the seal that it does not fit.
 */
export class Sealing {
  readonly slot = waitingSlot();
  readonly #seals = createHash("sha256");
  #count = 0;

  constructor(
    private readonly tx: Transaction,
    /** Sees what was on record before the transaction. */
    private readonly outside: Database,
    private readonly keys: AuditKeys,
  ) {}

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Stands for all seals that were made. */
  digest(): string {
    return this.#seals.digest("base64url");
  }

  async sealTouched(
    touched: ReadonlyMap<string, Touch>,
    traces: ReadonlyMap<string, Traces>,
    inserted: Digests,
    beside: Beside,
  ): Promise<void> {
    if (touched.size === 0) return;
    for (const sealed of SEALED_TABLES) {
      const own = touched.get(sealed.table);
      const hasParts = (sealed.parts ?? []).some(({ table }) => touched.has(table));
      const isAlone = !hasParts && !touched.has(sealed.withdrawn ?? "");
      const digests = isAlone ? inserted.get(sealed.type) : undefined;
      if (own || hasParts) await this.#sealTable(sealed, own, hasParts, traces.get(sealed.type), digests);
      await this.#sealChanged(sealed, [...(beside.get(sealed.type) ?? [])], sharing(this.tx));
    }
  }

  async #sealTable(
    sealed: SealedTable,
    own: Touch = untouched(),
    hasParts: boolean,
    traces: Traces | undefined,
    digests: InsertedDigests | undefined,
  ): Promise<void> {
    const { early = [], added = 0 } = traces ?? {};
    const inserted = own.added > added ? await this.#insertedIn(sealed, own) : null;
    if (inserted) {
      const { from, to, count, last, pieces } = inserted;
      // Ids rise in the order in which rows are inserted: where none is passed over they tell which row is which.
      const isWhole = own.added === count && to - from + 1 === count && !own.isRewritten && own.ids.size === 0;
      const digestOf = isWhole ? await digests?.between(from, to) : undefined;
      if (digestOf) for (const objects of bucketsBetween(from, to)) await this.#sealInserted(sealed, objects, digestOf);
      else for (const objects of pieces) await this.#sealAll(sealed, objects);
      // Those that were not inserted were written over others.
      const removed = [...own.removed].filter((id) => id > last).length;
      if (own.added - removed !== count) own.isRewritten = true;
    }
    if (!traces && (hasParts || own.isRewritten)) {
      await this.#sealChanged(sealed, { from: 1, to: inserted?.last ?? (await this.#lastIdOf(sealed)) });
    } else if (!traces) await this.#sealChanged(sealed, [...own.ids]);
    // A file may have come upon them when the transaction had read already: their parts are as they are now.
    for (const ids of byBucket(early)) await this.#sealAll(sealed, ids, { parts: sharing(this.tx) });
  }

  /** What was inserted. Others may have inserted rows behind these, which are on record by now. */
  async #insertedIn(sealed: SealedTable, { first }: Touch): Promise<Inserted> {
    const last = await lastIdIn(this.outside, sealed);
    if (first > last) {
      const { from, to, count } = await behind(this.tx, sealed, last);
      return { from, to, count, last, pieces: bucketsBetween(from, to) };
    }
    const ids: number[] = [];
    const end = await lastIdIn(this.tx, sealed);
    for (let from = first; from <= end; from += IDS_AT_ONCE) {
      const piece = { from, to: from + IDS_AT_ONCE - 1 };
      const others = new Set(await idsWithin(this.outside, sealed, piece));
      for (const id of await idsWithin(this.tx, sealed, piece)) if (!others.has(id)) ids.push(id);
    }
    const [from = 1, to = 0] = [ids[0], ids.at(-1)];
    return { from, to, count: ids.length, last: first - 1, pieces: byBucket(ids) };
  }

  /** Before or now: what has gone may have been the last. */
  async #lastIdOf(sealed: SealedTable): Promise<number> {
    return Math.max(await lastIdIn(this.outside, sealed), await lastIdIn(this.tx, sealed));
  }

  /** Everything that is on record, as it is. */
  async sealEverything(): Promise<void> {
    for (const sealed of SEALED_TABLES) {
      const end = await lastIdIn(this.tx, sealed);
      for (const objects of bucketsBetween(1, end)) await this.#sealAll(sealed, objects);
    }
  }

  async #sealAll(sealed: SealedTable, objects: Objects, ends?: Ends): Promise<void> {
    const { newest } = this.keys;
    const states = await statesOf(this.tx, sealed, objects, ends);
    await this.#add(
      sealed,
      [...states].map(([id, state]) => recordOf(newest, id, state)),
    );
  }

  /** The same without reading them. */
  async #sealInserted(
    sealed: SealedTable,
    { from, to }: { from: number; to: number },
    digestOf: (id: number) => Buffer,
  ): Promise<void> {
    const ids = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    await this.#add(
      sealed,
      ids.map((id) => ({ id, version: 1, digest: digestOf(id) })),
    );
  }

  /** Of the objects that were there before those that are another now, where they were what they were sealed as. */
  async #sealChanged(sealed: SealedTable, objects: Objects, end = ""): Promise<void> {
    const pieces = "from" in objects ? bucketsBetween(objects.from, objects.to) : byBucket(objects);
    for (const piece of pieces) {
      const states = await statesOf(this.tx, sealed, piece, { own: end, parts: end });
      const records = await recordsOf(this.tx, this.keys, sealed, piece);
      const odd = new Set<number>();
      for (const [id, state] of states) if (!isAs(records.get(id), state)) odd.add(id);
      for (const [id, { digest }] of records) if (digest && !states.has(id)) odd.add(id);
      if (odd.size > 0) await this.#add(sealed, await this.#changed(sealed, [...odd], states));
    }
  }

  async #changed(
    sealed: SealedTable,
    ids: readonly number[],
    now: ReadonlyMap<number, ObjectState>,
  ): Promise<SealedRecord[]> {
    const { newest } = this.keys;
    // All as of one moment: what the transaction saw when it first read may be older than what it has written over.
    const before = await statesOf(this.outside, sealed, ids);
    const records = await recordsOf(this.outside, this.keys, sealed, ids);
    const entries = await endsOf(this.outside, sealed.type, ids);
    return ids.flatMap((id) => {
      const [state, old, entry] = [now.get(id), before.get(id), entries.get(id)];
      if (state?.rows === old?.rows) return [];
      const record = records.get(id);
      const wasAsSealed = old ? isAs(record, old) || isAsEntry(this.keys, entry, old) : !record?.digest;
      if (!wasAsSealed) return [];
      return state ? recordOf(newest, id, state) : { id, version: 0, digest: null };
    });
  }

  async #add(sealed: SealedTable, records: readonly SealedRecord[]): Promise<void> {
    if (records.length === 0) return;
    this.#seals.update(await addRecords(this.tx, this.keys.newest, sealed.type, this.slot, records));
    this.#count += 1;
  }
}

/** Whether an object stands as it was sealed. */
export const isAs = (record: Known | undefined, state: ObjectState): boolean =>
  record?.digest != null &&
  record.version === state.version &&
  record.key?.digest(state.rows).equals(record.digest) === true;

/** Whether it stands as its last act has left it. */
export const isAsEntry = (
  keys: AuditKeys,
  entry: { version: number; state: string | null; keyId: string | null } | undefined,
  state: ObjectState,
): boolean =>
  entry?.state != null &&
  entry.version === state.version &&
  keys
    .find(entry.keyId ?? "")
    ?.digest(state.rows)
    .toString("base64url") === entry.state;

export async function lastIdIn(db: Database, { table, withdrawn }: SealedTable): Promise<number> {
  const ids = [table, withdrawn ?? []].flat().map((each) => `SELECT MAX(id) AS id FROM ${each}`);
  const rows = await db.query<{ id: number | null }>(ids.join(" UNION ALL "));
  return Math.max(0, ...rows.map(({ id }) => id ?? 0));
}

/** What has been added behind an id. Ids may have been passed over that were given to what was taken back. */
async function behind(
  db: Database,
  { table }: SealedTable,
  last: number,
): Promise<{ from: number; to: number; count: number }> {
  const [row] = await db.query<{ first: number | null; end: number | null; n: number }>(
    `SELECT MIN(id) AS first, MAX(id) AS end, COUNT(*) AS n FROM ${table} WHERE id > ?`,
    [last],
  );
  return { from: row?.first ?? 1, to: row?.end ?? 0, count: Number(row?.n) };
}

async function idsWithin(
  db: Database,
  { table }: SealedTable,
  { from, to }: { from: number; to: number },
): Promise<number[]> {
  const sql = `SELECT id FROM ${table} WHERE id >= ? AND id <= ? ORDER BY id`;
  const rows = await db.query<{ id: number }>(sql, [from, to]);
  return rows.map(({ id }) => id);
}

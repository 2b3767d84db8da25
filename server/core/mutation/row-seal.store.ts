import type { Database, Transaction } from "../database/database.js";
import { isOneOfRows, sqlOf } from "../database/sql.js";
import { pick, type RowOf, selectList } from "../database/table.js";
import { insertRow } from "../database/upsert.js";
import { ROW_SEAL } from "./audit.row.js";
import type { AuditKey, AuditKeys } from "./audit-key.js";
import type { Objects } from "./object-state.store.js";
import { BUCKET, bucketOf, recordsIn, type SealedRecord, sealOfRecords, written } from "./row-seal.js";
import type { SealedTable } from "./traced-table.js";

/** A record, and the key that its digest is made with. */
export interface Known extends SealedRecord {
  key: AuditKey | undefined;
}

const RECORDS = pick(ROW_SEAL, "type", "bucket", "records", "keyId");

/** Under which types objects are sealed. */
export const typesOf = ({ type, formerly = type }: Pick<SealedTable, "type" | "formerly">): [string, string] => [
  type,
  formerly,
];

/** What these objects of a table were sealed as last, by id. */
export async function recordsOf(
  db: Database,
  keys: AuditKeys,
  sealed: Pick<SealedTable, "type" | "formerly">,
  objects: Objects,
): Promise<ReadonlyMap<number, Known>> {
  const isWanted = "from" in objects ? between(objects.from, objects.to) : among(new Set(objects));
  const where =
    "from" in objects
      ? sqlOf("bucket >= ? AND bucket <= ?", [bucketOf(objects.from), bucketOf(objects.to)])
      : isOneOfRows(
          db,
          ["bucket"],
          [...new Set(objects.map(bucketOf))].map((bucket) => [bucket]),
        );
  const rows = await db.query<RowOf<typeof RECORDS>>(
    `SELECT ${selectList(RECORDS)} FROM row_seal WHERE object_type IN (?, ?) AND place > 0 AND ${where.sql} ORDER BY id`,
    [...typesOf(sealed), ...where.params],
  );
  const known = new Map<number, Known>();
  for (const { type, bucket, records, keyId } of rows) {
    const key = keys.find(keyId);
    for (const record of recordsIn(bucket, records)) {
      const version = type === sealed.type ? record.version : 1;
      if (isWanted(record.id)) known.set(record.id, { ...record, version, key });
    }
  }
  return known;
}

const between = (from: number, to: number) => (id: number) => from <= id && id <= to;
const among = (ids: ReadonlySet<number>) => (id: number) => ids.has(id);

/** Where records wait until it is known which place they get. */
export const waitingSlot = (): number => -1 - Math.floor(Math.random() * 2 ** 31);

/** Writes records of one bucket; answers their seal. */
export async function addRecords(
  tx: Transaction,
  key: AuditKey,
  type: string,
  slot: number,
  records: readonly SealedRecord[],
): Promise<string> {
  const bucket = bucketOf(records[0]?.id ?? 0);
  const kept = written(records);
  const seal = sealOfRecords(key, type, bucket, kept);
  await insertRow(tx, ROW_SEAL, { type, bucket, records: kept, keyId: key.id, seal, scope: "", slot, place: 0 });
  return seal;
}

/** The ids of each bucket, in order. */
export function byBucket(ids: Iterable<number>): number[][] {
  const buckets = new Map<number, number[]>();
  for (const id of [...ids].sort((a, b) => a - b)) {
    const bucket = buckets.get(bucketOf(id));
    if (bucket) bucket.push(id);
    else buckets.set(bucketOf(id), [id]);
  }
  return [...buckets.values()];
}

/** From an id to another one, a bucket at a time. */
export function* bucketsBetween(from: number, to: number): Generator<{ from: number; to: number }> {
  for (let start = from; start <= to; ) {
    const end = Math.min(to, (bucketOf(start) + 1) * BUCKET - 1);
    yield { from: start, to: end };
    start = end + 1;
  }
}

import type { Database } from "../database/database.js";
import { isOneOf } from "../database/sql.js";
import { omit, pick, type RowOf, selectList } from "../database/table.js";
import { AUDIT_ENTRY, ROW_SEAL } from "./audit.row.js";
import { type AuditEntryRow, ENTRY } from "./audit-entry.js";
import type { AuditHead } from "./audit-head.js";
import type { Standing } from "./chain.js";
import { type Objects, within } from "./object-state.store.js";
import { typesOf } from "./row-seal.store.js";
import type { SealedTable } from "./traced-table.js";

/** So many rows are read in one statement. */
const AT_ONCE = 1000;

export const typesInTrail = async (db: Database): Promise<string[]> =>
  (await db.query<{ type: string }>("SELECT DISTINCT object_type AS type FROM audit_entry ORDER BY type")).map(
    ({ type }) => type,
  );

/** The keys that anything is sealed with. */
export const keysInTrail = async (db: Database): Promise<string[]> =>
  (
    await db.query<{ keyId: string }>(
      ["audit_entry", "audit_head", "row_seal"]
        .map((table) => `SELECT key_id AS keyId FROM ${table} WHERE key_id IS NOT NULL`)
        .join(" UNION "),
    )
  ).map(({ keyId }) => keyId);

/** The entries of a type behind one of them, by object and version, so many at once. */
export const entriesBehind = (
  db: Database,
  type: string,
  behind: { objectId: number; version: number },
  count: number,
): Promise<AuditEntryRow[]> =>
  db.query(
    `SELECT ${selectList(ENTRY)} FROM audit_entry WHERE object_type = ? AND object_id >= ? AND (object_id > ? OR version > ?) ` +
      `ORDER BY object_id, version LIMIT ${count}`,
    [type, behind.objectId, behind.objectId, behind.version],
  );

/** Where objects stand, each as of the moment in which its trail is looked at; one that is gone is left out. */
export async function standingOf(
  db: Database,
  traced: SealedTable,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Standing>> {
  const wanted = isOneOf("o.id", ids);
  const tables = [traced.table, ...(traced.withdrawn === undefined ? [] : [traced.withdrawn])];
  const rows = await db.query<Standing & { id: number }>(
    tables.map((table) => `SELECT ${standing(traced)} FROM ${table} o WHERE ${wanted.sql}`).join(" UNION ALL "),
    tables.flatMap(() => [traced.type, ...wanted.params]),
  );
  return new Map(rows.map(({ id, ...stands }) => [id, stands]));
}

const standing = ({ version = "o.version" }: SealedTable): string =>
  `o.id, ${version} AS version, (SELECT MAX(e.version) FROM audit_entry e WHERE e.object_type = ? AND e.object_id = o.id) AS lastEntry`;

/** The last entry of an object, as far as it tells how the object stands. */
export type End = RowOf<typeof ENDS>;
const ENDS = pick(AUDIT_ENTRY, "objectId", "version", "state", "keyId");

/** The last entry of each of these objects of one type. */
export async function endsOf(db: Database, type: string, ids: readonly number[]): Promise<ReadonlyMap<number, End>> {
  const wanted = isOneOf("e.object_id", ids);
  const rows = await db.query<End>(
    `SELECT ${selectList(ENDS, "e")} FROM audit_entry e ` +
      `WHERE e.object_type = ? AND ${wanted.sql} AND e.version = (SELECT MAX(l.version) FROM audit_entry l ` +
      "WHERE l.object_type = e.object_type AND l.object_id = e.object_id)",
    [type, ...wanted.params],
  );
  return new Map(rows.map((row) => [row.objectId, row]));
}

/** Those of these objects that have an entry. */
export async function idsTraced(db: Database, type: string, objects: Objects): Promise<ReadonlySet<number>> {
  const { sql, params } = within("object_id", objects);
  const rows = await db.query<{ id: number }>(
    `SELECT DISTINCT object_id AS id FROM audit_entry WHERE object_type = ? AND ${sql}`,
    [type, ...params],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Those of them that only an act can have made. */
export async function idsMade(
  db: Database,
  { table, made }: SealedTable,
  objects: Objects,
): Promise<ReadonlySet<number>> {
  if (made === undefined) return new Set();
  const { sql, params } = within("id", objects);
  const rows = await db.query<{ id: number }>(`SELECT id FROM ${table} WHERE ${sql} AND (${made})`, params);
  return new Set(rows.map(({ id }) => id));
}

/** -1: nothing of the table is sealed. */
export async function lastBucketOf(db: Database, sealed: SealedTable): Promise<number> {
  const [row] = await db.query<{ bucket: number | null }>(
    "SELECT MAX(bucket) AS bucket FROM row_seal WHERE object_type IN (?, ?)",
    typesOf(sealed),
  );
  return row?.bucket ?? -1;
}

const SLOT_ENTRIES = pick(
  AUDIT_ENTRY,
  ...(["id", "objectType", "objectId", "version", "actedAt", "hash", "keyId", "link", "revision"] as const),
);
/** An entry in its slot. */
export type SlotEntry = RowOf<typeof SLOT_ENTRIES>;

type Slot = Pick<AuditHead, "scope" | "slot">;

/** The entries of a slot in the order in which they were committed. */
export async function* entriesOfSlot(db: Database, { scope, slot }: Slot): AsyncGenerator<SlotEntry> {
  let behind = { revision: 0, id: 0 };
  for (;;) {
    const entries = await db.query<SlotEntry>(
      `SELECT ${selectList(SLOT_ENTRIES)} ` +
        "FROM audit_entry WHERE scope = ? AND slot = ? AND revision >= ? AND (revision > ? OR id > ?) " +
        `ORDER BY revision, id LIMIT ${AT_ONCE}`,
      [scope, slot, behind.revision, behind.revision, behind.id],
    );
    yield* entries;
    const last = entries.at(-1);
    if (!last || entries.length < AT_ONCE) return;
    behind = last;
  }
}

const SLOT_SEALS = omit(ROW_SEAL, "scope", "slot");
/** A seal of rows in its slot. */
export type SlotSeal = RowOf<typeof SLOT_SEALS>;

const SEALS_AT_ONCE = 100;

/** The seals of a slot in the order in which they were made. */
export async function* sealsOfSlot(db: Database, { scope, slot }: Slot): AsyncGenerator<SlotSeal> {
  let behind = { place: 0, id: 0 };
  for (;;) {
    const seals = await db.query<SlotSeal>(
      `SELECT ${selectList(SLOT_SEALS)} FROM row_seal ` +
        "WHERE scope = ? AND slot = ? AND place >= ? AND (place > ? OR id > ?) " +
        `ORDER BY place, id LIMIT ${SEALS_AT_ONCE}`,
      [scope, slot, behind.place, behind.place, behind.id],
    );
    yield* seals;
    const last = seals.at(-1);
    if (!last || seals.length < SEALS_AT_ONCE) return;
    behind = last;
  }
}

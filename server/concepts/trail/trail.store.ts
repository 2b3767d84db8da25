import { groupBy } from "../../core/collections/groups.js";
import { type Database, patiently, type Sql } from "../../core/database/database.js";
import { allOf, isOneOf, placeholders, sqlOf } from "../../core/database/sql.js";
import { omit, pick, type RowOf, selectList } from "../../core/database/table.js";
import { ENTRY } from "../../core/mutation/audit-entry.js";
import type { Undoable } from "../../core/mutation/state-before.js";
import { readGlobalId } from "../../core/schema/global-id.js";
import type { Cursor } from "../../core/schema/pagination.js";
import { beginOf, endOf, instant } from "../../core/time/clock.js";
import type { AuditEntryFilter } from "./trail.type.js";

const ENTRIES = omit(ENTRY, "accountId", "previousHash", "keyId", "state", "link");
const COLUMNS = selectList(ENTRIES);

/** What is read of an entry for people. */
export type TrailRow = RowOf<typeof ENTRIES>;

/** The last entries of each of these objects of one type, behind a version if there is one, the newest first. */
export function lastEntriesOf(
  db: Database,
  objectType: string,
  ids: readonly number[],
  behind: number | null,
  count: number,
): Promise<TrailRow[]> {
  const where = allOf([
    sqlOf("object_type = ?", [objectType]),
    isOneOf("object_id", ids),
    ...(behind === null ? [] : [sqlOf("version < ?", [behind])]),
  ]);
  return db.query(
    `SELECT * FROM (SELECT ${COLUMNS}, ROW_NUMBER() OVER (PARTITION BY object_id ORDER BY version DESC) AS place ` +
      `FROM audit_entry WHERE ${where.sql}) ranked WHERE place <= ? ORDER BY objectId, version DESC`,
    [...where.params, count],
  );
}

/** Entries of the trail by their own ids. */
export function entriesById(db: Database, ids: readonly number[]): Promise<TrailRow[]> {
  const wanted = isOneOf("id", ids);
  return db.query(`SELECT ${COLUMNS} FROM audit_entry WHERE ${wanted.sql}`, wanted.params);
}

/** How long the trail of each of these objects is; one without entries is left out. */
export function countEntriesOf(
  db: Database,
  objectType: string,
  ids: readonly number[],
): Promise<{ objectId: number; count: number }[]> {
  const wanted = isOneOf("object_id", ids);
  return db.query(
    `SELECT object_id AS objectId, COUNT(*) AS \`count\` FROM audit_entry WHERE object_type = ? AND ${wanted.sql} GROUP BY object_id`,
    [objectType, ...wanted.params],
  );
}

/** When the last act of all was; null: there was none. */
export async function lastActAt(db: Database): Promise<string | null> {
  const [row] = await db.query<{ actedAt: string | null }>("SELECT MAX(acted_at) AS actedAt FROM audit_entry");
  return row?.actedAt ?? null;
}

/** The entries that a filter asks for, behind a cursor if there is one, the newest first. */
export function lastEntries(
  db: Database,
  filter: AuditEntryFilter,
  cursor: Cursor | null,
  count: number,
): Promise<TrailRow[]> {
  const where = whereOf(filter);
  if (cursor) {
    where.push(sqlOf("(acted_at < ? OR (acted_at = ? AND id < ?))", [cursor.value, cursor.value, cursor.id]));
  }
  const { sql, params } = allOf(where);
  return db.query(
    `SELECT ${COLUMNS} FROM audit_entry WHERE ${sql} ORDER BY acted_at DESC, id DESC LIMIT ${count}`,
    params,
  );
}

export async function countEntries(db: Database, filter: AuditEntryFilter): Promise<number> {
  const { sql, params } = allOf(whereOf(filter));
  const [row] = await patiently(db).query<{ n: number }>(`SELECT COUNT(*) AS n FROM audit_entry WHERE ${sql}`, params);
  return Number(row?.n);
}

function whereOf({ act, actor, objectType, objectId, requestId, from, to }: AuditEntryFilter): Sql[] {
  const where = [sqlOf("1 = 1")];
  for (const [column, values] of [
    ["act", act] as const,
    ["actor", actor] as const,
    ["object_type", objectType] as const,
  ]) {
    if (values != null)
      where.push(values.length === 0 ? sqlOf("1 = 0") : sqlOf(`${column} IN (${placeholders(values)})`, values));
  }
  if (objectId != null) {
    const { type, key } = readGlobalId(objectId) ?? { type: "", key: "" };
    where.push(sqlOf("object_type = ? AND object_id = ?", [type, /^[1-9]\d{0,8}$/.test(key) ? Number(key) : 0]));
  }
  if (requestId != null) where.push(sqlOf("request_id = ?", [requestId]));
  if (from != null) where.push(sqlOf("acted_at >= ?", [instant(beginOf(from))]));
  if (to != null) where.push(sqlOf("acted_at < ?", [instant(endOf(to))]));
  return where;
}

/** Which of these acts, or types, the trail has. */
export async function wordsInTrail(
  db: Database,
  column: "act" | "object_type",
  words: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ word: string }>(
    `SELECT DISTINCT ${column} AS word FROM audit_entry WHERE ${column} IN (${placeholders(words)})`,
    words,
  );
  return new Set(rows.map(({ word }) => word));
}

const ACTS = pick(ENTRY, "objectId", "version", "act", "actedAt", "changes");

/** What an act made of an object. */
export type ActOn = RowOf<typeof ACTS>;

/** Everything that became of these objects of one type, by object and version. */
export async function actsOn(db: Database, objectType: string, ids: readonly number[]): Promise<ActOn[]> {
  if (ids.length === 0) return [];
  const wanted = isOneOf("object_id", ids);
  return db.query<ActOn>(
    `SELECT ${selectList(ACTS)} FROM audit_entry WHERE object_type = ? AND ${wanted.sql} ORDER BY object_id, version`,
    [objectType, ...wanted.params],
  );
}

const UNDOABLE = pick(ENTRY, "objectId", "version", "changes");

/** What became of these objects of one type at an instant or after it, by object: what `undo` takes back. */
export async function entriesSince(
  db: Database,
  objectType: string,
  ids: readonly number[],
  since: string,
): Promise<ReadonlyMap<number, Undoable[]>> {
  if (ids.length === 0) return new Map();
  const wanted = isOneOf("object_id", ids);
  const entries = await db.query<RowOf<typeof UNDOABLE>>(
    `SELECT ${selectList(UNDOABLE)} FROM audit_entry WHERE object_type = ? AND ${wanted.sql} AND acted_at >= ?`,
    [objectType, ...wanted.params, since],
  );
  return groupBy(entries, ({ objectId }) => objectId);
}

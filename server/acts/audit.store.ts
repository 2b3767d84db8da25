import type { Transaction, Value } from "../database/database.js";
import { type Moved, movedTo } from "../database/revision.js";
import { isOneOfRows, placeholders, type Sql, sqlOf } from "../database/sql.js";
import { type AuditEntryRow, hashOfEntry, NO_HASH } from "./audit-entry.js";

/** An entry before it is chained to the one before it. */
export type NewEntry = Omit<AuditEntryRow, "id" | "previousHash" | "hash">;

const COLUMNS =
  "object_type, object_id, version, act, acted_at, account_id, role, actor, request_id, reason, changes, previous_hash, " +
  "hash, scope, slot, revision";
const ACCOUNT = COLUMNS.split(", ").indexOf("account_id");
const AT_ONCE = 500;
/** Where entries wait the revision never stands. */
const NOWHERE = sqlOf("0");

/**
 * Adds entries at the end of the transaction, each chained to the one before it of the same object; whoever changes an
 * object holds its row. The revision that moves with them tells in which order they were committed.
 */
export async function addEntries(tx: Transaction, entries: readonly NewEntry[], moved: Moved): Promise<void> {
  const rows = await chained(tx, entries, moved);
  for (const { sql, params } of inserts(rows, movedTo(tx, moved))) tx.last(sql, params);
}

/** The values of each entry, chained to the one before it. */
async function chained(tx: Transaction, entries: readonly NewEntry[], moved: Moved): Promise<Value[][]> {
  const last = await lastHashes(tx, entries);
  return entries.map((entry) => {
    const key = keyOf(entry);
    const next = { ...entry, previousHash: last.get(key) ?? NO_HASH };
    const hash = hashOfEntry(next);
    last.set(key, hash);
    return valuesOf({ ...next, hash }, moved);
  });
}

const inserts = (rows: readonly Value[][], revision: Sql): Sql[] =>
  Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_, i) => {
    const some = rows.slice(i * AT_ONCE, (i + 1) * AT_ONCE);
    const places = some.map((values) => `(${placeholders(values)}, ${revision.sql})`).join(", ");
    const params = some.flatMap((values) => [...values, ...revision.params]);
    return sqlOf(`INSERT INTO audit_entry (${COLUMNS}) VALUES ${places}`, params);
  });

const valuesOf = (entry: Omit<AuditEntryRow, "id">, { scope, slot }: Moved): Value[] => [
  ...[entry.objectType, entry.objectId, entry.version, entry.act, entry.actedAt, entry.accountId, entry.role],
  ...[entry.actor, entry.requestId, entry.reason, entry.changes, entry.previousHash, entry.hash],
  ...[scope, slot],
];

/**
 * Writes entries before the revision has moved, into a slot of their own where nobody looks for them. Whose they are
 * stays out until they are placed: until the transaction ends, nobody may change an account that is named.
 */
export async function addWaiting(tx: Transaction, entries: readonly NewEntry[], waiting: Moved): Promise<void> {
  const rows = await chained(tx, entries, waiting);
  for (const values of rows) values[ACCOUNT] = null;
  for (const { sql, params } of inserts(rows, NOWHERE)) await tx.query(sql, params);
}

/** Puts entries that wait where the revision stands that has moved with them. */
export function placeEntries(tx: Transaction, waiting: Moved, moved: Moved, accountId: number | null): void {
  const revision = movedTo(tx, moved);
  tx.last(
    `UPDATE audit_entry SET account_id = ?, scope = ?, slot = ?, revision = ${revision.sql} WHERE scope = ? AND slot = ?`,
    [accountId, moved.scope, moved.slot, ...revision.params, waiting.scope, waiting.slot],
  );
}

/** The hash that each object's next entry follows, of those that have one on record. */
async function lastHashes(tx: Transaction, entries: readonly NewEntry[]): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  const old = entries.filter(({ version }) => version > 1);
  for (let start = 0; start < old.length; start += AT_ONCE) {
    const before = old
      .slice(start, start + AT_ONCE)
      .map(({ objectType, objectId, version }) => [objectType, objectId, version - 1]);
    const wanted = isOneOfRows(tx, ["object_type", "object_id", "version"], before);
    const rows = await tx.query<Pick<NewEntry, "objectType" | "objectId"> & { hash: string }>(
      `SELECT object_type AS objectType, object_id AS objectId, hash FROM audit_entry WHERE ${wanted.sql}`,
      wanted.params,
    );
    for (const row of rows) known.set(keyOf(row), row.hash);
  }
  return known;
}

const keyOf = ({ objectType, objectId }: Pick<NewEntry, "objectType" | "objectId">): string =>
  `${objectType} ${objectId}`;

import type { Transaction, Value } from "../database/database.js";
import { MOVED_TO, type Moved } from "../database/revision.js";
import { isOneOf } from "../database/sql.js";
import { type AuditEntryRow, hashOfEntry, NO_HASH } from "./audit-entry.js";

/** An entry before it is chained to the one before it. */
export type NewEntry = Omit<AuditEntryRow, "id" | "previousHash" | "hash">;

const COLUMNS =
  "object_type, object_id, version, act, acted_at, account_id, role, actor, request_id, reason, changes, previous_hash, " +
  "hash, scope, slot, revision";
const VALUES = `(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ${MOVED_TO})`;
const AT_ONCE = 500;

/**
 * Adds entries at the end of the transaction, each chained to the one before it of the same object; whoever changes an
 * object holds its row. The revision that moves with them tells in which order they were committed.
 */
export async function addEntries(tx: Transaction, entries: readonly NewEntry[], moved: Moved): Promise<void> {
  const last = await lastHashes(tx, entries);
  const rows = entries.map((entry) => {
    const key = keyOf(entry);
    const chained = { ...entry, previousHash: last.get(key) ?? NO_HASH };
    const hash = hashOfEntry(chained);
    last.set(key, hash);
    return valuesOf({ ...chained, hash }, moved);
  });
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const some = rows.slice(start, start + AT_ONCE);
    tx.last(`INSERT INTO audit_entry (${COLUMNS}) VALUES ${some.map(() => VALUES).join(", ")}`, some.flat());
  }
}

const valuesOf = (entry: Omit<AuditEntryRow, "id">, { scope, slot }: Moved): Value[] => [
  ...[entry.objectType, entry.objectId, entry.version, entry.act, entry.actedAt, entry.accountId, entry.role],
  ...[entry.actor, entry.requestId, entry.reason, entry.changes, entry.previousHash, entry.hash],
  ...[scope, slot, scope, slot],
];

/** The last hash of each object that is not new. */
async function lastHashes(tx: Transaction, entries: readonly NewEntry[]): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  const old = entries.filter(({ version }) => version > 1);
  for (const type of new Set(old.map(({ objectType }) => objectType))) {
    const ids = new Set(old.flatMap(({ objectType, objectId }) => (objectType === type ? objectId : [])));
    const wanted = isOneOf("object_id", [...ids]);
    const rows = await tx.query<{ objectId: number; hash: string }>(
      `SELECT object_id AS objectId, hash FROM audit_entry WHERE object_type = ? AND ${wanted.sql} ORDER BY object_id, version`,
      [type, ...wanted.params],
    );
    for (const { objectId, hash } of rows) known.set(keyOf({ objectType: type, objectId }), hash);
  }
  return known;
}

const keyOf = ({ objectType, objectId }: Pick<NewEntry, "objectType" | "objectId">): string =>
  `${objectType} ${objectId}`;

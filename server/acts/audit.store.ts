import type { Transaction } from "../database/database.js";
import type { Moved } from "../database/revision.js";
import { isOneOf } from "../database/sql.js";
import { insertNew } from "../database/upsert.js";
import { type AuditEntryRow, hashOfEntry, NO_HASH } from "./audit-entry.js";

/** An entry before it is chained to the one before it. */
export type NewEntry = Omit<AuditEntryRow, "id" | "previousHash" | "hash">;

/**
 * Adds entries, each chained to the one before it of the same object; whoever changes an object holds its row. The
 * revision that moved with them tells in which order they were committed.
 */
export async function addEntries(tx: Transaction, entries: readonly NewEntry[], moved: Moved): Promise<void> {
  const last = await lastHashes(tx, entries);
  const rows = entries.map((entry) => {
    const key = keyOf(entry);
    const chained = { ...entry, previousHash: last.get(key) ?? NO_HASH };
    const hash = hashOfEntry(chained);
    last.set(key, hash);
    return {
      object_type: entry.objectType,
      object_id: entry.objectId,
      version: entry.version,
      act: entry.act,
      acted_at: entry.actedAt,
      account_id: entry.accountId,
      role: entry.role,
      actor: entry.actor,
      request_id: entry.requestId,
      reason: entry.reason,
      changes: entry.changes,
      previous_hash: chained.previousHash,
      hash,
      ...moved,
    };
  });
  if (rows.length === 0) return;
  const inserted = await insertNew(tx, "audit_entry", ["object_type", "object_id", "version"], rows);
  if (inserted !== rows.length) throw new Error("A version of an object is in its trail already.");
}

/** Puts entries that wait in a slot of their own where the revision stands that has moved with them. */
export async function placeEntries(tx: Transaction, waiting: Moved, moved: Moved): Promise<void> {
  await tx.query(
    "UPDATE audit_entry SET scope = ?, slot = ?, revision = ? WHERE scope = ? AND slot = ? AND revision = ?",
    [...[moved.scope, moved.slot, moved.revision], ...[waiting.scope, waiting.slot, waiting.revision]],
  );
}

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

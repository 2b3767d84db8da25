import type { Database } from "../database/database.js";
import { isOneOf } from "../database/sql.js";
import { groupBy } from "../loading/groups.js";
import type { Undoable } from "./undo.js";

/** What became of these objects of one type at an instant or after it, by object: what `undo` takes back. */
export async function entriesSince(
  db: Database,
  objectType: string,
  ids: readonly number[],
  since: string,
): Promise<ReadonlyMap<number, Undoable[]>> {
  if (ids.length === 0) return new Map();
  const wanted = isOneOf("object_id", ids);
  const entries = await db.query<Undoable & { objectId: number }>(
    `SELECT object_id AS objectId, version, changes FROM audit_entry WHERE object_type = ? AND ${wanted.sql} AND acted_at >= ?`,
    [objectType, ...wanted.params, since],
  );
  return groupBy(entries, ({ objectId }) => objectId);
}

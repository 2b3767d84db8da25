import type { Database } from "../database/database.js";
import { isOneOf } from "../database/sql.js";
import type { AuditEntryRow } from "./audit-entry.js";
import type { Standing } from "./chain.js";
import type { TracedTable } from "./traced-table.js";

const ENTRY =
  "id, object_type AS objectType, object_id AS objectId, version, act, acted_at AS actedAt, account_id AS accountId, " +
  "role, actor, request_id AS requestId, reason, changes, previous_hash AS previousHash, hash";

export const typesInTrail = async (db: Database): Promise<string[]> =>
  (await db.query<{ type: string }>("SELECT DISTINCT object_type AS type FROM audit_entry ORDER BY type")).map(
    ({ type }) => type,
  );

/** The entries of a type behind one of them, by object and version, so many at once. */
export const entriesBehind = (
  db: Database,
  type: string,
  behind: { objectId: number; version: number },
  count: number,
): Promise<AuditEntryRow[]> =>
  db.query(
    `SELECT ${ENTRY} FROM audit_entry WHERE object_type = ? AND object_id >= ? AND (object_id > ? OR version > ?) ` +
      `ORDER BY object_id, version LIMIT ${count}`,
    [type, behind.objectId, behind.objectId, behind.version],
  );

/** Where objects stand, each as of the moment in which its trail is looked at; one that is gone is left out. */
export async function standingOf(
  db: Database,
  traced: TracedTable,
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

const standing = ({ version = "o.version" }: TracedTable): string =>
  `o.id, ${version} AS version, (SELECT MAX(e.version) FROM audit_entry e WHERE e.object_type = ? AND e.object_id = o.id) AS lastEntry`;

/** The objects behind an id, up to another one, that have been made or changed by acts and have no entry at all. */
export function untraced(
  db: Database,
  { type, table, version = "version", made = "1 = 0" }: TracedTable,
  from: number,
  to: number,
): Promise<{ id: number; version: number }[]> {
  return db.query(
    `SELECT id, ${version} AS version FROM ${table} o WHERE id > ? AND id <= ? AND (${version} > 1 OR (${made})) ` +
      "AND NOT EXISTS (SELECT 1 FROM audit_entry e WHERE e.object_type = ? AND e.object_id = o.id) ORDER BY id",
    [from, to, type],
  );
}

export async function lastIdIn(db: Database, table: string): Promise<number> {
  const [row] = await db.query<{ id: number | null }>(`SELECT MAX(id) AS id FROM ${table}`);
  return row?.id ?? 0;
}

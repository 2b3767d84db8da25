import type { Database } from "../../core/database/database.js";
import { pick, type RowOf, selectList } from "../../core/database/table.js";
import { AUDIT_ENTRY } from "../../core/mutation/audit.row.js";
import { SLOT_KEYS } from "../../core/snapshot/revision-slots.js";
import type { Stretch } from "./feed-stretch.js";

const ENTRIES = pick(AUDIT_ENTRY, "id", "scope", "revision", "objectType", "objectId");

/** An entry of the trail, as far as it concerns a copy. */
export interface EntryRow extends RowOf<typeof ENTRIES> {
  /** Which of the stretches it stands in. */
  stretch: number;
  /** 1: the public saw the object before, and may not see it since. */
  hidden: number;
  /** Of an import what it read; null: it is no import. */
  format: string | null;
  /** 1: what the import did to single objects stands in their own entries, or they are figures that it brought. */
  followed: number;
}

/** What is worked on before everybody may see it, and the status that it has from then on. */
const SHOWN_AS: Readonly<Record<string, string>> = { Assessment: "PUBLISHED", FormAnswer: "SUBMITTED" };

/** Whether objects of a type are on a copy only while everybody may see them. */
export const isWorkedOn = (type: string): boolean => type in SHOWN_AS;

/** That an object was to be seen and is no longer, in the words of an entry `e`. */
const HIDDEN = Object.entries(SHOWN_AS)
  .map(([type, status]) => `e.object_type = '${type}' AND e.changes LIKE '%"status":["${status}",%'`)
  .join(" OR ");

/** The first entries of these stretches, in their order: within a slot that of their commits. */
export function entriesIn(db: Database, stretches: readonly Stretch[], count: number): Promise<EntryRow[]> {
  const parts = stretches.map(
    (_, i) =>
      `SELECT * FROM (SELECT ${i} AS stretch, ${selectList(ENTRIES, "e")}, ` +
      `CASE WHEN ${HIDDEN} THEN 1 ELSE 0 END AS hidden, r.format, ` +
      // The server's own files are not followed when they are loaded first, nor are tables whose objects nobody counts.
      "CASE WHEN r.inserted IS NULL OR r.actor = 'data files' THEN 0 ELSE 1 END AS followed " +
      "FROM audit_entry e LEFT JOIN import_run r ON e.object_type = 'Import' AND r.id = e.object_id " +
      "WHERE e.scope = ? AND e.slot = ? AND e.revision > ? AND e.revision <= ? AND (e.revision > ? OR e.id > ?) " +
      `ORDER BY e.revision, e.id LIMIT ${count}) entries_${i}`,
  );
  const params = stretches.flatMap(({ slot, from, to, entry }) => {
    const key = SLOT_KEYS[slot];
    return [key?.scope ?? "", key?.slot ?? 0, from, to, from + 1, entry];
  });
  return db.query(`${parts.join(" UNION ALL ")} ORDER BY stretch, revision, id LIMIT ${count}`, params);
}

/** Figures that came with an import and are on record still, behind an id, by their ids. */
export async function observationsOfImport(db: Database, id: number, behind: number, count: number): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `SELECT id FROM observation WHERE import_id = ? AND id > ? ORDER BY id LIMIT ${count}`,
    [id, behind],
  );
  return rows.map((row) => row.id);
}

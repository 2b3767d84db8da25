import type { Database } from "../database/database.js";
import { DATA_SCOPES, type Scope, SLOTS } from "../database/revision.js";
import type { Stretch } from "./feed-stretch.js";

/** The slots of all parts of the data, in the one order in which they are counted here. */
export const SLOT_KEYS: readonly { scope: Scope; slot: number }[] = DATA_SCOPES.flatMap((scope) =>
  Array.from({ length: SLOTS }, (_, slot) => ({ scope, slot })),
);

/** Where each of them stands, as of one moment. */
export async function readSlots(db: Database): Promise<number[]> {
  const rows = await db.query<{ scope: Scope; slot: number; revision: number }>(
    "SELECT scope, slot, revision FROM data_revision",
  );
  return SLOT_KEYS.map(
    (key) => rows.find(({ scope, slot }) => scope === key.scope && slot === key.slot)?.revision ?? 0,
  );
}

/** An entry of the trail, as far as it concerns a copy. */
export interface EntryRow {
  /** Which of the stretches it stands in. */
  stretch: number;
  id: number;
  scope: Scope;
  revision: number;
  objectType: string;
  objectId: number;
  /** 1: the public saw the object before, and may not see it since. */
  hidden: number;
}

/** What is published is no longer, in the words of an entry. */
const HIDDEN = '%"status":["PUBLISHED",%';

/** The first entries of these stretches, in their order: within a slot that of their commits. */
export function entriesIn(db: Database, stretches: readonly Stretch[], count: number): Promise<EntryRow[]> {
  const parts = stretches.map(
    (_, i) =>
      `SELECT * FROM (SELECT ${i} AS stretch, id, scope, revision, object_type AS objectType, object_id AS objectId, ` +
      "CASE WHEN changes LIKE ? THEN 1 ELSE 0 END AS hidden FROM audit_entry " +
      "WHERE scope = ? AND slot = ? AND revision > ? AND revision <= ? AND (revision > ? OR id > ?) " +
      `ORDER BY revision, id LIMIT ${count}) entries_${i}`,
  );
  const params = stretches.flatMap(({ slot, from, to, entry }) => {
    const key = SLOT_KEYS[slot];
    return [HIDDEN, key?.scope ?? "", key?.slot ?? 0, from, to, from + 1, entry];
  });
  return db.query(`${parts.join(" UNION ALL ")} ORDER BY stretch, revision, id LIMIT ${count}`, params);
}

/** What an import brought: in which format, or that no run of this id is on record. */
export async function formatOfImport(db: Database, id: number): Promise<string | null> {
  const [run] = await db.query<{ format: string }>("SELECT format FROM import_run WHERE id = ?", [id]);
  return run?.format ?? null;
}

/** Figures that came with an import and are on record still, behind an id, by their ids. */
export async function figuresOfImport(db: Database, id: number, behind: number, count: number): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `SELECT id FROM observation WHERE import_id = ? AND id > ? ORDER BY id LIMIT ${count}`,
    [id, behind],
  );
  return rows.map((row) => row.id);
}

import type { Database, Transaction } from "../../../core/database/database.js";
import { omit, type RowOf, selectList } from "../../../core/database/table.js";
import { insertOne } from "../../../core/database/upsert.js";
import { changeVersioned, Stale } from "../../../core/mutation/mutation-run.js";
import { DISCREPANCY_NOTE } from "./discrepancy.row.js";

const NOTES = omit(DISCREPANCY_NOTE, "accountId");
export type DiscrepancyNoteRow = RowOf<typeof NOTES>;

const READ = `SELECT ${selectList(NOTES)} FROM discrepancy_note`;

/** All of them: somebody has written each. */
export const allNotes = (db: Database): Promise<DiscrepancyNoteRow[]> => db.query(READ);

export async function findNote(db: Database, code: string): Promise<DiscrepancyNoteRow | null> {
  return (await db.query<DiscrepancyNoteRow>(`${READ} WHERE code = ?`, [code]))[0] ?? null;
}

/** Writes a note in the place of the one that was read, or the first one; answers it as it is then. */
export async function writeNote(
  tx: Transaction,
  before: DiscrepancyNoteRow | null,
  note: Pick<DiscrepancyNoteRow, "code" | "textVi" | "notedAt">,
  accountId: number | null,
): Promise<DiscrepancyNoteRow> {
  const values = { textVi: note.textVi, notedAt: note.notedAt, accountId };
  if (before) {
    await changeVersioned(tx, DISCREPANCY_NOTE, before, values);
    return { ...before, ...note, version: before.version + 1 };
  }
  const id = await insertOne(tx, DISCREPANCY_NOTE, ["code"], { code: note.code, ...values, version: 1 });
  if (id === null) throw new Stale();
  return { id, ...note, version: 1 };
}

import type { Database, Transaction } from "../../../core/database/database.js";
import { insertOne } from "../../../core/database/upsert.js";
import { changeVersioned, Stale } from "../../../core/mutation/mutation-run.js";
import { DISCREPANCY_NOTE } from "./discrepancy-note.row.js";

/** What is noted on the check with a code; without a text the note has been withdrawn. */
export interface DiscrepancyNoteRow {
  id: number;
  code: string;
  textVi: string | null;
  notedAt: string;
  version: number;
}

const NOTES = "SELECT id, code, text_vi AS textVi, noted_at AS notedAt, version FROM discrepancy_note";

/** All of them: somebody has written each. */
export const allNotes = (db: Database): Promise<DiscrepancyNoteRow[]> => db.query(NOTES);

export async function findNote(db: Database, code: string): Promise<DiscrepancyNoteRow | null> {
  return (await db.query<DiscrepancyNoteRow>(`${NOTES} WHERE code = ?`, [code]))[0] ?? null;
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

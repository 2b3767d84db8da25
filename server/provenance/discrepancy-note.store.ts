import type { Database, Transaction } from "../database/database.js";
import { moveRevision } from "../database/revision.js";
import { insertNew } from "../database/upsert.js";

/** What is noted on the check with a code; without a text the note has been withdrawn. */
export interface DiscrepancyNoteRow {
  code: string;
  textVi: string | null;
  notedAt: string;
  version: number;
}

const NOTES = "SELECT code, text_vi AS textVi, noted_at AS notedAt, version FROM discrepancy_note";

/** All of them: somebody has written each. */
export const allNotes = (db: Database): Promise<DiscrepancyNoteRow[]> => db.query(NOTES);

/** The note of a check, taken until the transaction ends; of a check without one, a blank one of version 0. */
export async function takeNote(tx: Transaction, code: string, now: string): Promise<DiscrepancyNoteRow> {
  await insertNew(tx, "discrepancy_note", ["code"], [{ code, text_vi: null, noted_at: now, version: 0 }]);
  await tx.query("UPDATE discrepancy_note SET version = version WHERE code = ?", [code]);
  const [note] = await tx.query<DiscrepancyNoteRow>(`${NOTES} WHERE code = ?`, [code]);
  if (!note) throw new Error("A note that was just taken is not on record.");
  return note;
}

/** Writes a note that has been taken. */
export async function writeNote(
  tx: Transaction,
  { code, version }: DiscrepancyNoteRow,
  { textVi, now, accountId }: { textVi: string | null; now: string; accountId: number | null },
): Promise<void> {
  await tx.query(
    "UPDATE discrepancy_note SET text_vi = ?, noted_at = ?, account_id = ?, version = version + 1 WHERE code = ? AND version = ?",
    [textVi, now, accountId, code, version],
  );
  await moveRevision(tx, "DATA");
}

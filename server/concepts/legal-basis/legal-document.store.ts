import type { Database, Transaction } from "../../core/database/database.js";
import { omit, type RowOf, selectList } from "../../core/database/table.js";
import { insertNew, insertOne } from "../../core/database/upsert.js";
import { changeVersioned } from "../../core/mutation/mutation-run.js";
import { LEGAL_DOCUMENT, LEGAL_MENTION, LEGAL_SPELLING } from "./legal-document.row.js";

export type LegalDocumentRow = RowOf<typeof LEGAL_DOCUMENT>;

const MENTIONS = omit(LEGAL_MENTION, "id", "position");
export type LegalMentionRow = RowOf<typeof MENTIONS>;

export const allLegalDocuments = (db: Database): Promise<LegalDocumentRow[]> =>
  db.query(`SELECT ${selectList(LEGAL_DOCUMENT)} FROM legal_document ORDER BY id`);

export const allLegalMentions = (db: Database): Promise<LegalMentionRow[]> =>
  db.query(`SELECT ${selectList(MENTIONS)} FROM legal_mention ORDER BY section_id, position`);

/** Every number of a document, and every other way in which documents write one. */
export const allLegalNames = (db: Database): Promise<{ text: string; id: number }[]> =>
  db.query(
    "SELECT id, `number` AS text FROM legal_document UNION ALL SELECT legal_document_id, spelling FROM legal_spelling",
  );

/** What people say of a legal document. */
export type LegalDocumentValues = Omit<LegalDocumentRow, "id" | "version">;

/** Adds a legal document, whose number nobody else has. */
export async function addLegalDocument(tx: Transaction, values: LegalDocumentValues): Promise<number> {
  const id = await insertOne(tx, LEGAL_DOCUMENT, ["number"], values);
  if (id === null) throw new Error("The number of a new document is on record already.");
  return id;
}

/** A number that was written otherwise before goes on naming the document in imports. */
export async function changeLegalDocument(
  tx: Transaction,
  row: LegalDocumentRow,
  values: LegalDocumentValues,
): Promise<void> {
  await changeVersioned(tx, LEGAL_DOCUMENT, row, values);
  if (row.number === values.number) return;
  await insertNew(tx, LEGAL_SPELLING, ["spelling"], [{ spelling: row.number, legalDocumentId: row.id }]);
}

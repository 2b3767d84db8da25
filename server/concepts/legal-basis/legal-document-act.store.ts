import type { Transaction } from "../../core/database/database.js";
import { insertNew, insertOne } from "../../core/database/upsert.js";
import { changeVersioned } from "../../core/mutation/mutation-run.js";
import type { LegalDocumentRow } from "./legal-document.store.js";

/** What people say of a legal document. */
export type LegalDocumentValues = Omit<LegalDocumentRow, "id" | "version">;

const columnsOf = (values: LegalDocumentValues) => ({
  number: values.number,
  kind_id: values.kindId,
  issued_on: values.issuedOn,
  in_force_on: values.inForceOn,
  title_vi: values.titleVi,
  repealed_on: values.repealedOn,
  repealed_by_id: values.repealedById,
  note_vi: values.noteVi,
  note_en: values.noteEn,
});

/** Adds a legal document, whose number nobody else has. */
export async function addLegalDocument(tx: Transaction, values: LegalDocumentValues): Promise<number> {
  const id = await insertOne(tx, "legal_document", ["number"], columnsOf(values));
  if (id === null) throw new Error("The number of a new document is on record already.");
  return id;
}

/** A number that was written otherwise before goes on naming the document in imports. */
export async function changeLegalDocument(
  tx: Transaction,
  row: LegalDocumentRow,
  values: LegalDocumentValues,
): Promise<void> {
  await changeVersioned(tx, "legal_document", row, columnsOf(values));
  if (row.number === values.number) return;
  await insertNew(tx, "legal_spelling", ["spelling"], [{ spelling: row.number, legal_document_id: row.id }]);
}

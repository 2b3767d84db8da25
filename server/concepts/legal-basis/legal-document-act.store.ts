import type { Transaction } from "../../core/database/database.js";
import { insertNew, insertOne } from "../../core/database/upsert.js";
import { changeVersioned } from "../../core/mutation/mutation-run.js";
import { LEGAL_DOCUMENT, LEGAL_SPELLING } from "./legal-document.row.js";
import type { LegalDocumentRow } from "./legal-document.store.js";

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

import type { Database, Transaction } from "../../../core/database/database.js";
import { locking } from "../../../core/database/sql.js";
import { insertOne } from "../../../core/database/upsert.js";
import { SOURCE_SECTION } from "./source.row.js";

export interface SourceDocumentRow {
  id: number;
  code: string;
  number: string | null;
  issuedOn: string | null;
  titleVi: string;
  publisherVi: string | null;
}

export interface SectionRow {
  id: number;
  documentId: number;
  label: string;
}

export interface ImportedFileRow {
  file: string;
  rowCount: number;
  loadedAt: string;
}

export const allSourceDocuments = (db: Database): Promise<SourceDocumentRow[]> =>
  db.query(
    "SELECT id, code, `number`, issued_on AS issuedOn, title_vi AS titleVi, publisher_vi AS publisherVi " +
      "FROM source_document ORDER BY id",
  );

export const allSections = (db: Database): Promise<SectionRow[]> =>
  db.query("SELECT id, document_id AS documentId, label FROM source_section ORDER BY id");

export const allImportedFiles = (db: Database): Promise<ImportedFileRow[]> =>
  db.query("SELECT file, row_count AS rowCount, loaded_at AS loadedAt FROM imported_file ORDER BY id");

/** Makes a section of a document on its first use; answers its id. */
export const addSection = async (tx: Transaction, documentId: number, label: string): Promise<number> =>
  (await newSection(tx, documentId, label)) ?? sectionIdOf(tx, documentId, label);

/** Makes a section; null if there is one. */
export const newSection = (tx: Transaction, documentId: number, label: string): Promise<number | null> =>
  insertOne(tx, SOURCE_SECTION, ["documentId", "label"], { documentId, label });

/** The id of a section that is on record by now, also if somebody else has just made it. */
export async function sectionIdOf(tx: Transaction, documentId: number, label: string): Promise<number> {
  const [known] = await tx.query<{ id: number }>(
    `SELECT id FROM source_section WHERE document_id = ? AND label = ?${locking(tx)}`,
    [documentId, label],
  );
  if (!known) throw new Error("A section that is on record already is not to be found.");
  return known.id;
}

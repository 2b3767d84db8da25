import type { Database } from "../database/database.js";

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

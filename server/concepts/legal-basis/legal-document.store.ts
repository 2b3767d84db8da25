import type { Database } from "../../core/database/database.js";

export interface LegalDocumentRow {
  id: number;
  number: string;
  kindId: number;
  issuedOn: string | null;
  inForceOn: string | null;
  titleVi: string;
  repealedOn: string | null;
  repealedById: number | null;
  noteVi: string | null;
  noteEn: string | null;
  version: number;
}

export interface LegalMentionRow {
  legalDocumentId: number | null;
  sectionId: number;
  headingVi: string;
  textVi: string;
}

export const allLegalDocuments = (db: Database): Promise<LegalDocumentRow[]> =>
  db.query(
    "SELECT id, `number`, kind_id AS kindId, issued_on AS issuedOn, in_force_on AS inForceOn, title_vi AS titleVi, " +
      "repealed_on AS repealedOn, repealed_by_id AS repealedById, note_vi AS noteVi, note_en AS noteEn, version " +
      "FROM legal_document ORDER BY id",
  );

export const allLegalMentions = (db: Database): Promise<LegalMentionRow[]> =>
  db.query(
    "SELECT legal_document_id AS legalDocumentId, section_id AS sectionId, heading AS headingVi, text AS textVi " +
      "FROM legal_mention ORDER BY section_id, position",
  );

/** Every number of a document, and every other way in which documents write one. */
export const allLegalNames = (db: Database): Promise<{ text: string; id: number }[]> =>
  db.query(
    "SELECT id, `number` AS text FROM legal_document UNION ALL SELECT legal_document_id, spelling FROM legal_spelling",
  );

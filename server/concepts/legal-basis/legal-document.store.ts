import type { Database } from "../../core/database/database.js";
import { omit, type RowOf, selectList } from "../../core/database/table.js";
import { LEGAL_DOCUMENT, LEGAL_MENTION } from "./legal-document.row.js";

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

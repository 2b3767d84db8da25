import type { Database } from "../database/database.js";
import type { StatementKind } from "./discrepancy.kind.js";

/** Something that a document prints and that can be checked: what, where, and against what. */
export interface StatementRow {
  id: number;
  code: string;
  kind: StatementKind;
  sectionId: number;
  /** As printed; null: the rows that are compared tell it. */
  stated: string | null;
  statementVi: string;
  legalDocumentId: number | null;
  /** Codes of metrics, with blanks between them. */
  metrics: string | null;
  /** What to compare it with, in the words of its kind. */
  comparedWith: string | null;
  noteVi: string | null;
  noteEn: string | null;
}

export const allStatements = (db: Database): Promise<StatementRow[]> =>
  db.query(
    "SELECT id, code, kind, section_id AS sectionId, stated, statement_vi AS statementVi, " +
      "legal_document_id AS legalDocumentId, metrics, compared_with AS comparedWith, note_vi AS noteVi, note_en AS noteEn " +
      "FROM printed_statement ORDER BY id",
  );

import type { Database } from "../../../core/database/database.js";
import type { StatementKind } from "../discrepancy/discrepancy-kind.js";

/** Something that a document prints and that can be checked: what, where, and against what. */
export interface StatementRow {
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
    "SELECT p.code, p.kind, p.section_id AS sectionId, p.stated, p.statement_vi AS statementVi, " +
      "p.legal_document_id AS legalDocumentId, p.metrics, p.compared_with AS comparedWith, p.note_vi AS noteVi, " +
      "p.note_en AS noteEn FROM printed_statement p JOIN source_section s ON s.id = p.section_id " +
      "ORDER BY s.document_id, p.position",
  );

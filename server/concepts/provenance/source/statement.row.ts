import { code, describeTable, id, label, optional, prose, refer, whole } from "../../../core/database/table.js";

export const PRINTED_STATEMENT = describeTable(
  "printed_statement",
  {
    id,
    sectionId: refer("source_section"),
    legalDocumentId: optional(refer("legal_document")),
    code,
    kind: code,
    stated: optional(label),
    statementVi: prose,
    metrics: optional(label),
    comparedWith: optional(label),
    noteVi: optional(prose),
    noteEn: optional(prose),
    position: whole,
  },
  { unique: [["kind", "code"]] },
);

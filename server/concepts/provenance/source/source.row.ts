import {
  code,
  codeOf,
  day,
  describeTable,
  flag,
  id,
  label,
  optional,
  prose,
  refer,
  whole,
} from "../../../core/database/table.js";
import type { StatementKind } from "../discrepancy/discrepancy-kind.js";

export const SOURCE_DOCUMENT = describeTable(
  "source_document",
  {
    id,
    code,
    number: optional(label),
    issuedOn: optional(day),
    titleVi: prose,
    publisherVi: optional(label),
  },
  { unique: [["code"]] },
);

export const SOURCE_SECTION = describeTable(
  "source_section",
  {
    id,
    documentId: refer("source_document"),
    label,
    /** 1: the document prints no such name. */
    isOurs: optional(flag),
    /** What the document names there as the source of its figures, as printed. */
    namedSourceVi: optional(prose),
  },
  { unique: [["documentId", "label"]] },
);

/** Something that a document prints and that can be checked: what, where, and against what. */
export const PRINTED_STATEMENT = describeTable(
  "printed_statement",
  {
    id,
    sectionId: refer("source_section"),
    legalDocumentId: optional(refer("legal_document")),
    code,
    kind: codeOf<StatementKind>(),
    /** As printed; null: the rows that are compared tell it. */
    stated: optional(label),
    statementVi: prose,
    /** Codes of metrics, with blanks between them. */
    metrics: optional(label),
    /** What to compare it with, in the words of its kind. */
    comparedWith: optional(label),
    noteVi: optional(prose),
    noteEn: optional(prose),
    position: whole,
  },
  { unique: [["kind", "code"]] },
);

import {
  day,
  describeTable,
  id,
  label,
  named,
  optional,
  prose,
  refer,
  version,
  whole,
} from "../../core/database/table.js";

export const LEGAL_DOCUMENT = describeTable(
  "legal_document",
  {
    id,
    kindId: refer("term"),
    repealedById: optional(refer("legal_document")),
    number: label,
    issuedOn: optional(day),
    inForceOn: optional(day),
    titleVi: prose,
    repealedOn: optional(day),
    noteVi: optional(prose),
    noteEn: optional(prose),
    version,
  },
  { unique: [["number"]] },
);

export const LEGAL_SPELLING = describeTable(
  "legal_spelling",
  {
    id,
    legalDocumentId: refer("legal_document"),
    spelling: label,
  },
  { unique: [["spelling"]] },
);

export const LEGAL_MENTION = describeTable(
  "legal_mention",
  {
    id,
    sectionId: refer("source_section"),
    legalDocumentId: optional(refer("legal_document")),
    headingVi: named("heading", label),
    textVi: named("text", prose),
    position: whole,
  },
  { unique: [["sectionId", "position"]] },
);

import { code, day, describeTable, flag, id, label, optional, prose, refer } from "../../../core/database/table.js";

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

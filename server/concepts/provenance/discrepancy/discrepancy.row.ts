import {
  code,
  codeOf,
  day,
  describeTable,
  id,
  label,
  optional,
  prose,
  refer,
  version,
} from "../../../core/database/table.js";

/** A total that a table prints under its rows. */
export const STATED_TOTAL = describeTable(
  "stated_total",
  {
    id,
    metricId: refer("metric"),
    sectionId: refer("source_section"),
    part: codeOf<"VALUE" | "NUMERATOR">(),
    onDate: day,
    printed: label,
    labelVi: label,
  },
  { unique: [["metricId", "part", "onDate"]] },
);

/** What is noted on the check with a code; without a text the note has been withdrawn. */
export const DISCREPANCY_NOTE = describeTable(
  "discrepancy_note",
  {
    id,
    accountId: optional(refer("account")),
    code: label,
    textVi: optional(prose),
    notedAt: code,
    version,
  },
  { unique: [["code"]] },
);

import { codeOf, day, describeTable, id, label, refer } from "../../../core/database/table.js";

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

import { code, day, describeTable, id, label, refer } from "../../../core/database/table.js";

export const STATED_TOTAL = describeTable(
  "stated_total",
  {
    id,
    metricId: refer("metric"),
    sectionId: refer("source_section"),
    part: code,
    onDate: day,
    printed: label,
    labelVi: label,
  },
  { unique: [["metricId", "part", "onDate"]] },
);

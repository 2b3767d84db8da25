import { code, describeTable, id, label, optional, whole } from "../../core/database/table.js";

export const TERM = describeTable(
  "term",
  {
    id,
    vocabulary: code,
    code,
    labelVi: label,
    labelEn: optional(label),
    position: whole,
  },
  { unique: [["vocabulary", "code"]] },
);

import { code, describeTable, id, whole } from "../database/table.js";

export const DATA_REVISION = describeTable(
  "data_revision",
  {
    id,
    scope: code,
    slot: whole,
    revision: whole,
  },
  { unique: [["scope", "slot"]] },
);

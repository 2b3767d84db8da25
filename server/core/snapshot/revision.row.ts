import { codeOf, describeTable, id, whole } from "../database/table.js";
import type { Scope } from "./revision.js";

export const DATA_REVISION = describeTable(
  "data_revision",
  {
    id,
    scope: codeOf<Scope>(),
    slot: whole,
    revision: whole,
  },
  { unique: [["scope", "slot"]] },
);

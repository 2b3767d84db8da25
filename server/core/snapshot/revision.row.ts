import { codeOf, describeTable, id, whole } from "../database/table.js";
import type { Scope } from "./revision.js";

export const DATA_REVISION = describeTable(
  "data_revision",
  {
    id,
    scope: codeOf<Scope>(),
    slot: whole,
    revision: whole,
    /** Counts how often all rows of the scope were taken at once. */
    taken: whole,
  },
  { unique: [["scope", "slot"]] },
);

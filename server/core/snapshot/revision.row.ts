import { codeOf, describeTable, id, taken, whole } from "../database/table.js";
import type { Scope } from "./revision.js";

export const DATA_REVISION = describeTable(
  "data_revision",
  {
    id,
    scope: codeOf<Scope>(),
    slot: whole,
    revision: whole,
    /** All rows of the scope at once. */
    taken,
  },
  { unique: [["scope", "slot"]] },
);

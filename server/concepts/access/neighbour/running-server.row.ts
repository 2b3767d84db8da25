import { code, describeTable, id, label } from "../../../core/database/table.js";

export const RUNNING_SERVER = describeTable(
  "running_server",
  {
    id,
    code,
    /** Machine and process, for whoever looks for it. */
    place: label,
    /** The names of its secrets, the newest first. */
    secrets: label,
    startedAt: code,
    seenAt: code,
  },
  { unique: [["code"]] },
);

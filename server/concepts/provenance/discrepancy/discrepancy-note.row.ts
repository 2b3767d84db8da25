import { code, describeTable, id, label, optional, prose, refer, version } from "../../../core/database/table.js";

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

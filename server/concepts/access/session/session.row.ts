import { code, describeTable, id, optional, refer } from "../../../core/database/table.js";

export const SESSION = describeTable(
  "session",
  {
    id,
    accountId: refer("account"),
    code,
    refreshHash: code,
    previousHash: optional(code),
    startedAt: code,
    refreshedAt: code,
    expiresAt: code,
    revokedAt: optional(code),
  },
  { unique: [["code"]], index: [["accountId"], ["revokedAt"]] },
);

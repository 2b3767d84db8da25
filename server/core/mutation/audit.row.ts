import { code, describeTable, id, label, longProse, optional, prose, refer, whole } from "../database/table.js";

export const AUDIT_ENTRY = describeTable(
  "audit_entry",
  {
    id,
    accountId: optional(refer("account")),
    objectType: code,
    objectId: whole,
    version: whole,
    act: code,
    actedAt: code,
    role: code,
    actor: label,
    requestId: label,
    reason: optional(prose),
    changes: longProse,
    previousHash: code,
    hash: code,
    scope: code,
    slot: whole,
    revision: whole,
    keyId: optional(code),
    state: optional(code),
    link: optional(prose),
  },
  { unique: [["objectType", "objectId", "version"]], index: [["scope", "slot", "revision"], ["actedAt"]] },
);

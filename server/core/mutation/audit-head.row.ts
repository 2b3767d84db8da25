import { code, describeTable, id, label, whole } from "../database/table.js";

export const AUDIT_HEAD = describeTable(
  "audit_head",
  {
    id,
    scope: code,
    slot: whole,
    place: whole,
    objects: label,
    head: code,
    keyId: code,
    seal: code,
  },
  { unique: [["scope", "slot"]] },
);

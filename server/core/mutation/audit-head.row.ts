import { code, codeOf, describeTable, id, label, whole } from "../database/table.js";
import type { Scope } from "../snapshot/revision.js";

export const AUDIT_HEAD = describeTable(
  "audit_head",
  {
    id,
    scope: codeOf<Scope>(),
    slot: whole,
    place: whole,
    objects: label,
    head: code,
    keyId: code,
    seal: code,
  },
  { unique: [["scope", "slot"]] },
);

import { code, describeTable, flag, id, label, optional, refer, version, whole } from "../../../core/database/table.js";

export const ACCOUNT = describeTable(
  "account",
  {
    id,
    facilityId: optional(refer("facility")),
    name: label,
    foldedName: code,
    role: code,
    active: flag,
    passwordHash: optional(label),
    mustChange: flag,
    issuer: optional(label),
    subject: optional(label),
    subjectHash: optional(code),
    claimedAt: optional(whole),
    version,
  },
  { unique: [["foldedName"], ["subjectHash"]] },
);

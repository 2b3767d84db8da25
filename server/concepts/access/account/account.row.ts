import type { Role } from "../../../core/access/role.js";
import {
  code,
  codeOf,
  describeTable,
  flag,
  id,
  label,
  optional,
  refer,
  version,
  whole,
} from "../../../core/database/table.js";

export const ACCOUNT = describeTable(
  "account",
  {
    id,
    facilityId: optional(refer("facility")),
    name: label,
    foldedName: code,
    role: codeOf<Role>(),
    active: flag,
    passwordHash: optional(label),
    mustChange: flag,
    issuer: optional(label),
    subject: optional(label),
    /** Stands for issuer and subject. */
    subjectHash: optional(code),
    /** When the issuer said last what it may do, in seconds since 1970. */
    claimedAt: optional(whole),
    version,
  },
  { unique: [["foldedName"], ["subjectHash"]] },
);

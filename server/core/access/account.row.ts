import {
  code,
  codeOf,
  describeTable,
  flag,
  id,
  label,
  omit,
  optional,
  type RowOf,
  refer,
  version,
  whole,
} from "../database/table.js";
import type { Role } from "./role.js";

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

/** What everything but the check of a password sees of it. */
export const SEEN_ACCOUNT = omit(ACCOUNT, "foldedName", "passwordHash", "mustChange", "subject");

export interface AccountRow extends Omit<RowOf<typeof SEEN_ACCOUNT>, "active"> {
  active: boolean;
}

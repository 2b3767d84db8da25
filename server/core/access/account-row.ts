import { type Role } from "./role.js";

/** An account as everything but the check of a password sees it. */
export interface AccountRow {
  id: number;
  name: string;
  role: Role;
  active: boolean;
  facilityId: number | null;
  issuer: string | null;
  /** Stands for issuer and subject. */
  subjectHash: string | null;
  /** When the issuer said last what it may do, in seconds since 1970. */
  claimedAt: number | null;
  version: number;
}

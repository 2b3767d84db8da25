import { code, describeTable, id, optional, refer, whole } from "../../../core/database/table.js";

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

export const SIGN_IN_ATTEMPT = describeTable(
  "sign_in_attempt",
  {
    id,
    subjectHash: code,
    attempts: whole,
    endsAt: code,
  },
  { unique: [["subjectHash"]], index: [["endsAt"]] },
);

export const SIGN_IN_PLACE = describeTable(
  "sign_in_place",
  {
    id,
    nameHash: code,
    placeHash: code,
    endsAt: code,
  },
  { unique: [["placeHash"]], index: [["nameHash"], ["endsAt"]] },
);

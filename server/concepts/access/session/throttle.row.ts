import { code, describeTable, id, whole } from "../../../core/database/table.js";

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

import { code, describeTable, id, label, optional } from "../../../core/database/table.js";

export const API_KEY = describeTable(
  "api_key",
  {
    id,
    label,
    prefix: code,
    keyHash: code,
    scopes: label,
    issuedAt: code,
    expiresAt: code,
    revokedAt: optional(code),
  },
  { unique: [["keyHash"]] },
);

import { code, describeTable, id, optional, prose, refer, version } from "../../../../core/database/table.js";

export const API_KEY_DOCUMENT = describeTable(
  "api_key_document",
  {
    id,
    apiKeyId: refer("api_key"),
    code,
    name: code,
    text: prose,
    admittedAt: code,
    withdrawnAt: optional(code),
    version,
  },
  { unique: [["apiKeyId", "code"]] },
);

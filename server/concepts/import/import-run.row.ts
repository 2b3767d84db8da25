import { code, describeTable, id, label, optional, refer, whole } from "../../core/database/table.js";

export const IMPORT_RUN = describeTable(
  "import_run",
  {
    id,
    accountId: optional(refer("account")),
    file: label,
    format: code,
    sha256: label,
    document: code,
    section: label,
    rowCount: whole,
    inserted: optional(whole),
    changed: optional(whole),
    importedAt: code,
    role: code,
    actor: label,
  },
  { index: [["importedAt"]] },
);

export const IMPORTED_FILE = describeTable(
  "imported_file",
  {
    id,
    file: label,
    sha256: label,
    rowCount: whole,
    loadedAt: code,
  },
  { unique: [["file"]] },
);

import { selectList } from "../../core/database/table.js";
import { type Kind, kindOfRows } from "../import/traced-kind.js";
import { LEGAL_DOCUMENT } from "./legal-document.row.js";

export const LEGAL_DOCUMENT_KIND: Kind = kindOfRows(
  { type: "LegalDocument", scope: "REFERENCE" },
  `SELECT ${selectList(LEGAL_DOCUMENT)} FROM legal_document`,
);

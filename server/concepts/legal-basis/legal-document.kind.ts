import { type Kind, kindOfRows } from "../import/traced-kind.js";

export const LEGAL_DOCUMENT_KIND: Kind = kindOfRows(
  { type: "LegalDocument", scope: "REFERENCE" },
  "SELECT id, version, `number`, kind_id AS kindId, issued_on AS issuedOn, in_force_on AS inForceOn, title_vi AS titleVi, " +
    "repealed_on AS repealedOn, repealed_by_id AS repealedById, note_vi AS noteVi, note_en AS noteEn FROM legal_document",
);

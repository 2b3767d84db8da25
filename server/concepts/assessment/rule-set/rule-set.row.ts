import { code, day, describeTable, id, label, optional, prose, refer, whole } from "../../../core/database/table.js";

export const RULE_SET = describeTable(
  "rule_set",
  {
    id,
    sectionId: refer("source_section"),
    legalDocumentId: refer("legal_document"),
    code,
    nameVi: label,
    nameEn: label,
    validFrom: day,
    validTo: day,
    precedence: whole,
    notNeeded: code,
    notNeededReasonVi: prose,
    notNeededReasonEn: prose,
    basisVi: prose,
    basisEn: prose,
  },
  { unique: [["code"]] },
);

export const RULE_GATE = describeTable(
  "rule_gate",
  {
    id,
    ruleSetId: refer("rule_set"),
    sectionId: refer("source_section"),
    legalDocumentId: refer("legal_document"),
    level: whole,
    component: optional(code),
    requiredLevel: optional(whole),
    requiredGrade: optional(code),
    requirementVi: label,
    requirementEn: label,
    articleVi: label,
    articleEn: label,
    position: whole,
  },
  { unique: [["sectionId", "position"]] },
);

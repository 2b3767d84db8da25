import {
  code,
  codeOf,
  day,
  describeTable,
  id,
  label,
  optional,
  prose,
  refer,
  whole,
} from "../../../core/database/table.js";
import type { NotNeeded } from "../level/grade-rule.js";
import type { Component, Grade } from "../result/component.type.js";

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
    /** Of the sets that are valid on a day, the one with the highest is that day's own. */
    precedence: whole,
    notNeeded: codeOf<NotNeeded>(),
    notNeededReasonVi: prose,
    notNeededReasonEn: prose,
    basisVi: prose,
    basisEn: prose,
    /** The set whose known gates hold for it as well. */
    withinId: optional(whole),
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
    /** The level that needs it, with all levels above. */
    level: whole,
    /** Null: something that no data can judge; then nothing is required of a component. */
    component: optional(codeOf<Component>()),
    requiredLevel: optional(whole),
    requiredGrade: optional(codeOf<Grade>()),
    requirementVi: label,
    requirementEn: label,
    articleVi: label,
    articleEn: label,
    position: whole,
  },
  { unique: [["sectionId", "position"]] },
);

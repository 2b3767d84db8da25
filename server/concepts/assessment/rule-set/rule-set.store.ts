import type { Database } from "../../../core/database/database.js";
import type { NotNeeded } from "../level/grade-rule.js";
import type { Component, Grade } from "../result/component.type.js";

export interface RuleSetRow {
  id: number;
  code: string;
  nameVi: string;
  nameEn: string;
  validFrom: string;
  validTo: string;
  /** Of the sets that are valid on a day, the one with the highest is that day's own. */
  precedence: number;
  notNeeded: NotNeeded;
  notNeededReasonVi: string;
  notNeededReasonEn: string;
  basisVi: string;
  basisEn: string;
  legalDocumentId: number;
  sectionId: number;
}

export interface GateRow {
  id: number;
  ruleSetId: number;
  /** The level that needs it, with all levels above. */
  level: number;
  /** Null: something that no data can judge; then nothing is required of a component. */
  component: Component | null;
  requiredLevel: number | null;
  requiredGrade: Grade | null;
  requirementVi: string;
  requirementEn: string;
  articleVi: string;
  articleEn: string;
  legalDocumentId: number;
}

/** The highest precedence first. */
export const allRuleSets = (db: Database): Promise<RuleSetRow[]> =>
  db.query(
    "SELECT id, code, name_vi AS nameVi, name_en AS nameEn, valid_from AS validFrom, valid_to AS validTo, precedence, " +
      "not_needed AS notNeeded, not_needed_reason_vi AS notNeededReasonVi, not_needed_reason_en AS notNeededReasonEn, " +
      "basis_vi AS basisVi, basis_en AS basisEn, legal_document_id AS legalDocumentId, section_id AS sectionId " +
      "FROM rule_set ORDER BY precedence DESC, code",
  );

/** By level. */
export const allGates = (db: Database): Promise<GateRow[]> =>
  db.query(
    "SELECT id, rule_set_id AS ruleSetId, level, component, required_level AS requiredLevel, " +
      "required_grade AS requiredGrade, requirement_vi AS requirementVi, requirement_en AS requirementEn, " +
      "article_vi AS articleVi, article_en AS articleEn, legal_document_id AS legalDocumentId " +
      "FROM rule_gate ORDER BY level, section_id, position",
  );

import type { Database } from "../../../core/database/database.js";
import type { Grade } from "../result/component.type.js";
import type { Answer } from "./criterion.type.js";

export interface CriterionRow {
  id: number;
  code: string;
  number: number | null;
  groupId: number;
  grade: Grade | null;
  labelVi: string;
  labelEn: string | null;
  legalDocumentId: number;
}

export interface SurveyFormRow {
  id: number;
  code: string;
  titleVi: string;
  sectionId: number;
}

export interface SampleAnswerRow {
  formId: number;
  criterionId: number;
  answer: Answer;
}

export const allCriteria = (db: Database): Promise<CriterionRow[]> =>
  db.query(
    "SELECT id, code, `number`, group_id AS groupId, grade, label_vi AS labelVi, label_en AS labelEn, " +
      "legal_document_id AS legalDocumentId FROM criterion ORDER BY position",
  );

export const allSurveyForms = (db: Database): Promise<SurveyFormRow[]> =>
  db.query("SELECT id, code, title_vi AS titleVi, section_id AS sectionId FROM survey_form ORDER BY id");

export const allSampleAnswers = (db: Database): Promise<SampleAnswerRow[]> =>
  db.query(
    "SELECT form_id AS formId, criterion_id AS criterionId, answer FROM sample_answer ORDER BY form_id, position",
  );

import type { Database } from "../../../core/database/database.js";
import { omit, type RowOf, selectList } from "../../../core/database/table.js";
import { CRITERION, SAMPLE_ANSWER, SURVEY_FORM } from "./criterion.row.js";

const CRITERIA = omit(CRITERION, "position");
export type CriterionRow = RowOf<typeof CRITERIA>;

export type SurveyFormRow = RowOf<typeof SURVEY_FORM>;

const SAMPLE_ANSWERS = omit(SAMPLE_ANSWER, "id", "position");
export type SampleAnswerRow = RowOf<typeof SAMPLE_ANSWERS>;

export const allCriteria = (db: Database): Promise<CriterionRow[]> =>
  db.query(`SELECT ${selectList(CRITERIA)} FROM criterion ORDER BY position`);

export const allSurveyForms = (db: Database): Promise<SurveyFormRow[]> =>
  db.query(`SELECT ${selectList(SURVEY_FORM)} FROM survey_form ORDER BY id`);

export const allSampleAnswers = (db: Database): Promise<SampleAnswerRow[]> =>
  db.query(`SELECT ${selectList(SAMPLE_ANSWERS)} FROM sample_answer ORDER BY form_id, position`);

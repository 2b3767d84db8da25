import type { Database } from "../../core/database/database.js";
import { isOneOf, placeholders } from "../../core/database/sql.js";
import { omit, pick, type RowOf, selectList } from "../../core/database/table.js";
import { OBSERVATION } from "../metric/observation/observation.row.js";
import type { ColumnDefinition, FormDefinition } from "./campaign/definition.js";
import {
  CAMPAIGN_RECIPIENT,
  CAMPAIGN_TASK,
  REPORT_ANSWER,
  REPORT_DEMAND,
  REPORT_FORM,
  REPORT_FORM_COLUMN,
  REPORT_FORM_FIGURE,
  REPORT_FORM_PART,
  REPORT_OBLIGATION,
} from "./campaign.row.js";

const RECIPIENTS = pick(CAMPAIGN_RECIPIENT, "sectionId", "nameVi");
export type RecipientRow = RowOf<typeof RECIPIENTS>;

const TASKS = pick(CAMPAIGN_TASK, "sectionId", "recipientVi", "textVi");
export type TaskRow = RowOf<typeof TASKS>;

/** `definition`: left out where it stands in a document, and nobody fills it in here. */
export type FormRow = RowOf<typeof REPORT_FORM> & { definition?: FormDefinition };

const FORM_COLUMNS = omit(REPORT_FORM_COLUMN, "id", "position");
/** `number`: empty where a document does not number its columns. */
export type FormColumnRow = RowOf<typeof FORM_COLUMNS> &
  Partial<Omit<ColumnDefinition, keyof RowOf<typeof FORM_COLUMNS> | "metric">>;

const FORM_PARTS = omit(REPORT_FORM_PART, "id", "position");
export type FormPartRow = RowOf<typeof FORM_PARTS>;

const DEMANDS = omit(REPORT_DEMAND, "position");
export type DemandRow = RowOf<typeof DEMANDS>;

const OBLIGATIONS = omit(REPORT_OBLIGATION, "id");
const ANSWERS = pick(REPORT_ANSWER, "areaId", "receivedOn");
/** `areaId`: the area whose figures it owes; null: its own. */
export type ObligationRow = RowOf<typeof OBLIGATIONS> & RowOf<typeof ANSWERS>;

const FORM_FIGURES = omit(REPORT_FORM_FIGURE, "id");
/** A figure that a form leaves blank to be filled in. */
export type FormFigureRow = RowOf<typeof FORM_FIGURES>;

const GIVEN = pick(OBSERVATION, "metricId", "facilityId", "areaId", "on");
/** A figure on record. */
export type GivenRow = RowOf<typeof GIVEN>;

export const allRecipients = (db: Database): Promise<RecipientRow[]> =>
  db.query(`SELECT ${selectList(RECIPIENTS)} FROM campaign_recipient ORDER BY section_id, position`);

export const allTasks = (db: Database): Promise<TaskRow[]> =>
  db.query(`SELECT ${selectList(TASKS)} FROM campaign_task ORDER BY section_id, position`);

export const allForms = (db: Database): Promise<FormRow[]> =>
  db.query(`SELECT ${selectList(REPORT_FORM)} FROM report_form ORDER BY code`);

export const allFormColumns = (db: Database): Promise<FormColumnRow[]> =>
  db.query(`SELECT ${selectList(FORM_COLUMNS)} FROM report_form_column ORDER BY form_id, position`);

export const allFormParts = (db: Database): Promise<FormPartRow[]> =>
  db.query(`SELECT ${selectList(FORM_PARTS)} FROM report_form_part ORDER BY form_id, position`);

export const allDemands = (db: Database): Promise<DemandRow[]> =>
  db.query(`SELECT ${selectList(DEMANDS)} FROM report_demand ORDER BY position, id`);

export const allObligations = (db: Database): Promise<ObligationRow[]> =>
  db.query(
    `SELECT ${selectList(OBLIGATIONS, "o")}, ${selectList(ANSWERS, "a")} FROM report_obligation o ` +
      "LEFT JOIN report_answer a ON a.demand_id = o.demand_id AND a.facility_id = o.facility_id ORDER BY o.id",
  );

export const allFormFigures = (db: Database): Promise<FormFigureRow[]> =>
  db.query(`SELECT ${selectList(FORM_FIGURES)} FROM report_form_figure ORDER BY id`);

/** Which of these metrics anybody reported for one of these days. */
export const givenFigures = (
  db: Database,
  metricIds: readonly number[],
  days: readonly string[],
): Promise<GivenRow[]> => {
  const wanted = isOneOf("metric_id", metricIds);
  return db.query(
    `SELECT ${selectList(GIVEN)} FROM observation ` +
      `WHERE reported = 1 AND ${wanted.sql} AND on_date IN (${placeholders(days)})`,
    [...wanted.params, ...days],
  );
};

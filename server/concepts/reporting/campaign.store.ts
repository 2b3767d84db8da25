import type { Database } from "../../core/database/database.js";
import { isOneOf, placeholders } from "../../core/database/sql.js";

export interface RecipientRow {
  sectionId: number;
  nameVi: string;
}
export interface TaskRow {
  sectionId: number;
  recipientVi: string;
  textVi: string;
}
export interface FormRow {
  id: number;
  code: string;
  sectionId: number;
}
export interface FormColumnRow {
  formId: number;
  metricId: number | null;
  number: string;
  labelVi: string;
  formula: string | null;
  footnoteVi: string | null;
}
export interface DemandRow {
  id: number;
  formId: number;
  sectionId: number;
  recipientVi: string;
  duePrinted: string;
  dueBefore: string;
}
export interface ObligationRow {
  demandId: number;
  facilityId: number;
  /** The area whose figures it owes; null: its own. */
  areaId: number | null;
  receivedOn: string | null;
}
/** A figure that a form leaves blank to be filled in. */
export interface FormFigureRow {
  formId: number;
  metricId: number;
  from: string | null;
  on: string;
}
/** A figure on record. */
export interface GivenRow {
  metricId: number;
  facilityId: number | null;
  areaId: number | null;
  on: string;
}

export const allRecipients = (db: Database): Promise<RecipientRow[]> =>
  db.query("SELECT section_id AS sectionId, name_vi AS nameVi FROM campaign_recipient ORDER BY section_id, position");

export const allTasks = (db: Database): Promise<TaskRow[]> =>
  db.query(
    "SELECT section_id AS sectionId, recipient_vi AS recipientVi, text_vi AS textVi FROM campaign_task ORDER BY section_id, position",
  );

export const allForms = (db: Database): Promise<FormRow[]> =>
  db.query("SELECT id, code, section_id AS sectionId FROM report_form ORDER BY code");

export const allFormColumns = (db: Database): Promise<FormColumnRow[]> =>
  db.query(
    "SELECT form_id AS formId, metric_id AS metricId, `number`, label_vi AS labelVi, formula, footnote_vi AS footnoteVi " +
      "FROM report_form_column ORDER BY form_id, position",
  );

export const allDemands = (db: Database): Promise<DemandRow[]> =>
  db.query(
    "SELECT id, form_id AS formId, section_id AS sectionId, recipient_vi AS recipientVi, due_printed AS duePrinted, " +
      "due_before AS dueBefore FROM report_demand ORDER BY position, id",
  );

export const allObligations = (db: Database): Promise<ObligationRow[]> =>
  db.query(
    "SELECT o.demand_id AS demandId, o.facility_id AS facilityId, a.area_id AS areaId, a.received_on AS receivedOn " +
      "FROM report_obligation o LEFT JOIN report_answer a ON a.demand_id = o.demand_id AND a.facility_id = o.facility_id " +
      "ORDER BY o.id",
  );

export const allFormFigures = (db: Database): Promise<FormFigureRow[]> =>
  db.query(
    "SELECT form_id AS formId, metric_id AS metricId, from_date AS `from`, on_date AS `on` FROM report_form_figure ORDER BY id",
  );

/** Which of these metrics anybody reported for one of these days. */
export const givenFigures = (
  db: Database,
  metricIds: readonly number[],
  days: readonly string[],
): Promise<GivenRow[]> => {
  const wanted = isOneOf("metric_id", metricIds);
  return db.query(
    "SELECT metric_id AS metricId, facility_id AS facilityId, area_id AS areaId, on_date AS `on` FROM observation " +
      `WHERE reported = 1 AND ${wanted.sql} AND on_date IN (${placeholders(days)})`,
    [...wanted.params, ...days],
  );
};

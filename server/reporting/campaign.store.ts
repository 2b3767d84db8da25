import type { Database } from "../database/database.js";

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
  db.query("SELECT demand_id AS demandId, facility_id AS facilityId FROM report_obligation ORDER BY id");

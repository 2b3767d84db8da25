import type { Database } from "../database/database.js";
import { isOneOf } from "../database/sql.js";
import type { Component, Grade } from "./assessment.type.js";

export interface RoundRow {
  id: number;
  code: string;
  year: number;
  openedOn: string | null;
  closedOn: string | null;
  /** The day from which the results belong to the world: the last day, or the end of the year. */
  knownOn: string;
  methodVi: string | null;
  legalDocumentId: number | null;
  sectionId: number;
}

export interface AssessmentRow {
  id: number;
  facilityId: number;
  roundId: number;
  sectionId: number;
  status: string;
  reportedLevel: number | null;
}

export interface ComponentRow {
  assessmentId: number;
  component: Component;
  level: number | null;
  grade: Grade | null;
}

export interface StatedNeedRow {
  facilityId: number;
  roundId: number;
  systemId: number;
  sectionId: number;
  needed: number;
}

export const allRounds = (db: Database): Promise<RoundRow[]> =>
  db.query(
    "SELECT id, code, year, opened_on AS openedOn, closed_on AS closedOn, known_on AS knownOn, method_vi AS methodVi, " +
      "legal_document_id AS legalDocumentId, section_id AS sectionId FROM assessment_round ORDER BY known_on, id",
  );

/** The newest round first. */
export const allAssessments = (db: Database): Promise<AssessmentRow[]> =>
  db.query(
    "SELECT a.id, a.facility_id AS facilityId, a.round_id AS roundId, a.section_id AS sectionId, a.status, " +
      "a.reported_level AS reportedLevel FROM assessment a JOIN assessment_round r ON r.id = a.round_id ORDER BY r.known_on DESC, a.id",
  );

export const componentsOf = (db: Database, assessmentIds: readonly number[]): Promise<ComponentRow[]> => {
  const wanted = isOneOf("assessment_id", assessmentIds);
  return db.query(
    `SELECT assessment_id AS assessmentId, component, level, grade FROM component_result WHERE ${wanted.sql} ORDER BY assessment_id, id`,
    wanted.params,
  );
};

export const statedNeedsOf = (db: Database, facilityIds: readonly number[]): Promise<StatedNeedRow[]> => {
  const wanted = isOneOf("facility_id", facilityIds);
  return db.query(
    "SELECT facility_id AS facilityId, round_id AS roundId, system_id AS systemId, section_id AS sectionId, needed " +
      `FROM stated_need WHERE ${wanted.sql} ORDER BY facility_id, round_id, id`,
    wanted.params,
  );
};

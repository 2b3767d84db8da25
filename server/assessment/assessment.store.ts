import type { Database } from "../database/database.js";
import { isOneOf } from "../database/sql.js";
import type { Result } from "./level-rule.js";

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

export interface ComponentRow extends Result {
  assessmentId: number;
}

export const allRounds = (db: Database): Promise<RoundRow[]> =>
  db.query(
    "SELECT id, code, year, opened_on AS openedOn, closed_on AS closedOn, known_on AS knownOn, method_vi AS methodVi, " +
      "legal_document_id AS legalDocumentId, section_id AS sectionId FROM assessment_round ORDER BY known_on, id",
  );

/** In the order in which they were entered. */
export const allAssessments = (db: Database): Promise<AssessmentRow[]> =>
  db.query(
    "SELECT id, facility_id AS facilityId, round_id AS roundId, section_id AS sectionId, status, " +
      "reported_level AS reportedLevel FROM assessment ORDER BY id",
  );

export const componentsOf = (db: Database, assessmentIds: readonly number[]): Promise<ComponentRow[]> => {
  const wanted = isOneOf("assessment_id", assessmentIds);
  return db.query(
    `SELECT assessment_id AS assessmentId, component, level, grade FROM component_result WHERE ${wanted.sql} ORDER BY assessment_id, id`,
    wanted.params,
  );
};

const PIECE = 5000;

/** Those that follow a row, in the order in which they were entered, a piece of them; the last piece is empty. */
export const componentsAfter = (db: Database, rowId: number): Promise<(ComponentRow & { id: number })[]> =>
  db.query(
    "SELECT id, assessment_id AS assessmentId, component, level, grade FROM component_result " +
      `WHERE id > ? ORDER BY id LIMIT ${PIECE}`,
    [rowId],
  );

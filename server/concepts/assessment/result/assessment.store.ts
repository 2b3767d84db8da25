import type { Database, Transaction } from "../../../core/database/database.js";
import { isOneOf } from "../../../core/database/sql.js";
import { insertOne } from "../../../core/database/upsert.js";
import type { RoundState } from "../draft/assessment-states.js";
import type { Result } from "../level/level-rule.js";
import type { AssessmentContent } from "./assessment-content.js";

export interface RoundRow {
  id: number;
  code: string;
  year: number;
  openedOn: string | null;
  closedOn: string | null;
  /** The day from which the results are known: the last day, or the end of the year. */
  knownOn: string;
  methodVi: string | null;
  legalDocumentId: number | null;
  sectionId: number;
  state: RoundState;
  version: number;
}

/** An assessment as it is published. */
export interface AssessmentRow {
  id: number;
  facilityId: number;
  roundId: number;
  sectionId: number;
  reportedLevel: number | null;
  /** The version that was published. */
  version: number;
  /** What it said when it was as this row says; left out: what is on record now. */
  content?: AssessmentContent;
  /** On which day that was on record; left out: now. */
  recordedAsOf?: string;
}

export interface ComponentRow extends Result {
  assessmentId: number;
}

const ROUNDS =
  "SELECT id, code, year, opened_on AS openedOn, closed_on AS closedOn, known_on AS knownOn, method_vi AS methodVi, " +
  "legal_document_id AS legalDocumentId, section_id AS sectionId, state, version FROM assessment_round";

export const allRounds = (db: Database): Promise<RoundRow[]> => db.query(`${ROUNDS} ORDER BY known_on, id`);

export async function findRound(db: Database, id: number | null): Promise<RoundRow | null> {
  return (await db.query<RoundRow>(`${ROUNDS} WHERE id = ?`, [id]))[0] ?? null;
}

export async function roundCoded(db: Database, code: string): Promise<RoundRow | null> {
  return (await db.query<RoundRow>(`${ROUNDS} WHERE code = ?`, [code]))[0] ?? null;
}

/** Adds a round; null if there is one of its code. */
export const addRound = (tx: Transaction, round: Omit<RoundRow, "id" | "version">): Promise<number | null> =>
  insertOne(tx, "assessment_round", ["code"], {
    code: round.code,
    year: round.year,
    opened_on: round.openedOn,
    closed_on: round.closedOn,
    known_on: round.knownOn,
    method_vi: round.methodVi,
    legal_document_id: round.legalDocumentId,
    section_id: round.sectionId,
    state: round.state,
  });

/** All that are published, in the order in which they were entered. */
export const allAssessments = (db: Database): Promise<AssessmentRow[]> =>
  db.query(
    "SELECT id, facility_id AS facilityId, round_id AS roundId, section_id AS sectionId, reported_level AS reportedLevel, " +
      "published_version AS version FROM assessment WHERE status = 'PUBLISHED' ORDER BY id",
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

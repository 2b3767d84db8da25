import type { Database, Transaction } from "../../../core/database/database.js";
import { isOneOf, sqlOf } from "../../../core/database/sql.js";
import { omit, pick, type RowOf, selectList } from "../../../core/database/table.js";
import { insertOne } from "../../../core/database/upsert.js";
import { ASSESSMENT, ASSESSMENT_ROUND, COMPONENT_RESULT } from "./assessment.row.js";
import type { AssessmentContent } from "./assessment-content.js";

export type RoundRow = RowOf<typeof ASSESSMENT_ROUND>;

const ASSESSMENTS = pick(ASSESSMENT, "id", "facilityId", "roundId", "sectionId", "reportedLevel");

/** An assessment as it is published. */
export interface AssessmentRow extends RowOf<typeof ASSESSMENTS> {
  /** The version that was published. */
  version: number;
  /** What it said when it was as this row says; left out: what is on record now. */
  content?: AssessmentContent;
  /** On which day that was on record; left out: now. */
  recordedAsOf?: string;
}

const COMPONENTS = omit(COMPONENT_RESULT, "id");
export type ComponentRow = RowOf<typeof COMPONENTS>;

const ROUNDS = `SELECT ${selectList(ASSESSMENT_ROUND)} FROM assessment_round`;

export const allRounds = (db: Database): Promise<RoundRow[]> => db.query(`${ROUNDS} ORDER BY known_on, id`);

export async function findRound(db: Database, id: number | null): Promise<RoundRow | null> {
  return (await db.query<RoundRow>(`${ROUNDS} WHERE id = ?`, [id]))[0] ?? null;
}

export async function roundCoded(db: Database, code: string): Promise<RoundRow | null> {
  return (await db.query<RoundRow>(`${ROUNDS} WHERE code = ?`, [code]))[0] ?? null;
}

/** Adds a round; null if there is one of its code. */
export const addRound = (tx: Transaction, round: Omit<RoundRow, "id" | "version">): Promise<number | null> =>
  insertOne(tx, ASSESSMENT_ROUND, ["code"], round);

/** Those that are published, of these ids or all, in the order in which they were entered. */
export const publishedAssessments = (db: Database, ids?: readonly number[]): Promise<AssessmentRow[]> => {
  const wanted = ids ? isOneOf("id", ids) : sqlOf("1 = 1");
  return db.query(
    `SELECT ${selectList(ASSESSMENTS)}, published_version AS version FROM assessment WHERE status = 'PUBLISHED' AND ${wanted.sql} ORDER BY id`,
    wanted.params,
  );
};

export const componentsOf = (db: Database, assessmentIds: readonly number[]): Promise<ComponentRow[]> => {
  const wanted = isOneOf("assessment_id", assessmentIds);
  return db.query(
    `SELECT ${selectList(COMPONENTS)} FROM component_result WHERE ${wanted.sql} ORDER BY assessment_id, id`,
    wanted.params,
  );
};

const PIECE = 2000;

/** Those that follow a row, in the order in which they were entered, a piece of them; the last piece is empty. */
export const componentsAfter = (db: Database, rowId: number): Promise<RowOf<typeof COMPONENT_RESULT>[]> =>
  db.query(`SELECT ${selectList(COMPONENT_RESULT)} FROM component_result WHERE id > ? ORDER BY id LIMIT ${PIECE}`, [
    rowId,
  ]);

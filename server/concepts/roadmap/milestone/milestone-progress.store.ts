import type { Database, Transaction } from "../../../core/database/database.js";
import { type Sql } from "../../../core/database/database.js";
import { allOf, isOneOf, sqlOf } from "../../../core/database/sql.js";
import { omit, type RowOf, selectList } from "../../../core/database/table.js";
import { insertOne } from "../../../core/database/upsert.js";
import { changeVersioned, Stale } from "../../../core/mutation/mutation-run.js";
import type { Page } from "../../../core/schema/pagination.js";
import { MILESTONE_PROGRESS } from "./milestone-progress.row.js";

export type MilestoneProgressRow = RowOf<typeof PROGRESS>;
const PROGRESS = omit(MILESTONE_PROGRESS, "subjectKey");
const COLUMNS = selectList(PROGRESS, "p");

export type ProgressValues = Omit<MilestoneProgressRow, "id" | "version">;

const subjectKey = (facilityId: number | null): string => (facilityId === null ? "PROVINCE" : `F${facilityId}`);

const written = (values: ProgressValues) => ({ ...values, subjectKey: subjectKey(values.facilityId) });

/** What one facility, or the province, has reported of a milestone, step by step. */
export const progressOfSubject = (
  db: Database,
  milestoneId: number,
  facilityId: number | null,
): Promise<MilestoneProgressRow[]> =>
  db.query(
    `SELECT ${COLUMNS} FROM milestone_progress p WHERE p.milestone_id = ? AND p.subject_key = ? ORDER BY p.step`,
    [milestoneId, subjectKey(facilityId)],
  );

export const progressById = (db: Database, ids: readonly number[]): Promise<MilestoneProgressRow[]> => {
  const wanted = isOneOf("p.id", ids);
  return db.query(`SELECT ${COLUMNS} FROM milestone_progress p WHERE ${wanted.sql}`, wanted.params);
};

/** Adds the next step; where somebody else has added it meanwhile, the act begins anew. */
export async function addProgress(tx: Transaction, values: ProgressValues): Promise<MilestoneProgressRow> {
  const id = await insertOne(tx, MILESTONE_PROGRESS, ["milestoneId", "subjectKey", "step"], written(values));
  if (id === null) throw new Stale();
  return { id, ...values, version: 1 };
}

export const changeProgress = (tx: Transaction, row: MilestoneProgressRow, values: ProgressValues): Promise<void> =>
  changeVersioned(tx, MILESTONE_PROGRESS, row, written(values));

/** By whom the pages are asked for. */
export type Of = "milestone_id" | "facility_id";

/** Which reports: of these milestones or facilities, by this facility alone, until a day. */
export interface ProgressCondition {
  of: Of;
  ids: readonly number[];
  facilityId?: number | null;
  until: string | null;
}

function conditionsOf({ of, ids, facilityId, until }: ProgressCondition): Sql[] {
  return [
    isOneOf(`p.${of}`, ids),
    ...(facilityId == null ? [] : [sqlOf("p.facility_id = ?", [facilityId])]),
    ...(until === null ? [] : [sqlOf("p.on_date <= ?", [until])]),
  ];
}

/** For each of them one row more than the page holds, the latest first. */
export function progressPages(
  db: Database,
  asked: ProgressCondition,
  { size, cursor }: Page,
): Promise<MilestoneProgressRow[]> {
  const after = cursor
    ? [sqlOf("(p.on_date < ? OR (p.on_date = ? AND p.id < ?))", [cursor.value, cursor.value, cursor.id])]
    : [];
  const where = allOf([...conditionsOf(asked), ...after]);
  return db.query(
    `SELECT * FROM (SELECT ${COLUMNS}, ROW_NUMBER() OVER (PARTITION BY p.${asked.of} ORDER BY p.on_date DESC, p.id DESC) AS place ` +
      `FROM milestone_progress p WHERE ${where.sql}) ranked WHERE place <= ? ORDER BY \`on\` DESC, id DESC`,
    [...where.params, size + 1],
  );
}

/** How many there are for each of them. */
export function progressCounts(db: Database, asked: ProgressCondition): Promise<{ id: number; n: number }[]> {
  const where = allOf(conditionsOf(asked));
  return db.query(
    `SELECT p.${asked.of} AS id, COUNT(*) AS n FROM milestone_progress p WHERE ${where.sql} GROUP BY p.${asked.of}`,
    where.params,
  );
}

import { groupBy } from "../../../core/collections/groups.js";
import type { Database, Transaction } from "../../../core/database/database.js";
import { type Sql } from "../../../core/database/database.js";
import { allOf, isOneOf, locking, sqlOf } from "../../../core/database/sql.js";
import { omit, type RowOf, selectList } from "../../../core/database/table.js";
import { insertOne } from "../../../core/database/upsert.js";
import { changeVersioned, Stale } from "../../../core/mutation/mutation-run.js";
import type { Page } from "../../../core/schema/pagination.js";
import { own } from "../../../core/snapshot/batch.js";
import { lastOf } from "../../../core/time/point-in-time.js";
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

/** Nobody else reports of the same until the transaction ends; where somebody has meanwhile, the act begins anew. */
export async function holdProgress(
  tx: Transaction,
  milestoneId: number,
  facilityId: number | null,
  steps: readonly MilestoneProgressRow[],
): Promise<void> {
  const now = await tx.query<{ id: number; version: number }>(
    `SELECT id, version FROM milestone_progress WHERE milestone_id = ? AND subject_key = ? ORDER BY step${locking(tx)}`,
    [milestoneId, subjectKey(facilityId)],
  );
  const isSame = ({ id, version }: { id: number; version: number }, i: number) =>
    id === steps[i]?.id && version === steps[i]?.version;
  if (now.length !== steps.length || !now.every(isSame)) throw new Stale();
}

/** What the province has reported of these milestones, step by step. */
export async function progressOfProvince(
  db: Database,
  milestoneIds: readonly number[],
): Promise<MilestoneProgressRow[]> {
  if (milestoneIds.length === 0) return [];
  const wanted = isOneOf("p.milestone_id", milestoneIds);
  return db.query(
    `SELECT ${COLUMNS} FROM milestone_progress p WHERE ${wanted.sql} AND p.facility_id IS NULL ORDER BY p.step`,
    wanted.params,
  );
}

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

const KEYS = { milestone_id: "milestoneId", facility_id: "facilityId" } as const;

/** Which reports: of each of these milestones or facilities until a day (null: all), by this facility alone. */
export interface ProgressCondition {
  of: keyof typeof KEYS;
  parents: readonly { id: number; until: string | null }[];
  facilityId?: number | null;
}

function conditionsOf({ of, parents, facilityId }: ProgressCondition): Sql[] {
  const lastDay = lastOf(parents.map(({ until }) => until));
  return [
    isOneOf(`p.${of}`, [...new Set(parents.map(({ id }) => id))]),
    ...(facilityId == null ? [] : [sqlOf("p.facility_id = ?", [facilityId])]),
    ...(lastDay === null ? [] : [sqlOf("p.on_date <= ?", [lastDay])]),
  ];
}

/** Deals out to each what was until its day. */
function deal<Row extends { on: string }>(
  { parents }: ProgressCondition,
  found: readonly Row[],
  parentIdOf: (row: Row) => number | null,
): Row[][] {
  const byParent = groupBy(found, parentIdOf);
  return parents.map(({ id, until }) => (byParent.get(id) ?? []).filter(({ on }) => until === null || on <= until));
}

/** For each of them one row more than the page holds, the latest first; of several days all are read until the last. */
export async function progressPages(
  db: Database,
  asked: ProgressCondition,
  { size, cursor }: Page,
): Promise<MilestoneProgressRow[][]> {
  const after = cursor
    ? [sqlOf("(p.on_date < ? OR (p.on_date = ? AND p.id < ?))", [cursor.value, cursor.value, cursor.id])]
    : [];
  const where = allOf([...conditionsOf(asked), ...after]);
  const days = new Set(asked.parents.map(({ until }) => until));
  const found = await db.query<MilestoneProgressRow>(
    `SELECT * FROM (SELECT ${COLUMNS}, ROW_NUMBER() OVER (PARTITION BY p.${asked.of} ORDER BY p.on_date DESC, p.id DESC) AS place ` +
      `FROM milestone_progress p WHERE ${where.sql}) ranked WHERE place <= ? ORDER BY \`on\` DESC, id DESC`,
    [...where.params, days.size > 1 ? Number.MAX_SAFE_INTEGER : size + 1],
  );
  return deal(asked, found, (row) => row[KEYS[asked.of]]).map((rows) => rows.slice(0, size + 1).map(own));
}

/** How many there are for each of them. */
export async function progressCounts(db: Database, asked: ProgressCondition): Promise<number[]> {
  const where = allOf(conditionsOf(asked));
  const found = await db.query<{ id: number; on: string; n: number }>(
    `SELECT p.${asked.of} AS id, p.on_date AS \`on\`, COUNT(*) AS n FROM milestone_progress p WHERE ${where.sql} ` +
      `GROUP BY p.${asked.of}, p.on_date`,
    where.params,
  );
  return deal(asked, found, ({ id }) => id).map((rows) => rows.reduce((sum, { n }) => sum + Number(n), 0));
}

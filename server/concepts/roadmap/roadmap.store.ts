import type { Database, Transaction } from "../../core/database/database.js";
import { sharing } from "../../core/database/sql.js";
import { omit, pick, type RowOf, selectList } from "../../core/database/table.js";
import { appendToList } from "../../core/database/upsert.js";
import { changeVersioned, Stale } from "../../core/mutation/mutation-run.js";
import { MILESTONE, ROADMAP_YEAR, TARGET } from "./roadmap.row.js";

/** `aims`: their codes. */
export interface TargetRow extends Omit<RowOf<typeof TARGETS>, "aims"> {
  aims: readonly string[];
}
const TARGETS = omit(TARGET, "position");

export type MilestoneRow = RowOf<typeof MILESTONES>;
const MILESTONES = omit(MILESTONE, "position");

export async function allTargets(db: Database): Promise<TargetRow[]> {
  const rows = await db.query<RowOf<typeof TARGETS>>(`SELECT ${selectList(TARGETS)} FROM target ORDER BY year, id`);
  return rows.map((row) => ({ ...row, aims: row.aims?.split(" ") ?? [] }));
}

export const allMilestones = (db: Database): Promise<MilestoneRow[]> =>
  db.query(`SELECT ${selectList(MILESTONES)} FROM milestone ORDER BY section_id, position`);

const YEARS = pick(ROADMAP_YEAR, "year");

export const allRoadmapYears = (db: Database): Promise<RowOf<typeof YEARS>[]> =>
  db.query(`SELECT ${selectList(YEARS)} FROM roadmap_year ORDER BY year`);

/** Moves a milestone on; answers it as it is then. */
export async function changeMilestone(
  tx: Transaction,
  row: MilestoneRow,
  values: Partial<Pick<MilestoneRow, "status" | "year">>,
): Promise<MilestoneRow> {
  await changeVersioned(tx, MILESTONE, row, values);
  return { ...row, ...values, version: row.version + 1 };
}

/** Holds a milestone as it was read until the transaction ends; where it has moved on, the act begins anew. */
export async function holdMilestone(tx: Transaction, { id, version }: MilestoneRow): Promise<void> {
  const sql = `SELECT version FROM milestone WHERE id = ?${sharing(tx)}`;
  const [now] = await tx.query<{ version: number }>(sql, [id]);
  if (now?.version !== version) throw new Stale();
}

/** What people say of a target. */
export type TargetValues = Omit<TargetRow, "id" | "sectionId" | "version">;

const written = ({ aims, ...values }: TargetValues) => ({ ...values, aims: aims.join(" ") || null });

export const addTarget = (tx: Transaction, sectionId: number, values: TargetValues): Promise<number> =>
  appendToList(tx, TARGET, sectionId, written(values));

export const changeTarget = (tx: Transaction, row: TargetRow, values: TargetValues): Promise<void> =>
  changeVersioned(tx, TARGET, row, written(values));

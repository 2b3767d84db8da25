import type { Database } from "../../core/database/database.js";
import { omit, pick, type RowOf, selectList } from "../../core/database/table.js";
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

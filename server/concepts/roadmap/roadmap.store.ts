import type { Database } from "../../core/database/database.js";
import type { Status } from "./milestone/milestone-steps.js";

export interface TargetRow {
  id: number;
  legalDocumentId: number;
  sectionId: number;
  metricId: number | null;
  year: number;
  dueOn: string | null;
  statementVi: string;
  /** Codes of terms (vocabulary AIM). */
  aims: readonly string[];
  value: number | null;
  count: number | null;
  noteVi: string | null;
  noteEn: string | null;
  version: number;
}

export interface MilestoneRow {
  id: number;
  trackId: number;
  sectionId: number;
  box: string;
  headingVi: string | null;
  year: number | null;
  titleVi: string;
  status: Status;
  noteVi: string | null;
  noteEn: string | null;
  version: number;
}

export async function allTargets(db: Database): Promise<TargetRow[]> {
  const rows = await db.query<Omit<TargetRow, "aims"> & { aims: string | null }>(
    "SELECT id, legal_document_id AS legalDocumentId, section_id AS sectionId, metric_id AS metricId, year, due_on AS dueOn, " +
      "statement_vi AS statementVi, aims, `value`, `count`, note_vi AS noteVi, note_en AS noteEn, version FROM target ORDER BY year, id",
  );
  return rows.map((row) => ({ ...row, aims: row.aims?.split(" ") ?? [] }));
}

export const allMilestones = (db: Database): Promise<MilestoneRow[]> =>
  db.query(
    "SELECT id, track_id AS trackId, section_id AS sectionId, box, heading_vi AS headingVi, year, title_vi AS titleVi, status, " +
      "note_vi AS noteVi, note_en AS noteEn, version FROM milestone ORDER BY section_id, position",
  );

export const allRoadmapYears = (db: Database): Promise<{ year: number }[]> =>
  db.query("SELECT year FROM roadmap_year ORDER BY year");

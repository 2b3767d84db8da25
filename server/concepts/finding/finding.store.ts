import type { Database } from "../../core/database/database.js";

export interface FindingRow {
  id: number;
  kindId: number;
  sectionId: number;
  headingVi: string | null;
  textVi: string;
}

export const allFindings = (db: Database): Promise<FindingRow[]> =>
  db.query(
    "SELECT id, kind_id AS kindId, section_id AS sectionId, heading_vi AS headingVi, text_vi AS textVi FROM finding ORDER BY section_id, position",
  );

import type { Database } from "../../core/database/database.js";

export interface TermRow {
  id: number;
  vocabulary: string;
  code: string;
  labelVi: string;
  labelEn: string | null;
}

export const allTerms = (db: Database): Promise<TermRow[]> =>
  db.query(
    "SELECT id, vocabulary, code, label_vi AS labelVi, label_en AS labelEn FROM term ORDER BY vocabulary, position",
  );

import type { Database } from "../database/database.js";

export interface StatedTotalRow {
  metricId: number;
  part: "VALUE" | "NUMERATOR";
  onDate: string;
  printed: string;
  labelVi: string;
  sectionId: number;
  /** The sum of the rows; null where none was reported. */
  recomputed: number | null;
}

/** Every total that a table prints, beside the sum of its rows. */
export const statedTotals = (db: Database): Promise<StatedTotalRow[]> =>
  db.query(
    "SELECT t.metric_id AS metricId, t.part, t.on_date AS onDate, t.printed, t.label_vi AS labelVi, t.section_id AS sectionId, " +
      "SUM(CASE WHEN t.part = 'VALUE' THEN o.`value` ELSE o.numerator END) AS recomputed FROM stated_total t " +
      "LEFT JOIN observation o ON o.metric_id = t.metric_id AND o.on_date = t.on_date AND o.section_id = t.section_id " +
      "GROUP BY t.id, t.metric_id, t.part, t.on_date, t.printed, t.label_vi, t.section_id ORDER BY t.id",
  );

export interface StatedShareRow {
  metricId: number;
  /** Whose share it is: the code of a facility, or the key of an area. */
  subject: string;
  on: string;
  value: number;
  numerator: number | null;
  denominator: number | null;
  sectionId: number;
}

/** Every percentage that a document prints for a ratio, with its counts. */
export const statedShares = (db: Database): Promise<StatedShareRow[]> =>
  db.query(
    "SELECT o.metric_id AS metricId, COALESCE(f.code, a.area_key) AS subject, o.on_date AS `on`, o.`value`, o.numerator, " +
      "o.denominator, o.section_id AS sectionId FROM observation o JOIN metric m ON m.id = o.metric_id " +
      "LEFT JOIN facility f ON f.id = o.facility_id LEFT JOIN area a ON a.id = o.area_id " +
      "WHERE m.kind = 'RATIO' AND o.`value` IS NOT NULL ORDER BY o.id",
  );

export interface LevelShareRow {
  roundId: number;
  level: number;
  printed: string;
  sectionId: number;
  count: number;
  assessed: number;
}

/** Every share of a level that a report prints, with the facilities at that level and all that were assessed. */
export const levelShares = (db: Database): Promise<LevelShareRow[]> =>
  db.query(
    "SELECT s.round_id AS roundId, s.level, s.printed, s.section_id AS sectionId, " +
      "COALESCE(SUM(a.reported_level = s.level), 0) AS `count`, COUNT(a.id) AS assessed FROM level_share s " +
      "LEFT JOIN assessment a ON a.round_id = s.round_id GROUP BY s.id, s.round_id, s.level, s.printed, s.section_id ORDER BY s.id",
  );

import type { Database } from "../../../core/database/database.js";
import { isOneOf } from "../../../core/database/sql.js";

/** A total that a table prints under its rows. */
export interface StatedTotalRow {
  metricId: number;
  part: "VALUE" | "NUMERATOR";
  onDate: string;
  printed: string;
  labelVi: string;
  sectionId: number;
}

export const statedTotals = (db: Database): Promise<StatedTotalRow[]> =>
  db.query(
    "SELECT metric_id AS metricId, part, on_date AS onDate, printed, label_vi AS labelVi, section_id AS sectionId " +
      "FROM stated_total ORDER BY id",
  );

/** One figure of a metric, as far as checks need it. */
export interface CheckedRow {
  metricId: number;
  facilityId: number | null;
  /** Whom it is about: the code of a facility, or the key of an area. */
  subject: string;
  on: string;
  from: string | null;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  /** The percentage as printed where the number alone loses something of it, such as the last decimal of "94,20%". */
  printed: string | null;
  approximate: number;
  reported: number;
  sectionId: number;
}

const FIGURES =
  "SELECT o.metric_id AS metricId, o.facility_id AS facilityId, COALESCE(f.code, a.area_key) AS subject, o.on_date AS `on`, " +
  "o.from_date AS `from`, o.`value`, o.numerator, o.denominator, o.printed, o.approximate, o.reported, " +
  "o.section_id AS sectionId FROM observation o JOIN metric m ON m.id = o.metric_id " +
  "LEFT JOIN facility f ON f.id = o.facility_id LEFT JOIN area a ON a.id = o.area_id";

/** Every percentage that a document prints for a ratio, with its counts. */
export const statedShares = (db: Database): Promise<CheckedRow[]> =>
  db.query(`${FIGURES} WHERE m.kind = 'RATIO' AND o.\`value\` IS NOT NULL ORDER BY o.id`);

/** The figures of these metrics that these sections print. */
export const figuresIn = (
  db: Database,
  metricIds: readonly number[],
  sectionIds: readonly number[],
): Promise<CheckedRow[]> => {
  const [metrics, sections] = [isOneOf("o.metric_id", metricIds), isOneOf("o.section_id", sectionIds)];
  return db.query(`${FIGURES} WHERE ${metrics.sql} AND ${sections.sql} ORDER BY o.id`, [
    ...metrics.params,
    ...sections.params,
  ]);
};

export interface LevelShareRow {
  roundId: number;
  level: number;
  printed: string;
  sectionId: number;
}

/** Every share of a level that a report prints. */
export const levelShares = (db: Database): Promise<LevelShareRow[]> =>
  db.query("SELECT round_id AS roundId, level, printed, section_id AS sectionId FROM level_share ORDER BY id");

/** How many facilities the tables of needs have, by section. */
export const facilitiesWithNeeds = (db: Database): Promise<{ sectionId: number; count: number }[]> =>
  db.query(
    "SELECT section_id AS sectionId, COUNT(DISTINCT facility_id) AS `count` FROM stated_need GROUP BY section_id",
  );

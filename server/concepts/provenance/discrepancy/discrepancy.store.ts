import type { Database } from "../../../core/database/database.js";
import { isOneOf } from "../../../core/database/sql.js";
import { omit, type RowOf, selectList } from "../../../core/database/table.js";
import { LEVEL_SHARE } from "../../assessment/result/assessment.row.js";
import { OBSERVATION } from "../../metric/observation/observation.row.js";
import { STATED_TOTAL } from "./discrepancy.row.js";

const TOTALS = omit(STATED_TOTAL, "id");
export type StatedTotalRow = RowOf<typeof TOTALS>;

export const statedTotals = (db: Database): Promise<StatedTotalRow[]> =>
  db.query(`SELECT ${selectList(TOTALS)} FROM stated_total ORDER BY id`);

const OBSERVATIONS = omit(
  OBSERVATION,
  "id",
  "subjectKey",
  "areaId",
  "quoteVi",
  "noteVi",
  "noteEn",
  "version",
  "recordedOn",
  "importId",
);

/** One figure of a metric, as far as checks need it. */
export interface CheckedRow extends RowOf<typeof OBSERVATIONS> {
  /** Whom it is about: the code of a facility, or the key of an area. */
  subject: string;
}

const FIGURES =
  `SELECT ${selectList(OBSERVATIONS, "o")}, COALESCE(f.code, a.area_key) AS subject FROM observation o ` +
  "JOIN metric m ON m.id = o.metric_id LEFT JOIN facility f ON f.id = o.facility_id LEFT JOIN area a ON a.id = o.area_id";

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

const SHARES = omit(LEVEL_SHARE, "id");
export type LevelShareRow = RowOf<typeof SHARES>;

/** Every share of a level that a report prints. */
export const levelShares = (db: Database): Promise<LevelShareRow[]> =>
  db.query(`SELECT ${selectList(SHARES)} FROM level_share ORDER BY id`);

/** How many facilities a round says to have a component, or leaves its cell blank. */
export interface ComponentCountRow {
  roundId: number;
  component: string;
  present: number;
  blank: number;
  all: number;
}

export const componentCounts = (db: Database): Promise<ComponentCountRow[]> =>
  db.query(
    "SELECT a.round_id AS roundId, c.component, COUNT(CASE WHEN c.level >= 1 OR c.grade IS NOT NULL THEN 1 END) AS present, " +
      "COUNT(CASE WHEN c.level IS NULL AND c.grade IS NULL THEN 1 END) AS blank, COUNT(*) AS `all` " +
      "FROM component_result c JOIN assessment a ON a.id = c.assessment_id " +
      "WHERE a.status = 'PUBLISHED' GROUP BY a.round_id, c.component",
  );

/** How many facilities the tables of needs have, by section. */
export const facilitiesWithNeeds = (db: Database): Promise<{ sectionId: number; count: number }[]> =>
  db.query(
    "SELECT section_id AS sectionId, COUNT(DISTINCT facility_id) AS `count` FROM stated_need GROUP BY section_id",
  );

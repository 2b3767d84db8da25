import type { Database, Sql } from "../../../core/database/database.js";
import { allOf, isOneOf, sqlOf } from "../../../core/database/sql.js";
import { omit, pick, type RowOf, selectList } from "../../../core/database/table.js";
import { LEVEL_SHARE } from "../../assessment/result/assessment.row.js";
import type { MetricRow } from "../../metric/definition/metric.store.js";
import { OBSERVATION, PRINTED_FIGURE } from "../../metric/observation/observation.row.js";
import { samePlace } from "../../metric/observation/printed-figure.store.js";
import { STATED_TOTAL } from "./discrepancy.row.js";

const TOTALS = omit(STATED_TOTAL, "id");
export type StatedTotalRow = RowOf<typeof TOTALS>;

export const statedTotals = (db: Database): Promise<StatedTotalRow[]> =>
  db.query(`SELECT ${selectList(TOTALS)} FROM stated_total ORDER BY id`);

const PRINTED = omit(PRINTED_FIGURE, "id", "observationId", "subjectKey", "areaId", "quoteVi", "reported", "beside");

/** One figure as its section prints it, and as it is on record now, as far as checks need it. */
export interface CheckedRow extends RowOf<typeof PRINTED> {
  /** Whom it is about: the code of a facility, or the key of an area. */
  subject: string;
  /** 1: another source was on record when the document came; then what is printed is compared with itself. */
  beside: number;
  /** 0: it was withdrawn, and nothing stands in its place. */
  onRecord: number;
  /** Which section the figure on record cites. */
  sectionOnRecord: number | null;
  valueOnRecord: number | null;
  numeratorOnRecord: number | null;
  denominatorOnRecord: number | null;
}

/** `record` says of a column where what is on record stands. */
const select = (table: "o" | "p", onRecord: string, record: (column: string) => string) =>
  `SELECT ${table === "o" ? "o.id AS place, 0 AS printedAs, 0" : "p.observation_id AS place, p.id AS printedAs, COALESCE(p.beside, 0)"} AS beside, ` +
  `${selectList(PRINTED, table)}, COALESCE(f.code, a.area_key) AS subject, ${onRecord} AS onRecord, ` +
  `${record("section_id")} AS sectionOnRecord, ${record("`value`")} AS valueOnRecord, ` +
  `${record("numerator")} AS numeratorOnRecord, ${record("denominator")} AS denominatorOnRecord`;
const named = (table: "o" | "p") =>
  `JOIN metric m ON m.id = ${table}.metric_id LEFT JOIN facility f ON f.id = ${table}.facility_id LEFT JOIN area a ON a.id = ${table}.area_id`;
const PRINTED_ELSEWHERE =
  `FROM printed_figure p LEFT JOIN observation o ON ${samePlace("p")} ${named("p")} ` +
  "WHERE (o.id IS NULL OR o.section_id <> p.section_id)";
const isThere = "CASE WHEN o.id IS NULL THEN 0 ELSE 1 END";

/** Figures on record as they were printed, or entered; then those that are printed otherwise than they are on record. */
const figuresWhere = (db: Database, { sql, params }: Sql): Promise<CheckedRow[]> => {
  const wanted = (table: "o" | "p") => sql.replaceAll("figure.", `${table}.`);
  const ofRecord = (column: string) => `o.${column}`;
  const ofWhichever = (column: string) => `CASE WHEN p.beside = 1 THEN p.${column} ELSE o.${column} END`;
  return db.query(
    `SELECT * FROM (${select("o", "1", ofRecord)} FROM observation o ${named("o")} WHERE ${wanted("o")} ` +
      `AND NOT EXISTS (SELECT 1 FROM printed_figure p WHERE ${samePlace("p")} AND p.section_id <> o.section_id AND p.beside IS NULL) ` +
      `UNION ALL ${select("p", `CASE WHEN p.beside = 1 THEN 1 ELSE ${isThere} END`, ofWhichever)} ${PRINTED_ELSEWHERE} AND ${wanted("p")}) printed ` +
      "ORDER BY place, printedAs",
    [...params, ...params],
  );
};

/** What documents print of which another source had said something before, with what that says. */
export const figuresBeside = (db: Database): Promise<CheckedRow[]> =>
  db.query(
    `${select("p", isThere, (column) => `o.${column}`)} ${PRINTED_ELSEWHERE} AND p.beside = 1 AND p.reported = 1 ORDER BY printedAs`,
  );

/** Every percentage that a document prints for a ratio, with its counts. */
export const statedShares = (db: Database): Promise<CheckedRow[]> =>
  figuresWhere(db, sqlOf("m.kind = 'RATIO' AND figure.`value` IS NOT NULL"));

/** The figures of these metrics that these sections print. */
export const figuresIn = (
  db: Database,
  metricIds: readonly number[],
  sectionIds: readonly number[],
): Promise<CheckedRow[]> =>
  figuresWhere(db, allOf([isOneOf("figure.metric_id", metricIds), isOneOf("figure.section_id", sectionIds)]));

const FIGURES = pick(
  OBSERVATION,
  "metricId",
  "sectionId",
  "facilityId",
  "on",
  "from",
  "value",
  "numerator",
  "denominator",
);

/** A figure on record, whoever says it. */
export interface RecordedRow extends RowOf<typeof FIGURES> {
  subject: string;
}

/** The reported figures of these metrics. */
export const figuresOnRecord = (db: Database, metricIds: readonly number[]): Promise<RecordedRow[]> => {
  const wanted = isOneOf("o.metric_id", metricIds);
  return db.query(
    `SELECT ${selectList(FIGURES, "o")}, COALESCE(f.code, a.area_key) AS subject FROM observation o ` +
      `LEFT JOIN facility f ON f.id = o.facility_id LEFT JOIN area a ON a.id = o.area_id WHERE o.reported = 1 AND ${wanted.sql} ORDER BY o.id`,
    wanted.params,
  );
};

/** A whole on record, whose parts of the same subject and period make another one. */
export interface ApartRow extends Pick<RecordedRow, "facilityId" | "sectionId" | "subject" | "from" | "on"> {
  /** Which of the questions it answers. */
  question: number;
  whole: number;
  /** Null beyond those that the question has. */
  parts: readonly (number | null)[];
}

type Measured = Pick<MetricRow, "id" | "kind">;

/** Of each of these metrics and their parts the figures that do not add up, whoever says them: one statement. */
export async function figuresApart(
  db: Database,
  questions: readonly { whole: Measured; parts: readonly Measured[] }[],
): Promise<ApartRow[]> {
  if (questions.length === 0) return [];
  const most = Math.max(...questions.map(({ parts }) => parts.length));
  const amount = (of: string, { kind }: Measured) => `${of}.${kind === "RATIO" ? "numerator" : "`value`"}`;
  const selects = questions.map(({ whole, parts }, question) => {
    const amounts = parts.map((part, i) => amount(`p${i}`, part));
    const columns = Array.from({ length: most }, (_, i) => `${amounts[i] ?? "NULL"} AS part${i}`);
    const joins = parts.map(
      (_, i) =>
        `JOIN observation p${i} ON p${i}.metric_id = ? AND p${i}.subject_key = w.subject_key ` +
        `AND p${i}.on_date = w.on_date AND p${i}.from_key = w.from_key`,
    );
    return {
      sql:
        `SELECT ? AS question, w.id AS place, ${selectList(APART, "w")}, COALESCE(f.code, a.area_key) AS subject, ` +
        `${amount("w", whole)} AS whole, ${columns.join(", ")} FROM observation w ${joins.join(" ")} ` +
        "LEFT JOIN facility f ON f.id = w.facility_id LEFT JOIN area a ON a.id = w.area_id " +
        // What is blank is not another one, and is not found.
        `WHERE w.metric_id = ? AND ${amount("w", whole)} <> ${amounts.join(" + ")}`,
      params: [question, ...parts.map(({ id }) => id), whole.id],
    };
  });
  const rows = await db.query<Omit<ApartRow, "parts"> & Record<`part${number}`, number | null>>(
    `${selects.map(({ sql }) => sql).join(" UNION ALL ")} ORDER BY question, place`,
    selects.flatMap(({ params }) => params),
  );
  return rows.map((row) => ({ ...row, parts: Array.from({ length: most }, (_, i) => row[`part${i}`] ?? null) }));
}
const APART = pick(OBSERVATION, "sectionId", "facilityId", "from", "on");

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

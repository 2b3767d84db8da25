import type { Database } from "../database/database.js";
import { placeholders, type Sql, sqlOf } from "../database/sql.js";

export interface MetricRow {
  id: number;
  code: string;
  nameVi: string;
  nameEn: string;
  kind: string;
  subjectType: string;
  unitId: number;
  programmeId: number;
  legalDocumentId: number | null;
  numeratorVi: string | null;
  numeratorEn: string | null;
  denominatorVi: string | null;
  denominatorEn: string | null;
  noteVi: string | null;
  noteEn: string | null;
}

export interface ObservationRow {
  id: number;
  metricId: number;
  facilityId: number | null;
  areaId: number | null;
  on: string;
  from: string | null;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  approximate: number;
  reported: number;
  quoteVi: string | null;
  noteVi: string | null;
  noteEn: string | null;
  sectionId: number;
}

export const allMetrics = (db: Database): Promise<MetricRow[]> =>
  db.query(
    "SELECT id, code, name_vi AS nameVi, name_en AS nameEn, kind, subject_type AS subjectType, unit_id AS unitId, " +
      "programme_id AS programmeId, legal_document_id AS legalDocumentId, numerator_vi AS numeratorVi, " +
      "numerator_en AS numeratorEn, denominator_vi AS denominatorVi, denominator_en AS denominatorEn, " +
      "note_vi AS noteVi, note_en AS noteEn FROM metric ORDER BY position",
  );

const OBSERVATION =
  "o.id, o.metric_id AS metricId, o.facility_id AS facilityId, o.area_id AS areaId, o.on_date AS `on`, o.from_date AS `from`, " +
  "o.`value`, o.numerator, o.denominator, o.approximate, o.reported, o.quote AS quoteVi, o.note_vi AS noteVi, " +
  "o.note_en AS noteEn, o.section_id AS sectionId";

export const observationsById = (db: Database, ids: readonly number[]): Promise<ObservationRow[]> =>
  db.query(`SELECT ${OBSERVATION} FROM observation o WHERE o.id IN (${placeholders(ids)})`, ids);

/** Whom figures are asked for: the areas that have or had a code, or the facility that has it. */
export type Subject = { areas: readonly number[] } | { facility: string };

const about = (subject: Subject): Sql =>
  "areas" in subject
    ? sqlOf(`o.area_id IN (${placeholders(subject.areas)})`, subject.areas)
    : sqlOf("o.facility_id = (SELECT id FROM facility WHERE code = ?)", [subject.facility]);

/** The last reported figure of each metric for each of these subjects, the latest first. */
export const latestByMetric = (
  db: Database,
  metricIds: readonly number[],
  subject: Subject,
): Promise<ObservationRow[]> => {
  const whom = about(subject);
  return latest(
    db,
    "o.metric_id, o.subject_key",
    sqlOf(`o.metric_id IN (${placeholders(metricIds)}) AND ${whom.sql}`, [...metricIds, ...whom.params]),
  );
};

/** The last reported figure of each of these metrics (all, if null) for each of these facilities or areas. */
export function latestBySubject(
  db: Database,
  column: "facility_id" | "area_id",
  ids: readonly number[],
  metricIds: readonly number[] | null,
  asOf: string | null,
): Promise<ObservationRow[]> {
  const where = [sqlOf(`o.${column} IN (${placeholders(ids)})`, ids)];
  if (metricIds !== null) where.push(sqlOf(`o.metric_id IN (${placeholders(metricIds)})`, metricIds));
  if (asOf !== null) where.push(sqlOf("o.on_date <= ?", [asOf]));
  return latest(
    db,
    `o.${column}, o.metric_id`,
    sqlOf(
      where.map(({ sql }) => sql).join(" AND "),
      where.flatMap(({ params }) => params),
    ),
  );
}

const latest = (db: Database, per: string, where: Sql): Promise<ObservationRow[]> =>
  db.query(
    `SELECT * FROM (SELECT ${OBSERVATION}, ROW_NUMBER() OVER (PARTITION BY ${per} ORDER BY o.on_date DESC, o.id DESC) AS place ` +
      `FROM observation o WHERE o.reported = 1 AND ${where.sql}) ranked WHERE place = 1 ORDER BY metricId, \`on\` DESC`,
    where.params,
  );

/** All figures of these metrics for one subject, oldest first; a blank cell that was asked for is a row without figures. */
export function seriesOf(
  db: Database,
  metricIds: readonly number[],
  subject: Subject,
  from: string | null,
  to: string | null,
): Promise<ObservationRow[]> {
  const whom = about(subject);
  const bounds = [
    ...(from === null ? [] : [sqlOf(" AND o.on_date >= ?", [from])]),
    ...(to === null ? [] : [sqlOf(" AND o.on_date <= ?", [to])]),
  ];
  return db.query(
    `SELECT ${OBSERVATION} FROM observation o WHERE o.metric_id IN (${placeholders(metricIds)}) AND ${whom.sql}` +
      `${bounds.map(({ sql }) => sql).join("")} ORDER BY o.metric_id, o.on_date, o.id`,
    [...metricIds, ...whom.params, ...bounds.flatMap(({ params }) => params)],
  );
}

/** The last day that anybody reported for; where nobody has, the last that was asked for. */
const LAST_REPORTED = "COALESCE(MAX(CASE WHEN reported = 1 THEN on_date END), MAX(on_date))";

/** For each metric the day of its last figures: those asked for until `on`, or, without it, those that somebody reported. */
export const lastDays = (
  db: Database,
  metricIds: readonly number[],
  on: string | null,
): Promise<{ metricId: number; day: string }[]> =>
  db.query(
    `SELECT metric_id AS metricId, ${on === null ? LAST_REPORTED : "MAX(on_date)"} AS day FROM observation ` +
      `WHERE metric_id IN (${placeholders(metricIds)})${on === null ? "" : " AND on_date <= ?"} GROUP BY metric_id`,
    on === null ? metricIds : [...metricIds, on],
  );

export interface SumRow {
  metricId: number;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  reporting: number;
  asked: number;
}

/** Sums of several metrics, each on its own day and over its own subjects: one statement. */
export const sumsOf = (
  db: Database,
  sums: readonly { metricId: number; day: string; among: Sql }[],
): Promise<SumRow[]> =>
  db.query(
    sums
      .map(
        ({ among }) =>
          "SELECT ? AS metricId, SUM(o.`value`) AS `value`, " +
          "SUM(CASE WHEN o.denominator IS NOT NULL THEN o.numerator END) AS numerator, " +
          "SUM(CASE WHEN o.numerator IS NOT NULL THEN o.denominator END) AS denominator, " +
          "COALESCE(SUM(o.reported), 0) AS reporting, COUNT(*) AS asked " +
          `FROM observation o WHERE o.metric_id = ? AND o.on_date = ? AND ${among.sql}`,
      )
      .join(" UNION ALL "),
    sums.flatMap(({ metricId, day, among }) => [metricId, metricId, day, ...among.params]),
  );

import { groupBy } from "../../../core/collections/groups.js";
import type { Database, Value } from "../../../core/database/database.js";
import { type Sql } from "../../../core/database/database.js";
import { allOf, isOneOf, placeholders, sqlOf } from "../../../core/database/sql.js";
import { omit, pick, type RowOf, selectList } from "../../../core/database/table.js";
import { lastOf, SINCE_EVER } from "../../../core/time/point-in-time.js";
import { OBSERVATION } from "../observation/observation.row.js";
import { METRIC, METRIC_EXPECTATION, METRIC_MEANING, METRIC_RULE } from "./metric.row.js";

const METRICS = omit(METRIC, "position");
const MEANINGS = omit(METRIC_MEANING, "id", "metricCode", "direction");
const EXPECTATIONS = omit(METRIC_EXPECTATION, "id", "metricId", "expectedOf");
const RULE_BASES = pick(METRIC_RULE, "rulesBasisVi", "rulesBasisEn");

const RULES = pick(METRIC_RULE, "counts", "least", "most");

/** What figures of a metric may be. */
export type MetricRules = RowOf<typeof RULES>;

/** Of a metric `m` without a rule anything from 0 on is taken. */
export const RULES_LIST =
  "COALESCE(r.counts, 'DECIMAL') AS counts, COALESCE(r.least, 'ZERO') AS least, COALESCE(r.most, 'NO_LIMIT') AS most";
export const RULES_JOIN = "LEFT JOIN metric_rule r ON r.metric_code = m.code";

/** `null` stands for the bases of what is not on record. */
type Nullable<T> = { [P in keyof T]: T[P] | null };

export interface MetricRow
  extends RowOf<typeof METRICS>,
    RowOf<typeof MEANINGS>,
    Nullable<RowOf<typeof EXPECTATIONS>>,
    Nullable<RowOf<typeof RULE_BASES>>,
    MetricRules {
  direction: string;
  expectedOf: string;
}

/** What an answer, and the trail, have of a figure. */
export const OBSERVATIONS = omit(OBSERVATION, "subjectKey", "fromKey", "printed", "recordedOn", "importId");

export interface ObservationRow extends RowOf<typeof OBSERVATIONS> {
  /** On which day it was on record so; left out: now. */
  recordedAsOf?: string;
}

const SELECT =
  `SELECT ${selectList(METRICS, "m")}, COALESCE(s.direction, 'NEITHER') AS direction, ${selectList(MEANINGS, "s")}, ` +
  `COALESCE(e.expected_of, 'ALL_SUBJECTS') AS expectedOf, ${selectList(EXPECTATIONS, "e")}, ${RULES_LIST}, ` +
  `${selectList(RULE_BASES, "r")} FROM metric m LEFT JOIN metric_meaning s ON s.metric_code = m.code ` +
  `${RULES_JOIN} LEFT JOIN metric_expectation e ON e.metric_id = m.id`;

/** The metrics `m` that meet a condition, with what is said of them beside. */
export const metricsWhere = (
  db: Database,
  where: string,
  params: readonly Value[] = [],
  end = "",
): Promise<MetricRow[]> => db.query(`${SELECT} WHERE ${where} ORDER BY m.position, m.id${end}`, params);

export const allMetrics = (db: Database): Promise<MetricRow[]> => metricsWhere(db, "1 = 1");

/** Of figures of one day that of the shortest period: of all that end on it the one that says most of the day. */
export const shortestOf = <Row extends Pick<ObservationRow, "from" | "id">>(rows: readonly Row[]): Row =>
  rows.reduce((best, row) => ((row.from ?? "") > (best.from ?? "") ? row : best));

export const OBSERVATION_LIST = selectList(OBSERVATIONS, "o");

export const observationsById = (db: Database, ids: readonly number[]): Promise<ObservationRow[]> => {
  const wanted = isOneOf("o.id", ids);
  return db.query(`SELECT ${OBSERVATION_LIST} FROM observation o WHERE ${wanted.sql}`, wanted.params);
};

/** How figures are read: as they are now (`NOW`), or as they were on record on a day (`recorded.store.ts`). */
export interface Reading {
  /**
   * Of each metric and subject the last reported one that meets the conditions on `o`, of the shortest period that ends
   * on its day; by metric, the latest first.
   * `per` names the columns of metric and subject in the order of an index.
   */
  latest(db: Database, per: string, conditions: readonly Sql[]): Promise<ObservationRow[]>;
  /** All that meet them, blank cells too; by metric, oldest first, of periods that end on one day the shortest first. */
  all(db: Database, conditions: readonly Sql[]): Promise<ObservationRow[]>;
}

/** Those of now. */
export const NOW: Reading = {
  latest(db, per, conditions) {
    const where = allOf(conditions);
    return db.query(
      `SELECT * FROM (SELECT ${OBSERVATION_LIST}, ROW_NUMBER() OVER (PARTITION BY ${per} ORDER BY o.on_date DESC, o.from_key DESC, o.id DESC) AS place ` +
        `FROM observation o WHERE o.reported = 1 AND ${where.sql}) ranked WHERE place = 1 ORDER BY metricId, \`on\` DESC`,
      where.params,
    );
  },
  all(db, conditions) {
    const where = allOf(conditions);
    return db.query(
      `SELECT ${OBSERVATION_LIST} FROM observation o WHERE ${where.sql} ORDER BY o.metric_id, o.on_date, o.from_key DESC, o.id`,
      where.params,
    );
  },
};

/** Whom figures are asked for: the areas that have or had a code, or the facility that has it. */
export type Subject = { areas: readonly number[] } | { facility: string };

const about = (subject: Subject): Sql =>
  "areas" in subject
    ? isOneOf("o.area_id", subject.areas)
    : sqlOf("o.facility_id = (SELECT id FROM facility WHERE code = ?)", [subject.facility]);

/** The last reported figure of each metric for each of these subjects, the latest first. */
export const latestByMetric = (
  db: Database,
  metricIds: readonly number[],
  subject: Subject,
  { latest }: Reading = NOW,
): Promise<ObservationRow[]> =>
  latest(db, "o.metric_id, o.subject_key", [isOneOf("o.metric_id", metricIds), about(subject)]);

/**
 * For each of these facilities or areas on its day (null: the latest known state) the last reported figure of each of
 * these metrics, of all if null. Of several days all figures are read until the last of them.
 */
export async function latestBySubject(
  db: Database,
  column: "facility_id" | "area_id",
  subjects: readonly { id: number; asOf: string | null }[],
  metricIds: readonly number[] | null,
  { latest, all }: Reading = NOW,
): Promise<ObservationRow[][]> {
  const ids = [...new Set(subjects.map(({ id }) => id))];
  const days = [...new Set(subjects.map(({ asOf }) => asOf))];
  const lastDay = lastOf(days);
  const where = [isOneOf(`o.${column}`, ids)];
  if (metricIds !== null) where.push(isOneOf("o.metric_id", metricIds));
  if (lastDay !== null) where.push(sqlOf("o.on_date <= ?", [lastDay]));
  const isOneDay = days.length === 1;
  const found = isOneDay ? await latest(db, `o.${column}, o.metric_id`, where) : await all(db, where);
  const bySubject = groupBy(found, ({ facilityId, areaId }) => (column === "facility_id" ? facilityId : areaId));
  return subjects.map(({ id, asOf }) => {
    const own = bySubject.get(id) ?? [];
    return isOneDay
      ? [...own]
      : lastOfEach(own.filter((row) => row.reported === 1 && (asOf === null || row.on <= asOf)));
  });
}

/** Of each metric the last figure, of the shortest period that ends on its day. */
const lastOfEach = (figures: readonly ObservationRow[]): ObservationRow[] =>
  [...groupBy(figures, ({ metricId }) => metricId).values()].map((rows) => {
    const lastDay = lastOf(rows.map(({ on }) => on));
    return shortestOf(rows.filter(({ on }) => on === lastDay));
  });

/** All figures of these metrics for one subject, oldest first; a blank cell that was asked for is a row without figures. */
export const seriesOf = (
  db: Database,
  metricIds: readonly number[],
  subject: Subject,
  from: string | null,
  to: string | null,
  { all }: Reading = NOW,
): Promise<ObservationRow[]> =>
  all(db, [
    isOneOf("o.metric_id", metricIds),
    about(subject),
    ...(from === null ? [] : [sqlOf("o.on_date >= ?", [from])]),
    ...(to === null ? [] : [sqlOf("o.on_date <= ?", [to])]),
  ]);

/** What figures to go through, of one metric; null: of all subjects, from the first day on, to the last, old and new. */
export interface FigureFilter {
  subjectKeys: readonly string[] | null;
  from: string | null;
  to: string | null;
  /** The instant from which on an act, or an import, has brought or changed them. */
  changedSince: string | null;
}

/** Where to go on: with the later figures of a subject, or with the subjects after it. */
export type FigurePlace = { subject: string; after: Pick<ObservationRow, "from" | "on"> } | { afterSubject: string };

/** The next figures of a metric, by subject and oldest first, at most so many: found at once, wherever they stand. */
export function figuresFrom(
  db: Database,
  metricId: number,
  { subjectKeys, from, to, changedSince }: FigureFilter,
  place: FigurePlace,
  most: number,
): Promise<ObservationRow[]> {
  const where = allOf([
    sqlOf("o.metric_id = ?", [metricId]),
    "subject" in place
      ? sqlOf("o.subject_key = ? AND (o.on_date > ? OR (o.on_date = ? AND o.from_key > ?))", [
          place.subject,
          ...[place.after.on, place.after.on, place.after.from ?? SINCE_EVER],
        ])
      : sqlOf("o.subject_key > ?", [place.afterSubject]),
    ...(subjectKeys === null ? [] : [sqlOf(`o.subject_key IN (${placeholders(subjectKeys)})`, subjectKeys)]),
    ...(from === null ? [] : [sqlOf("o.on_date >= ?", [from])]),
    ...(to === null ? [] : [sqlOf("o.on_date <= ?", [to])]),
    ...(changedSince === null ? [] : [changedFrom(changedSince)]),
  ]);
  return db.query(
    `SELECT ${OBSERVATION_LIST} FROM observation o WHERE ${where.sql} ORDER BY o.subject_key, o.on_date, o.from_key LIMIT ${most}`,
    where.params,
  );
}

/** What the trail tells of single figures, and what came with an import that it tells of as a whole. */
const changedFrom = (instant: string): Sql =>
  sqlOf(
    "(o.import_id IN (SELECT r.id FROM import_run r WHERE r.imported_at >= ?) OR o.id IN " +
      "(SELECT e.object_id FROM audit_entry e WHERE e.object_type = 'Observation' AND e.acted_at >= ?))",
    [instant, instant],
  );

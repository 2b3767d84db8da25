import type { Database } from "../../../core/database/database.js";
import { type Sql } from "../../../core/database/database.js";
import { allOf, isOneOf, sqlOf } from "../../../core/database/sql.js";
import { pick, type RowOf, selectList } from "../../../core/database/table.js";
import type { MetricRow } from "../definition/metric.store.js";
import { OBSERVATION } from "../observation/observation.row.js";

/** The last day of each metric (until `on`) for which anybody reported, and for which somebody left a blank. */
export const lastDays = (
  db: Database,
  metricIds: readonly number[],
  on: string | null,
): Promise<{ metricId: number; reported: number; day: string | null }[]> => {
  // Each of these is one look at the end of an index; a GROUP BY would read all figures of the metrics.
  const asked = metricIds.flatMap((metricId) => [1, 0].map((reported) => ({ metricId, reported })));
  return db.query(
    asked
      .map(
        () =>
          "SELECT ? AS metricId, ? AS reported, MAX(on_date) AS day FROM observation " +
          `WHERE metric_id = ? AND reported = ?${on === null ? "" : " AND on_date <= ?"}`,
      )
      .join(" UNION ALL "),
    asked.flatMap(({ metricId, reported }) => [
      ...[metricId, reported, metricId, reported],
      ...(on === null ? [] : [on]),
    ]),
  );
};

/** What is summed of a metric: the figures of one period, either of those of whom they are due or of the others. */
export interface SumRow {
  metricId: number;
  from: string | null;
  on: string;
  isDue: number;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  reporting: number;
}

/** Whose figures are summed: what to read, and under which condition. */
export interface Among {
  from: string;
  where: Sql;
}

const FIGURES = "observation o";

export const everybody: Among = { from: FIGURES, where: sqlOf("o.facility_id IS NOT NULL") };

/** The facilities that stood in these areas on the day of the figure. */
export const standingIn = (areaIds: readonly number[]): Among => ({
  // CROSS JOIN tells the embedded database to begin with the places, which are few.
  from:
    "facility_place pl CROSS JOIN observation o ON o.facility_id = pl.facility_id " +
    "AND o.on_date >= pl.valid_from AND o.on_date < pl.valid_to",
  where: isOneOf("pl.area_id", areaIds),
});

export const these = (column: "facility_id" | "area_id", ids: readonly number[]): Among => ({
  from: FIGURES,
  where: isOneOf(`o.${column}`, ids),
});

/** What is read: figures of these metrics, all of one kind, of the days from `from` on and before `before`. */
export interface FigureQuestion {
  metrics: readonly MetricRow[];
  from: string;
  before: string;
  among: Among;
}

/** What is summed, and which of it is of those of whom figures are due; null: all. */
export interface SumQuestion extends FigureQuestion {
  isDue: Sql | null;
}

/** The figures of these facilities or areas. */
export const dueOf = ({ subjectType }: MetricRow, ids: readonly number[]): Sql =>
  isOneOf(subjectType === "FACILITY" ? "o.facility_id" : "o.area_id", ids);

/** What is read for each question, in one statement; `select` reads the columns of `o`. */
function answered<Row, Question extends FigureQuestion>(
  db: Database,
  questions: readonly Question[],
  select: (question: Question) => Sql,
  end = "",
  order = "",
): Promise<Row[]> {
  const parts = questions.map((question) => {
    const { metrics, from, before, among } = question;
    const ids = metrics.map(({ id }) => id);
    const days = sqlOf("o.on_date >= ? AND o.on_date < ?", [from, before]);
    const { sql, params } = allOf([isOneOf("o.metric_id", ids), days, among.where]);
    const selected = select(question);
    return {
      sql: `SELECT ${selected.sql} FROM ${among.from} WHERE ${sql}${end}`,
      params: [...selected.params, ...params],
    };
  });
  return db.query<Row>(
    parts.map(({ sql }) => sql).join(" UNION ALL ") + order,
    parts.flatMap(({ params }) => params),
  );
}

/** The embedded database refuses a sum of whole numbers that is too great for it: there they are added as others are. */
const sumOf = ({ dialect }: Database, amount: string): string =>
  dialect === "sqlite" ? `SUM(${amount} * 1.0)` : `SUM(${amount})`;

const sumsOfCounts = (db: Database): string =>
  `${sumOf(db, "o.`value`")} AS \`value\`, NULL AS numerator, NULL AS denominator`;
/** Over those who know both counts. */
const sumsOfRatios = (db: Database): string =>
  `NULL AS \`value\`, ${sumOf(db, "CASE WHEN o.denominator IS NOT NULL THEN o.numerator END")} AS numerator, ` +
  `${sumOf(db, "CASE WHEN o.numerator IS NOT NULL THEN o.denominator END")} AS denominator`;

/** The sums of each metric of each period that figures were asked for, oldest first: one statement for all questions. */
export const sumsOf = (db: Database, questions: readonly SumQuestion[]): Promise<SumRow[]> =>
  answered(
    db,
    questions,
    ({ metrics, isDue: condition }) => {
      const isDue = condition
        ? sqlOf(`CASE WHEN ${condition.sql} THEN 1 ELSE 0 END`, condition.params)
        : sqlOf("1 + 0");
      const sums = metrics.some(({ kind }) => kind === "RATIO") ? sumsOfRatios(db) : sumsOfCounts(db);
      return sqlOf(
        `o.metric_id AS metricId, o.from_date AS \`from\`, o.on_date AS \`on\`, ${isDue.sql} AS isDue, ${sums}, ` +
          "SUM(o.reported) AS reporting",
        isDue.params,
      );
    },
    " GROUP BY o.metric_id, o.on_date, o.from_date, isDue",
    " ORDER BY `on`, `from` DESC, isDue",
  );

const RANKED = pick(
  OBSERVATION,
  "id",
  "metricId",
  "from",
  "facilityId",
  "areaId",
  "reported",
  "value",
  "numerator",
  "denominator",
);

/** A figure as it is ranked. */
export type SummedRow = RowOf<typeof RANKED>;

/** The figures themselves, one by one. */
export const figuresOf = (db: Database, questions: readonly FigureQuestion[]): Promise<SummedRow[]> =>
  answered(db, questions, () => sqlOf(selectList(RANKED, "o")));

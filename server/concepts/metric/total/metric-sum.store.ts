import type { Database } from "../../../core/database/database.js";
import { type Sql } from "../../../core/database/database.js";
import { allOf, isOneOf, sqlOf } from "../../../core/database/sql.js";
import { pick, type RowOf, selectList } from "../../../core/database/table.js";
import { type Slots, slotsOf } from "../../../core/snapshot/revision-slots.js";
import type { MetricRow } from "../definition/metric.store.js";
import { OBSERVATION } from "../observation/observation.row.js";

/** What was read, and how often figures had moved when it was: as of that, or of later. */
interface ReadFigures<Row> {
  rows: readonly Row[];
  slots: Slots;
}

/** Stands in the place of a metric in the rows that tell of slots. */
const SLOT = "-1 - slot";
const slotOf = (metricId: number): number => -1 - metricId;

/** Of rows of figures, and of slots that the same statement told: both are as of one moment. */
function withSlots<Row extends { metricId: number }>(
  found: readonly Row[],
  revisionOf: (row: Row) => number,
): ReadFigures<Row> {
  const slots = found.filter(({ metricId }) => metricId < 0);
  return {
    rows: found.filter(({ metricId }) => metricId >= 0),
    slots: slotsOf(slots.map((row) => ({ scope: "DATA", slot: slotOf(row.metricId), revision: revisionOf(row) }))),
  };
}

/** The last day of a metric (until some day) for which anybody reported (1), or for which somebody left a blank (0). */
export interface LastDay {
  metricId: number;
  reported: number;
  day: string | null;
}

export async function lastDays(
  db: Database,
  metricIds: readonly number[],
  on: string | null,
): Promise<ReadFigures<LastDay>> {
  // Each of these is one look at the end of an index; a GROUP BY would read all figures of the metrics.
  const asked = metricIds.flatMap((metricId) => [1, 0].map((reported) => ({ metricId, reported })));
  const found = await db.query<LastDay>(
    asked
      .map(
        () =>
          "SELECT ? AS metricId, ? AS reported, MAX(on_date) AS day FROM observation " +
          `WHERE metric_id = ? AND reported = ?${on === null ? "" : " AND on_date <= ?"}`,
      )
      .concat(`SELECT ${SLOT}, revision, NULL FROM data_revision WHERE scope = 'DATA'`)
      .join(" UNION ALL "),
    asked.flatMap(({ metricId, reported }) => [
      ...[metricId, reported, metricId, reported],
      ...(on === null ? [] : [on]),
    ]),
  );
  return withSlots(found, ({ reported }) => reported);
}

/** What is summed of a metric: the figures of one period, either of those of whom they are due or of the others. */
export interface SumRow {
  readonly metricId: number;
  readonly from: string | null;
  readonly on: string;
  readonly isDue: number;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly reporting: number;
  /** How many figures there are, blanks too. */
  readonly figures: number;
  /** How many of them are in the sum. */
  readonly summed: number;
}

/** Whose figures are read: of all facilities, of those that stood in these areas on the day of the figure, or of these. */
export type Among =
  | { readonly by: "EVERYBODY"; readonly ids: readonly never[] }
  | { readonly by: "PLACE" | "FACILITY" | "AREA"; readonly ids: readonly number[] };

const FIGURES = "observation o";

/** What to read, and under which condition. */
function sourceOf({ by, ids }: Among): { from: string; where: Sql } {
  if (by === "EVERYBODY") return { from: FIGURES, where: sqlOf("o.facility_id IS NOT NULL") };
  if (by !== "PLACE") return { from: FIGURES, where: isOneOf(SUBJECT[by], ids) };
  return {
    // CROSS JOIN tells the embedded database to begin with the places, which are few.
    from:
      "facility_place pl CROSS JOIN observation o ON o.facility_id = pl.facility_id " +
      "AND o.on_date >= pl.valid_from AND o.on_date < pl.valid_to",
    where: isOneOf("pl.area_id", ids),
  };
}

const SUBJECT = { FACILITY: "o.facility_id", AREA: "o.area_id" };

/** What is read: figures of these metrics, all of one kind, of the days from `from` on and before `before`. */
interface FigureQuestion {
  metrics: readonly Pick<MetricRow, "id" | "kind" | "subjectType">[];
  from: string;
  before: string;
  among: Among;
}

/** What is summed, and of whom figures are due; null: of all. */
interface SumQuestion extends FigureQuestion {
  due: readonly number[] | null;
}

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
    const source = sourceOf(among);
    const { sql, params } = allOf([isOneOf("o.metric_id", ids), days, source.where]);
    const selected = select(question);
    return {
      sql: `SELECT ${selected.sql} FROM ${source.from} WHERE ${sql}${end}`,
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
  `${sumOf(db, "o.`value`")} AS \`value\`, NULL AS numerator, NULL AS denominator, COUNT(o.\`value\`) AS summed`;
const OF_BOTH = "CASE WHEN o.denominator IS NOT NULL THEN o.numerator END";
/** Over those who know both counts. */
const sumsOfRatios = (db: Database): string =>
  `NULL AS \`value\`, ${sumOf(db, OF_BOTH)} AS numerator, ` +
  `${sumOf(db, "CASE WHEN o.numerator IS NOT NULL THEN o.denominator END")} AS denominator, COUNT(${OF_BOTH}) AS summed`;

/** The sums of each metric of each period that figures were asked for, oldest first: one statement for all questions. */
export async function sumsOf(db: Database, questions: readonly SumQuestion[]): Promise<ReadFigures<SumRow>> {
  const found = await answered<SumRow, SumQuestion>(
    db,
    questions,
    ({ metrics, due }) => {
      const [first] = metrics;
      const isOfDue = due && isOneOf(SUBJECT[first?.subjectType === "FACILITY" ? "FACILITY" : "AREA"], due);
      const isDue = isOfDue ? sqlOf(`CASE WHEN ${isOfDue.sql} THEN 1 ELSE 0 END`, isOfDue.params) : sqlOf("1 + 0");
      const sums = first?.kind === "RATIO" ? sumsOfRatios(db) : sumsOfCounts(db);
      return sqlOf(
        `o.metric_id AS metricId, o.from_date AS \`from\`, o.on_date AS \`on\`, ${isDue.sql} AS isDue, ${sums}, ` +
          "SUM(o.reported) AS reporting, COUNT(*) AS figures",
        isDue.params,
      );
    },
    " GROUP BY o.metric_id, o.on_date, o.from_date, isDue",
    ` UNION ALL SELECT ${SLOT}, NULL, NULL, 0, NULL, NULL, NULL, 0, revision, 0 FROM data_revision WHERE scope = 'DATA'` +
      " ORDER BY `on`, `from` DESC, isDue",
  );
  return withSlots(found, ({ reporting }) => reporting);
}

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

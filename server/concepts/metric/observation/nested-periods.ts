import { groupBy } from "../../../core/collections/groups.js";
import type { Database } from "../../../core/database/database.js";
import { isOneOfRows } from "../../../core/database/sql.js";
import { pick, type RowOf, selectList } from "../../../core/database/table.js";
import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import type { MetricRow } from "../definition/metric.store.js";
import * as messages from "../metric.messages.js";
import { OBSERVATION } from "./observation.row.js";
import type { MeasuredBy } from "./observation-rules.js";

/*
 * A year is not less than one of its months, where what is counted over a period is counted one by one and nothing of it
 * is taken back. Which of the two is wrong nobody can tell, so neither is refused: whoever enters one is warned, by acts
 * and files alike, and `discrepancies` shows both.
 */

/** Whether figures of a metric only grow with their period. */
export const onlyGrows = ({ kind, counts, least }: Pick<MeasuredBy, "kind" | "counts" | "least">): boolean =>
  kind === "COUNT" && counts === "WHOLE" && least !== "NEGATIVE";

export interface Period {
  from: string | null;
  on: string;
}

/** Whether a period lies within another one. */
const liesIn = (part: Period, whole: Period): boolean =>
  part.from !== null &&
  whole.from !== null &&
  whole.from <= part.from &&
  part.on <= whole.on &&
  (whole.from !== part.from || whole.on !== part.on);

const NESTED = pick(OBSERVATION, "metricId", "sectionId", "facilityId", "from", "on", "value");

/** A figure of a period, and the largest of those of periods within it. */
export interface NestedRow extends Omit<RowOf<typeof NESTED>, "value"> {
  subject: string;
  value: number;
  part: Period & { value: number };
}

const PERIODS = pick(OBSERVATION, "metricId", "from", "on");

/** The figures of these metrics of periods within which others are on record. Two statements; one, where there are none. */
export async function nestedFigures(db: Database, metrics: readonly MetricRow[]): Promise<NestedRow[]> {
  const ids = new Set(metrics.map(({ id }) => id));
  // By the index that has all of it: how many figures there are is not told by how many periods they are of.
  const periods = await db.query<RowOf<typeof PERIODS>>(
    `SELECT DISTINCT ${selectList(PERIODS)} FROM observation WHERE reported + 0 = 1 AND from_date IS NOT NULL`,
  );
  const wholes = [...groupBy(periods, ({ metricId }) => metricId)].flatMap(([id, own]) =>
    ids.has(id) ? own.filter((whole) => own.some((part) => liesIn(part, whole))) : [],
  );
  if (wholes.length === 0) return [];
  const wanted = isOneOfRows(
    db,
    ["w.metric_id", "w.from_date", "w.on_date"],
    wholes.map(({ metricId, from, on }) => [metricId, from, on]),
  );
  const rows = await db.query<
    RowOf<typeof NESTED> & { id: number; subject: string; partFrom: string; partOn: string; partValue: number }
  >(
    `SELECT w.id, ${selectList(NESTED, "w")}, COALESCE(f.code, a.area_key) AS subject, o.from_date AS partFrom, ` +
      "o.on_date AS partOn, o.`value` AS partValue FROM observation w JOIN observation o ON o.metric_id = w.metric_id " +
      "AND o.subject_key = w.subject_key AND o.on_date >= w.from_date AND o.on_date <= w.on_date " +
      "AND o.from_date >= w.from_date AND o.id <> w.id AND o.`value` IS NOT NULL " +
      "LEFT JOIN facility f ON f.id = w.facility_id LEFT JOIN area a ON a.id = w.area_id " +
      `WHERE w.\`value\` IS NOT NULL AND ${wanted.sql} ORDER BY w.id, o.\`value\` DESC, o.id`,
    wanted.params,
  );
  return [...groupBy(rows, ({ id }) => id).values()].flatMap(([row]) => {
    if (!row) return [];
    const { id: _, partFrom, partOn, partValue, value, ...whole } = row;
    return { ...whole, value: value ?? 0, part: { from: partFrom, on: partOn, value: partValue } };
  });
}

/** A figure as it is compared with what is on record beside it. */
export interface FigureOfPeriod extends Period {
  metricId: number;
  subjectKey: string;
  value: number | null;
}

const AT_ONCE = 250;

/** Another figure of the same metric and subject, of a period within that of a figure or around it. */
export interface Beside extends Period {
  /** The place of the figure among those that were asked about. */
  place: number;
  value: number;
}

/** What stands beside these figures, of periods within theirs or around them: one statement for so many. */
export async function figuresBeside(
  db: Pick<Database, "query">,
  given: readonly FigureOfPeriod[],
): Promise<readonly Beside[]> {
  const asked = given.flatMap((figure, place) =>
    figure.from === null || figure.value === null ? [] : { ...figure, place },
  );
  const found: Beside[] = [];
  for (let start = 0; start < asked.length; start += AT_ONCE) {
    const some = asked.slice(start, start + AT_ONCE);
    const list = some.map((_, i) => (i === 0 ? FIRST : "SELECT ?, ?, ?, ?, ?")).join(" UNION ALL ");
    const params = some.flatMap(({ place, metricId, subjectKey, from, on }) => [place, metricId, subjectKey, from, on]);
    const rows = await db.query<Beside>(
      `WITH given AS (${list}) ${beside(WITHIN)} UNION ALL ${beside(AROUND)} ORDER BY place, \`from\`, \`on\``,
      params,
    );
    found.push(...rows.map((row) => ({ ...row, place: Number(row.place) })));
  }
  return found;
}

const FIRST = "SELECT ? AS place, ? AS metric_id, ? AS subject_key, ? AS first_day, ? AS last_day";
const WITHIN = "o.on_date >= g.first_day AND o.on_date <= g.last_day AND o.from_date >= g.first_day";
const AROUND = "o.on_date >= g.last_day AND o.from_date <= g.first_day";
const beside = (periods: string): string =>
  "SELECT g.place, o.from_date AS `from`, o.on_date AS `on`, o.`value` FROM given g JOIN observation o " +
  `ON o.metric_id = g.metric_id AND o.subject_key = g.subject_key AND ${periods} ` +
  "WHERE o.from_date IS NOT NULL AND o.`value` IS NOT NULL";

/** What is wrong with two figures, of which one is of a period within that of the other. */
export function warningOf(
  one: Period & { value: number | null },
  other: Period & { value: number | null },
): LocalizedMessage | null {
  const [part, whole] = liesIn(one, other) ? [one, other] : [other, one];
  if (!liesIn(part, whole) || part.value === null || whole.value === null || part.value <= whole.value) return null;
  return messages.partOfPeriodLarger(part, part.value, whole, whole.value);
}

import type { ImportContext } from "../../import/import-context.js";
import { type Beside, type FigureOfPeriod, figuresBeside, type Period, warningOf } from "./nested-periods.js";
import type { PlacedRow } from "./undoing-rows.js";

const periodKey = ({ from, on }: Period): string => `${from} ${on}`;
const keyOf = (figure: FigureOfPeriod): string => `${figure.metricId} ${figure.subjectKey} ${periodKey(figure)}`;

/** Those of these rows that say how much a metric that only grows had in a period. */
const figuresIn = (
  placed: readonly PlacedRow[],
  growing: ReadonlySet<number>,
): { line: number; figure: FigureOfPeriod }[] =>
  placed.flatMap(({ row: { line }, values: { metricId, subjectKey, from = null, on, value = null } }) =>
    metricId != null && subjectKey != null && on != null && from !== null && value !== null && growing.has(metricId)
      ? { line, figure: { metricId, subjectKey, from, on, value } }
      : [],
  );

/** Warns of the rows of a piece whose figures cannot be right beside others: those on record, once they are written. */
export async function warnOfWritten(
  into: ImportContext,
  placed: readonly PlacedRow[],
  growing: ReadonlySet<number>,
): Promise<void> {
  const given = figuresIn(placed, growing);
  if (given.length === 0) return;
  warn(
    into,
    given,
    await figuresBeside(
      into.tx,
      given.map(({ figure }) => figure),
    ),
  );
}

const TABLE =
  "CREATE TABLE IF NOT EXISTS observation (metric_id INTEGER NOT NULL, subject_key TEXT NOT NULL, on_date TEXT NOT NULL, " +
  "from_date TEXT NOT NULL, `value` REAL, PRIMARY KEY (metric_id, subject_key, on_date, from_date)) WITHOUT ROWID";

/** The same of a file that is only tried: its own figures stand aside, and hide those on record that they would replace. */
export async function warnOfTried(
  into: ImportContext,
  placed: readonly PlacedRow[],
  growing: ReadonlySet<number>,
): Promise<void> {
  const given = figuresIn(placed, growing);
  const { aside } = into;
  if (given.length === 0 || !aside) return;
  const figures = given.map(({ figure }) => figure);
  aside.change(TABLE, []);
  const rows = figures.map(({ metricId, subjectKey, on, from, value }) => [metricId, subjectKey, on, from, value]);
  aside.change(
    `INSERT INTO observation VALUES ${rows.map(() => "(?, ?, ?, ?, ?)").join(", ")} ON CONFLICT DO NOTHING`,
    rows.flat(),
  );
  const inFile = await figuresBeside(aside, figures);
  const known = new Set(inFile.map((other) => `${other.place} ${periodKey(other)}`));
  const onRecord = await figuresBeside(into.tx, figures);
  warn(into, given, [...inFile, ...onRecord.filter((other) => !known.has(`${other.place} ${periodKey(other)}`))]);
}

/** Of two rows of a file that contradict each other the later one is told. */
function warn(
  { warnings }: ImportContext,
  given: readonly { line: number; figure: FigureOfPeriod }[],
  others: readonly Beside[],
): void {
  const lines = new Map(given.map(({ line, figure }) => [keyOf(figure), line] as const));
  const inOrder = [...others].sort((a, b) => a.place - b.place || periodKey(a).localeCompare(periodKey(b)));
  for (const { place, ...other } of inOrder) {
    const own = given[place];
    const message = own && warningOf(own.figure, other);
    if (!message || (lines.get(keyOf({ ...own.figure, ...other })) ?? 0) > own.line) continue;
    warnings.add({ line: own.line, message });
  }
}

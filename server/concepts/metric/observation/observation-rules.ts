import { pick, type RowOf } from "../../../core/database/table.js";
import { isKeptWhole, MOST_DECIMALS } from "../../../core/schema/checks.js";
import type { Row } from "../../../files/reading/cells.js";
import { dayAfterToday } from "../../shared.messages.js";
import { METRIC } from "../definition/metric.row.js";
import * as messages from "../metric.messages.js";

/** What a metric wants of its figures. */
export const MEASURED_BY = pick(METRIC, "id", "code", "kind", "subjectType");
export type MeasuredBy = RowOf<typeof MEASURED_BY>;

/** A figure of a row: 0 or more, as exact as it is kept. */
export function figureIn(row: Row, column: string): number | null {
  const number = row.number(column);
  if (number === null || (number >= 0 && isKeptWhole(number))) return number;
  const text = row.text(column);
  row.problem(
    column,
    "NOT_A_NUMBER",
    number < 0 ? messages.belowZero(text) : messages.tooManyDecimals(text, MOST_DECIMALS),
  );
  return null;
}

/** A figure is of a day that has been, a period ends after it begins. */
export function checkObservationDays(row: Row, from: string | null, on: string, today: string): void {
  if (on > today) row.problem("on", "INCONSISTENT", dayAfterToday(on));
  if (from === null || from <= on) return;
  row.problem("from", "INCONSISTENT", messages.periodBeginsAfterItsEnd(from, on));
}

/** A count has no numerator and no denominator. */
export function checkObservationParts(row: Row, { code, kind }: MeasuredBy): void {
  if (kind === "RATIO") return;
  for (const column of ["numerator", "denominator"]) {
    if (row.text(column) === null) continue;
    row.problem(column, "INCONSISTENT", messages.countHasNo(code, column));
  }
}

/** Each metric is collected for one kind of subject. */
export function checkSubject(row: Row, { code, subjectType }: MeasuredBy, kind: string): void {
  if (kind === subjectType) return;
  row.problem("subject", "INCONSISTENT", messages.rowOfOtherSubject(code, subjectType, kind));
}

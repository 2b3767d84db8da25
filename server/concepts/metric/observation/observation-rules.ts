import { pick, type RowOf, selectList } from "../../../core/database/table.js";
import { isKeptWhole, MOST_DECIMALS } from "../../../core/schema/checks.js";
import { figureBelowZero } from "../../../core/schema/schema.messages.js";
import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import type { Row } from "../../../files/reading/cells.js";
import { dayAfterToday } from "../../shared.messages.js";
import { METRIC } from "../definition/metric.row.js";
import { type MetricRules, RULES_JOIN, RULES_LIST } from "../definition/metric.store.js";
import * as messages from "../metric.messages.js";
import type { Figure } from "./exact-value.js";

/** What a metric wants of its figures. */
const MEASURED_BY = pick(METRIC, "id", "code", "kind", "subjectType");
export interface MeasuredBy extends RowOf<typeof MEASURED_BY>, MetricRules {}
export const SELECT_MEASURED_BY = `SELECT ${selectList(MEASURED_BY, "m")}, ${RULES_LIST} FROM metric m ${RULES_JOIN}`;

type Part = keyof Figure;

interface Mistake {
  part: Part;
  code: "NOT_A_NUMBER" | "INCONSISTENT";
  message: LocalizedMessage;
}

/** What is wrong with a figure of a metric, by an act and in a file alike: where, and what was meant if that can be told. */
export function mistakesIn(metric: Omit<MeasuredBy, "id">, figure: Figure): Mistake[] {
  const { kind, counts, least, most } = metric;
  const isRatio = kind === "RATIO";
  const found: Mistake[] = [];
  const wrong = (part: Part, message: LocalizedMessage) => found.push({ part, code: "NOT_A_NUMBER", message });
  for (const part of isRatio ? (["numerator", "denominator"] as const) : (["value"] as const)) {
    const number = figure[part];
    if (number === null) continue;
    if (number < 0 && least !== "NEGATIVE") wrong(part, figureBelowZero(number));
    else if (counts === "WHOLE" && !Number.isInteger(number)) wrong(part, messages.notWhole(number));
    else if (counts === "YES_NO" && number !== 0 && number !== 1) wrong(part, messages.neitherYesNorNo(number));
  }
  const { value, numerator, denominator } = figure;
  if (isRatio && value !== null && value < 0) wrong("value", figureBelowZero(value));
  if (!isRatio || most !== "DENOMINATOR") return found;
  if (value !== null && value > 100) wrong("value", messages.shareOver100(value));
  if (numerator !== null && denominator !== null && numerator > denominator) {
    found.push({ part: "numerator", code: "INCONSISTENT", message: messages.partOverWhole(numerator, denominator) });
  }
  return found;
}

const YES_OR_NO: Readonly<Record<string, number>> = {
  ...{ có: 1, rồi: 1, yes: 1, "1": 1 },
  ...{ không: 0, chưa: 0, no: 0, "0": 0 },
};

/** A figure of a row, as exact as it is kept: of a metric of yes and no one of these words. */
export function figureIn(row: Row, part: Part, metric: MeasuredBy | null, column: string = part): number | null {
  const text = row.text(column);
  if (text === null) return null;
  if (metric?.counts === "YES_NO" && part === "value") {
    const answer = YES_OR_NO[text.normalize("NFC").toLowerCase()];
    if (answer === undefined) row.problem(column, "NOT_A_CHOICE", messages.neitherYesNorNo(text));
    return answer ?? null;
  }
  const number = row.number(column, text);
  if (number === null) return null;
  if (metric && text.endsWith("%") && !(metric.kind === "RATIO" && part === "value")) {
    row.problem(column, "NOT_A_NUMBER", messages.shareForCount(text));
    return null;
  }
  if (isKeptWhole(number)) return number;
  row.problem(column, "NOT_A_NUMBER", messages.tooManyDecimals(text, MOST_DECIMALS));
  return null;
}

/** What `mistakesIn` finds in a row; `columns` say where its parts stand, if not under their own names. */
export function checkFigure(
  row: Row,
  metric: MeasuredBy,
  figure: Figure,
  columns: Readonly<Partial<Record<Part, string>>> = {},
): void {
  for (const { part, code, message } of mistakesIn(metric, figure)) row.problem(columns[part] ?? part, code, message);
}

/** A figure is of a day that has been, a period ends after it begins; `column` is where its day stands. */
export function checkObservationDays(
  row: Row,
  from: string | null,
  on: string,
  today: string,
  column: string = "on",
): void {
  if (on > today) row.problem(column, "INCONSISTENT", dayAfterToday(on));
  if (from === null || from <= on) return;
  row.problem("from", "INCONSISTENT", messages.periodBeginsAfterItsEnd(from, on));
}

/** Whether a period begins before its area was there: it would be of whoever held the code before as well. */
export const beginsBefore = (validFrom: string, from: string | null | undefined): boolean =>
  from != null && from < validFrom;

/** A count has no numerator and no denominator. */
export function checkObservationParts(row: Row, { code, kind }: MeasuredBy): void {
  if (kind === "RATIO") return;
  for (const column of ["numerator", "denominator"]) {
    if (row.text(column) === null) continue;
    row.problem(column, "INCONSISTENT", messages.countHasNo(code, column));
  }
}

/** Each metric is collected for one kind of subject. */
export function checkSubject(
  row: Row,
  { code, subjectType }: MeasuredBy,
  kind: string,
  column: string = "subject",
): void {
  if (kind === subjectType) return;
  row.problem(column, "INCONSISTENT", messages.rowOfOtherSubject(code, subjectType, kind));
}

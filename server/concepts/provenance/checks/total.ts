import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import { parseNumber } from "../../../files/reading/printed.js";
import type { MetricRow } from "../../metric/definition/metric.store.js";
import {
  amountInPrint,
  amountOf,
  type CheckInput,
  dayOfSection,
  figuresOf,
  metricsOf,
  subjectName,
  subjectNames,
  withdrawnOf,
} from "../discrepancy/check-input.js";
import { type Compared, compareCount, notComputable } from "../discrepancy/compare.js";
import type { CheckedRow } from "../discrepancy/discrepancy.store.js";
import { type DiscrepancyRow, discrepancyOf } from "../discrepancy/discrepancy-row.js";
import { sumOf } from "../fraction.js";
import * as messages from "../provenance.messages.js";
import type { StatementCheck } from "./statement-check.js";

/** Every total that a table prints under its rows, against their sum. */
export const printedTotals = (input: CheckInput): DiscrepancyRow[] =>
  input.totals.map((total) => {
    const { metricId, part, onDate, printed, labelVi, sectionId } = total;
    const metric = input.snapshot.metrics.byId(metricId);
    const rows = input.figures.filter(
      (row) => row.metricId === metricId && row.sectionId === sectionId && row.on === onDate,
    );
    return discrepancyOf(
      {
        kind: "TOTAL",
        code: [metric.code, part, onDate],
        statement: labelVi,
        stated: printed,
        sectionId,
        about: { type: "Metric", id: metricId },
      },
      totalOf(printed, metric, rows, input),
    );
  });

/** A total in a sentence against the rows of its metric in the same section. */
export const totalCheck: StatementCheck = {
  needs: ["stated", "metrics"],
  check(statement, input) {
    const [metric] = metricsOf(statement, input.snapshot);
    if (!metric) return [];
    return totalOf(statement.stated ?? "", metric, figuresOf(statement, input), input);
  },
};

function totalOf(printed: string, metric: MetricRow, rows: readonly CheckedRow[], input: CheckInput): Compared {
  const reported = rows.filter((row) => amountOf(row, metric) !== null);
  const sum = reported.length === 0 ? null : sumOfRows(reported, metric);
  const gone = withdrawnOf(rows).filter((row) => amountInPrint(row, metric) !== null);
  if (gone[0]) {
    const names = subjectNames(gone, dayOfSection(gone[0].sectionId, input.snapshot), input.snapshot);
    return notComputable(messages.sumWithoutWithdrawn(names, sum ?? 0));
  }
  const compared = compareCount(printed, sum);
  const missing = metric.subjectType === "DISTRICT" ? districtsMissing(reported, input) : 0;
  if (missing > 0) {
    const [given, all] = [reported.length, reported.length + missing];
    const explanation = messages.someDistricts(given, all, sum ?? 0);
    return { recomputed: null, difference: null, status: "NOT_COMPUTABLE", explanation };
  }
  if (compared.status !== "CONFLICT") return compared;
  return { ...compared, explanation: otherReading(parseNumber(printed), metric, reported, input) };
}

/** What the rows add up to; null where no number is it exactly. */
const sumOfRows = (rows: readonly CheckedRow[], metric: MetricRow): number | null =>
  sumOf(rows.map((row) => amountOf(row, metric) ?? 0));

function districtsMissing(reported: readonly CheckedRow[], { snapshot }: CheckInput): number {
  const [first] = reported;
  if (!first) return 0;
  const districts = snapshot.areas.all({ asOf: dayOfSection(first.sectionId, snapshot) });
  return districts.filter(({ areaType }) => areaType === "DISTRICT").length - reported.length;
}

/** Which other reading of the column gives the printed total: the first that does, or null. */
function otherReading(
  stated: number | null,
  metric: MetricRow,
  reported: readonly CheckedRow[],
  input: CheckInput,
): LocalizedMessage | null {
  if (stated === null) return null;
  return (
    onlyWithFigures(stated, metric, reported, input) ??
    everyRow(stated, reported) ??
    withoutOneRow(stated, metric, reported, input)
  );
}

/** Only the rows that have something in another column of the table. */
function onlyWithFigures(
  stated: number,
  metric: MetricRow,
  reported: readonly CheckedRow[],
  { snapshot, figures }: CheckInput,
): LocalizedMessage | null {
  const sectionId = reported[0]?.sectionId;
  const day = sectionId === undefined ? null : dayOfSection(sectionId, snapshot);
  for (const other of snapshot.metrics.all()) {
    if (other.id === metric.id) continue;
    const cells = figures.filter((row) => row.sectionId === sectionId && row.metricId === other.id);
    for (const on of new Set(cells.map((cell) => cell.on))) {
      const filled = new Set(
        cells.flatMap((cell) => (cell.on === on && (amountOf(cell, other) ?? 0) > 0 ? cell.subject : [])),
      );
      const counted = reported.filter(({ subject }) => filled.has(subject));
      if (sumOfRows(counted, metric) !== stated) continue;
      const left = reported.filter((row) => (amountOf(row, metric) ?? 0) > 0 && !filled.has(row.subject));
      const names = left.map((row) => subjectName(row, day, snapshot)).join("; ");
      return messages.onlyRowsWith({ en: other.nameEn, vi: other.nameVi }, on, stated, names);
    }
  }
  return null;
}

const everyRow = (stated: number, reported: readonly CheckedRow[]): LocalizedMessage | null =>
  reported.length === stated ? messages.numberOfRows(stated) : null;

/** All rows but one, if there is only one such row. */
function withoutOneRow(
  stated: number,
  metric: MetricRow,
  reported: readonly CheckedRow[],
  { snapshot }: CheckInput,
): LocalizedMessage | null {
  const sum = sumOfRows(reported, metric);
  const surplus = sum === null ? null : sumOf([sum, -stated]);
  const [row, ...others] = reported.filter((each) => amountOf(each, metric) === surplus);
  if (!row || others.length > 0) return null;
  const name = subjectName(row, dayOfSection(row.sectionId, snapshot), snapshot);
  return messages.withoutOneRow(name, stated);
}

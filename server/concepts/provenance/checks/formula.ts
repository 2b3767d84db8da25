import { dayVi, numberVi } from "../../../core/text/numbers.js";
import { type CheckInput, metricsOf, subjectName } from "../discrepancy/check-input.js";
import { type Compared, compareCount, compareShare, notComputable } from "../discrepancy/compare.js";
import type { RecordedRow } from "../discrepancy/discrepancy.store.js";
import { exactly, minus, rounded } from "../fraction.js";
import * as messages from "../provenance.messages.js";
import { percentOf } from "../ratio.js";
import type { StatementRow } from "../source/source.store.js";
import type { Checked, StatementCheck } from "./statement-check.js";

const BASE_OF_RATES = /tính tỷ lệ/i;
const DIVISOR = /\/\(\d+\)/;

/**
 * The formula printed above the column of a metric against the footnotes of its form: where one says by which column
 * rates are computed, a formula that divides must divide by it. A formula of which no footnote speaks has no other
 * side there. Then against the figures: whoever records one, also of
 * another period, is held to what the form computes.
 */
export const formulaCheck: StatementCheck = {
  needs: ["metrics"],
  check: (statement, input) => [...againstFootnotes(statement, input), ...againstFigures(statement, input)],
};

function againstFootnotes(statement: StatementRow, { snapshot }: CheckInput): Checked[] {
  const [metric] = metricsOf(statement, snapshot);
  const column = snapshot.campaign.columns.find(({ metricId }) => metricId === metric?.id);
  if (!column?.formula) return [notComputable()];
  const columns = snapshot.campaign.columns.filter(({ formId }) => formId === column.formId);
  const base = columns.find(({ footnoteVi }) => footnoteVi !== null && BASE_OF_RATES.test(footnoteVi));
  if (!base || !DIVISOR.test(column.formula)) return [];
  const recomputed = column.formula.replace(DIVISOR, `/${base.number}`);
  const found = { stated: column.formula, recomputed, difference: null };
  if (recomputed === column.formula) return [{ ...found, status: "MATCH" }];
  const explanation = messages.ratesByColumn(base.number, base.footnoteVi);
  return [{ ...found, status: "CONFLICT", explanation }];
}

/** "(5)=(4)-(3)" or "(7)=(6)/(3)*100". */
const FORMULA = /^\(\d+\)=(\(\d+\))([-/])(\(\d+\))/;
const MOST_DECIMALS = 6;

/** Each figure on record of a computed column against those of the columns it is computed of. */
function againstFigures(statement: StatementRow, { snapshot, recorded }: CheckInput): Checked[] {
  const [metric] = metricsOf(statement, snapshot);
  const column = snapshot.campaign.columns.find(({ metricId }) => metricId === metric?.id);
  const [, first, sign, second] = FORMULA.exec(column?.formula ?? "") ?? [];
  const metricOf = (number: string | undefined) =>
    snapshot.campaign.columns.find((each) => each.formId === column?.formId && each.number === number)?.metricId;
  const placeOf = ({ subject, from, on }: RecordedRow) => `${subject} ${from} ${on}`;
  const amounts = (number: string | undefined) => {
    const id = metricOf(number);
    return new Map(recorded.flatMap((row) => (row.metricId === id ? [[placeOf(row), row.value]] : [])));
  };
  const [of, by] = [amounts(first), amounts(second)];
  return recorded
    .filter(({ metricId }) => metricId === metric?.id)
    .map((row) => {
      const { subject, from, on, sectionId } = row;
      const [one, other] = [of.get(placeOf(row)) ?? null, by.get(placeOf(row)) ?? null];
      const stated = sign === "/" ? shareOf(row) : numberVi(row.value ?? 0);
      const compared = sign === "/" ? compareShare(stated, one, other) : compareDifference(stated, one, other);
      return {
        ...compared,
        ...{ stated, sectionId },
        statement: `${statement.statementVi}: ${subjectName(row, on, snapshot)} (${dayVi(on)})`,
        code: [subject, from, on].filter((part) => part !== null).join("."),
      };
    });
}

const shareOf = ({ value, numerator, denominator }: RecordedRow): string =>
  `${numberVi(value ?? percentOf(numerator, denominator) ?? 0)}%`;

const compareDifference = (stated: string, one: number | null, other: number | null): Compared =>
  compareCount(
    stated,
    one === null || other === null ? null : rounded(minus(exactly(one), exactly(other)), MOST_DECIMALS),
  );

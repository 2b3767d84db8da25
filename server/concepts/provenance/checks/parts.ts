import { dayVi, numberVi } from "../../../core/text/numbers.js";
import { parseNumber } from "../../../files/reading/printed.js";
import type { MetricRow } from "../../metric/definition/metric.store.js";
import {
  amountOf,
  type CheckInput,
  dayOfSection,
  figuresOf,
  metricsOf,
  subjectName,
} from "../discrepancy/check-input.js";
import { compareCount, notComputable } from "../discrepancy/compare.js";
import { sumOf } from "../fraction.js";
import type { StatementRow } from "../source/statement.store.js";
import type { Checked, StatementCheck } from "./statement-check.js";

const TOTAL = "TOTAL";

/** In each row of a table, and in its row of totals, the first metric against what the others make together. */
const inEachRow = (together: (first: number, ...others: number[]) => number | null): StatementCheck => ({
  needs: ["metrics"],
  check(statement, input) {
    const [own, ...others] = metricsOf(statement, input.reference);
    if (!own) return [];
    const amounts = amountsIn(statement, [own, ...others], input);
    return [...amounts.values()].flatMap(({ subject, on, name, of }) => {
      const stated = of.get(own.id);
      if (stated === undefined) return [];
      const [first, ...rest] = others.flatMap(({ id }) => of.get(id) ?? []);
      const isWhole = first !== undefined && rest.length + 1 === others.length;
      const checked: Checked = {
        ...compareCount(numberVi(stated), isWhole ? together(first, ...rest) : null),
        stated: numberVi(stated),
        statement: `${statement.statementVi}: ${name} (${dayVi(on)})`,
        code: `${subject}.${on}`,
      };
      return checked;
    });
  },
});

/** A whole against the sum of its parts. */
export const partsCheck = inEachRow((...parts) => sumOf(parts));

/** A difference against the two figures that it is of: the first less the second. */
export const differenceCheck = inEachRow((first, ...others) => sumOf([first, ...others.map((each) => -each)]));

interface Amounts {
  subject: string;
  name: string;
  on: string;
  /** By metric. */
  of: Map<number, number>;
}

/** What the rows of the section, and its printed totals, give for these metrics, by subject and day. */
function amountsIn(
  { sectionId }: StatementRow,
  metrics: readonly MetricRow[],
  input: CheckInput,
): Map<string, Amounts> {
  const { reference, figures, totals } = input;
  const kinds = new Map(metrics.map((metric) => [metric.id, metric]));
  const found = new Map<string, Amounts>();
  const note = (subject: string, on: string, name: () => string, metricId: number, amount: number | null) => {
    if (amount === null) return;
    const key = `${subject} ${on}`;
    const amounts = found.get(key) ?? { subject, on, name: name(), of: new Map() };
    found.set(key, amounts);
    amounts.of.set(metricId, amount);
  };
  const day = dayOfSection(sectionId, reference);
  for (const row of figures) {
    const metric = kinds.get(row.metricId);
    if (row.sectionId !== sectionId || !metric) continue;
    note(row.subject, row.on, () => subjectName(row, day, reference), row.metricId, amountOf(row, metric));
  }
  for (const row of totals) {
    if (row.sectionId !== sectionId || !kinds.has(row.metricId)) continue;
    note(TOTAL, row.onDate, () => "TỔNG SỐ", row.metricId, parseNumber(row.printed));
  }
  return found;
}

/** A part, which is the numerator of the metric, is not more than its whole. */
export const partOfCheck: StatementCheck = {
  needs: ["metrics"],
  check(statement, input) {
    const [own] = figuresOf(statement, input);
    if (own?.numerator == null || own.denominator === null) return notComputable();
    const { numerator, denominator } = own;
    const status = numerator <= denominator ? "MATCH" : "CONFLICT";
    return { stated: numberVi(numerator), recomputed: `≤ ${numberVi(denominator)}`, difference: null, status };
  },
};

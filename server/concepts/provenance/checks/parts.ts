import { dayVi, numberVi } from "../../../core/text/numbers.js";
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
} from "../discrepancy/check-input.js";
import { compareCount, notComputable } from "../discrepancy/compare.js";
import type { CheckedRow } from "../discrepancy/discrepancy.store.js";
import { sumOf } from "../fraction.js";
import * as messages from "../provenance.messages.js";
import type { StatementRow } from "../source/source.store.js";
import type { Checked, StatementCheck } from "./statement-check.js";

const TOTAL = "TOTAL";

/** In each row of a table, of cells filled since too, and in its row of totals, the first metric against what the others make together. */
const inEachRow = (together: (first: number, ...others: number[]) => number | null): StatementCheck => ({
  needs: ["metrics"],
  check(statement, input) {
    const [own, ...others] = metricsOf(statement, input.snapshot);
    if (!own) return [];
    const amounts = amountsIn(statement, [own, ...others], input);
    return [...amounts.values()].flatMap(({ subject, on, name, inPrint, onRecord, filledFrom }) => {
      const printed = inPrint.get(own.id);
      const stated = printed ?? onRecord.get(own.id);
      if (stated === undefined) return [];
      const sectionId = printed === undefined ? filledFrom.get(own.id) : undefined;
      const [first, ...rest] = others.flatMap(({ id }) => onRecord.get(id) ?? []);
      const isWhole = first !== undefined && rest.length + 1 === others.length;
      const checked: Checked = {
        ...compareCount(numberVi(stated), isWhole ? together(first, ...rest) : null),
        stated: numberVi(stated),
        ...(sectionId === undefined ? {} : { sectionId }),
        statement: `${statement.statementVi}: ${name} (${dayVi(on)})`,
        code: `${subject}.${on}`,
      };
      return checked;
    });
  },
});

const inRows = inEachRow((...parts) => sumOf(parts));

/** A whole against the sum of its parts; of periods that no form asks for, what does not add up. */
export const partsCheck: StatementCheck = {
  needs: ["metrics"],
  check: (statement, input) => [inRows.check(statement, input), apartElsewhere(statement, input)].flat(),
};

/** What is on record beside the cells of the section, and does not add up: whoever records it is held to it as well. */
function apartElsewhere(statement: StatementRow, input: CheckInput): Checked[] {
  const placeOf = ({ subject, from, on }: Pick<CheckedRow, "subject" | "from" | "on">) => `${subject} ${from} ${on}`;
  const inForm = new Set(figuresOf(statement, input).map(placeOf));
  return (input.apart.get(statement.code) ?? []).flatMap((row) => {
    if (inForm.has(placeOf(row))) return [];
    const { subject, from, on, whole, sectionId } = row;
    const compared = compareCount(numberVi(whole), sumOf(row.parts.flatMap((part) => part ?? [])));
    if (compared.status !== "CONFLICT") return [];
    return {
      ...compared,
      ...{ stated: numberVi(whole), sectionId },
      statement: `${statement.statementVi}: ${subjectName(row, on, input.snapshot)} (${dayVi(on)})`,
      code: `${subject}.${from ?? "DAY"}.${on}`,
    };
  });
}

/** A difference against the two figures that it is of: the first less the second. */
export const differenceCheck = inEachRow((first, ...others) => sumOf([first, ...others.map((each) => -each)]));

interface Amounts {
  subject: string;
  name: string;
  on: string;
  /** By metric. */
  inPrint: Map<number, number>;
  onRecord: Map<number, number>;
  /** Where the figures come from that fill blank cells. */
  filledFrom: Map<number, number>;
}

/** What the rows of the section, and its printed totals, give for these metrics, by subject and day. */
function amountsIn(
  { sectionId }: StatementRow,
  metrics: readonly MetricRow[],
  input: CheckInput,
): Map<string, Amounts> {
  const { snapshot, figures, totals } = input;
  const kinds = new Map(metrics.map((metric) => [metric.id, metric]));
  const found = new Map<string, Amounts>();
  const note = (
    { subject, on }: { subject: string; on: string },
    name: () => string,
    metricId: number,
    inPrint: number | null,
    onRecord: number | null,
    filledFrom: number | null = null,
  ) => {
    const key = `${subject} ${on}`;
    const amounts = found.get(key) ?? {
      subject,
      on,
      name: name(),
      inPrint: new Map(),
      onRecord: new Map(),
      filledFrom: new Map(),
    };
    found.set(key, amounts);
    if (inPrint !== null) amounts.inPrint.set(metricId, inPrint);
    if (onRecord !== null) amounts.onRecord.set(metricId, onRecord);
    if (filledFrom !== null) amounts.filledFrom.set(metricId, filledFrom);
  };
  const day = dayOfSection(sectionId, snapshot);
  for (const row of figures) {
    const metric = kinds.get(row.metricId);
    if (row.sectionId !== sectionId || !metric) continue;
    const name = () => subjectName(row, day, snapshot);
    note(row, name, row.metricId, amountInPrint(row, metric), amountOf(row, metric), row.sectionOnRecord);
  }
  for (const row of totals) {
    if (row.sectionId !== sectionId || !kinds.has(row.metricId)) continue;
    const printed = parseNumber(row.printed);
    note({ subject: TOTAL, on: row.onDate }, () => "TỔNG SỐ", row.metricId, printed, printed);
  }
  return found;
}

/** A part, which is the numerator of the metric, is not more than its whole. */
export const partOfCheck: StatementCheck = {
  needs: ["metrics"],
  check(statement, input) {
    const [own] = figuresOf(statement, input);
    if (own?.onRecord === 0)
      return { stated: numberVi(own.numerator ?? 0), ...notComputable(messages.figureWithdrawn) };
    if (own?.numerator == null || own.denominatorOnRecord === null) return notComputable();
    const { numerator, denominatorOnRecord: denominator } = own;
    const status = numerator <= denominator ? "MATCH" : "CONFLICT";
    return { stated: numberVi(numerator), recomputed: `≤ ${numberVi(denominator)}`, difference: null, status };
  },
};

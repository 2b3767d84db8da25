import type { LocalizedMessage } from "../../../core/schema/errors.js";
import type { CheckInput } from "../discrepancy/check-input.js";
import { type Compared, compareShare } from "../discrepancy/compare.js";
import type { CheckedRow } from "../discrepancy/discrepancy.store.js";
import { type DiscrepancyRow, discrepancyOf } from "../discrepancy/discrepancy-row.js";
import { denominatorsFor, numeratorsFor, type Whole } from "../discrepancy/possible-counts.js";
import { dayInPrint, inPrint } from "../source/in-print.js";

/** Every printed percentage of a metric against its counts. */
export const printedShares = ({ shares, reference }: CheckInput): DiscrepancyRow[] =>
  shares.map((row) => {
    const { id, code, nameVi } = reference.metrics.byId(row.metricId);
    return discrepancyOf(
      {
        kind: "SHARE",
        code: [code, row.subject, row.on],
        statement: `${nameVi} (${dayInPrint(row.on)})`,
        stated: printedShare(row),
        sectionId: row.sectionId,
        about: { type: "Metric", id },
      },
      compared(row),
    );
  });

/** The percentage as printed. */
export const printedShare = ({ printed, value }: Pick<CheckedRow, "printed" | "value">): string =>
  printed ?? `${inPrint(value ?? 0)}%`;

function compared(row: CheckedRow): Compared {
  const { numerator, denominator } = row;
  const found = compareShare(printedShare(row), numerator, denominator);
  return found.status === "NOT_COMPUTABLE" ? { ...found, explanation: missing(row) } : found;
}

const NO_COUNTS = { en: "The document prints no counts.", vi: "Tài liệu không in số đếm nào." };

/** Which count is missing, and what it would have to be. */
function missing(row: CheckedRow): LocalizedMessage {
  const [stated, { numerator, denominator }] = [printedShare(row), row];
  if (numerator !== null) {
    const range = rangeInPrint(denominatorsFor(stated, numerator));
    return {
      en: `The document prints no denominator; of ${inPrint(numerator)}, ${range} would give ${stated}.`,
      vi: `Tài liệu không in mẫu số; với ${inPrint(numerator)}, mẫu số ${range} thì cho ${stated}.`,
    };
  }
  if (denominator === null) return NO_COUNTS;
  const range = rangeInPrint(numeratorsFor(stated, denominator));
  return {
    en: `The document prints no numerator; of ${inPrint(denominator)}, ${range} would give ${stated}.`,
    vi: `Tài liệu không in tử số; trên ${inPrint(denominator)}, tử số ${range} thì cho ${stated}.`,
  };
}

export const rangeInPrint = (range: Whole | null): string => {
  if (range === null) return "–";
  return range.low === range.high ? inPrint(range.low) : `${inPrint(range.low)}–${inPrint(range.high)}`;
};

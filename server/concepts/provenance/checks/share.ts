import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import { dayVi, numberVi } from "../../../core/text/numbers.js";
import { type CheckInput, placesIn } from "../discrepancy/check-input.js";
import { type Compared, comparePercentage, compareShare, notComputable } from "../discrepancy/compare.js";
import type { CheckedRow } from "../discrepancy/discrepancy.store.js";
import { type DiscrepancyRow, discrepancyOf } from "../discrepancy/discrepancy-row.js";
import { denominatorsFor, numeratorsFor, type Whole } from "../discrepancy/possible-counts.js";
import * as messages from "../provenance.messages.js";

/** Every printed percentage of a metric against its counts. */
export const printedShares = ({ shares, snapshot }: CheckInput): DiscrepancyRow[] => {
  const ofPlace = placesIn(snapshot);
  return shares.map((row) => {
    const { id, code, nameVi } = snapshot.metrics.byId(row.metricId);
    return discrepancyOf(
      {
        kind: "SHARE",
        // Of a month and of the year that ends with it there are two.
        code:
          row.beside === 1 ? ofPlace(code, row) : [code, row.subject, ...(row.from === null ? [] : [row.from]), row.on],
        statement: `${nameVi} (${dayVi(row.on)})`,
        stated: printedShare(row),
        sectionId: row.sectionId,
        about: { type: "Metric", id },
      },
      compared(row),
    );
  });
};

/** The percentage as printed. */
export const printedShare = ({ printed, value }: Pick<CheckedRow, "printed" | "value">): string =>
  printed ?? `${numberVi(value ?? 0)}%`;

function compared(row: CheckedRow): Compared {
  if (row.onRecord === 0) return notComputable(messages.figureWithdrawn);
  const { value, valueOnRecord, numeratorOnRecord, denominatorOnRecord } = row;
  const found = compareShare(printedShare(row), numeratorOnRecord, denominatorOnRecord);
  // Counts that give what is printed do not confirm it where another percentage is on record.
  const isOther = valueOnRecord !== null && valueOnRecord !== value;
  if (isOther && (found.status === "MATCH" || found.status === "NOT_COMPUTABLE")) {
    return comparePercentage(printedShare(row), valueOnRecord);
  }
  return found.status === "NOT_COMPUTABLE" ? { ...found, explanation: missing(row) } : found;
}

/** Which count is missing, and what it would have to be. */
function missing(row: CheckedRow): LocalizedMessage {
  const [stated, { numeratorOnRecord: numerator, denominatorOnRecord: denominator }] = [printedShare(row), row];
  if (numerator !== null) {
    return messages.noDenominator(numerator, denominatorsFor(stated, numerator), stated);
  }
  if (denominator === null) return messages.noCounts;
  return messages.noNumerator(denominator, numeratorsFor(stated, denominator), stated);
}

export const rangeInPrint = (range: Whole | null): string => {
  if (range === null) return "–";
  return range.low === range.high ? numberVi(range.low) : `${numberVi(range.low)}–${numberVi(range.high)}`;
};

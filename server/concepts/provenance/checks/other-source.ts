import { dayVi, numberVi } from "../../../core/text/numbers.js";
import type { MetricRow } from "../../metric/definition/metric.store.js";
import { type Figure, isSameFigure } from "../../metric/observation/exact-value.js";
import { type CheckInput, placesIn, subjectName } from "../discrepancy/check-input.js";
import { type Compared, notComputable } from "../discrepancy/compare.js";
import type { CheckedRow } from "../discrepancy/discrepancy.store.js";
import { type DiscrepancyRow, discrepancyOf } from "../discrepancy/discrepancy-row.js";
import * as messages from "../provenance.messages.js";
import { lessInPrint } from "../source/in-print.js";

/** What a document prints of which another source had said something before, against what that says. */
export const otherSources = ({ beside, snapshot }: CheckInput): DiscrepancyRow[] => {
  const ofPlace = placesIn(snapshot);
  return beside.map((row) => {
    const metric = snapshot.metrics.byId(row.metricId);
    return discrepancyOf(
      {
        kind: "OTHER_SOURCE",
        code: ofPlace(metric.code, row),
        statement: `${metric.nameVi}: ${subjectName(row, row.on, snapshot)} (${dayVi(row.on)})`,
        stated: inPrint(row, metric),
        sectionId: row.sectionId,
        about: { type: "Metric", id: metric.id },
      },
      compared(row, metric, snapshot),
    );
  });
};

function compared(row: CheckedRow, metric: MetricRow, snapshot: CheckInput["snapshot"]): Compared {
  if (row.onRecord === 0 || row.sectionOnRecord === null) return notComputable(messages.otherWithdrawn);
  const { valueOnRecord: value, numeratorOnRecord: numerator, denominatorOnRecord: denominator } = row;
  const other: Figure = { value, numerator, denominator };
  const { document, section } = snapshot.citation(row.sectionOnRecord);
  return {
    recomputed: inPrint({ ...other, printed: null }, metric),
    difference: row.value === null || value === null ? null : lessInPrint(row.value, value),
    status: isSameFigure(row, other) ? "MATCH" : "CONFLICT",
    explanation: messages.saidBy(document.code, section),
  };
}

/** "1.250", or "94,22% (2.716.396/2.882.881)" with a dash for what is not printed. */
function inPrint(figure: Figure & Pick<CheckedRow, "printed">, { kind }: MetricRow): string {
  const { value, numerator, denominator, printed } = figure;
  if (kind !== "RATIO") return value === null ? "–" : numberVi(value);
  const percent = value === null ? null : (printed ?? `${numberVi(value)}%`);
  const count = (number: number | null) => (number === null ? "–" : numberVi(number));
  if (numerator === null && denominator === null) return percent ?? "–";
  const counts = `${count(numerator)}/${count(denominator)}`;
  return percent === null ? counts : `${percent} (${counts})`;
}

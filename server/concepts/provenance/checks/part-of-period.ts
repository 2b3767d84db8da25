import { dayVi, numberVi } from "../../../core/text/numbers.js";
import { type CheckInput, subjectName } from "../discrepancy/check-input.js";
import { type DiscrepancyRow, discrepancyOf } from "../discrepancy/discrepancy-row.js";
import { lessInPrint } from "../source/in-print.js";

/** Every figure of a period against the largest of those of periods within it: a year is not less than a month of it. */
export const partsOfPeriods = ({ nested, snapshot }: CheckInput): DiscrepancyRow[] =>
  nested.map((row) => {
    const { metricId, subject, from, on, value, part, sectionId } = row;
    const { code, nameVi } = snapshot.metrics.byId(metricId);
    const least = `≥ ${numberVi(part.value)} (${dayVi(part.from ?? part.on)} - ${dayVi(part.on)})`;
    return discrepancyOf(
      {
        kind: "PART_OF_PERIOD",
        code: [code, subject, from ?? on, on],
        statement: `${nameVi}: ${subjectName(row, on, snapshot)} (${dayVi(from ?? on)} - ${dayVi(on)})`,
        stated: numberVi(value),
        sectionId,
        about: { type: "Metric", id: metricId },
      },
      {
        recomputed: least,
        difference: lessInPrint(value, part.value),
        status: value >= part.value ? "MATCH" : "CONFLICT",
      },
    );
  });

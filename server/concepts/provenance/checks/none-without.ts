import { amountOf, dayOfSection, figuresOf, metricsOf, subjectName } from "../discrepancy/check-input.js";
import { compareCount, notComputable } from "../discrepancy/compare.js";
import { sumOf } from "../fraction.js";
import type { Checked, StatementCheck } from "./statement-check.js";

/**
 * Who does not have the first thing yet ("CHƯA") has nothing of the others either, on that day or before: one check for
 * each of them and each other metric.
 */
export const noneWithoutCheck: StatementCheck = {
  needs: ["stated", "metrics"],
  check(statement, input) {
    const { snapshot } = input;
    const [having, ...others] = metricsOf(statement, snapshot);
    if (!having) return [];
    const figures = figuresOf(statement, input);
    const without = figures.filter(({ metricId, value }) => metricId === having.id && value === 0);
    return without.flatMap((none) =>
      others.map((other): Checked => {
        const amounts = figures.flatMap((row) => {
          const isOfIt = row.metricId === other.id && row.subject === none.subject && row.on <= none.on;
          return isOfIt ? (amountOf(row, other) ?? []) : [];
        });
        const name = subjectName(none, dayOfSection(none.sectionId, snapshot), snapshot);
        return {
          ...(amounts.length === 0 ? notComputable() : compareCount("0", sumOf(amounts))),
          statement: `${statement.statementVi}: ${name}`,
          code: `${other.code}.${none.subject}.${none.on}`,
        };
      }),
    );
  },
};

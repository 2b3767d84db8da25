import { numberVi } from "../../../core/text/numbers.js";
import { figuresOf, metricsOf } from "../discrepancy/check-input.js";
import { compareCount, notComputable } from "../discrepancy/compare.js";
import type { StatementCheck } from "./statement-check.js";

/** The denominator that is printed as a number with the first metric against the second one, which its words name. */
export const namedBaseCheck: StatementCheck = {
  needs: ["stated", "metrics"],
  check(statement, input) {
    const [ratio, named] = metricsOf(statement, input.snapshot);
    const figures = figuresOf(statement, input);
    const own = figures.find(({ metricId }) => metricId === ratio?.id);
    const base = figures.find(({ metricId, subject, on }) => {
      return metricId === named?.id && subject === own?.subject && on === own.on;
    });
    if (own?.denominator == null || base?.value == null) return notComputable();
    const compared = compareCount(numberVi(own.denominator), base.value);
    const { noteVi, noteEn } = statement;
    const explanation = noteVi !== null && noteEn !== null ? { vi: noteVi, en: noteEn } : null;
    return compared.status === "CONFLICT" ? { ...compared, explanation } : compared;
  },
};

import { numberVi } from "../../../core/text/numbers.js";
import { metricsOf, subjectName } from "../discrepancy/check-input.js";
import { notComputable } from "../discrepancy/compare.js";
import { notAllBefore } from "../provenance.messages.js";
import { percentOf } from "../ratio.js";
import type { StatementCheck } from "./statement-check.js";

/**
 * "100%" of units against those that another document last named as having it, or not yet. That some had not years
 * before is no contradiction; that they have since is not on record.
 */
export const allSinceCheck: StatementCheck = {
  needs: ["stated", "metrics"],
  check({ metrics, sectionId }, input) {
    const { snapshot, figures } = input;
    const [share, unit] = metricsOf({ metrics }, snapshot);
    const own = figures.find((row) => row.metricId === share?.id && row.sectionId === sectionId);
    const earlier = figures.filter((row) => row.metricId === unit?.id && row.value !== null && own && row.on <= own.on);
    const on = earlier
      .map((row) => row.on)
      .sort()
      .at(-1);
    const last = earlier.filter((row) => row.on === on);
    if (on === undefined) return notComputable();
    const without = last.filter(({ value }) => value === 0);
    const [having, all] = [last.length - without.length, last.length];
    if (without.length > 0) {
      const names = without.map((row) => subjectName(row, on, snapshot)).join("; ");
      return notComputable(notAllBefore(having, all, on, names));
    }
    const recomputed = `${numberVi(percentOf(having, all) ?? 0)}% (${having}/${all})`;
    return { recomputed, difference: null, status: "MATCH" };
  },
};

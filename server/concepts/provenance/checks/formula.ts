import { metricsOf } from "../discrepancy/check-input.js";
import { notComputable } from "../discrepancy/compare.js";
import * as messages from "../provenance.messages.js";
import type { StatementCheck } from "./statement-check.js";

const BASE_OF_RATES = /tính tỷ lệ/i;
const DIVISOR = /\/\(\d+\)/;

/**
 * The formula printed above the column of a metric against the footnotes of its form: where one says by which column
 * rates are computed, a formula that divides must divide by it. A formula of which no footnote speaks has no other side.
 */
export const formulaCheck: StatementCheck = {
  needs: ["metrics"],
  check(statement, { reference }) {
    const [metric] = metricsOf(statement, reference);
    const column = reference.campaign.columns.find(({ metricId }) => metricId === metric?.id);
    if (!column?.formula) return notComputable();
    const columns = reference.campaign.columns.filter(({ formId }) => formId === column.formId);
    const base = columns.find(({ footnoteVi }) => footnoteVi !== null && BASE_OF_RATES.test(footnoteVi));
    if (!base || !DIVISOR.test(column.formula)) return [];
    const recomputed = column.formula.replace(DIVISOR, `/${base.number}`);
    const found = { stated: column.formula, recomputed, difference: null };
    if (recomputed === column.formula) return { ...found, status: "MATCH" };
    const explanation = messages.ratesByColumn(base.number, base.footnoteVi);
    return { ...found, status: "CONFLICT", explanation };
  },
};

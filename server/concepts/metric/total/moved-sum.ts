import { MOST_DECIMALS } from "../../../core/schema/checks.js";
import type { FacilityRegister } from "../../facility/register/facility-register.js";
import { exactly, minus, plus, rounded } from "../../provenance/fraction.js";
import type { MetricRow } from "../definition/metric.store.js";
import type { Figure } from "../observation/exact-value.js";
import type { FigureMove } from "./figure-moves.js";
import type { SumRow } from "./metric-sum.store.js";
import type { SumScope } from "./sum-scope.js";

/** Up to here a number in memory has all decimals that a figure may have, and loses none of them by adding. */
const SURELY_EXACT = 1e9;
/** Up to here whole numbers are added exactly, with room to see that one of them was not whole. */
const SURELY_EXACT_IF_WHOLE = 1e15;

/** Whether the sums are what their figures add up to, whatever they went through. */
export function isExact({ value, numerator, denominator }: SumRow, { counts, least }: MetricRow): boolean {
  const isOfWhole = counts !== "DECIMAL" && least !== "NEGATIVE";
  return [value, numerator, denominator].every((sum) => {
    const size = Math.abs(sum ?? 0);
    return size <= SURELY_EXACT || (isOfWhole && size <= SURELY_EXACT_IF_WHOLE && Number.isInteger(size));
  });
}

/** The embedded database adds binary fractions: 0.1 and 0.2 are 0.3 all the same. */
export const inDecimals = (sum: number | null): number | null =>
  sum === null || Number.isInteger(sum) ? sum : rounded(exactly(sum), MOST_DECIMALS);

const NOTHING: Figure = { value: null, numerator: null, denominator: null };

/** What a figure adds to a sum: of a ratio only where both counts are known. Null: it is not in it. */
function addedBy(figure: Figure | null, { kind }: MetricRow): Figure | null {
  if (!figure) return null;
  const { value, numerator, denominator } = figure;
  if (kind !== "RATIO") return value === null ? null : { ...NOTHING, value };
  return numerator === null || denominator === null ? null : { ...NOTHING, numerator, denominator };
}

/**
 * The sums of a metric after a figure of it has changed, by what it adds now and added before: in whole numbers of the
 * last decimal. Null: they are too great for that, and have to be made anew.
 */
export function withMove(
  sums: readonly SumRow[],
  { figure, before, after }: FigureMove,
  { metric, scope }: { metric: MetricRow; scope: SumScope },
  facilities: FacilityRegister,
): readonly SumRow[] | null {
  const isOfDue = scope.isDue(figure, facilities);
  if (isOfDue === null) return sums;
  const { from, on } = figure;
  const place = { metricId: metric.id, from, on, isDue: isOfDue ? 1 : 0 };
  const found = sums.find((row) => inOrder(row, place) === 0);
  const known = found ?? { ...place, ...NOTHING, reporting: 0, figures: 0, summed: 0 };
  const [added, taken] = [addedBy(after, metric), addedBy(before, metric)];
  const summed = known.summed + Number(added !== null) - Number(taken !== null);
  const sum = (column: keyof Figure): number => {
    const all = plus(exactly(inDecimals(known[column]) ?? 0), exactly(added?.[column] ?? 0));
    return rounded(minus(all, exactly(taken?.[column] ?? 0)), MOST_DECIMALS);
  };
  const isRatio = metric.kind === "RATIO";
  const next: SumRow = {
    ...place,
    value: summed === 0 || isRatio ? null : sum("value"),
    numerator: summed === 0 || !isRatio ? null : sum("numerator"),
    denominator: summed === 0 || !isRatio ? null : sum("denominator"),
    reporting: known.reporting + (after?.reported ?? 0) - (before?.reported ?? 0),
    figures: known.figures + Number(after !== null) - Number(before !== null),
    summed,
  };
  if (!isExact(known, metric) || !isExact(next, metric)) return null;
  const others = sums.filter((row) => row !== found);
  return next.figures === 0 ? others : [...others, next].sort(inOrder);
}

/** By the last day, of one day the shortest period first: as the database answers them. */
const inOrder = (a: Pick<SumRow, "on" | "from" | "isDue">, b: Pick<SumRow, "on" | "from" | "isDue">): number =>
  compare(a.on, b.on) || compare(b.from ?? "", a.from ?? "") || a.isDue - b.isDue;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

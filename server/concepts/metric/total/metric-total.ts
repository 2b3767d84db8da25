import { groupBy } from "../../../core/collections/groups.js";
import { type Context, cachedReads, type Snapshot } from "../../../core/context.js";
import { MOST_DECIMALS } from "../../../core/schema/checks.js";
import { FOR_EVER, SINCE_EVER } from "../../../core/time/point-in-time.js";
import { exactly, rounded } from "../../provenance/fraction.js";
import { type MetricRow } from "../definition/metric.store.js";
import type { MetricTotal } from "../definition/metric.type.js";
import {
  dayAfter,
  lastScopes,
  questionsOf,
  type Scope,
  scopeOf,
  type TotalQuestion,
} from "../definition/metric-scope.js";
import { type SumQuestion, type SumRow, sumsOf } from "./metric-sum.store.js";

/**
 * The total of each metric on its own last day. It is summed over the units of that day: a total of 2018 does not
 * change when the map does.
 */
export async function lastTotals(
  context: Context,
  asked: readonly TotalQuestion[],
  on: string | null,
): Promise<MetricTotal[]> {
  const scoped = await lastScopes(context, asked, on);
  const questions = questionsOf(scoped);
  const sums = questions.length > 0 ? await sumsOf(cachedReads(context), questions) : [];
  return scoped.map(({ metric, day, scope: { expected } }) => {
    const sum = sums.find(({ metricId }) => metricId === metric.id);
    return totalOf(metric, day, sum, expected);
  });
}

/** The totals of each metric on every day that figures were asked for, oldest first, each over the units of its day. */
export async function totalsOverTime(
  context: Context,
  asked: readonly TotalQuestion[],
  from: string | null,
  to: string | null,
): Promise<MetricTotal[][]> {
  const { reference } = context;
  const stretches = stretchesOf(from ?? SINCE_EVER, to ?? FOR_EVER, reference);
  // Metrics whose subjects and sums are the same are asked together.
  const alike = groupBy(asked, ({ metric, under }) => `${metric.subjectType} ${metric.kind} ${under}`);
  const scoped = [...alike.values()].flatMap((group) => scopesOf(group, stretches, reference));
  const sums = await sumsOf(cachedReads(context), scoped);
  return asked.map(({ metric }) =>
    sums
      .filter(({ metricId }) => metricId === metric.id)
      .map((sum) => {
        const scope = scoped.find(
          ({ metrics, from, before }) => metrics.includes(metric) && from <= sum.day && sum.day < before,
        );
        return totalOf(metric, sum.day, sum, scope?.expected ?? null);
      }),
  );
}

interface Stretch {
  from: string;
  before: string;
}

/** The days from `from` to `to` in stretches within which nobody moves and no area changes. */
function stretchesOf(from: string, to: string, { areas, facilities }: Snapshot): Stretch[] {
  const changes = new Set([...areas.daysOfChange, ...facilities.daysOfMoves()]);
  const starts = [from, ...[...changes].filter((day) => from < day && day <= to).sort()];
  const end = to === FOR_EVER ? to : dayAfter(to);
  return starts.map((start, i) => ({ from: start, before: starts[i + 1] ?? end }));
}

/** What to sum for metrics whose subjects are the same: stretches with the same subjects are one. */
function scopesOf(
  group: readonly TotalQuestion[],
  stretches: readonly Stretch[],
  reference: Snapshot,
): (SumQuestion & Scope)[] {
  const metrics = group.map(({ metric }) => metric);
  const scopes: (SumQuestion & Scope)[] = [];
  for (const { from, before } of stretches) {
    const [first] = group;
    if (!first) continue;
    const scope = scopeOf(first.metric, first.under, { asOf: from }, reference);
    const last = scopes.at(-1);
    if (last && JSON.stringify(last.among) === JSON.stringify(scope.among)) last.before = before;
    else scopes.push({ metrics, from, before, ...scope });
  }
  return scopes;
}

function totalOf(
  { kind }: MetricRow,
  on: string | null,
  sum: SumRow | undefined,
  expected: number | null,
): MetricTotal {
  const isRatio = kind === "RATIO";
  const summed = (column: "value" | "numerator" | "denominator") => inDecimals(sum?.[column] ?? null);
  return {
    on,
    value: isRatio ? null : summed("value"),
    ratio: isRatio ? { numerator: summed("numerator"), denominator: summed("denominator") } : null,
    reporting: sum?.reporting ?? 0,
    expected: expected ?? sum?.asked ?? 0,
  };
}

/** The embedded database adds binary fractions: 0.1 and 0.2 are 0.3 all the same. */
const inDecimals = (sum: number | null): number | null =>
  sum === null || Number.isInteger(sum) ? sum : rounded(exactly(sum), MOST_DECIMALS);

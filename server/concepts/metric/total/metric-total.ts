import { groupBy } from "../../../core/collections/groups.js";
import type { Context, Snapshot } from "../../../core/context.js";
import { daysAfter } from "../../../core/time/days.js";
import { FOR_EVER, SINCE_EVER } from "../../../core/time/point-in-time.js";
import { sumOf } from "../../provenance/fraction.js";
import { type MetricRow } from "../definition/metric.store.js";
import { type Scope, scopeOf, type TotalQuestion } from "../definition/metric-scope.js";
import type { Figure } from "../observation/exact-value.js";
import { type SumPart, sumPart, type TimedQuestion } from "./held-sums.js";
import { figuresOf, type LastDay, type SumRow } from "./metric-sum.store.js";
import type { LeftOutFigures, MetricTotal } from "./metric-total.type.js";
import { inDecimals, isExact } from "./moved-sum.js";

/** A total, and whose figures it is of. */
export interface ScopedTotal {
  total: MetricTotal;
  scope: Scope | null;
}

/** In how many days before the last figure a period is looked for first in which everybody reported. */
const RECENTLY = 400;

/** Whether everybody reported of whom figures were due. */
export const isWhole = ({ reporting, expected }: Pick<MetricTotal, "reporting" | "expected">): boolean =>
  expected > 0 && reporting === expected;

/**
 * The total of each metric of one period. With `on`: of the last day until then that figures were asked for. Without: of
 * the last period in which everybody reported of whom figures were due; if that never was, of the last in which at
 * least half of them did, then of the last that anybody reported, or, where nobody has, of the last asked for. It is summed over the units of its day: a total of 2018 does
 * not change when the map does.
 */
export async function lastTotals(
  context: Context,
  asked: readonly TotalQuestion[],
  on: string | null,
): Promise<ScopedTotal[]> {
  const ids = asked.map(({ metric }) => metric.id);
  const dayOf = lastDayOf(await context.shared.sums.lastDays(context, ids, on), on);
  const days = asked.map(({ metric }) => dayOf(metric.id));
  const recent = await totalsOf(
    context,
    asked.flatMap((each, i) => {
      const to = days[i] ?? null;
      return to === null ? [] : [{ ...each, from: on === null ? daysAfter(to, -RECENTLY) : to, to }];
    }),
  );
  const found = asked.map(({ metric }) => recent.get(metric.id) ?? []);
  const chosen = found.map((totals) => (on === null ? totals.filter(({ total }) => isWhole(total)) : totals));
  const missing = on === null ? asked.filter((_, i) => days[i] !== null && chosen[i]?.length === 0) : [];
  const ever = await totalsOf(
    context,
    missing.map(({ metric, under }) => ({ metric, under, from: SINCE_EVER, to: FOR_EVER })),
  );
  return asked.map(({ metric, under }, i) => {
    const totals = chosen[i]?.length ? chosen[i] : lastKnown(ever.get(metric.id) ?? []);
    const shown = theTotalOf(totals.map(({ total }) => total));
    return totals.find(({ total }) => total === shown) ?? noTotal(metric, under, days[i] ?? null, on, context.snapshot);
  });
}

/** Those in which everybody reported, else those in which half of them did, else those in which anybody did, else all. */
function lastKnown(totals: readonly ScopedTotal[]): readonly ScopedTotal[] {
  const enough: readonly ((total: MetricTotal) => boolean)[] = [
    isWhole,
    ({ reporting, expected }) => reporting > 0 && 2 * reporting >= expected,
    ({ reporting }) => reporting > 0,
  ];
  for (const isEnough of enough) {
    const found = totals.filter(({ total }) => isEnough(total));
    if (found.length > 0) return found;
  }
  return totals;
}

/**
 * Of the totals of the last day the one to be shown: in which everybody reported, then in which the most did, then of
 * the shortest period. They come oldest first, on one day the shortest period first.
 */
export function theTotalOf(totals: readonly MetricTotal[]): MetricTotal | undefined {
  const last = totals.at(-1)?.on;
  const ofDay = totals.filter(({ on }) => on === last);
  const [shown] = [...ofDay].sort((a, b) => Number(isWhole(b)) - Number(isWhole(a)) || b.reporting - a.reporting);
  return shown;
}

/** Of somebody nothing was asked: the total of nobody, on the last day of the metric. */
function noTotal(
  metric: MetricRow,
  under: string,
  day: string | null,
  on: string | null,
  snapshot: Snapshot,
): ScopedTotal {
  const asOf = day ?? on;
  const scope = asOf === null ? null : scopeOf(metric, under, { asOf }, snapshot);
  const expected = day === null ? 0 : (scope?.due.length ?? 0);
  return { total: totalOf(metric, { from: null, on: day }, undefined, expected, []), scope };
}

/** The last day asked for until `on`; without it the last that somebody reported, or, where nobody has, that was asked for. */
function lastDayOf(found: readonly LastDay[], on: string | null) {
  return (id: number): string | null => {
    const [reported, blank] = [1, 0].map(
      (flag) => found.find((row) => row.metricId === id && row.reported === flag)?.day ?? null,
    );
    if (on === null) return reported ?? blank ?? null;
    return (
      [reported ?? null, blank ?? null]
        .filter((day) => day !== null)
        .sort()
        .at(-1) ?? null
    );
  };
}

/** The totals of each metric of every period that figures were asked for, oldest first, each over the units of its day. */
export async function totalsOverTime(
  context: Context,
  asked: readonly TotalQuestion[],
  from: string | null,
  to: string | null,
): Promise<MetricTotal[][]> {
  const found = await totalsOf(
    context,
    asked.map(({ metric, under }) => ({ metric, under, from: from ?? SINCE_EVER, to: to ?? FOR_EVER })),
  );
  return asked.map(({ metric }) => (found.get(metric.id) ?? []).map(({ total }) => total));
}

/** All totals of each metric, by its id: one statement for all whose sums are not held. */
async function totalsOf(
  context: Context,
  asked: readonly TimedQuestion[],
): Promise<ReadonlyMap<number, readonly ScopedTotal[]>> {
  const { snapshot, shared } = context;
  const parts = new Map(
    asked.flatMap((question) =>
      shared.sums.scopesOf(question, snapshot).map((scope) => {
        const part = sumPart(question.metric, scope);
        return [part.key, part] as const;
      }),
    ),
  );
  const all = [...parts.values()];
  const sums = all.length > 0 ? await shared.sums.of(context, all) : [];
  const found = await Promise.all(all.map((part, i) => totalsIn(context, part, sums[i] ?? [])));
  const totals = new Map<number, ScopedTotal[]>(asked.map(({ metric }) => [metric.id, []]));
  all.forEach(({ metricId }, i) => {
    totals.get(metricId)?.push(...(found[i] ?? []));
  });
  return totals;
}

/** The totals of one metric of the days of one scope. */
async function totalsIn(context: Context, part: SumPart, sums: readonly SumRow[]): Promise<ScopedTotal[]> {
  const exact = sums.every((row) => isExact(row, part.metric)) ? sums : await exactSums(context, part, sums);
  return [...groupBy(exact, ({ on }) => on)].flatMap(([on, rows]) => totalsOfDay(part, on, rows));
}

/** Where sums of the database may have lost something, the figures are read and added up one by one. */
const exactSums = ({ db, snapshot }: Context, { metric, scope }: SumPart, sums: readonly SumRow[]): Promise<SumRow[]> =>
  Promise.all(
    sums.map(async (row) => {
      if (isExact(row, metric)) return row;
      const { on, from, isDue } = row;
      const ofDay = { metrics: [metric], from: on, before: daysAfter(on, 1), among: scope.among };
      const figures = (await figuresOf(db, [ofDay])).filter(
        (figure) => figure.from === from && scope.isDue({ ...figure, on }, snapshot.facilities) === (isDue === 1),
      );
      return { ...row, ...addedUp(metric, figures) };
    }),
  );

/** Null where no number in memory is the sum. */
function addedUp({ kind }: MetricRow, figures: readonly Figure[]): Figure {
  if (kind !== "RATIO") {
    return { value: sumOf(figures.flatMap(({ value }) => value ?? [])), numerator: null, denominator: null };
  }
  const known = figures.filter(({ numerator, denominator }) => numerator !== null && denominator !== null);
  return {
    value: null,
    numerator: sumOf(known.map(({ numerator }) => numerator ?? 0)),
    denominator: sumOf(known.map(({ denominator }) => denominator ?? 0)),
  };
}

/** One total for each period that ends on the day; what was reported of another one, or by others, is left out and named. */
const totalsOfDay = ({ metric, scope }: SumPart, on: string, rows: readonly SumRow[]): ScopedTotal[] =>
  [...groupBy(rows, ({ from }) => from)].map(([from, ofPeriod]) => {
    const sum = ofPeriod.find(({ isDue }) => isDue === 1);
    const leftOut = rows.filter((row) => row !== sum && row.reporting > 0).map(leftOutOf);
    return { total: totalOf(metric, { from, on }, sum, scope.due.length, leftOut), scope };
  });

const leftOutOf = ({ from, on, isDue, reporting }: SumRow): LeftOutFigures => ({
  ...{ from, on, count: reporting },
  reason: isDue === 0 ? "NOT_DUE" : "OTHER_PERIOD",
});

function totalOf(
  { kind }: MetricRow,
  { from, on }: Pick<MetricTotal, "from" | "on">,
  sum: SumRow | undefined,
  expected: number,
  leftOut: LeftOutFigures[],
): MetricTotal {
  const isRatio = kind === "RATIO";
  const summed = (column: "value" | "numerator" | "denominator") => inDecimals(sum?.[column] ?? null);
  return {
    from,
    on,
    value: isRatio ? null : summed("value"),
    ratio: isRatio ? { numerator: summed("numerator"), denominator: summed("denominator") } : null,
    reporting: sum?.reporting ?? 0,
    expected,
    leftOut,
  };
}

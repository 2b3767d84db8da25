import { groupBy } from "../../../core/collections/groups.js";
import { type Context, cachedReads, type Snapshot } from "../../../core/context.js";
import { MOST_DECIMALS } from "../../../core/schema/checks.js";
import { daysAfter } from "../../../core/time/days.js";
import { FOR_EVER, SINCE_EVER } from "../../../core/time/point-in-time.js";
import { exactly, rounded, sumOf } from "../../provenance/fraction.js";
import { type MetricRow } from "../definition/metric.store.js";
import { type Scope, scopeOf, type TotalQuestion } from "../definition/metric-scope.js";
import type { Figure } from "../observation/exact-value.js";
import { dueOf, figuresOf, lastDays, type SumQuestion, type SumRow, sumsOf } from "./metric-sum.store.js";
import type { LeftOutFigures, MetricTotal } from "./metric-total.type.js";
import { daysAsked } from "./who-is-due.js";

/** A question about the figures whose days lie in an interval, both ends included. */
interface TimedQuestion extends TotalQuestion {
  from: string;
  to: string;
}

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
  const dayOf = lastDayOf(await lastDays(cachedReads(context), ids, on), on);
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
    missing.map((each) => ({ ...each, from: SINCE_EVER, to: FOR_EVER })),
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
function lastDayOf(found: readonly { metricId: number; reported: number; day: string | null }[], on: string | null) {
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
    asked.map((each) => ({ ...each, from: from ?? SINCE_EVER, to: to ?? FOR_EVER })),
  );
  return asked.map(({ metric }) => (found.get(metric.id) ?? []).map(({ total }) => total));
}

/** All totals of each metric, by its id: one statement. */
async function totalsOf(
  context: Context,
  asked: readonly TimedQuestion[],
): Promise<ReadonlyMap<number, readonly ScopedTotal[]>> {
  const { snapshot } = context;
  // Metrics whose subjects and sums are the same are asked together.
  const alike = groupBy(asked, ({ metric, under, from, to }) =>
    JSON.stringify([
      metric.subjectType,
      metric.kind,
      metric.expectedOf,
      metric.expectedFormId,
      daysAsked(metric, snapshot),
      under,
      from,
      to,
    ]),
  );
  const scoped = [...alike.values()].flatMap((group) => scopesOf(group, snapshot));
  const sums = scoped.length > 0 ? await exactSums(context, scoped) : [];
  const byMetric = groupBy(sums, ({ metricId }) => metricId);
  return new Map(
    asked.map(({ metric }) => {
      const ofDays = groupBy(byMetric.get(metric.id) ?? [], ({ on }) => on);
      return [metric.id, [...ofDays].flatMap(([on, rows]) => totalsOfDay(metric, on, rows, scoped))] as const;
    }),
  );
}

/** Up to here a number in memory has all decimals that a figure may have, and loses none of them by adding. */
const SURELY_EXACT = 1e9;
/** Up to here whole numbers are added exactly, with room to see that one of them was not whole. */
const SURELY_EXACT_IF_WHOLE = 1e15;

function isExact({ value, numerator, denominator }: SumRow, { counts, least }: MetricRow): boolean {
  const isOfWhole = counts !== "DECIMAL" && least !== "NEGATIVE";
  return [value, numerator, denominator].every((sum) => {
    const size = Math.abs(sum ?? 0);
    return size <= SURELY_EXACT || (isOfWhole && size <= SURELY_EXACT_IF_WHOLE && Number.isInteger(size));
  });
}

/** The sums; where those of the database may have lost something, the figures are read and added up one by one. */
async function exactSums(context: Context, scoped: readonly (SumQuestion & Scope)[]): Promise<SumRow[]> {
  const sums = await sumsOf(cachedReads(context), scoped);
  return Promise.all(
    sums.map(async (row) => {
      const metric = context.snapshot.metrics.byId(row.metricId);
      if (isExact(row, metric)) return row;
      const question = scoped.find(
        ({ metrics, from, before }) => metrics.some(({ id }) => id === metric.id) && from <= row.on && row.on < before,
      );
      if (!question) throw new Error("A sum is of nobody who was asked about.");
      const { among, due, allAreDue } = question;
      const ofDay = { metrics: [metric], from: row.on, before: daysAfter(row.on, 1), among };
      const figures = (await figuresOf(context.db, [ofDay])).filter(({ from, facilityId, areaId }) => {
        const isDue = allAreDue || due.includes(facilityId ?? areaId ?? 0);
        return from === row.from && isDue === (row.isDue === 1);
      });
      return { ...row, ...addedUp(metric, figures) };
    }),
  );
}

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
function totalsOfDay(
  metric: MetricRow,
  on: string,
  rows: readonly SumRow[],
  scoped: readonly (SumQuestion & Scope)[],
): ScopedTotal[] {
  const scope = scoped.find(({ metrics, from, before }) => metrics.includes(metric) && from <= on && on < before);
  return [...groupBy(rows, ({ from }) => from)].map(([from, ofPeriod]) => {
    const sum = ofPeriod.find(({ isDue }) => isDue === 1);
    const leftOut = rows.filter((row) => row !== sum && row.reporting > 0).map(leftOutOf);
    const total = totalOf(metric, { from, on }, sum, scope?.due.length ?? 0, leftOut);
    return { total, scope: scope ?? null };
  });
}

const leftOutOf = ({ from, on, isDue, reporting }: SumRow): LeftOutFigures => ({
  ...{ from, on, count: reporting },
  reason: isDue === 0 ? "NOT_DUE" : "OTHER_PERIOD",
});

interface Stretch {
  from: string;
  before: string;
}

/** The days from `from` to `to` in stretches within which nobody moves, no area changes, and the same are due. */
function stretchesOf({ metric, from, to }: TimedQuestion, snapshot: Snapshot): Stretch[] {
  const { areas, facilities } = snapshot;
  // A campaign says of its own days who is due.
  const asked = daysAsked(metric, snapshot).flatMap((day) => [day, daysAfter(day, 1)]);
  const changes = new Set([...areas.daysOfChange, ...facilities.daysOfMoves(), ...asked]);
  const starts = [from, ...[...changes].filter((day) => from < day && day <= to).sort()];
  const end = to === FOR_EVER ? to : daysAfter(to, 1);
  return starts.map((start, i) => ({ from: start, before: starts[i + 1] ?? end }));
}

/** What to sum for metrics whose subjects are the same: stretches with the same subjects are one. */
function scopesOf(group: readonly TimedQuestion[], snapshot: Snapshot): (SumQuestion & Scope)[] {
  const [first] = group;
  if (!first) return [];
  const metrics = group.map(({ metric }) => metric);
  const scopes: (SumQuestion & Scope)[] = [];
  for (const { from, before } of stretchesOf(first, snapshot)) {
    const scope = scopeOf(first.metric, first.under, { asOf: from }, snapshot);
    const last = scopes.at(-1);
    if (last && isSame(last, scope)) last.before = before;
    else {
      const isDue = scope.allAreDue ? null : dueOf(first.metric, scope.due);
      scopes.push({ metrics, from, before, ...scope, isDue });
    }
  }
  return scopes;
}

const isSame = (one: Scope, other: Scope): boolean =>
  JSON.stringify([one.among, one.due]) === JSON.stringify([other.among, other.due]);

function totalOf(
  { kind }: MetricRow,
  period: Pick<MetricTotal, "from" | "on">,
  sum: SumRow | undefined,
  expected: number,
  leftOut: LeftOutFigures[],
): MetricTotal {
  const isRatio = kind === "RATIO";
  const summed = (column: "value" | "numerator" | "denominator") => inDecimals(sum?.[column] ?? null);
  return {
    ...period,
    value: isRatio ? null : summed("value"),
    ratio: isRatio ? { numerator: summed("numerator"), denominator: summed("denominator") } : null,
    reporting: sum?.reporting ?? 0,
    expected,
    leftOut,
  };
}

/** The embedded database adds binary fractions: 0.1 and 0.2 are 0.3 all the same. */
const inDecimals = (sum: number | null): number | null =>
  sum === null || Number.isInteger(sum) ? sum : rounded(exactly(sum), MOST_DECIMALS);

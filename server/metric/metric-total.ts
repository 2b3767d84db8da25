import type { AreaView } from "../area/area-book.js";
import type { Context } from "../context.js";
import { FOR_EVER, SINCE_EVER, type World } from "../database/world.js";
import { groupBy } from "../loading/groups.js";
import type { Reference } from "../reference/reference.js";
import {
  type Among,
  everybody,
  lastDays,
  type MetricRow,
  nobody,
  type SumQuestion,
  type SumRow,
  standingIn,
  sumsOf,
  these,
} from "./metric.store.js";
import type { MetricTotal } from "./metric.type.js";

/** One metric, to be summed over the area or under the managing body with a code. */
export interface TotalQuestion {
  metric: MetricRow;
  under: string;
}

/** Which subjects of a metric count on a day, and how many there should be (null: as many as were asked). */
interface Scope {
  among: Among;
  expected: number | null;
}

const NOBODY: Scope = { among: nobody, expected: 0 };

/**
 * The total of each metric on its own last day. It is summed over the world of that day: a total of 2018 does not
 * change when the map does.
 */
export async function lastTotals(
  { db, reference }: Context,
  asked: readonly TotalQuestion[],
  on: string | null,
): Promise<MetricTotal[]> {
  const ids = asked.map(({ metric }) => metric.id);
  const days = lastDayOf(await lastDays(db, ids, on), on);
  const scoped = asked.map(({ metric, under }) => {
    const day = days(metric.id);
    const asOf = day ?? on;
    return { metric, day, scope: asOf === null ? NOBODY : scopeOf(metric, under, { asOf }, reference) };
  });
  const questions = scoped.flatMap(({ metric, day, scope: { among } }) =>
    day === null ? [] : [{ metrics: [metric], from: day, before: dayAfter(day), among }],
  );
  const sums = questions.length > 0 ? await sumsOf(db, questions) : [];
  return scoped.map(({ metric, day, scope: { expected } }) => {
    const sum = sums.find(({ metricId }) => metricId === metric.id);
    return totalOf(metric, day, sum, expected);
  });
}

/** The days asked for until `on`; without it those that somebody reported, or, where nobody has, that were asked for. */
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

/** The totals of each metric on every day that figures were asked for, oldest first, each over the world of its day. */
export async function totalsOverTime(
  { db, reference }: Context,
  asked: readonly TotalQuestion[],
  from: string | null,
  to: string | null,
): Promise<MetricTotal[][]> {
  const stretches = stretchesOf(from ?? SINCE_EVER, to ?? FOR_EVER, reference);
  // Metrics whose subjects and sums are the same are asked together.
  const alike = groupBy(asked, ({ metric, under }) => `${metric.subjectType} ${metric.kind} ${under}`);
  const scoped = [...alike.values()].flatMap((group) => scopesOf(group, stretches, reference));
  const sums = await sumsOf(db, scoped);
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
function stretchesOf(from: string, to: string, { areas, facilities }: Reference): Stretch[] {
  const changes = new Set([...areas.daysOfChange, ...facilities.daysOfMoves()]);
  const starts = [from, ...[...changes].filter((day) => from < day && day <= to).sort()];
  const end = to === FOR_EVER ? to : dayAfter(to);
  return starts.map((start, i) => ({ from: start, before: starts[i + 1] ?? end }));
}

/** What to sum for metrics whose subjects are the same: stretches with the same subjects are one. */
function scopesOf(
  group: readonly TotalQuestion[],
  stretches: readonly Stretch[],
  reference: Reference,
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
  return {
    on,
    value: isRatio ? null : (sum?.value ?? null),
    ratio: isRatio ? { numerator: sum?.numerator ?? null, denominator: sum?.denominator ?? null } : null,
    reporting: sum?.reporting ?? 0,
    expected: expected ?? sum?.asked ?? 0,
  };
}

function scopeOf({ subjectType }: MetricRow, under: string, world: World, reference: Reference): Scope {
  const { areas } = reference;
  const area = areas.holder(under, world);
  const within = area ? areas.within(area.id, world) : [];
  if (subjectType === "FACILITY")
    return { among: facilitiesAmong(area, within, under, world, reference), expected: null };
  const inside = within.filter((id) => areas.view(id, world)?.areaType === subjectType);
  return { among: these("area_id", inside), expected: inside.length };
}

function facilitiesAmong(
  area: AreaView | null,
  within: readonly number[],
  under: string,
  world: World,
  { areas, facilities }: Reference,
): Among {
  if (!area) return these("facility_id", [...facilities.managedBy(under, world)]);
  const all = within.length === areas.countIn(world) && facilities.allStandIn(within, world);
  return all ? everybody : standingIn(within);
}

function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

import type { Context } from "../context.js";
import { placeholders, type Sql, sqlOf } from "../database/sql.js";
import type { World } from "../database/world.js";
import { facilitiesUnder } from "../facility/facility.store.js";
import { lastDays, type MetricRow, type SumRow, sumsOf } from "./metric.store.js";
import type { MetricTotal } from "./metric.type.js";

/** Which subjects of a metric count on its day, and how many there should be (null: as many as were asked). */
interface Scope {
  among: Sql;
  expected: number | null;
}

const NOBODY: Scope = { among: sqlOf("1 = 0"), expected: 0 };

/**
 * Totals of several metrics, each over the area or the managing body with a code. Each metric has its own day, and is
 * summed over the world of that day: a total of 2018 does not change when the map does.
 */
export async function totalsOf(
  { db, reference }: Context,
  asked: readonly { metric: MetricRow; under: string }[],
  on: string | null,
): Promise<MetricTotal[]> {
  const found = await lastDays(
    db,
    asked.map(({ metric }) => metric.id),
    on,
  );
  const days = new Map(found.map(({ metricId, day }) => [metricId, day]));
  const scopes = asked.map(({ metric, under }) => {
    const day = days.get(metric.id);
    const asOf = day ?? on;
    return { metric, day, ...(asOf === null ? NOBODY : scopeOf(metric, under, { asOf }, reference)) };
  });
  const summed = scopes.flatMap(({ metric, day, among }) =>
    day === undefined ? [] : [{ metricId: metric.id, day, among }],
  );
  const sums = summed.length > 0 ? await sumsOf(db, summed) : [];
  return scopes.map(({ metric, day, expected }) => {
    const sum = sums.find(({ metricId }) => metricId === metric.id);
    return totalOf(metric, day ?? null, sum, expected);
  });
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

function scopeOf({ subjectType }: MetricRow, under: string, world: World, { areas }: Context["reference"]): Scope {
  if (subjectType === "FACILITY") {
    const facilities = facilitiesUnder(under, world, areas);
    return { among: sqlOf(`o.facility_id IN (${facilities.sql})`, facilities.params), expected: null };
  }
  const area = areas.holder(under, world);
  if (!area) return NOBODY;
  const inside = areas.within(area.id, world).filter((id) => areas.view(id, world)?.areaType === subjectType);
  if (inside.length === 0) return NOBODY;
  return { among: sqlOf(`o.area_id IN (${placeholders(inside)})`, inside), expected: inside.length };
}

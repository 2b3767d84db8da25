import { type Context, cachedReads, type Snapshot } from "../../../core/context.js";
import { badInput } from "../../../core/schema/errors.js";
import type { PointInTime } from "../../../core/time/point-in-time.js";
import type { AreaView } from "../../area/area-tree.js";
import * as messages from "../metric.messages.js";
import {
  type Among,
  everybody,
  lastDays,
  nobody,
  type SumQuestion,
  standingIn,
  these,
} from "../total/metric-sum.store.js";
import { type MetricRow } from "./metric.store.js";

/** One metric, to be asked of the area or under the managing body with a code. */
export interface TotalQuestion {
  metric: MetricRow;
  under: string;
}

/** Which subjects of a metric count on a day, and how many there should be (null: as many as were asked). */
export interface Scope {
  among: Among;
  expected: number | null;
  /** The areas that should report; none where it is facilities. */
  areas: readonly number[];
}

const NOBODY: Scope = { among: nobody, expected: 0, areas: [] };

/** A metric on its own last day, over whoever counts on that day. */
export interface LastScope {
  metric: MetricRow;
  day: string | null;
  scope: Scope;
}

/** Of each metric its last day until `on`, and who counts on it: figures of 2018 stay where they were when the map changes. */
export async function lastScopes(
  context: Context,
  asked: readonly TotalQuestion[],
  on: string | null,
): Promise<LastScope[]> {
  const ids = asked.map(({ metric }) => metric.id);
  const days = lastDayOf(await lastDays(cachedReads(context), ids, on), on);
  return asked.map(({ metric, under }) => {
    const day = days(metric.id);
    const asOf = day ?? on;
    return { metric, day, scope: asOf === null ? NOBODY : scopeOf(metric, under, { asOf }, context.reference) };
  });
}

/** What to read of each metric that has a day. */
export const questionsOf = (scoped: readonly LastScope[]): SumQuestion[] =>
  scoped.flatMap(({ metric, day, scope: { among } }) =>
    day === null ? [] : [{ metrics: [metric], from: day, before: dayAfter(day), among }],
  );

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

export function scopeOf(
  { subjectType }: MetricRow,
  under: string,
  pointInTime: PointInTime,
  reference: Snapshot,
): Scope {
  const { areas } = reference;
  const area = areas.holder(under, pointInTime);
  const within = area ? areas.within(area.id, pointInTime) : [];
  if (subjectType === "FACILITY")
    return { among: facilitiesAmong(area, within, under, pointInTime, reference), expected: null, areas: [] };
  const inside = within.filter((id) => areas.view(id, pointInTime)?.areaType === subjectType);
  return { among: these("area_id", inside), expected: inside.length, areas: inside };
}

function facilitiesAmong(
  area: AreaView | null,
  within: readonly number[],
  under: string,
  pointInTime: PointInTime,
  { areas, facilities }: Snapshot,
): Among {
  if (!area) return these("facility_id", [...facilities.managedBy(under, pointInTime)]);
  const all = within.length === areas.countIn(pointInTime) && facilities.allStandIn(within, pointInTime);
  return all ? everybody : standingIn(within);
}

export function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/** Where a metric is at home: the country if it is collected for the country, else the province. */
export function homeOf({ subjectType }: MetricRow, { areas }: Snapshot): string {
  const code = areas.onlyOne(subjectType === "COUNTRY" ? "COUNTRY" : "PROVINCE");
  if (code !== null) return code;
  throw badInput(messages.severalProvinces);
}

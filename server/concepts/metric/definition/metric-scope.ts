import type { Snapshot } from "../../../core/context.js";
import { badInput } from "../../../core/schema/errors.js";
import type { PointInTime } from "../../../core/time/point-in-time.js";
import * as messages from "../metric.messages.js";
import type { Among } from "../total/metric-sum.store.js";
import { dueAmong } from "../total/who-is-due.js";
import { type MetricRow } from "./metric.store.js";

/** One metric, to be asked of the area or under the managing body with a code. */
export interface TotalQuestion {
  metric: MetricRow;
  under: string;
}

/** Whose figures of a metric are read on a day, and the facilities or areas of whom figures are due. */
export interface Scope {
  among: Among;
  due: readonly number[];
  /** Whether figures are due of all whose figures are read. */
  allAreDue: boolean;
}

const EVERYBODY: Among = { by: "EVERYBODY", ids: [] };

export function scopeOf(metric: MetricRow, under: string, pointInTime: PointInTime, snapshot: Snapshot): Scope {
  const { areas, facilities } = snapshot;
  const area = areas.holder(under, pointInTime);
  const within = area ? areas.within(area.id, pointInTime) : [];
  /** `there`: who has closed owes nothing any more. */
  const scope = (subjects: readonly number[], there: readonly number[], among: Among): Scope => {
    const due = dueAmong(metric, there, pointInTime, snapshot);
    return { among, due, allAreDue: due.length === subjects.length };
  };
  if (metric.subjectType !== "FACILITY") {
    const inside = within.filter((id) => areas.view(id, pointInTime)?.areaType === metric.subjectType);
    return scope(inside, inside, { by: "AREA", ids: inside });
  }
  if (!area) {
    const managed = [...facilities.managedBy(under, pointInTime)];
    return scope(managed, facilities.existing(managed, pointInTime), { by: "FACILITY", ids: managed });
  }
  const { all, existing } = facilities.inside(within, pointInTime);
  const isEverybody = within.length === areas.countIn(pointInTime) && all.length === facilities.size;
  return scope(all, existing, isEverybody ? EVERYBODY : { by: "PLACE", ids: within });
}

/** Where a metric is at home: the country if it is collected for the country, else the province. */
export function homeOf({ subjectType }: MetricRow, { areas }: Snapshot): string {
  const code = areas.onlyOne(subjectType === "COUNTRY" ? "COUNTRY" : "PROVINCE");
  if (code !== null) return code;
  throw badInput(messages.severalProvinces);
}

import type { Snapshot } from "../../../core/context.js";
import { badInput } from "../../../core/schema/errors.js";
import type { PointInTime } from "../../../core/time/point-in-time.js";
import * as messages from "../metric.messages.js";
import type { Among } from "../total/metric-sum.store.js";
import { dueAmong } from "../total/who-is-due.js";
import type { MetricRow, ObservationRow, Subject } from "./metric.store.js";

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

/** One metric and whom its figures are asked for. */
export interface SubjectCondition {
  id: number;
  whom: Subject;
}

/** Whom a code denotes; without one, where the metric is at home. */
export function subjectOf(metric: MetricRow, code: string | null | undefined, snapshot: Snapshot): Subject {
  const wanted = code ?? homeOf(metric, snapshot);
  const areas = snapshot.areas.holders(wanted);
  return areas.length > 0 ? { areas } : { facility: wanted };
}

/** Everybody whose figures are asked for, so that one statement finds them. */
export const everyOf = (asked: readonly SubjectCondition[]): Subject => {
  const [first] = asked;
  if (first && "facility" in first.whom) return first.whom;
  return { areas: [...new Set(asked.flatMap(({ whom }) => ("areas" in whom ? whom.areas : [])))] };
};

export const isOf = (row: ObservationRow, { id, whom }: SubjectCondition): boolean =>
  row.metricId === id && ("facility" in whom || (row.areaId !== null && whom.areas.includes(row.areaId)));

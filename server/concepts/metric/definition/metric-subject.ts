import type { Snapshot } from "../../../core/context.js";
import type { MetricRow, ObservationRow, Subject } from "./metric.store.js";
import { homeOf } from "./metric-scope.js";

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

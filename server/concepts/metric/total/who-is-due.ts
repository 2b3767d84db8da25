import type { Snapshot } from "../../../core/context.js";
import type { PointInTime } from "../../../core/time/point-in-time.js";
import { recipientsAsked } from "../../reporting/recipients-asked.js";
import type { MetricRow } from "../definition/metric.store.js";

/** The days of which campaigns that were opened here ask for a metric: of them they say who is due. */
export const daysAsked = ({ id, expectedOf }: MetricRow, { reportingCampaigns, asked }: Snapshot): string[] =>
  expectedOf === "ALL_SUBJECTS"
    ? []
    : reportingCampaigns
        .all()
        .filter(({ definition }) => definition !== null)
        .flatMap((campaign) => asked.ofCampaign(campaign.id))
        .flatMap(({ figures }) => figures.flatMap(({ metricId, on }) => (metricId === id ? on : [])));

/**
 * Of these facilities or areas those of whom figures of a metric are due on a day, by its own rule: never by who happened
 * to report, so that nobody's silence makes a total look whole.
 */
export function dueAmong(
  metric: MetricRow,
  subjects: readonly number[],
  { asOf }: PointInTime,
  snapshot: Snapshot,
): readonly number[] {
  const { id, expectedOf, expectedFormId, subjectType } = metric;
  if (expectedOf === "ALL_SUBJECTS") return subjects;
  const isFacility = subjectType === "FACILITY";
  const here = asOf !== null && daysAsked(metric, snapshot).includes(asOf);
  const recipients = here ? recipientsAsked(snapshot, id, { on: asOf }) : null;
  if (recipients) {
    const asked = isFacility ? recipients.facilityIds : recipients.areaIds;
    return subjects.filter((subject) => asked.has(subject));
  }
  if (expectedFormId === null) return [];
  const asked = snapshot.asked.subjectsOf(expectedFormId, id);
  return subjects.filter((subject) => asked.has(subject));
}

import type { Snapshot } from "../../core/context.js";
import { type FigureSubject, subjectsOwed } from "./asked.js";

/** Whom campaigns asked for a metric. */
export interface RecipientsAsked {
  facilityIds: ReadonlySet<number>;
  areaIds: ReadonlySet<number>;
}

/**
 * The recipients of the campaigns that asked for a metric of this day (of a period, its last): whom its figures are to
 * be about. Null: no campaign asked for it. `from` narrows it to periods that begin on that day.
 */
export function recipientsAsked(
  snapshot: Pick<Snapshot, "asked" | "reportingCampaigns" | "areas" | "metrics">,
  metricId: number,
  { on, from }: { on: string; from?: string | null },
): RecipientsAsked | null {
  const isAsked = (figure: { metricId: number; on: string; from: string | null }) =>
    figure.metricId === metricId && figure.on === on && (from === undefined || figure.from === from);
  const forms = snapshot.reportingCampaigns
    .all()
    .flatMap(({ id }) => snapshot.asked.ofCampaign(id))
    .filter(({ figures }) => figures.some(isAsked));
  if (forms.length === 0) return null;
  const subjects = forms.flatMap(({ demands }) =>
    demands.flatMap(({ demand, obligations }) =>
      obligations.flatMap((obligation): FigureSubject[] => subjectsOwed(metricId, demand, obligation, snapshot)),
    ),
  );
  return {
    facilityIds: new Set(subjects.flatMap(({ facilityId }) => facilityId ?? [])),
    areaIds: new Set(subjects.flatMap(({ areaId }) => areaId ?? [])),
  };
}

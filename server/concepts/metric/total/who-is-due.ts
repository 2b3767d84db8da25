import type { Snapshot } from "../../../core/context.js";
import type { MetricRow } from "../definition/metric.store.js";

/** By when a letter asks for a form. */
interface Demand {
  dueBefore: string;
}

/** Who answers it, and for which area; null: for itself. */
interface Obligation {
  facilityId: number;
  areaId: number | null;
}

/** Of whom somebody owes figures: of itself, or of each area in the area that it answers for. */
export function subjectsOwed(
  subjectType: string,
  { dueBefore }: Demand,
  { facilityId, areaId }: Obligation,
  { areas }: Snapshot,
): number[] {
  if (subjectType === "FACILITY") return [facilityId];
  const pointInTime = { asOf: dueBefore };
  const within = areaId === null ? [] : areas.within(areaId, pointInTime);
  return within.filter((id) => areas.view(id, pointInTime)?.areaType === subjectType);
}

/**
 * Of these facilities or areas those of whom figures of a metric are due, by its own rule: never by who happened to
 * report, so that nobody's silence makes a total look whole.
 */
export function dueAmong(
  { expectedOf, expectedFormId, subjectType }: MetricRow,
  subjects: readonly number[],
  reference: Snapshot,
): readonly number[] {
  if (expectedOf === "ALL_SUBJECTS") return subjects;
  const { demands, obligations } = reference.campaign;
  const asked = new Set(
    demands
      .filter(({ formId }) => formId === expectedFormId)
      .flatMap((demand) =>
        obligations
          .filter(({ demandId }) => demandId === demand.id)
          .flatMap((obligation) => subjectsOwed(subjectType, demand, obligation, reference)),
      ),
  );
  return subjects.filter((id) => asked.has(id));
}

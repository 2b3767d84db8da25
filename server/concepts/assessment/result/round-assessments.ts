import type { Context, Snapshot } from "../../../core/context.js";
import { pageOfSorted } from "../../../core/schema/page-of-list.js";
import type { Connection, PageArgs } from "../../../core/schema/pagination.js";
import { createBatchBelow, pointInTimeOf } from "../../../core/snapshot/batch.js";
import type { PointInTime } from "../../../core/time/point-in-time.js";
import { facilitiesUnder } from "../../facility/list/facilities-under.js";
import { BY_NAME, facilitiesOf } from "../../facility/list/facility-list.js";
import type { FacilityRow } from "../../facility/register/facility-history.js";
import { CODES, requireKnown } from "../../known-code.js";
import { isOneOfLevels } from "../level/level-filter.input.js";
import type { AssessmentFilter, AssessmentOrder } from "./assessment.input.js";
import type { AssessmentRow, RoundRow } from "./assessment.store.js";

export const BY_FACILITY_NAME: AssessmentOrder = { field: "FACILITY_NAME", direction: "ASC" };

/** Of each of these rounds a page of its results. */
export function assessmentPages(
  { snapshot }: Context,
  rounds: readonly RoundRow[],
  filter: AssessmentFilter,
  orderBy: AssessmentOrder,
  args: PageArgs,
): Connection<AssessmentRow>[] {
  requireKnown(CODES.BODY, "under", filter.under, snapshot);
  const pages = rounds.map((round) => {
    const pointInTime = pointInTimeOf(round);
    const facilities = snapshot.facilities.in(pointInTime);
    const list = resultsOf(round, filter, orderBy, pointInTime, snapshot);
    const facilityOf = ({ facilityId }: AssessmentRow) => facilities.find(facilityId) as FacilityRow;
    return pageOfSorted(list, args, "round assessments", orderBy, {
      keyOf: (row) => KEYS[orderBy.field](row, facilityOf(row)),
      idOf: ({ facilityId }) => facilityId,
    });
  });
  createBatchBelow(
    "Assessment",
    rounds,
    pages.map(({ nodes }) => nodes),
  );
  return pages;
}

/** By what lists can be sorted; ties go by the id of the facility. */
const KEYS: Record<AssessmentOrder["field"], (row: AssessmentRow, facility: FacilityRow) => string> = {
  FACILITY_NAME: (_, { sortKey }) => sortKey,
  FACILITY_CODE: (_, { code }) => code,
  REPORTED_LEVEL: ({ reportedLevel }, { sortKey }) => `${reportedLevel ?? 0} ${sortKey}`,
};

/** The results of a round that fulfil the conditions, sorted upwards, of facilities that exist then. */
function resultsOf(
  round: RoundRow,
  { reportedLevel, under, facility }: AssessmentFilter,
  { field }: AssessmentOrder,
  pointInTime: PointInTime,
  snapshot: Snapshot,
): AssessmentRow[] {
  const onLastDay: PointInTime = { asOf: round.knownOn };
  const members = under == null ? null : facilitiesUnder(under, onLastDay, snapshot);
  const chosen = facility && new Set(facilitiesOf(facility, BY_NAME, onLastDay, snapshot).map(({ id }) => id));
  const isOne = isOneOfLevels(reportedLevel);
  const results = new Map(
    snapshot.assessments
      .ofRound(round.id)
      .filter((row) => isOne(row) && members?.has(row.facilityId) !== false && chosen?.has(row.facilityId) !== false)
      .map((row) => [row.facilityId, row]),
  );
  const sorted = snapshot.facilities
    .in(pointInTime)
    .sortedOf([...results.keys()], field === "FACILITY_CODE" ? "CODE" : "NAME")
    .map(({ id }) => results.get(id) as AssessmentRow);
  if (field !== "REPORTED_LEVEL") return sorted;
  return sorted.sort((one, other) => (one.reportedLevel ?? 0) - (other.reportedLevel ?? 0));
}

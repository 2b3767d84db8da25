import type { Snapshot } from "../../../core/context.js";
import { createBatchBelow, findEach, own } from "../../../core/snapshot/batch.js";
import type { FacilityRow } from "./facility-history.js";

/** The facility that each of these rows names, as it is at the point in time of the row; null where it is not there. */
export const facilityOfEach = (
  rows: readonly { facilityId: number | null }[],
  { facilities }: Snapshot,
): (FacilityRow | null)[] =>
  createBatchBelow(
    "Facility",
    rows,
    findEach(
      rows,
      (pointInTime) => facilities.in(pointInTime),
      (then, { facilityId }) => own(facilityId === null ? null : then.find(facilityId)),
    ),
  );

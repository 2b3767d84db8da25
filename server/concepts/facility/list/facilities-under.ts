import type { Snapshot } from "../../../core/context.js";
import { LATEST, type PointInTime } from "../../../core/time/point-in-time.js";

/** Everything that facilities stand in or under. */
export const allBodies = ({ areas, facilities }: Snapshot): { code: string }[] => [
  ...areas.all(LATEST),
  ...facilities.in(LATEST).sorted("CODE"),
];

/** The facilities within the area, or under the managing body, that has this code then. */
export function facilitiesUnder(
  code: string,
  pointInTime: PointInTime,
  { areas, facilities }: Snapshot,
): ReadonlySet<number> {
  const area = areas.holder(code, pointInTime);
  return area
    ? new Set(facilities.standingIn(areas.within(area.id, pointInTime), pointInTime))
    : facilities.managedBy(code, pointInTime);
}

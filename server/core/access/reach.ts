import type { Context } from "../context.js";
import { type Reach, ruleOf } from "./policy.js";

/** Who manages whom on a day, as the register of facilities knows it. */
interface Hierarchy {
  in(day: OneDay): { ancestors(id: number): readonly { id: number }[] };
  above(id: number, kind: "MANAGES", day: OneDay): readonly number[];
}
type OneDay = { asOf: string };

function reachOf(own: number, facilityId: number, facilities: Hierarchy, day: string): Reach {
  if (facilityId === own) return "OWN";
  const facilitiesThen = facilities.in({ asOf: day });
  const above = (id: number) => new Set(facilitiesThen.ancestors(id).map((facility) => facility.id));
  if (above(facilityId).has(own)) return "MANAGED";
  if (above(own).has(facilityId)) return "PARENT";
  const [managing] = facilities.above(own, "MANAGES", { asOf: day });
  const isSibling = managing !== undefined && facilities.above(facilityId, "MANAGES", { asOf: day }).includes(managing);
  return isSibling ? "SIBLING" : "FOREIGN";
}

/**
 * Whether who asks may do this with data of a facility; null: data of an area, or of nobody in particular. The
 * Department may with all, an editor where the row in the policy says so, by who manages whom on this day.
 */
export function mayActOn(
  { viewer, snapshot }: Context,
  field: string,
  facilityId: number | null,
  day: string,
): boolean {
  const { roles, reaches = [] } = ruleOf(field);
  if (!roles.includes(viewer.role)) return false;
  if (viewer.role !== "FACILITY_EDITOR") return true;
  const own = viewer.account?.facilityId;
  return own != null && facilityId !== null && reaches.includes(reachOf(own, facilityId, snapshot.facilities, day));
}

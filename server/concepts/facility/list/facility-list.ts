import type { Context, Snapshot } from "../../../core/context.js";
import { badInput } from "../../../core/schema/errors.js";
import { pageOfSorted } from "../../../core/schema/page-of-list.js";
import type { Connection, PageArgs } from "../../../core/schema/pagination.js";
import { asAsked, createBatch, createBatchBelow, pointInTimeFor } from "../../../core/snapshot/batch.js";
import { cut } from "../../../core/text/localized-message.js";
import { didYouMean } from "../../../core/text/nearest-names.js";
import type { PointInTime } from "../../../core/time/point-in-time.js";
import { hasLevel } from "../../assessment/level/level-filter.input.js";
import { CODES, requireKnown } from "../../known-code.js";
import type { Terms } from "../../term/terms.js";
import * as messages from "../facility.messages.js";
import { SORTED_BY } from "../register/facilities-at.js";
import type { FacilityFilter, FacilityOrder } from "../register/facility.input.js";
import type { FacilityRow } from "../register/facility-history.js";
import { searched } from "./facility-search.js";

export const BY_NAME: FacilityOrder = { field: "NAME", direction: "ASC" };

/** A filtered, sorted page of facilities at one point in time. */
export function facilityPage(
  { snapshot }: Context,
  pointInTime: PointInTime,
  filter: FacilityFilter,
  orderBy: FacilityOrder,
  args: PageArgs,
): Connection<FacilityRow> {
  const connection = pageOf(facilitiesOf(filter, orderBy, pointInTime, snapshot), orderBy, args, "facilities");
  createBatch("Facility", pointInTime, connection.nodes);
  return connection;
}

/** For several areas at once, a page of the facilities within each. */
export function facilitiesOfAreas(
  { snapshot }: Context,
  areas: readonly { id: number }[],
  asOf: string | null | undefined,
  filter: FacilityFilter,
  orderBy: FacilityOrder,
  args: PageArgs,
): Connection<FacilityRow>[] {
  requireKnownIn(filter, snapshot);
  const connections = areas.map((area) => {
    const pointInTime = pointInTimeFor(area, asOf);
    const inside = within(area.id, orderBy, pointInTime, snapshot);
    return pageOf(fulfilling(inside, filter, pointInTime, snapshot), orderBy, args, "area facilities");
  });
  const nodes = connections.map((connection) => connection.nodes);
  createBatchBelow("Facility", areas, nodes, asAsked(asOf));
  return connections;
}

/** A page of a list that is sorted upwards, whichever way it is asked for. */
const pageOf = (list: readonly FacilityRow[], orderBy: FacilityOrder, args: PageArgs, name: string) =>
  pageOfSorted(list, args, name, orderBy, { keyOf: SORTED_BY[orderBy.field], idOf: ({ id }) => id });

/** The facilities that stand within an area, sorted. */
const within = (areaId: number, { field }: FacilityOrder, pointInTime: PointInTime, { areas, facilities }: Snapshot) =>
  facilities.in(pointInTime).standingIn(areas.within(areaId, pointInTime), field);

/** All that fulfil the conditions, sorted upwards. */
export function facilitiesOf(
  filter: FacilityFilter,
  orderBy: FacilityOrder,
  pointInTime: PointInTime,
  snapshot: Snapshot,
): readonly FacilityRow[] {
  requireKnownIn(filter, snapshot);
  const area = filter.areaCode == null ? undefined : snapshot.areas.holder(filter.areaCode, pointInTime);
  if (area === null) return [];
  const all = area
    ? within(area.id, orderBy, pointInTime, snapshot)
    : snapshot.facilities.in(pointInTime).sorted(orderBy.field);
  return fulfilling(all, { ...filter, areaCode: null }, pointInTime, snapshot);
}

function requireKnownIn({ areaCode, under }: FacilityFilter, snapshot: Snapshot): void {
  requireKnown(CODES.AREA, "areaCode", areaCode, snapshot);
  requireKnown(CODES.BODY, "under", under, snapshot);
}

/** Those of a list that fulfil the conditions; the list itself where there are none. */
function fulfilling(
  list: readonly FacilityRow[],
  filter: FacilityFilter,
  pointInTime: PointInTime,
  snapshot: Snapshot,
): readonly FacilityRow[] {
  const conditions = conditionsOf(filter, pointInTime, snapshot);
  return conditions.length > 0 ? list.filter((row) => conditions.every((condition) => condition(row))) : list;
}

type Condition = (row: FacilityRow) => boolean;

function conditionsOf(filter: FacilityFilter, pointInTime: PointInTime, snapshot: Snapshot): Condition[] {
  const { search, areaCode, under, ownership, level } = filter;
  const { areas, terms, facilities } = snapshot;
  const conditions: Condition[] = [];
  const oneOf = (
    keyOf: (row: FacilityRow) => number | null,
    vocabulary: string,
    codes: string[] | null | undefined,
  ) => {
    if (codes == null) return;
    const ids = new Set<number | null>(codes.map((code) => termId(terms, vocabulary, code)));
    conditions.push((row) => ids.has(keyOf(row)));
  };
  oneOf((row) => row.facilityTypeId, "FACILITY_TYPE", filter.facilityType);
  oneOf((row) => row.serviceLevelId, "SERVICE_LEVEL", filter.serviceLevel);
  oneOf((row) => row.hospitalClassId, "HOSPITAL_CLASS", filter.hospitalClass);
  if (ownership != null) conditions.push((row) => ownership.includes(row.ownership));
  if (under != null) {
    const managed = facilities.managedBy(under, pointInTime);
    conditions.push(({ id }) => managed.has(id));
  }
  if (areaCode != null) {
    const area = areas.holder(areaCode, pointInTime);
    const inside = new Set(area ? facilities.standingIn(areas.within(area.id, pointInTime), pointInTime) : []);
    conditions.push(({ id }) => inside.has(id));
  }
  if (level != null) conditions.push(hasLevel(level, pointInTime, snapshot));
  if (search?.trim()) conditions.push(searched(search));
  return conditions;
}

function termId(terms: Terms, vocabulary: string, code: string): number {
  const term = terms.find(vocabulary, code);
  if (term) return term.id;
  const known = terms.of(vocabulary).map((each) => each.code);
  const meant = didYouMean(cut(code), known);
  throw badInput(messages.noSuchWord(vocabulary, code, meant, known));
}

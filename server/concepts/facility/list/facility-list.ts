import { countBefore } from "../../../core/collections/sorted.js";
import type { Context, Snapshot } from "../../../core/context.js";
import { badInput } from "../../../core/schema/errors.js";
import {
  type Connection,
  type Cursor,
  type PageArgs,
  pageOfArray,
  readPage,
  writeCursor,
} from "../../../core/schema/pagination.js";
import { asAsked, createBatch, createBatchBelow, pointInTimeFor } from "../../../core/snapshot/batch.js";
import { cut } from "../../../core/text/localized-message.js";
import { didYouMean } from "../../../core/text/nearest-names.js";
import type { PointInTime } from "../../../core/time/point-in-time.js";
import { CODES, requireKnown } from "../../known-code.js";
import type { Terms } from "../../term/terms.js";
import * as messages from "../facility.messages.js";
import { compare, SORTED_BY } from "../register/facilities-at.js";
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

/** For several areas at once, the first facilities within each. */
export function facilitiesOfAreas(
  { snapshot }: Context,
  areas: readonly { id: number }[],
  asOf: string | null | undefined,
  args: PageArgs,
): Connection<FacilityRow>[] {
  const connections = areas.map((area) =>
    pageOf(within(area.id, BY_NAME, pointInTimeFor(area, asOf), snapshot), BY_NAME, args, "area facilities"),
  );
  const nodes = connections.map((connection) => connection.nodes);
  createBatchBelow("Facility", areas, nodes, asAsked(asOf));
  return connections;
}

/** A page of a list that is sorted upwards, whichever way it is asked for. */
function pageOf(
  list: readonly FacilityRow[],
  { field, direction }: FacilityOrder,
  args: PageArgs,
  name: string,
): Connection<FacilityRow> {
  const order = `${name} ${field} ${direction}`;
  const page = readPage(args, order);
  const keyOf = SORTED_BY[field];
  const upwards = (direction === "ASC") !== page.backward;
  const standOf = (cursor: Cursor) => {
    const against = (row: FacilityRow) => compare(keyOf(row), cursor.value) || row.id - cursor.id;
    return {
      before: countBefore(list, (row) => against(row) < 0),
      upTo: countBefore(list, (row) => against(row) <= 0),
    };
  };
  const cursorOf = (row: FacilityRow) => writeCursor({ value: keyOf(row), id: row.id }, order);
  return pageOfArray(list, page, upwards, standOf, cursorOf);
}

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
  requireKnown(CODES.AREA, "areaCode", filter.areaCode, snapshot);
  requireKnown(CODES.BODY, "under", filter.under, snapshot);
  const conditions = conditionsOf(filter, pointInTime, snapshot);
  const fulfils = (row: FacilityRow) => conditions.every((condition) => condition(row));
  if (filter.areaCode == null) {
    const all = snapshot.facilities.in(pointInTime).sorted(orderBy.field);
    return conditions.length > 0 ? all.filter(fulfils) : all;
  }
  const area = snapshot.areas.holder(filter.areaCode, pointInTime);
  if (!area) return [];
  return within(area.id, orderBy, pointInTime, snapshot).filter(fulfils);
}

type Condition = (row: FacilityRow) => boolean;

function conditionsOf(filter: FacilityFilter, pointInTime: PointInTime, { terms, facilities }: Snapshot): Condition[] {
  const { search, under, ownership } = filter;
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

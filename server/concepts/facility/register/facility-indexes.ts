import { isDeepStrictEqual } from "node:util";
import { ById } from "../../../core/collections/by-id.js";
import { Derived } from "../../../core/collections/derived.js";
import { groupBy } from "../../../core/collections/groups.js";
import { resorted } from "../../../core/collections/sorted.js";
import { RevisionCache } from "../../../core/snapshot/revision-cache.js";
import { daysOf } from "../../../core/time/point-in-time.js";
import { orderBy, orderSpansBy, type SortField } from "./facilities-at.js";
import type { FacilityPlaceRow, FacilityRelationRow } from "./facility.store.js";
import type { FacilityHistory, FacilityRow, Span } from "./facility-history.js";
import { ClaimedNames } from "./facility-names.js";

/** How many places of facilities are held of many areas; a country of them takes a few times this list. */
const MOST_INSIDE = 500_000;

/** By what facilities are looked up in other ways than by the id. Each is made when it is first asked for. */
export interface FacilityIndexes {
  codes: Derived<ReadonlyMap<string, number>>;
  /** Whoever stands in a relation to each, by facility. */
  related: Derived<ById<readonly FacilityRelationRow[]>>;
  standing: Standing;
  names: Derived<ClaimedNames>;
  /** Whole lists, by the field that they are sorted by: as facilities are known last, and as they were on their days. */
  latest: ByField<readonly FacilityRow[]>;
  spans: ByField<readonly Span[]>;
}

/** Who stands where: what stays the same for all who come after, as long as nobody moves, opens or closes. */
interface Standing {
  /** In each area on any day, by facility. */
  places: Derived<ById<readonly FacilityPlaceRow[]>>;
  /** Who stands in many areas, and who of them is there, by the day, null for the latest known state, and the areas. */
  inside: RevisionCache<Inside>;
  /** The days on which somebody opens, closes, moves or gets another managing body. */
  daysOfMoves: Derived<readonly string[]>;
}

/** All that stand in some areas on a day, and those of them that are there. */
export interface Inside {
  readonly all: readonly number[];
  readonly existing: readonly number[];
}

type ByField<T> = Readonly<Record<SortField, Derived<T>>>;

/** What has become of one facility; undefined: there was none, or there is none any more. */
interface Change {
  id: number;
  before: FacilityHistory | undefined;
  after: FacilityHistory | undefined;
}

export function indexesOf(facilities: ById<FacilityHistory>): FacilityIndexes {
  const make = makingOf(facilities);
  return {
    codes: new Derived(make.codes),
    related: new Derived(make.related),
    standing: standingOf(new Derived(make.places), new Derived(make.daysOfMoves)),
    names: new Derived(make.names),
    latest: byField((field) => new Derived(() => make.latest(field))),
    spans: byField((field) => new Derived(() => make.spans(field))),
  };
}

/** The indexes of these facilities after some of them have changed; what says nothing of what has changed is shared. */
export function indexesAfter(
  { codes, related, standing, names, latest, spans }: FacilityIndexes,
  facilities: ById<FacilityHistory>,
  changes: readonly Change[],
): FacilityIndexes {
  const make = makingOf(facilities);
  const differ = (aspectOf: (history: FacilityHistory) => unknown) =>
    changes.some(({ before, after }) => !isDeepStrictEqual(before && aspectOf(before), after && aspectOf(after)));
  const isRelated = differ(({ record }) => record.relations);
  const isMoved = isRelated || differ(({ record, life }) => [life, record.places]);
  return {
    codes: differ(({ record }) => record.unit.code)
      ? codes.next(make.codes, (known) => codesWith(known, changes))
      : codes,
    related: isRelated
      ? related.next(make.related, (known) => regrouped(known, changes, relationsOf, ({ relatedId }) => relatedId))
      : related,
    standing: isMoved
      ? standingOf(
          standing.places.next(make.places, (known) => regrouped(known, changes, placesOf, ({ areaId }) => areaId)),
          new Derived(make.daysOfMoves),
        )
      : standing,
    names: names.next(make.names, (known) =>
      known.with(
        changes.flatMap(({ before }) => before?.record ?? []),
        changes.flatMap(({ after }) => after?.record ?? []),
      ),
    ),
    latest: byField((field) =>
      latest[field].next(
        () => make.latest(field),
        (list) => {
          const rowsOf = (side: "before" | "after") => changes.flatMap((change) => change[side]?.latest ?? []);
          return resorted(list, rowsOf("before"), rowsOf("after"), orderBy(field));
        },
      ),
    ),
    spans: byField((field) =>
      spans[field].next(
        () => make.spans(field),
        (list) => {
          const spansOf = (side: "before" | "after") => changes.flatMap((change) => change[side]?.spans ?? []);
          return resorted(list, spansOf("before"), spansOf("after"), orderSpansBy(field));
        },
      ),
    ),
  };
}

/** How each index is made of all facilities. */
const makingOf = (facilities: ById<FacilityHistory>) => {
  const all = () => facilities.values();
  return {
    codes: () => new Map(all().map(({ record: { unit } }) => [unit.code, unit.id])),
    related: () => ById.of(groupBy(all().flatMap(relationsOf), ({ relatedId }) => relatedId)),
    places: () => ById.of(groupBy(all().flatMap(placesOf), ({ areaId }) => areaId)),
    daysOfMoves: () => daysOf(all().flatMap((each) => [each.life, ...placesOf(each), ...relationsOf(each)])),
    names: () => ClaimedNames.of(all().map(({ record }) => record)),
    latest: (field: SortField) =>
      all()
        .flatMap(({ latest }) => latest ?? [])
        .sort(orderBy(field)),
    spans: (field: SortField) =>
      all()
        .flatMap(({ spans }) => spans)
        .sort(orderSpansBy(field)),
  };
};

const placesOf = ({ record }: FacilityHistory): readonly FacilityPlaceRow[] => record.places;
const relationsOf = ({ record }: FacilityHistory): readonly FacilityRelationRow[] => record.relations;

const byField = <T>(make: (field: SortField) => T): Readonly<Record<SortField, T>> => ({
  NAME: make("NAME"),
  CODE: make("CODE"),
  ACTUAL_BEDS: make("ACTUAL_BEDS"),
});

const standingOf = (places: Standing["places"], daysOfMoves: Standing["daysOfMoves"]): Standing => ({
  ...{ places, daysOfMoves },
  inside: new RevisionCache<Inside>({
    ...{ scopes: [], most: MOST_INSIDE },
    sizeOf: ({ all, existing }, key) => key.length + all.length + existing.length,
  }),
});

function codesWith(codes: ReadonlyMap<string, number>, changes: readonly Change[]): ReadonlyMap<string, number> {
  const changed = new Map(codes);
  for (const { before } of changes) if (before) changed.delete(before.record.unit.code);
  for (const { after } of changes) if (after) changed.set(after.record.unit.code, after.record.unit.id);
  return changed;
}

/** Rows of facilities by something else, after some facilities have changed: by facility still. */
function regrouped<T extends { facilityId: number }>(
  groups: ById<readonly T[]>,
  changes: readonly Change[],
  rowsOf: (history: FacilityHistory) => readonly T[],
  keyOf: (row: T) => number,
): ById<readonly T[]> {
  const changed = new Set(changes.map(({ id }) => id));
  const [before, after] = (["before", "after"] as const).map((side) =>
    changes.flatMap((change) => (change[side] ? rowsOf(change[side]) : [])),
  ) as [T[], T[]];
  const added = groupBy(after, keyOf);
  return groups.with(
    [...new Set([...before, ...after].map(keyOf))].map((key) => {
      const others = (groups.get(key) ?? []).filter(({ facilityId }) => !changed.has(facilityId));
      const all = [...others, ...(added.get(key) ?? [])].sort((a, b) => a.facilityId - b.facilityId);
      return [key, all.length > 0 ? all : undefined] as const;
    }),
  );
}

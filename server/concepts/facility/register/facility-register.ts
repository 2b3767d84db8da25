import { isDeepStrictEqual } from "node:util";
import { ById } from "../../../core/collections/by-id.js";
import { Derived } from "../../../core/collections/derived.js";
import { groupBy } from "../../../core/collections/groups.js";
import { resorted } from "../../../core/collections/sorted.js";
import { OF_ITS_OWNER, RevisionCache } from "../../../core/snapshot/revision-cache.js";
import { Likeness } from "../../../core/text/likeness.js";
import type { Above } from "../../../core/time/circle.js";
import {
  covers,
  type Dated,
  daysOf,
  FOR_EVER,
  firstLike,
  holds,
  type PointInTime,
} from "../../../core/time/point-in-time.js";
import { compare, FacilitiesAt, orderBy, type SortField } from "./facilities-at.js";
import type { RelationKind } from "./facility.row.js";
import type {
  FacilityNameRow,
  FacilityPlaceRow,
  FacilityRelationRow,
  FacilityTables,
  UnitRow,
} from "./facility.store.js";
import { FacilityHistory, type FacilityRow, type Span, spanCovers } from "./facility-history.js";
import { ClaimedNames } from "./facility-names.js";

/** How many places in sorted lists of areas are held; a country of them takes a few of these lists. */
const MOST_LISTED = 100_000;
/** How many places of facilities are held of many areas; a country of them takes a few times this list. */
const MOST_INSIDE = 500_000;

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
interface Inside {
  readonly all: readonly number[];
  readonly existing: readonly number[];
}

/** Whole lists, by the field that they are sorted by. */
type Sorted<T> = Readonly<Record<SortField, Derived<readonly T[]>>>;

/** What is looked up in other ways than by the id. */
interface Indexes {
  codes: Derived<ReadonlyMap<string, number>>;
  /** Whoever stands in a relation to each, by facility. */
  related: Derived<ById<readonly FacilityRelationRow[]>>;
  standing: Standing;
  names: Derived<ClaimedNames>;
  latest: Sorted<FacilityRow>;
  spans: Sorted<Span>;
}

/**
 * All facilities with everything of them that has dates; a question about them costs no statement, and the same for
 * every day: the days of each facility are looked through, and no state of all of them is made. Pure.
 *
 * It never changes. `with` makes another one of it, which shares what has not changed.
 */
export class FacilityRegister {
  /** By the field and the areas; a list counts for its areas and its facilities. */
  readonly #latestIn = listsOf<FacilityRow>();
  readonly #spansIn = listsOf<Span>();

  private constructor(
    private readonly facilities: ById<FacilityHistory>,
    private readonly indexes: Indexes,
  ) {}

  static of(tables: FacilityTables): FacilityRegister {
    const facilities = ById.of(historiesOf(tables).map((each) => [each.record.unit.id, each]));
    const make = indexesOf(facilities);
    return new FacilityRegister(facilities, {
      codes: new Derived(make.codes),
      related: new Derived(make.related),
      standing: standingOf(new Derived(make.places), new Derived(make.daysOfMoves)),
      names: new Derived(make.names),
      latest: byField((field) => new Derived(() => make.latest(field))),
      spans: byField((field) => new Derived(() => make.spans(field))),
    });
  }

  /** The same with everything on record of some facilities in the place of what was; those it tells nothing of are gone. */
  with(ids: readonly number[], tables: FacilityTables): FacilityRegister {
    const found = new Map(historiesOf(tables).map((each) => [each.record.unit.id, each]));
    const changes = [...new Set(ids)].map((id) => ({ id, before: this.facilities.get(id), after: found.get(id) }));
    const facilities = this.facilities.with(changes.map(({ id, after }) => [id, after]));
    const { codes, related, standing, names, latest, spans } = this.indexes;
    const make = indexesOf(facilities);
    const differ = (aspectOf: (history: FacilityHistory) => unknown) =>
      changes.some(({ before, after }) => !isDeepStrictEqual(before && aspectOf(before), after && aspectOf(after)));
    const isRelated = differ(({ record }) => record.relations);
    const isMoved = isRelated || differ(({ record, life }) => [life, record.places]);
    return new FacilityRegister(facilities, {
      codes: differ(({ record }) => record.unit.code)
        ? codes.next(make.codes, (known) => codesWith(known, changes))
        : codes,
      related: isRelated ? related.next(make.related, (known) => relatedWith(known, changes)) : related,
      standing: isMoved
        ? standingOf(
            standing.places.next(make.places, (known) => placesWith(known, changes)),
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
    });
  }

  /** The unit itself, whatever the day. */
  unit(id: number): UnitRow | null {
    return this.facilities.get(id)?.record.unit ?? null;
  }

  /** How many are on record. */
  get size(): number {
    return this.facilities.size;
  }

  /** Everything on record of some of them, with what was merged into them. */
  recordOf(ids: readonly number[]): FacilityTables {
    const records = [...new Set(ids)].flatMap((id) => this.facilities.get(id)?.record ?? []);
    const own = new Set(ids);
    const merged = records.flatMap(({ unit }) =>
      this.relationsTo(unit.id).filter(({ kind, facilityId }) => kind === "MERGED_INTO" && !own.has(facilityId)),
    );
    return {
      units: records.map(({ unit }) => unit),
      names: records.flatMap(({ names }) => names),
      profiles: records.flatMap(({ profiles }) => profiles),
      places: records.flatMap(({ places }) => places),
      relations: [...records.flatMap(({ relations }) => relations), ...merged],
      spellings: records.flatMap(({ spellings }) => spellings),
    };
  }

  /** The facilities as they are then. */
  in(pointInTime: PointInTime): FacilitiesAt {
    return new FacilitiesAt(this, pointInTime);
  }

  /** One of them as it is then; null: it is not there, or too little is known to show it. */
  find(id: number, pointInTime: PointInTime): FacilityRow | null {
    return this.facilities.get(id)?.in(pointInTime) ?? null;
  }

  /** Whose code it is. */
  idOf(code: string): number | null {
    return this.indexes.codes.get().get(code) ?? null;
  }

  /** All of them as they are then, smallest first. */
  sorted(field: SortField, { asOf }: PointInTime): readonly FacilityRow[] {
    const { latest, spans } = this.indexes;
    return asOf === null ? latest[field].get() : rowsOn(asOf, spans[field].get());
  }

  /** Those that stand in any of these areas then, as they are then, smallest first. */
  sortedIn(areaIds: readonly number[], field: SortField, pointInTime: PointInTime): readonly FacilityRow[] {
    const { asOf } = pointInTime;
    if (asOf === null) {
      return this.#latestIn.get([field, ...areaIds], OF_ITS_OWNER, ([by, ...areas]) =>
        this.in(pointInTime).sortedOf(this.standingIn(areas, pointInTime), by),
      );
    }
    const spans = this.#spansIn.get([field, ...areaIds], OF_ITS_OWNER, ([by, ...areas]) => this.#spansOf(areas, by));
    return rowsOn(asOf, spans);
  }

  /** What stood in any of these areas on any day, for the days on which it did. */
  #spansOf(areaIds: readonly number[], field: SortField): readonly Span[] {
    const areas = new Set<number | null>(areaIds);
    const isInside = ({ row }: Span) => areas.has(row.areaId);
    const ever = new Set(areaIds.flatMap((area) => this.#placesIn(area).map(({ facilityId }) => facilityId)));
    if (ever.size >= this.size / 8) return this.indexes.spans[field].get().filter(isInside);
    const spans = [...ever].flatMap((id) => this.facilities.get(id)?.spans.filter(isInside) ?? []);
    return spans.sort(orderSpansBy(field));
  }

  /** Every spelling on record of a facility, and every name that it has or had then: each once, sorted. */
  spellingsOf(id: number, pointInTime: PointInTime): string[] {
    const spellings = (this.facilities.get(id)?.record.spellings ?? []).map(({ spelling }) => spelling);
    return [...new Set([...spellings, ...this.namesOf(id, pointInTime).map(({ name }) => name)])].sort();
  }

  /** The names that it has or had then, the first one first. */
  namesOf(id: number, pointInTime: PointInTime): FacilityNameRow[] {
    return begunBy(this.facilities.get(id)?.record.names ?? NONE, pointInTime);
  }

  /** The places where it stands or stood then, the first one first. */
  placesOf(id: number, pointInTime: PointInTime): FacilityPlaceRow[] {
    return begunBy(this.facilities.get(id)?.record.places ?? NONE, pointInTime);
  }

  /** Who manages, guides or absorbed it, or did then, the first relation first. */
  relationsOf(id: number, pointInTime: PointInTime): FacilityRelationRow[] {
    return begunBy(this.#relationsOf(id), pointInTime);
  }

  /** All that are recognised by this text, with the names that say so. */
  claims(text: string): readonly (readonly [name: string, id: number])[] {
    return this.indexes.names.get().claims(text);
  }

  /** For suggestions only. */
  likeness(): Likeness<number> {
    return this.indexes.names.get().likeness();
  }

  /** Who managed, guided or absorbed it then. */
  above(id: number, kind: RelationKind, pointInTime: PointInTime): number[] {
    return held(this.#relationsOf(id), kind, pointInTime).map(({ relatedId }) => relatedId);
  }

  /** Who manages it, and when. */
  managementsOf(id: number): Above<number>[] {
    const own = this.#relationsOf(id).filter(({ kind }) => kind === "MANAGES");
    return own.map(({ relatedId: above, validFrom, validTo }) => ({ above, validFrom, validTo }));
  }

  #relationsOf(id: number): readonly FacilityRelationRow[] {
    return this.facilities.get(id)?.record.relations ?? [];
  }

  /** Whom it managed, guided or absorbed then. */
  below(id: number, kind: RelationKind, pointInTime: PointInTime): number[] {
    return held(this.relationsTo(id), kind, pointInTime).map(({ facilityId }) => facilityId);
  }

  /** In which relations others stand to it, on any day. */
  relationsTo(id: number): readonly FacilityRelationRow[] {
    return this.indexes.related.get().get(id) ?? [];
  }

  /** Those of them that are there then. */
  existing(ids: readonly number[], pointInTime: PointInTime): number[] {
    return ids.filter((id) => this.facilities.get(id)?.existsIn(pointInTime) === true);
  }

  /** All that stand in any of these areas then, also units of which too little is known to show them. */
  standingIn(areaIds: readonly number[], pointInTime: PointInTime): number[] {
    return areaIds.flatMap((area) =>
      this.#placesIn(area).flatMap((place) => (holds(place, pointInTime) ? place.facilityId : [])),
    );
  }

  /** The same with those of them that are there; it is asked of a whole country again and again. */
  inside(areaIds: readonly number[], { asOf }: PointInTime): Inside {
    const day = asOf === null ? null : firstLike(asOf, this.daysOfMoves());
    return this.indexes.standing.inside.get([day, ...areaIds], OF_ITS_OWNER, ([on, ...areas]) => {
      const all = Object.freeze(this.standingIn(areas, { asOf: on }));
      return { all, existing: Object.freeze(this.existing(all, { asOf: on })) };
    });
  }

  /** Where it stands then; null: nowhere that is known. */
  areaOf(id: number, pointInTime: PointInTime): number | null {
    return this.facilities.get(id)?.placeIn(pointInTime)?.areaId ?? null;
  }

  /** The same as long as the codes on record are. */
  get codesOnRecord(): object {
    return this.indexes.codes;
  }

  /** The same as long as nobody moves: what is counted by areas is kept by it. */
  get whereabouts(): object {
    return this.indexes.standing;
  }

  /** The days on which somebody opens, closes, moves or gets another managing body. */
  daysOfMoves(): readonly string[] {
    return this.indexes.standing.daysOfMoves.get();
  }

  #placesIn(areaId: number): readonly FacilityPlaceRow[] {
    return this.indexes.standing.places.get().get(areaId) ?? [];
  }

  /** The facility with this code, and everything that it manages then. */
  managedBy(code: string, pointInTime: PointInTime): Set<number> {
    const own = this.idOf(code);
    const found = new Set(own === null ? [] : [own]);
    // A Set that grows while it is gone through is gone through to its end.
    for (const id of found) for (const below of this.below(id, "MANAGES", pointInTime)) found.add(below);
    return found;
  }
}

interface Change {
  id: number;
  before: FacilityHistory | undefined;
  after: FacilityHistory | undefined;
}

function historiesOf({ units, ...tables }: FacilityTables): FacilityHistory[] {
  const names = byFacility(tables.names);
  const profiles = byFacility(tables.profiles);
  const places = byFacility(tables.places);
  const relations = byFacility(tables.relations);
  const spellings = byFacility(tables.spellings);
  return units.map(
    (unit) =>
      new FacilityHistory({
        unit,
        names: names[unit.id] ?? NONE,
        profiles: profiles[unit.id] ?? NONE,
        places: places[unit.id] ?? NONE,
        relations: relations[unit.id] ?? NONE,
        spellings: spellings[unit.id] ?? NONE,
      }),
  );
}

/** The rows of each facility, at its id: a Map of a country's would be felt at the start. */
function byFacility<T extends { facilityId: number }>(rows: readonly T[]): (T[] | undefined)[] {
  const groups: (T[] | undefined)[] = [];
  for (const row of rows) {
    const group = groups[row.facilityId];
    if (group) group.push(row);
    else groups[row.facilityId] = [row];
  }
  return groups;
}

/** Those that had begun then, the first one first: a day does not know what came after it. */
const begunBy = <T extends Dated>(rows: readonly T[], { asOf }: PointInTime): T[] => {
  const known = asOf === null ? rows : rows.filter(({ validFrom }) => covers(validFrom, FOR_EVER, asOf));
  return [...known].sort((a, b) => compare(a.validFrom, b.validFrom));
};

/** One for all who have nothing of a kind. */
const NONE: readonly never[] = [];

/** How each index is made of all facilities. */
const indexesOf = (facilities: ById<FacilityHistory>) => {
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

const listsOf = <T>(): RevisionCache<readonly T[]> =>
  new RevisionCache<readonly T[]>({ scopes: [], most: MOST_LISTED, sizeOf: (rows, key) => key.length + rows.length });

function codesWith(codes: ReadonlyMap<string, number>, changes: readonly Change[]): ReadonlyMap<string, number> {
  const changed = new Map(codes);
  for (const { before } of changes) if (before) changed.delete(before.record.unit.code);
  for (const { after } of changes) if (after) changed.set(after.record.unit.code, after.record.unit.id);
  return changed;
}

const placesWith = (known: ById<readonly FacilityPlaceRow[]>, changes: readonly Change[]) =>
  regrouped(known, changes, placesOf, ({ areaId }) => areaId);

const relatedWith = (known: ById<readonly FacilityRelationRow[]>, changes: readonly Change[]) =>
  regrouped(known, changes, relationsOf, ({ relatedId }) => relatedId);

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

const held = (relations: readonly FacilityRelationRow[], kind: RelationKind, pointInTime: PointInTime) =>
  relations.filter((relation) => relation.kind === kind && holds(relation, pointInTime));

const rowsOn = (day: string, spans: readonly Span[]): FacilityRow[] =>
  spans.flatMap((span) => (spanCovers(span, day) ? span.row : []));

function orderSpansBy(field: SortField): (a: Span, b: Span) => number {
  const order = orderBy(field);
  return (a, b) => order(a.row, b.row) || compare(a.validFrom, b.validFrom);
}

import { isDeepStrictEqual } from "node:util";
import { ById } from "../../../core/collections/by-id.js";
import { groupBy } from "../../../core/collections/groups.js";
import { resorted } from "../../../core/collections/sorted.js";
import { OF_ITS_OWNER, RevisionCache } from "../../../core/snapshot/revision-cache.js";
import { Likeness } from "../../../core/text/likeness.js";
import type { Above } from "../../../core/time/circle.js";
import { covers, daysOf, FOR_EVER, firstLike, holds, type PointInTime } from "../../../core/time/point-in-time.js";
import { compare, FacilitiesAt, orderBy, type SortField } from "./facilities-at.js";
import type { RelationKind } from "./facility.row.js";
import type {
  FacilityNameRow,
  FacilityPlaceRow,
  FacilityRelationRow,
  FacilityTables,
  UnitRow,
} from "./facility.store.js";
import { FacilityHistory, type FacilityRecord, type FacilityRow, type Span, spanCovers } from "./facility-history.js";
import { ClaimedNames } from "./facility-names.js";

/** How many places in sorted lists of areas are held; a country of them takes a few of these lists. */
const MOST_LISTED = 100_000;
/** Of how many days and areas it is held whether everything stands there. */
const MOST_COVERED = 64;

/** Who stands where and under whom: what stays the same for all who come after, as long as nobody moves. */
interface Standing {
  /** In each area on any day, by facility. */
  places: ById<readonly FacilityPlaceRow[]>;
  /** By the day, null for the latest known state, and the areas. */
  covered: RevisionCache<boolean>;
  /** The days on which somebody opens, closes, moves or gets another managing body. */
  daysOfMoves: readonly string[] | undefined;
}

/** Sorted whole lists, each made when it is first asked for. */
type Sorted<T> = Partial<Record<SortField, readonly T[]>>;

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
  readonly #sortedLatest: Sorted<FacilityRow>;
  readonly #sortedSpans: Sorted<Span>;

  private constructor(
    private readonly facilities: ById<FacilityHistory>,
    private readonly codes: ReadonlyMap<string, number>,
    /** Whoever stands in a relation to each, by facility. */
    private readonly related: ById<readonly FacilityRelationRow[]>,
    private readonly standing: Standing,
    private readonly names: ClaimedNames,
    sorted: { latest: Sorted<FacilityRow>; spans: Sorted<Span> } = { latest: {}, spans: {} },
  ) {
    this.#sortedLatest = sorted.latest;
    this.#sortedSpans = sorted.spans;
  }

  static of(tables: FacilityTables): FacilityRegister {
    const facilities = historiesOf(tables);
    return new FacilityRegister(
      ById.of(facilities.map((each) => [each.record.unit.id, each])),
      new Map(facilities.map(({ record: { unit } }) => [unit.code, unit.id])),
      ById.of(
        groupBy(
          facilities.flatMap(({ record }) => record.relations),
          ({ relatedId }) => relatedId,
        ),
      ),
      standingOf(
        ById.of(
          groupBy(
            facilities.flatMap(({ record }) => record.places),
            ({ areaId }) => areaId,
          ),
        ),
      ),
      ClaimedNames.of(facilities.map(({ record }) => record)),
    );
  }

  /** The same with everything on record of some facilities in the place of what was; those it tells nothing of are gone. */
  with(ids: readonly number[], tables: FacilityTables): FacilityRegister {
    const found = new Map(historiesOf(tables).map((each) => [each.record.unit.id, each]));
    const changes = [...new Set(ids)].map((id) => ({ id, before: this.facilities.get(id), after: found.get(id) }));
    const differ = (aspectOf: (history: FacilityHistory) => unknown) =>
      changes.filter(({ before, after }) => !isDeepStrictEqual(before && aspectOf(before), after && aspectOf(after)));
    const moved = differ(({ record, life }) => [life, record.places]);
    const related = differ(({ record }) => record.relations);
    const renamed = differ(({ record: { unit, names, spellings } }) => [unit.code, names, spellings]);
    return new FacilityRegister(
      this.facilities.with(changes.map(({ id, after }) => [id, after])),
      differ(({ record }) => record.unit.code).length > 0 ? codesWith(this.codes, changes) : this.codes,
      regrouped(
        this.related,
        related,
        ({ record }) => record.relations,
        ({ relatedId }) => relatedId,
      ),
      moved.length + related.length > 0
        ? standingOf(
            regrouped(
              this.standing.places,
              moved,
              ({ record }) => record.places,
              ({ areaId }) => areaId,
            ),
          )
        : this.standing,
      this.names.with(renamed.map(({ id, after }) => [id, after?.record])),
      {
        latest: mapFields(this.#sortedLatest, (list, field) => {
          const rows = (side: "before" | "after") => changes.flatMap((change) => change[side]?.latest ?? []);
          return resorted(list, rows("before"), rows("after"), orderBy(field));
        }),
        spans: mapFields(this.#sortedSpans, (list, field) => {
          const spans = (side: "before" | "after") => changes.flatMap((change) => change[side]?.spans ?? []);
          return resorted(list, spans("before"), spans("after"), orderSpansBy(field));
        }),
      },
    );
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
    return this.codes.get(code) ?? null;
  }

  /** All of them as they are then, smallest first. */
  sorted(field: SortField, { asOf }: PointInTime): readonly FacilityRow[] {
    if (asOf !== null) return rowsOn(asOf, this.#spansBy(field));
    this.#sortedLatest[field] ??= [...this.facilities.values()]
      .flatMap(({ latest }) => latest ?? [])
      .sort(orderBy(field));
    return this.#sortedLatest[field];
  }

  #spansBy(field: SortField): readonly Span[] {
    this.#sortedSpans[field] ??= [...this.facilities.values()].flatMap(({ spans }) => spans).sort(orderSpansBy(field));
    return this.#sortedSpans[field];
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
    const ever = new Set(
      areaIds.flatMap((area) => (this.standing.places.get(area) ?? []).map(({ facilityId }) => facilityId)),
    );
    if (ever.size >= this.size / 8) return this.#spansBy(field).filter(isInside);
    const spans = [...ever].flatMap((id) => this.facilities.get(id)?.spans.filter(isInside) ?? []);
    return spans.sort(orderSpansBy(field));
  }

  /** Every spelling on record of a facility, and every name that it has or had then: each once, sorted. */
  spellingsOf(id: number, pointInTime: PointInTime): string[] {
    const spellings = (this.facilities.get(id)?.record.spellings ?? []).map(({ spelling }) => spelling);
    return [...new Set([...spellings, ...this.namesOf(id, pointInTime).map(({ name }) => name)])].sort();
  }

  /** The names that it has or had then, the first one first. */
  namesOf(id: number, { asOf }: PointInTime): FacilityNameRow[] {
    const names = this.facilities.get(id)?.record.names ?? [];
    // A day does not know what came after it.
    const known = asOf === null ? names : names.filter(({ validFrom }) => covers(validFrom, FOR_EVER, asOf));
    return [...known].sort((a, b) => compare(a.validFrom, b.validFrom));
  }

  /** All that are recognised by this text, with the names that say so. */
  claims(text: string): readonly (readonly [name: string, id: number])[] {
    return this.names.claims(text);
  }

  /** For suggestions only. */
  likeness(): Likeness<number> {
    return this.names.likeness();
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
    return this.related.get(id) ?? [];
  }

  /** Those of them that are there then. */
  existing(ids: readonly number[], pointInTime: PointInTime): number[] {
    return ids.filter((id) => this.facilities.get(id)?.existsIn(pointInTime) === true);
  }

  /** All that stand in any of these areas then, also units of which too little is known to show them. */
  standingIn(areaIds: readonly number[], pointInTime: PointInTime): number[] {
    return areaIds.flatMap((area) =>
      (this.standing.places.get(area) ?? []).flatMap((place) => (holds(place, pointInTime) ? place.facilityId : [])),
    );
  }

  /** Whether everything on record stands in these areas; it is asked of a whole country again and again. */
  allStandIn(areaIds: readonly number[], { asOf }: PointInTime): boolean {
    return this.standing.covered.get(
      [asOf === null ? null : firstLike(asOf, this.daysOfMoves()), ...areaIds],
      OF_ITS_OWNER,
      ([day, ...areas]) => this.standingIn(areas, { asOf: day }).length === this.size,
    );
  }

  /** Where it stands then; null: nowhere that is known. */
  areaOf(id: number, pointInTime: PointInTime): number | null {
    return this.facilities.get(id)?.placeIn(pointInTime)?.areaId ?? null;
  }

  /** The same as long as the codes on record are. */
  get codesOnRecord(): object {
    return this.codes;
  }

  /** The same as long as nobody moves: what is counted by areas is kept by it. */
  get whereabouts(): object {
    return this.standing;
  }

  /** The days on which somebody opens, closes, moves or gets another managing body. */
  daysOfMoves(): readonly string[] {
    this.standing.daysOfMoves ??= daysOf(
      ...[...this.facilities.values()].map(({ record, life }) => [life, ...record.places, ...record.relations]),
    );
    return this.standing.daysOfMoves;
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

/** In the order of their ids. */
function historiesOf({ units, ...tables }: FacilityTables): FacilityHistory[] {
  const byFacility = <T extends { facilityId: number }>(rows: readonly T[]) => {
    const groups = groupBy(rows, ({ facilityId }) => facilityId);
    return (id: number): readonly T[] => groups.get(id) ?? NONE;
  };
  const names = byFacility(tables.names);
  const profiles = byFacility(tables.profiles);
  const places = byFacility(tables.places);
  const relations = byFacility(tables.relations);
  const spellings = byFacility(tables.spellings);
  const recordOf = (unit: UnitRow): FacilityRecord => ({
    unit,
    names: names(unit.id),
    profiles: profiles(unit.id),
    places: places(unit.id),
    relations: relations(unit.id),
    spellings: spellings(unit.id),
  });
  return [...units].sort((a, b) => a.id - b.id).map((unit) => new FacilityHistory(recordOf(unit)));
}

/** One for all who have nothing of a kind. */
const NONE: readonly never[] = [];

const standingOf = (places: Standing["places"]): Standing => ({
  places,
  covered: new RevisionCache<boolean>({ scopes: [], most: MOST_COVERED }),
  daysOfMoves: undefined,
});

const listsOf = <T>(): RevisionCache<readonly T[]> =>
  new RevisionCache<readonly T[]>({ scopes: [], most: MOST_LISTED, sizeOf: (rows, key) => key.length + rows.length });

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

const held = (relations: readonly FacilityRelationRow[], kind: RelationKind, pointInTime: PointInTime) =>
  relations.filter((relation) => relation.kind === kind && holds(relation, pointInTime));

const rowsOn = (day: string, spans: readonly Span[]): FacilityRow[] =>
  spans.flatMap((span) => (spanCovers(span, day) ? span.row : []));

function orderSpansBy(field: SortField): (a: Span, b: Span) => number {
  const order = orderBy(field);
  return (a, b) => order(a.row, b.row) || compare(a.validFrom, b.validFrom);
}

const mapFields = <T>(lists: Sorted<T>, change: (list: readonly T[], field: SortField) => readonly T[]): Sorted<T> => {
  const changed: Sorted<T> = {};
  for (const field of Object.keys(lists) as SortField[]) changed[field] = change(lists[field] ?? [], field);
  return changed;
};

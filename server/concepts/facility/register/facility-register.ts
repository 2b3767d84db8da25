import { ById } from "../../../core/collections/by-id.js";
import { compare } from "../../../core/collections/sorted.js";
import { OF_ITS_OWNER, RevisionCache } from "../../../core/snapshot/revision-cache.js";
import type { Likeness } from "../../../core/text/likeness.js";
import type { Above } from "../../../core/time/circle.js";
import { covers, type Dated, FOR_EVER, firstLike, holds, type PointInTime } from "../../../core/time/point-in-time.js";
import { type Names, namesBy } from "../../../files/reading/cells.js";
import { FacilitiesAt, orderSpansBy, type SortField } from "./facilities-at.js";
import type { RelationKind } from "./facility.row.js";
import type {
  FacilityNameRow,
  FacilityPlaceRow,
  FacilityRelationRow,
  FacilityTables,
  UnitRow,
} from "./facility.store.js";
import {
  type FacilityHistory,
  type FacilityRow,
  historiesOf,
  type Life,
  type Span,
  spanCovers,
} from "./facility-history.js";
import { type FacilityIndexes, type Inside, indexesAfter, indexesOf } from "./facility-indexes.js";
import { ClaimedNames } from "./facility-names.js";

/** How many places in sorted lists of areas are held; a country of them takes a few of these lists. */
const MOST_LISTED = 100_000;

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
    private readonly indexes: FacilityIndexes,
  ) {}

  static of(tables: FacilityTables): FacilityRegister {
    const facilities = ById.of(historiesOf(tables).map((each) => [each.record.unit.id, each]));
    return new FacilityRegister(facilities, indexesOf(facilities));
  }

  /** The same with everything on record of some facilities in the place of what was; those it tells nothing of are gone. */
  with(ids: readonly number[], tables: FacilityTables): FacilityRegister {
    const found = new Map(historiesOf(tables).map((each) => [each.record.unit.id, each]));
    const changes = [...new Set(ids)].map((id) => ({ id, before: this.facilities.get(id), after: found.get(id) }));
    const facilities = this.facilities.with(changes.map(({ id, after }) => [id, after]));
    return new FacilityRegister(facilities, indexesAfter(this.indexes, facilities, changes));
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
    return begunBy(this.facilities.get(id)?.record.names ?? [], pointInTime);
  }

  /** The places where it stands or stood then, the first one first. */
  placesOf(id: number, pointInTime: PointInTime): FacilityPlaceRow[] {
    return begunBy(this.facilities.get(id)?.record.places ?? [], pointInTime);
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

  /** Makes ready what names them while others have their turn: of a country it takes longer than anybody should wait. */
  prepareNames(): Promise<void> {
    const all = () => this.facilities.values().map(({ record }) => record);
    return this.indexes.names.prepare(() => ClaimedNames.inTurns(all()));
  }

  /** Facilities by everything that names one; of those only that may be meant. */
  names(mayBeMeant?: (id: number) => boolean): Names<number> {
    const names = this.indexes.names.get();
    if (!mayBeMeant)
      return namesBy(
        (text) => names.claims(text),
        () => names.all(),
        { get: () => names.likeness(), prepare: () => names.prepareLikeness() },
      );
    const meant = (claims: ReturnType<typeof names.all>) => claims.filter(([, id]) => mayBeMeant(id));
    return namesBy(
      (text) => meant(names.claims(text)),
      () => meant(names.all()),
    );
  }

  /** From when to when it is known to exist: as a question about a day finds it. */
  lifeOf(id: number): Life | null {
    return this.facilities.get(id)?.knownLife ?? null;
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

/** Those that had begun then, the first one first: a day does not know what came after it. */
const begunBy = <T extends Dated>(rows: readonly T[], { asOf }: PointInTime): T[] => {
  const known = asOf === null ? rows : rows.filter(({ validFrom }) => covers(validFrom, FOR_EVER, asOf));
  return [...known].sort((a, b) => compare(a.validFrom, b.validFrom));
};

const listsOf = <T>(): RevisionCache<readonly T[]> =>
  new RevisionCache<readonly T[]>({ scopes: [], most: MOST_LISTED, sizeOf: (rows, key) => key.length + rows.length });

const held = (relations: readonly FacilityRelationRow[], kind: RelationKind, pointInTime: PointInTime) =>
  relations.filter((relation) => relation.kind === kind && holds(relation, pointInTime));

const rowsOn = (day: string, spans: readonly Span[]): FacilityRow[] =>
  spans.flatMap((span) => (spanCovers(span, day) ? span.row : []));

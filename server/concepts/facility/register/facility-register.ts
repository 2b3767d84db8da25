import { groupBy, lazily } from "../../../core/collections/groups.js";
import { OF_ITS_OWNER, RevisionCache } from "../../../core/snapshot/revision-cache.js";
import type { Above } from "../../../core/time/circle.js";
import {
  covers,
  type Dated,
  daysOf,
  FOR_EVER,
  firstLike,
  holds,
  LATEST,
  type PointInTime,
  SINCE_EVER,
} from "../../../core/time/point-in-time.js";
import { compare, FacilitiesAt, type FacilityRow } from "./facilities-at.js";
import type { RelationKind } from "./facility.row.js";
import type {
  FacilityNameRow,
  FacilityPlaceRow,
  FacilityProfileRow,
  FacilityRelationRow,
  FacilityTables,
  UnitRow,
} from "./facility.store.js";
import { namesOfFacilities } from "./facility-names.js";

/** How many states of the past are held ready beside the latest known one. */
const MOST_DAYS = 8;
/** Of how many days and areas it is held whether everything stands there. */
const MOST_COVERED = 8;

/** All facilities with everything of them that has dates; a question about them costs no statement. Pure. */
export class FacilityRegister {
  readonly #latest = lazily(() => this.#made(LATEST));
  /** By the first of the days that are alike: of that day, so that it does not matter which of them was asked about. */
  readonly #facilitiesOn = new RevisionCache<FacilitiesAt>({ scopes: [], most: MOST_DAYS });
  /** By the same day, null for the latest known state, and the areas. */
  readonly #covered = new RevisionCache<boolean>({ scopes: [], most: MOST_COVERED });
  readonly #inArea = lazily(() => groupBy(this.tables.places, ({ areaId }) => areaId));
  readonly #above = lazily(() => groupBy(this.tables.relations, ({ facilityId }) => facilityId));
  readonly #below = lazily(() => groupBy(this.tables.relations, ({ relatedId }) => relatedId));
  readonly #names = lazily(() => groupBy(this.tables.names, ({ facilityId }) => facilityId));
  readonly #spellings = lazily(() => groupBy(this.tables.spellings, ({ facilityId }) => facilityId));
  /** By which each is recognised. */
  readonly recognised = lazily(() => namesOfFacilities(this.tables));
  /** From when until when each is there. */
  readonly #lives = lazily(() =>
    this.tables.units.map(({ openedOn, closedOn }) => ({
      validFrom: openedOn ?? SINCE_EVER,
      validTo: closedOn ?? FOR_EVER,
    })),
  );
  /** The days on which somebody opens, closes, moves or gets another managing body. */
  readonly daysOfMoves = lazily(() => daysOf(this.tables.places, this.tables.relations, this.#lives()));
  /** The days on which anything changes, in order: between two of them all is as on the first. */
  readonly #days = lazily(() => {
    const { names, profiles } = this.tables;
    return daysOf(this.tables.places, this.tables.relations, this.#lives(), names, profiles);
  });

  readonly #units = lazily(() => new Map(this.tables.units.map((unit) => [unit.id, unit])));

  constructor(private readonly tables: FacilityTables) {}

  /** The unit itself, whatever the day. */
  unit(id: number): UnitRow | null {
    return this.#units().get(id) ?? null;
  }

  /** How many are on record. */
  get size(): number {
    return this.tables.units.length;
  }

  /** Everything on record of some of them, with what was merged into them. */
  recordOf(ids: readonly number[]): FacilityTables {
    const wanted = new Set(ids);
    const own = <T extends { facilityId: number }>(rows: readonly T[]) =>
      rows.filter(({ facilityId }) => wanted.has(facilityId));
    const { units, names, profiles, places, relations, spellings } = this.tables;
    return {
      units: units.filter(({ id }) => wanted.has(id)),
      names: own(names),
      profiles: own(profiles),
      places: own(places),
      relations: relations.filter(
        ({ facilityId, relatedId, kind }) =>
          wanted.has(facilityId) || (kind === "MERGED_INTO" && wanted.has(relatedId)),
      ),
      spellings: own(spellings),
    };
  }

  #firstLike(asOf: string): string {
    return firstLike(asOf, this.#days());
  }

  /** The facilities as they are then. */
  in({ asOf }: PointInTime): FacilitiesAt {
    if (asOf === null) return this.#latest();
    return this.#facilitiesOn.get([this.#firstLike(asOf)], OF_ITS_OWNER, ([day]) => this.#made({ asOf: day }));
  }

  /** Every spelling on record of a facility, and every name that it has or had then: each once, sorted. */
  spellingsOf(id: number, pointInTime: PointInTime): string[] {
    const spellings = (this.#spellings().get(id) ?? []).map(({ spelling }) => spelling);
    return [...new Set([...spellings, ...this.namesOf(id, pointInTime).map(({ name }) => name)])].sort();
  }

  /** The names that it has or had then, the first one first. */
  namesOf(id: number, { asOf }: PointInTime): FacilityNameRow[] {
    const names = this.#names().get(id) ?? [];
    // A day does not know what came after it.
    const known = asOf === null ? names : names.filter(({ validFrom }) => covers(validFrom, FOR_EVER, asOf));
    return [...known].sort((a, b) => compare(a.validFrom, b.validFrom));
  }

  /** Who managed, guided or absorbed it then. */
  above(id: number, kind: RelationKind, pointInTime: PointInTime): number[] {
    return this.#held(this.#above(), id, kind, pointInTime).map(({ relatedId }) => relatedId);
  }

  /** Who manages it, and when. */
  managementsOf(id: number): Above<number>[] {
    const own = (this.#above().get(id) ?? []).filter(({ kind }) => kind === "MANAGES");
    return own.map(({ relatedId: above, validFrom, validTo }) => ({ above, validFrom, validTo }));
  }

  /** Whom it managed, guided or absorbed then. */
  below(id: number, kind: RelationKind, pointInTime: PointInTime): number[] {
    return this.#held(this.#below(), id, kind, pointInTime).map(({ facilityId }) => facilityId);
  }

  /** In which relations others stand to it, on any day. */
  relationsTo(id: number): readonly FacilityRelationRow[] {
    return this.#below().get(id) ?? [];
  }

  /** Those of them that are there then. */
  existing(ids: readonly number[], pointInTime: PointInTime): number[] {
    return ids.filter((id) => {
      const unit = this.unit(id);
      return unit !== null && existsIn(unit, pointInTime);
    });
  }

  /** All that stand in any of these areas then, also units of which too little is known to show them. */
  standingIn(areaIds: readonly number[], pointInTime: PointInTime): number[] {
    return areaIds.flatMap((area) =>
      (this.#inArea().get(area) ?? []).flatMap((place) => (holds(place, pointInTime) ? place.facilityId : [])),
    );
  }

  /** Whether everything on record stands in these areas; it is asked of a whole country again and again. */
  allStandIn(areaIds: readonly number[], { asOf }: PointInTime): boolean {
    const day = asOf === null ? null : this.#firstLike(asOf);
    return this.#covered.get(
      [day, ...areaIds],
      OF_ITS_OWNER,
      ([day, ...areas]) => this.standingIn(areas, { asOf: day }).length === this.size,
    );
  }

  /** The place of each facility then. */
  placesIn(pointInTime: PointInTime): ReadonlyMap<number, FacilityPlaceRow> {
    return heldIn(this.tables.places, pointInTime);
  }

  /** The facility with this code, and everything that it manages then. */
  managedBy(code: string, pointInTime: PointInTime): Set<number> {
    const found = new Set(this.tables.units.flatMap((unit) => (unit.code === code ? unit.id : [])));
    // A Set that grows while it is gone through is gone through to its end.
    for (const id of found) for (const below of this.below(id, "MANAGES", pointInTime)) found.add(below);
    return found;
  }

  #held(
    relations: ReadonlyMap<number, FacilityRelationRow[]>,
    id: number,
    kind: RelationKind,
    pointInTime: PointInTime,
  ) {
    return (relations.get(id) ?? []).filter((relation) => relation.kind === kind && holds(relation, pointInTime));
  }

  #made(pointInTime: PointInTime): FacilitiesAt {
    const { units, names, profiles, relations } = this.tables;
    const held = {
      name: heldIn(names, pointInTime),
      profile: heldIn(profiles, pointInTime),
      place: this.placesIn(pointInTime),
    };
    const managed = heldIn(
      relations.filter(({ kind }) => kind === "MANAGES"),
      pointInTime,
    );
    const rows = units.flatMap((unit) => {
      const name = held.name.get(unit.id);
      const profile = held.profile.get(unit.id);
      const stands = { place: held.place.get(unit.id), managed: managed.get(unit.id) };
      return name && profile && existsIn(unit, pointInTime) ? rowOf(unit, name, profile, stands, pointInTime) : [];
    });
    return new FacilitiesAt(this, pointInTime, rows);
  }
}

/** The row of each facility that holds then. */
const heldIn = <T extends Dated & { facilityId: number }>(
  rows: readonly T[],
  pointInTime: PointInTime,
): ReadonlyMap<number, T> => {
  const held = new Map<number, T>();
  for (const row of rows) if (holds(row, pointInTime)) held.set(row.facilityId, row);
  return held;
};

/** In the latest known state everything on record exists; a unit that has closed says when. */
const existsIn = ({ openedOn, closedOn }: UnitRow, { asOf }: PointInTime): boolean =>
  asOf === null || covers(openedOn ?? SINCE_EVER, closedOn ?? FOR_EVER, asOf);

const rowOf = (
  { id, code, openedOn, closedOn, noteVi, searchText, version }: UnitRow,
  { name, sortKey }: FacilityNameRow,
  profile: FacilityProfileRow,
  { place, managed }: { place: FacilityPlaceRow | undefined; managed: FacilityRelationRow | undefined },
  { asOf }: PointInTime,
): FacilityRow =>
  Object.freeze({
    id,
    code,
    openedOn,
    // A day does not know what came after it: nothing tells that the unit would close.
    closedOn: asOf === null ? closedOn : null,
    noteVi: asOf === null ? noteVi : null,
    name,
    sortKey,
    searchText,
    version,
    facilityTypeId: profile.facilityTypeId,
    ownership: profile.ownership,
    serviceLevelId: profile.serviceLevelId,
    hospitalClassId: profile.hospitalClassId,
    actualBeds: profile.actualBeds,
    profileSectionId: profile.sectionId,
    profileFrom: profile.validFrom,
    areaId: place?.areaId ?? null,
    managedById: managed?.relatedId ?? null,
  });

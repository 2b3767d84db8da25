import { type Dated, daysOf, FOR_EVER, holds, SINCE_EVER, type World } from "../database/world.js";
import { groupBy, lazily } from "../loading/groups.js";
import type {
  FacilityNameRow,
  FacilityPlaceRow,
  FacilityProfileRow,
  FacilityRelationRow,
  FacilitySpellingRow,
  RelationKind,
  UnitRow,
} from "./facility.store.js";
import { namesOfFacilities } from "./facility-names.js";
import { type FacilityRow, FacilityWorld } from "./facility-world.js";

export interface FacilityTables {
  units: readonly UnitRow[];
  names: readonly FacilityNameRow[];
  profiles: readonly FacilityProfileRow[];
  places: readonly FacilityPlaceRow[];
  relations: readonly FacilityRelationRow[];
  spellings: readonly FacilitySpellingRow[];
}

/** How many states of the past are held ready beside the latest known one. */
const MOST_WORLDS = 8;
const LATEST_KNOWN = -1;

/** All facilities with everything of them that has dates; a question about them costs no statement. Pure. */
export class FacilityBook {
  readonly #worlds = new Map<number, FacilityWorld>();
  readonly #covered = new Map<string, boolean>();
  readonly #inArea = lazily(() => groupBy(this.tables.places, ({ areaId }) => areaId));
  readonly #above = lazily(() => groupBy(this.tables.relations, ({ facilityId }) => facilityId));
  readonly #below = lazily(() => groupBy(this.tables.relations, ({ relatedId }) => relatedId));
  readonly #names = lazily(() => groupBy(this.tables.names, ({ facilityId }) => facilityId));
  readonly #spellings = lazily(() => groupBy(this.tables.spellings, ({ facilityId }) => facilityId));
  /** By which each is recognised. */
  readonly recognised = lazily(() => namesOfFacilities(this.tables));
  /** The days on which somebody moves or gets another managing body. */
  readonly daysOfMoves = lazily(() => daysOf(this.tables.places, this.tables.relations));
  /** The days on which anything changes: between two of them all worlds are the same. */
  readonly #days = lazily(() => {
    const { units, names, profiles } = this.tables;
    const lives = units.map(({ openedOn, closedOn }) => ({
      validFrom: openedOn ?? SINCE_EVER,
      validTo: closedOn ?? FOR_EVER,
    }));
    return [...new Set([SINCE_EVER, ...this.daysOfMoves(), ...daysOf(lives, names, profiles)])];
  });

  constructor(private readonly tables: FacilityTables) {}

  /** How many are on record. */
  get size(): number {
    return this.tables.units.length;
  }

  /** The same for all days between which nothing changes. */
  #keyOf({ asOf }: World): number {
    return asOf === null ? LATEST_KNOWN : this.#days().filter((day) => day <= asOf).length;
  }

  /** The facilities as they are in this world. */
  in(world: World): FacilityWorld {
    const key = this.#keyOf(world);
    const known = this.#worlds.get(key) ?? this.#made(world);
    this.#worlds.delete(key);
    this.#worlds.set(key, known);
    for (const [oldest] of this.#worlds) {
      if (this.#worlds.size <= MOST_WORLDS) break;
      if (oldest !== LATEST_KNOWN) this.#worlds.delete(oldest);
    }
    return known;
  }

  /** Every spelling and every name on record of a facility, each once, in the order of their letters. */
  spellingsOf(id: number): string[] {
    const spellings = this.#spellings().get(id) ?? [];
    const names = this.#names().get(id) ?? [];
    return [...new Set([...spellings.map(({ spelling }) => spelling), ...names.map(({ name }) => name)])].sort();
  }

  /** The names that it has or had, each with its days. */
  namesOf(id: number): readonly FacilityNameRow[] {
    return this.#names().get(id) ?? [];
  }

  /** Who managed, guided or absorbed it in this world. */
  above(id: number, kind: RelationKind, world: World): number[] {
    return this.#held(this.#above(), id, kind, world).map(({ relatedId }) => relatedId);
  }

  /** Whom it managed, guided or absorbed in this world. */
  below(id: number, kind: RelationKind, world: World): number[] {
    return this.#held(this.#below(), id, kind, world).map(({ facilityId }) => facilityId);
  }

  /** All that stand in any of these areas in this world, also units of which too little is known to show them. */
  standingIn(areaIds: readonly number[], world: World): number[] {
    return areaIds.flatMap((area) =>
      (this.#inArea().get(area) ?? []).flatMap((place) => (holds(place, world) ? place.facilityId : [])),
    );
  }

  /** Whether everything on record stands in these areas; it is asked of a whole country again and again. */
  allStandIn(areaIds: readonly number[], world: World): boolean {
    const key = `${this.#keyOf(world)} ${areaIds}`;
    const known = this.#covered.get(key) ?? this.standingIn(areaIds, world).length === this.size;
    if (this.#covered.size >= MOST_WORLDS) this.#covered.clear();
    this.#covered.set(key, known);
    return known;
  }

  /** The place of each facility in this world. */
  placesIn(world: World): ReadonlyMap<number, FacilityPlaceRow> {
    return heldIn(this.tables.places, world);
  }

  /** The facility with this code, and everything that it manages in this world. */
  managedBy(code: string, world: World): Set<number> {
    const found = new Set(this.tables.units.flatMap((unit) => (unit.code === code ? unit.id : [])));
    // A Set that grows while it is gone through is gone through to its end.
    for (const id of found) for (const below of this.below(id, "MANAGES", world)) found.add(below);
    return found;
  }

  #held(relations: ReadonlyMap<number, FacilityRelationRow[]>, id: number, kind: RelationKind, world: World) {
    return (relations.get(id) ?? []).filter((relation) => relation.kind === kind && holds(relation, world));
  }

  #made(world: World): FacilityWorld {
    const { units, names, profiles } = this.tables;
    const held = { name: heldIn(names, world), profile: heldIn(profiles, world), place: this.placesIn(world) };
    const rows = units.flatMap((unit) => {
      const name = held.name.get(unit.id);
      const profile = held.profile.get(unit.id);
      return name && profile && existsIn(unit, world) ? rowOf(unit, name, profile, held.place.get(unit.id), world) : [];
    });
    return new FacilityWorld(this, world, rows);
  }
}

/** The row of each facility that holds in the world. */
const heldIn = <T extends Dated & { facilityId: number }>(rows: readonly T[], world: World): ReadonlyMap<number, T> => {
  const held = new Map<number, T>();
  for (const row of rows) if (holds(row, world)) held.set(row.facilityId, row);
  return held;
};

/** In the latest known state everything on record exists; a unit that has closed says when. */
const existsIn = ({ openedOn, closedOn }: UnitRow, { asOf }: World): boolean =>
  asOf === null || ((openedOn ?? SINCE_EVER) <= asOf && asOf < (closedOn ?? FOR_EVER));

const rowOf = (
  { id, code, openedOn, closedOn, noteVi, searchText }: UnitRow,
  { name, sortKey }: FacilityNameRow,
  profile: FacilityProfileRow,
  place: FacilityPlaceRow | undefined,
  { asOf }: World,
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
    facilityTypeId: profile.facilityTypeId,
    ownership: profile.ownership,
    serviceLevelId: profile.serviceLevelId,
    hospitalClassId: profile.hospitalClassId,
    actualBeds: profile.actualBeds,
    profileSectionId: profile.sectionId,
    profileFrom: profile.validFrom,
    areaId: place?.areaId ?? null,
  });

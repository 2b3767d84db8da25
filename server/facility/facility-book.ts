import { type Dated, daysOf, FOR_EVER, holds, SINCE_EVER, type World } from "../database/world.js";
import { groupBy } from "../loading/group-by.js";
import type {
  FacilityNameRow,
  FacilityPlaceRow,
  FacilityProfileRow,
  FacilityRelationRow,
  RelationKind,
  UnitRow,
} from "./facility.store.js";
import { type FacilityRow, FacilityWorld } from "./facility-world.js";

export interface FacilityTables {
  units: readonly UnitRow[];
  names: readonly FacilityNameRow[];
  profiles: readonly FacilityProfileRow[];
  places: readonly FacilityPlaceRow[];
  relations: readonly FacilityRelationRow[];
  spellings: readonly { facilityId: number; spelling: string }[];
}

/** How many states of the past are held ready beside the latest known one. */
const MOST_WORLDS = 8;
const LATEST_KNOWN = -1;

/** All facilities with everything of them that has dates; a question about them costs no statement. Pure. */
export class FacilityBook {
  readonly #names: ReadonlyMap<number, FacilityNameRow[]>;
  readonly #profiles: ReadonlyMap<number, FacilityProfileRow[]>;
  readonly #places: ReadonlyMap<number, FacilityPlaceRow[]>;
  readonly #inArea: ReadonlyMap<number, FacilityPlaceRow[]>;
  readonly #above: ReadonlyMap<number, FacilityRelationRow[]>;
  readonly #below: ReadonlyMap<number, FacilityRelationRow[]>;
  readonly #spellings: ReadonlyMap<number, { spelling: string }[]>;
  readonly #worlds = new Map<number, FacilityWorld>();
  /** The days on which anything changes: between two of them all worlds are the same. */
  readonly #days: readonly string[];
  /** The days on which somebody moves or gets another managing body. */
  readonly daysOfMoves: readonly string[];

  constructor(private readonly tables: FacilityTables) {
    const { units, names, profiles, places, relations, spellings } = tables;
    this.#names = groupBy(names, idOfFacility);
    this.#profiles = groupBy(profiles, idOfFacility);
    this.#places = groupBy(places, idOfFacility);
    this.#inArea = groupBy(places, ({ areaId }) => areaId);
    this.#above = groupBy(relations, idOfFacility);
    this.#below = groupBy(relations, ({ relatedId }) => relatedId);
    this.#spellings = groupBy(spellings, idOfFacility);
    const dates = (rows: readonly Dated[]) => rows.flatMap(({ validFrom, validTo }) => [validFrom, validTo]);
    this.daysOfMoves = daysOf([...dates(places), ...dates(relations)]);
    const openings = units.flatMap(({ openedOn, closedOn }) => [openedOn, closedOn]);
    this.#days = [SINCE_EVER, ...daysOf([...this.daysOfMoves, ...openings, ...dates(names), ...dates(profiles)])];
  }

  /** How many are on record. */
  get size(): number {
    return this.tables.units.length;
  }

  /** The facilities as they are in this world. */
  in(world: World): FacilityWorld {
    const { asOf } = world;
    const key = asOf === null ? LATEST_KNOWN : this.#days.filter((day) => day <= asOf).length;
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
    const spellings = this.#spellings.get(id) ?? [];
    const names = this.#names.get(id) ?? [];
    return [...new Set([...spellings.map(({ spelling }) => spelling), ...names.map(({ name }) => name)])].sort();
  }

  /** Who managed, guided or absorbed it in this world. */
  above(id: number, kind: RelationKind, world: World): number[] {
    return this.#held(this.#above, id, kind, world).map(({ relatedId }) => relatedId);
  }

  /** Whom it managed, guided or absorbed in this world. */
  below(id: number, kind: RelationKind, world: World): number[] {
    return this.#held(this.#below, id, kind, world).map(({ facilityId }) => facilityId);
  }

  /** All that stand in any of these areas in this world, also units of which too little is known to show them. */
  standingIn(areaIds: readonly number[], world: World): number[] {
    return areaIds.flatMap((area) =>
      (this.#inArea.get(area) ?? []).flatMap((place) => (holds(place, world) ? place.facilityId : [])),
    );
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
    return new FacilityWorld(
      this,
      world,
      this.tables.units.flatMap((unit) => this.#rowOf(unit, world) ?? []),
    );
  }

  /** A unit exists in a world if it is open on the day, and has a name and a profile then. */
  #rowOf(unit: UnitRow, world: World): FacilityRow | null {
    const { asOf } = world;
    const { id, code, openedOn, closedOn, noteVi, searchText } = unit;
    if (asOf !== null && ((openedOn ?? SINCE_EVER) > asOf || (closedOn ?? FOR_EVER) <= asOf)) return null;
    const held = (row: Dated) => holds(row, world);
    const named = this.#names.get(id)?.find(held);
    const profile = this.#profiles.get(id)?.find(held);
    if (!named || !profile) return null;
    return Object.freeze({
      id,
      code,
      openedOn,
      // A day does not know what came after it: nothing tells that the unit would close.
      closedOn: asOf === null ? closedOn : null,
      noteVi: asOf === null ? noteVi : null,
      name: named.name,
      sortKey: named.sortKey,
      searchText,
      facilityTypeId: profile.facilityTypeId,
      ownership: profile.ownership,
      serviceLevelId: profile.serviceLevelId,
      hospitalClassId: profile.hospitalClassId,
      actualBeds: profile.actualBeds,
      profileSectionId: profile.sectionId,
      profileFrom: profile.validFrom,
      areaId: this.#places.get(id)?.find(held)?.areaId ?? null,
    });
  }
}

const idOfFacility = ({ facilityId }: { facilityId: number }): number => facilityId;

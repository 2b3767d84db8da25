import {
  covers,
  type Dated,
  daysOf,
  FOR_EVER,
  holds,
  LATEST,
  type PointInTime,
  SINCE_EVER,
} from "../../../core/time/point-in-time.js";
import type {
  FacilityNameRow,
  FacilityPlaceRow,
  FacilityProfileRow,
  FacilityRelationRow,
  FacilitySpellingRow,
  FacilityTables,
  UnitRow,
} from "./facility.store.js";

/** A facility at one point in time. Terms, the area and the managing body are ids of what is held in memory. */
export interface FacilityRow {
  id: number;
  code: string;
  openedOn: string | null;
  closedOn: string | null;
  noteVi: string | null;
  name: string;
  sortKey: string;
  searchText: string;
  version: number;
  facilityTypeId: number;
  ownership: string;
  serviceLevelId: number | null;
  hospitalClassId: number | null;
  actualBeds: number | null;
  profileSectionId: number;
  profileFrom: string;
  profileFromStandsIn: number | null;
  ownershipBasisVi: string | null;
  areaId: number | null;
  managedById: number | null;
}

/** Everything on record of one facility; relations are those that it stands in. */
export interface FacilityRecord {
  readonly unit: UnitRow;
  readonly names: readonly FacilityNameRow[];
  readonly profiles: readonly FacilityProfileRow[];
  readonly places: readonly FacilityPlaceRow[];
  readonly relations: readonly FacilityRelationRow[];
  readonly spellings: readonly FacilitySpellingRow[];
}

/** The days [validFrom, validTo). */
export type Life = Pick<Dated, "validFrom" | "validTo">;

/** A facility on some days, on all of which it is the same. */
export interface Span extends Life {
  readonly row: FacilityRow;
}

/** One facility with all its days. What it was then is worked out when it is first asked for. Pure. */
export class FacilityHistory {
  #latest: FacilityRow | null | undefined;
  #spans: readonly Span[] | undefined;
  #knownLife: Life | undefined;

  constructor(readonly record: FacilityRecord) {}

  /** Its latest known state, also of a unit that has closed; null: too little is known to show it. */
  get latest(): FacilityRow | null {
    if (this.#latest === undefined) this.#latest = this.#rowIn(LATEST);
    return this.#latest;
  }

  /** The days on which it is there and enough is known to show it, in order. */
  get spans(): readonly Span[] {
    this.#spans ??= this.#found();
    return this.#spans;
  }

  in({ asOf }: PointInTime): FacilityRow | null {
    return asOf === null ? this.latest : (this.spans.find((span) => spanCovers(span, asOf))?.row ?? null);
  }

  /** From when until when it is there. */
  get life(): Life {
    const { openedOn, closedOn } = this.record.unit;
    return { validFrom: openedOn ?? SINCE_EVER, validTo: closedOn ?? FOR_EVER };
  }

  /** The same, but not before it has a name and a profile: until then too little is known to show it. */
  get knownLife(): Life {
    if (this.#knownLife === undefined) {
      const { names, profiles } = this.record;
      const { validFrom, validTo } = this.life;
      const begins = [validFrom, firstOf(names), firstOf(profiles)].sort();
      this.#knownLife = { validFrom: begins.at(-1) ?? validFrom, validTo };
    }
    return this.#knownLife;
  }

  /** In the latest known state everything on record exists; a unit that has closed says when. */
  existsIn({ asOf }: PointInTime): boolean {
    return asOf === null || spanCovers(this.life, asOf);
  }

  /** Where it stands then. */
  placeIn(pointInTime: PointInTime): FacilityPlaceRow | undefined {
    return this.record.places.find((place) => holds(place, pointInTime));
  }

  #found(): readonly Span[] {
    const { names, profiles, places, relations } = this.record;
    const days = [SINCE_EVER, ...daysOf([this.life], names, profiles, places, relations)];
    return days.flatMap((validFrom, i) => {
      const row = this.#rowIn({ asOf: validFrom });
      return row ? { validFrom, validTo: days[i + 1] ?? FOR_EVER, row } : [];
    });
  }

  #rowIn(pointInTime: PointInTime): FacilityRow | null {
    const { unit, names, profiles, relations } = this.record;
    const name = names.find((each) => holds(each, pointInTime));
    const profile = profiles.find((each) => holds(each, pointInTime));
    if (!name || !profile || !this.existsIn(pointInTime)) return null;
    const managing = relations.find((each) => each.kind === "MANAGES" && holds(each, pointInTime));
    return rowOf(unit, name, profile, this.placeIn(pointInTime), managing, pointInTime);
  }
}

export const spanCovers = ({ validFrom, validTo }: Life, day: string): boolean => covers(validFrom, validTo, day);

const rowOf = (
  { id, code, openedOn, closedOn, noteVi, searchText, version }: UnitRow,
  { name, sortKey }: FacilityNameRow,
  profile: FacilityProfileRow,
  place: FacilityPlaceRow | undefined,
  managing: FacilityRelationRow | undefined,
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
    profileFromStandsIn: profile.fromStandsIn,
    ownershipBasisVi: profile.basisVi,
    areaId: place?.areaId ?? null,
    managedById: managing?.relatedId ?? null,
  });

/** The day on which the first of these begins. */
const firstOf = (rows: readonly Pick<Dated, "validFrom">[]): string =>
  rows.map(({ validFrom }) => validFrom).sort()[0] ?? FOR_EVER;

/** One of each unit of these tables. */
export function historiesOf({ units, ...tables }: FacilityTables): FacilityHistory[] {
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

/** One for all who have nothing of a kind. */
const NONE: readonly never[] = [];

import { OF_ITS_OWNER, RevisionCache } from "../../../core/snapshot/revision-cache.js";
import type { PointInTime } from "../../../core/time/point-in-time.js";
import type { RelationKind } from "./facility.row.js";

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
  areaId: number | null;
  managedById: number | null;
}

/** More beds than any facility has. */
export const MOST_BEDS = 100_000;

/** What lists can be sorted by; ties go by id. */
export const SORTED_BY = {
  NAME: (row: FacilityRow) => row.sortKey,
  CODE: (row: FacilityRow) => row.code,
  ACTUAL_BEDS: (row: FacilityRow) => row.actualBeds ?? -1,
} as const;

export type SortField = keyof typeof SORTED_BY;

/** How many places in sorted lists of areas are held; a country of them takes a few of these lists. */
const MOST_LISTED = 100_000;

/** What of the register does not stand in the rows of one point in time. */
interface Relations {
  above(id: number, kind: RelationKind, pointInTime: PointInTime): readonly number[];
  below(id: number, kind: RelationKind, pointInTime: PointInTime): readonly number[];
  standingIn(areaIds: readonly number[], pointInTime: PointInTime): readonly number[];
}

/** The facilities of one point in time, ready to be listed. Rows are shared by all requests: `cloneIntoBatch` hands them out. Pure. */
export class FacilitiesAt {
  readonly #byId: ReadonlyMap<number, FacilityRow>;
  readonly #byCode: ReadonlyMap<string, FacilityRow>;
  /** By the field that they are sorted by. */
  readonly #sorted = new RevisionCache<readonly FacilityRow[]>({ scopes: [], most: Object.keys(SORTED_BY).length });
  /** By the field and the areas; a list counts for its areas and its facilities. */
  readonly #standing = new RevisionCache<readonly FacilityRow[]>({
    ...{ scopes: [], most: MOST_LISTED },
    sizeOf: (rows, key) => key.length + rows.length,
  });

  constructor(
    private readonly book: Relations,
    private readonly pointInTime: PointInTime,
    rows: readonly FacilityRow[],
  ) {
    this.#byId = new Map(rows.map((row) => [row.id, row]));
    this.#byCode = new Map(rows.map((row) => [row.code, row]));
  }

  find(id: number): FacilityRow | null {
    return this.#byId.get(id) ?? null;
  }

  findByCode(code: string): FacilityRow | null {
    return this.#byCode.get(code) ?? null;
  }

  /** All of them, smallest first. */
  sorted(field: SortField): readonly FacilityRow[] {
    return this.#sorted.get([field], OF_ITS_OWNER, () => sortedBy([...this.#byId.values()], field));
  }

  /** Those of these that exist then, sorted; a good part of all is picked from the sorted whole. */
  sortedOf(ids: readonly number[], field: SortField): FacilityRow[] {
    if (ids.length < this.#byId.size / 8) return sortedBy(this.rowsOf(ids), field);
    const wanted = new Set(ids);
    return this.sorted(field).filter(({ id }) => wanted.has(id));
  }

  /** Those of these that exist then. */
  rowsOf(ids: Iterable<number>): FacilityRow[] {
    return [...ids].flatMap((id) => this.#byId.get(id) ?? []);
  }

  /** Those that stand in any of these areas, sorted. */
  standingIn(areaIds: readonly number[], field: SortField): readonly FacilityRow[] {
    return this.#standing.get([field, ...areaIds], OF_ITS_OWNER, ([by, ...areas]) =>
      this.sortedOf(this.book.standingIn(areas, this.pointInTime), by),
    );
  }

  /** Who manages a facility at that point in time. */
  managing(row: FacilityRow | null): FacilityRow | null {
    return row === null || row.managedById === null ? null : this.find(row.managedById);
  }

  /** Who manages, guides or absorbed it. */
  above(id: number, kind: RelationKind): FacilityRow | null {
    return this.rowsOf(this.book.above(id, kind, this.pointInTime))[0] ?? null;
  }

  /** Whom it manages, guides or absorbed, by name; `shown` is the point in time at which they are described. */
  below(id: number, kind: RelationKind, shown: FacilitiesAt = this): FacilityRow[] {
    return sortedBy(shown.rowsOf(this.book.below(id, kind, this.pointInTime)), "NAME");
  }

  /** All managing bodies above it, the nearest first. */
  ancestors(id: number): FacilityRow[] {
    const found = new Set([id]);
    // A Set that grows while it is gone through is gone through to its end.
    for (const each of found) for (const above of this.book.above(each, "MANAGES", this.pointInTime)) found.add(above);
    found.delete(id);
    return this.rowsOf(found);
  }
}

/** Sorts in place. */
function sortedBy(rows: FacilityRow[], field: SortField): FacilityRow[] {
  const keyOf = SORTED_BY[field];
  return rows.sort((a, b) => compare(keyOf(a), keyOf(b)) || a.id - b.id);
}

export const compare = (one: string | number, other: string | number): number =>
  one < other ? -1 : one > other ? 1 : 0;

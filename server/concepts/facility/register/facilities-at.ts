import { compare } from "../../../core/collections/sorted.js";
import type { PointInTime } from "../../../core/time/point-in-time.js";
import type { RelationKind } from "./facility.row.js";
import type { FacilityRow, Span } from "./facility-history.js";

/** More beds than any facility has. */
export const MOST_BEDS = 100_000;

/** What lists can be sorted by; ties go by id. */
export const SORTED_BY = {
  NAME: (row: FacilityRow) => row.sortKey,
  CODE: (row: FacilityRow) => row.code,
  ACTUAL_BEDS: (row: FacilityRow) => row.actualBeds ?? -1,
} as const;

export type SortField = keyof typeof SORTED_BY;

/** The register of facilities, as far as one point in time is asked about. */
interface Register {
  find(id: number, pointInTime: PointInTime): FacilityRow | null;
  idOf(code: string): number | null;
  sorted(field: SortField, pointInTime: PointInTime): readonly FacilityRow[];
  sortedIn(areaIds: readonly number[], field: SortField, pointInTime: PointInTime): readonly FacilityRow[];
  above(id: number, kind: RelationKind, pointInTime: PointInTime): readonly number[];
  below(id: number, kind: RelationKind, pointInTime: PointInTime): readonly number[];
  readonly size: number;
}

/** The facilities of one point in time. Rows are shared by all requests: `cloneIntoBatch` hands them out. Pure. */
export class FacilitiesAt {
  constructor(
    private readonly register: Register,
    private readonly pointInTime: PointInTime,
  ) {}

  find(id: number): FacilityRow | null {
    return this.register.find(id, this.pointInTime);
  }

  findByCode(code: string): FacilityRow | null {
    const id = this.register.idOf(code);
    return id === null ? null : this.find(id);
  }

  /** All of them, smallest first. */
  sorted(field: SortField): readonly FacilityRow[] {
    return this.register.sorted(field, this.pointInTime);
  }

  /** Those of these that exist then, sorted; a good part of all is picked from the sorted whole. */
  sortedOf(ids: readonly number[], field: SortField): FacilityRow[] {
    if (ids.length < this.register.size / 8) return this.rowsOf(ids).sort(orderBy(field));
    const wanted = new Set(ids);
    return this.sorted(field).filter(({ id }) => wanted.has(id));
  }

  /** Those of these that exist then. */
  rowsOf(ids: Iterable<number>): FacilityRow[] {
    return [...ids].flatMap((id) => this.find(id) ?? []);
  }

  /** Those that stand in any of these areas, sorted. */
  standingIn(areaIds: readonly number[], field: SortField): readonly FacilityRow[] {
    return this.register.sortedIn(areaIds, field, this.pointInTime);
  }

  /** Who manages a facility at that point in time. */
  managing(row: FacilityRow | null): FacilityRow | null {
    return row === null || row.managedById === null ? null : this.find(row.managedById);
  }

  /** Who manages, guides or absorbed it. */
  above(id: number, kind: RelationKind): FacilityRow | null {
    return this.rowsOf(this.register.above(id, kind, this.pointInTime))[0] ?? null;
  }

  /** Whom it manages, guides or absorbed, by name; `shown` is the point in time at which they are described. */
  below(id: number, kind: RelationKind, shown: FacilitiesAt = this): FacilityRow[] {
    return shown.rowsOf(this.register.below(id, kind, this.pointInTime)).sort(orderBy("NAME"));
  }

  /** All managing bodies above it, the nearest first. */
  ancestors(id: number): FacilityRow[] {
    const found = new Set([id]);
    // A Set that grows while it is gone through is gone through to its end.
    for (const each of found) {
      for (const above of this.register.above(each, "MANAGES", this.pointInTime)) found.add(above);
    }
    found.delete(id);
    return this.rowsOf(found);
  }
}

export const orderBy = (field: SortField): ((a: FacilityRow, b: FacilityRow) => number) => {
  const keyOf = SORTED_BY[field];
  return (a, b) => compare(keyOf(a), keyOf(b)) || a.id - b.id;
};

/** What facilities were on their days by the same, and of one facility the first days first. */
export const orderSpansBy = (field: SortField): ((a: Span, b: Span) => number) => {
  const order = orderBy(field);
  return (a, b) => order(a.row, b.row) || compare(a.validFrom, b.validFrom);
};

import { groupBy, lazily } from "../../core/collections/groups.js";
import { compare } from "../../core/collections/sorted.js";
import { OF_ITS_OWNER, RevisionCache } from "../../core/snapshot/revision-cache.js";
import { nameKey } from "../../core/text/fold.js";
import {
  covers,
  daysOf,
  firstLike,
  holds,
  knownFrom,
  knownTo,
  LATEST,
  type PointInTime,
} from "../../core/time/point-in-time.js";
import { type Names, namesBy } from "../../files/reading/cells.js";
import type { AreaChangeRow, AreaNameRow, AreaParentRow, AreaRow, AreaTables } from "./area.store.js";

/** An area as it is at one point in time: the name of that day, and the dates as far as they are known. */
export interface AreaView {
  id: number;
  code: string;
  areaType: string;
  name: string;
  validFrom: string | null;
  validTo: string | null;
  version: number;
}

/** What names an area on these days. */
interface Named extends Pick<AreaRow, "id" | "validFrom" | "validTo"> {
  name: string;
}

/** How many areas are held of lists of what lies within others; a country of them takes a few of these lists. */
const MOST_WITHIN = 50_000;

/** All areas with their names and parents in time; a question about them costs no statement. Pure. */
export class AreaTree {
  readonly #byId: ReadonlyMap<number, AreaRow>;
  readonly #byCode: ReadonlyMap<string, AreaRow[]>;
  readonly #names: ReadonlyMap<number, AreaNameRow[]>;
  readonly #named: () => readonly Named[];
  /** The same by the key of the name. */
  readonly #claims: () => ReadonlyMap<string, readonly Named[]>;
  /** The days on which an area begins or ends, or gets another name. */
  readonly daysOfNames: () => readonly string[];
  readonly #parents: ReadonlyMap<number, AreaParentRow[]>;
  readonly #children: ReadonlyMap<number, AreaParentRow[]>;
  /** The days on which the hierarchy changes. */
  readonly daysOfChange: readonly string[];
  /** By the area, and the day since which the hierarchy is the same. */
  readonly #within = new RevisionCache<readonly number[]>({
    ...{ scopes: [], most: MOST_WITHIN },
    sizeOf: (areas) => areas.length,
  });

  constructor(private readonly tables: AreaTables) {
    const { areas, names, parents, spellings } = tables;
    this.#byId = new Map(areas.map((area) => [area.id, area]));
    this.#byCode = groupBy(areas, ({ code }) => code);
    this.#names = groupBy(names, ({ areaId }) => areaId);
    this.#parents = groupBy(parents, ({ areaId }) => areaId);
    const place = new Map(areas.map(({ id }, i) => [id, i]));
    const inOrder = [...parents].sort((a, b) => (place.get(a.areaId) ?? 0) - (place.get(b.areaId) ?? 0));
    this.#children = groupBy(inOrder, ({ parentId }) => parentId);
    this.daysOfChange = daysOf(areas, parents);
    this.daysOfNames = lazily(() => daysOf(areas, names));
    this.#named = lazily(() => [
      ...areas.map((area) => namedBy(area, area.code)),
      ...names.map(({ areaId, validFrom, validTo, name }) => ({ id: areaId, validFrom, validTo, name })),
      ...spellings.flatMap(({ areaId, spelling }) => {
        const area = this.#byId.get(areaId);
        return area ? namedBy(area, spelling) : [];
      }),
    ]);
    this.#claims = lazily(() => groupBy(this.#named(), ({ name }) => nameKey(name)));
  }

  /** The same with everything on record of some areas in the place of what was; those it tells nothing of are gone. */
  with(ids: readonly number[], now: AreaTables): AreaTree {
    const changed = new Set(ids);
    const ofOthers = <T extends { areaId: number }>(rows: readonly T[]) =>
      rows.filter(({ areaId }) => !changed.has(areaId));
    const { areas, names, parents, changes, spellings } = this.tables;
    return new AreaTree({
      areas: [...areas.filter(({ id }) => !changed.has(id)), ...now.areas].sort(inOrderOfCodes),
      names: [...ofOthers(names), ...now.names],
      parents: [...ofOthers(parents), ...now.parents],
      changes: [...ofOthers(changes), ...now.changes],
      spellings: [...ofOthers(spellings), ...now.spellings],
    });
  }

  /** The area itself, whatever the day. */
  row(id: number): AreaRow | null {
    return this.#byId.get(id) ?? null;
  }

  /** The area as it is then, or null if it does not exist there. */
  view(id: number, pointInTime: PointInTime): AreaView | null {
    const area = this.#byId.get(id);
    if (!area || !existsIn(area, pointInTime)) return null;
    const name = this.#names.get(id)?.find((row) => holds(row, pointInTime));
    const { code, areaType, version } = area;
    return {
      id,
      code,
      areaType,
      version,
      name: name?.name ?? code,
      validFrom: knownFrom(area.validFrom),
      // A day does not know what came after it.
      validTo: pointInTime.asOf === null ? knownTo(area.validTo) : null,
    };
  }

  /** By code, by the name of that day, and by known spellings; null: of whatever day. */
  names(day: string | null): Names<number> {
    const then = (named: readonly Named[]) =>
      named.flatMap(({ name, id, validFrom, validTo }) =>
        day === null || covers(validFrom, validTo, day) ? [[name, id] as const] : [],
      );
    return namesBy(
      (text) => then(this.#claims().get(nameKey(text)) ?? []),
      () => then(this.#named()),
    );
  }

  /** All areas that existed then, in the order of their codes. */
  all(pointInTime: PointInTime): AreaView[] {
    return this.tables.areas.map(({ id }) => this.view(id, pointInTime)).filter((view) => view !== null);
  }

  countIn(pointInTime: PointInTime): number {
    return this.tables.areas.filter((area) => existsIn(area, pointInTime)).length;
  }

  /** Who holds the code on that day; without a day, its latest holder. */
  holder(code: string, pointInTime: PointInTime): AreaView | null {
    const last = this.#byCode
      .get(code)
      ?.filter((area) => existsIn(area, pointInTime))
      .at(-1);
    return last ? this.view(last.id, pointInTime) : null;
  }

  /** By what an area is told apart from all others of that day: its code, or its name where another holds the code. */
  denote(id: number, pointInTime: PointInTime): string | null {
    const view = this.viewOrLast(id, pointInTime);
    return view && (this.holder(view.code, pointInTime)?.id === id ? view.code : view.name);
  }

  /** Every area that has or had this code. */
  holders(code: string): number[] {
    return (this.#byCode.get(code) ?? []).map(({ id }) => id);
  }

  /** The days of each of them. */
  daysOfHolders(code: string): readonly Pick<AreaRow, "validFrom" | "validTo">[] {
    return this.#byCode.get(code) ?? [];
  }

  /** The code of the only area of this type on record; null where there are several. */
  onlyOne(type: "COUNTRY" | "PROVINCE"): string | null {
    const codes = new Set(this.tables.areas.filter(({ areaType }) => areaType === type).map(({ code }) => code));
    const [code] = codes;
    return codes.size === 1 && code !== undefined ? code : null;
  }

  parent(id: number, pointInTime: PointInTime): AreaView | null {
    const row = this.#parents.get(id)?.find((each) => holds(each, pointInTime));
    return row ? this.view(row.parentId, pointInTime) : null;
  }

  /** Its names, with their days. */
  namesOf(id: number): readonly AreaNameRow[] {
    return this.#names.get(id) ?? [];
  }

  /** The areas that it lies in, directly, with their days. */
  parentsOf(id: number): readonly AreaParentRow[] {
    return this.#parents.get(id) ?? [];
  }

  children(id: number, pointInTime: PointInTime): AreaView[] {
    return this.#childIds(id, pointInTime).flatMap((child) => this.view(child, pointInTime) ?? []);
  }

  /** The area itself and everything in it: the same list as long as it is held. */
  within(id: number, { asOf }: PointInTime): readonly number[] {
    const day = asOf === null ? null : firstLike(asOf, this.daysOfChange);
    return this.#within.get([id, day], OF_ITS_OWNER, ([area, on]) => this.#in(area, { asOf: on }));
  }

  #in(id: number, pointInTime: PointInTime): number[] {
    const found = new Set([id]);
    // A Set that grows while it is gone through is gone through to its end.
    for (const each of found) for (const child of this.#childIds(each, pointInTime)) found.add(child);
    return [...found];
  }

  #childIds(id: number, pointInTime: PointInTime): number[] {
    return (this.#children.get(id) ?? [])
      .filter((row) => holds(row, pointInTime) && this.#exists(row.areaId, pointInTime))
      .map(({ areaId }) => areaId);
  }

  #exists(id: number, pointInTime: PointInTime): boolean {
    const area = this.#byId.get(id);
    return area !== undefined && existsIn(area, pointInTime);
  }

  changesOf(id: number, { asOf }: PointInTime): AreaChangeRow[] {
    return this.tables.changes.filter(({ areaId, changedOn }) => areaId === id && (asOf === null || changedOn <= asOf));
  }

  /** The area as it is then; one that does not exist there, as it was last known. */
  viewOrLast(id: number, pointInTime: PointInTime): AreaView | null {
    return this.view(id, pointInTime) ?? this.view(id, LATEST);
  }
}

const inOrderOfCodes = (one: AreaRow, other: AreaRow): number =>
  compare(one.code, other.code) || compare(one.validFrom, other.validFrom);

const namedBy = ({ id, validFrom, validTo }: AreaRow, name: string): Named => ({ id, validFrom, validTo, name });

/** In the latest known state everything on record exists; an ended area says when it ended. */
const existsIn = (area: AreaRow, { asOf }: PointInTime): boolean =>
  asOf === null || covers(area.validFrom, area.validTo, asOf);

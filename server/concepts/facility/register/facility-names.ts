import { lazily } from "../../../core/collections/groups.js";
import { nameKey } from "../../../core/text/fold.js";
import { Likeness } from "../../../core/text/likeness.js";
import { type Names, namesOf } from "../../../files/reading/cells.js";
import type { FacilitySpellingRow } from "./facility.store.js";
import type { FacilityRecord } from "./facility-history.js";

/** What can name a facility. */
export interface NamingTables {
  units: readonly { id: number; code: string }[];
  names: readonly { facilityId: number; name: string }[];
  spellings: readonly FacilitySpellingRow[];
}

/**
 * Facilities by code, by every name that they have or had, and by every known spelling; nothing else names a facility.
 * Imports and questions recognise names by these alone. A name counts whenever it was given: reports call a unit by its
 * former name, and by its present one when they speak of earlier days.
 */
export const namesOfFacilities = (tables: NamingTables): Names<number> => namesOf(namedBy(tables), nameKey);

const namedBy = ({ units, names, spellings }: NamingTables): (readonly [name: string, id: number])[] => [
  ...units.map(({ code, id }) => [code, id] as const),
  ...names.map(({ name, facilityId }) => [name, facilityId] as const),
  ...spellings.map(({ spelling, facilityId }) => [spelling, facilityId] as const),
];

/** How many facilities are looked at beside the index before it is made anew. */
const MOST_BESIDE = 256;

type Records = ReadonlyMap<number, Pick<FacilityRecord, "unit" | "names" | "spellings"> | undefined>;

/** The same names as they change: an index of all facilities, and beside it those that have changed since it was made. */
export class ClaimedNames {
  readonly #all: () => Names<number>;
  readonly #recent = lazily(() => namesOfFacilities(tablesOf([...this.changed.values()])));
  readonly likeness = lazily(() => new Likeness(namedBy(tablesOf([...this.records().values()]))));

  private constructor(
    private readonly base: Records,
    private readonly changed: Records,
    all?: () => Names<number>,
  ) {
    this.#all = all ?? lazily(() => namesOfFacilities(tablesOf([...base.values()])));
  }

  static of(records: readonly FacilityRecord[]): ClaimedNames {
    return new ClaimedNames(new Map(records.map((record) => [record.unit.id, record])), new Map());
  }

  with(changes: readonly (readonly [id: number, record: FacilityRecord | undefined])[]): ClaimedNames {
    if (changes.length === 0) return this;
    const changed = new Map([...this.changed, ...changes]);
    return changed.size > MOST_BESIDE
      ? new ClaimedNames(new Map([...this.base, ...changed]), new Map())
      : new ClaimedNames(this.base, changed, this.#all);
  }

  /** All that are recognised by this text, with the names that say so. */
  claims(text: string): readonly (readonly [name: string, id: number])[] {
    const known = this.#all().claims(text);
    if (this.changed.size === 0) return known;
    return [...known.filter(([, id]) => !this.changed.has(id)), ...this.#recent().claims(text)];
  }

  private records(): Records {
    return this.changed.size === 0 ? this.base : new Map([...this.base, ...this.changed]);
  }
}

function tablesOf(
  records: readonly (Pick<FacilityRecord, "unit" | "names" | "spellings"> | undefined)[],
): NamingTables {
  const known = records.flatMap((record) => record ?? []);
  return {
    units: known.map(({ unit }) => unit),
    names: known.flatMap(({ names }) => names),
    spellings: known.flatMap(({ spellings }) => spellings),
  };
}

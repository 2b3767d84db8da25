import { isDeepStrictEqual } from "node:util";
import { ById } from "../../../core/collections/by-id.js";
import { groupBy, lazily } from "../../../core/collections/groups.js";
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

/** How many lists of names there are, told apart by a number made of the name. */
const LISTS = 8192;

type Named = Pick<FacilityRecord, "unit" | "names" | "spellings">;
interface Claim {
  key: string;
  claim: readonly [name: string, id: number];
}

/** The same names as they change: with others they are another index, which shares what has not changed. */
export class ClaimedNames {
  readonly likeness = lazily(() => new Likeness(this.lists.values().flatMap((list) => list.map(({ claim }) => claim))));

  private constructor(private readonly lists: ById<readonly Claim[]>) {}

  static of(records: readonly Named[]): ClaimedNames {
    return new ClaimedNames(ById.of(groupBy(records.flatMap(claimsOf), ({ key }) => listOf(key))));
  }

  /** The same after these records have taken the place of those. */
  with(before: readonly Named[], after: readonly Named[]): ClaimedNames {
    const [gone, come] = [before.flatMap(claimsOf), after.flatMap(claimsOf)];
    if (isDeepStrictEqual(gone, come)) return this;
    const ids = new Set(before.map(({ unit }) => unit.id));
    const added = groupBy(come, ({ key }) => listOf(key));
    return new ClaimedNames(
      this.lists.with(
        [...new Set([...gone, ...come].map(({ key }) => listOf(key)))].map((list) => {
          const others = (this.lists.get(list) ?? []).filter(({ claim: [, id] }) => !ids.has(id));
          const all = [...others, ...(added.get(list) ?? [])];
          return [list, all.length > 0 ? all : undefined] as const;
        }),
      ),
    );
  }

  /** All that are recognised by this text, with the names that say so. */
  claims(text: string): readonly (readonly [name: string, id: number])[] {
    const wanted = nameKey(text);
    return (this.lists.get(listOf(wanted)) ?? []).flatMap(({ key, claim }) => (key === wanted ? [claim] : []));
  }
}

const claimsOf = ({ unit, names, spellings }: Named): Claim[] =>
  namedBy({ units: [unit], names, spellings }).map((claim) => ({ key: nameKey(claim[0]), claim }));

function listOf(key: string): number {
  let number = 0;
  for (let i = 0; i < key.length; i += 1) number = (number * 31 + key.charCodeAt(i)) % LISTS;
  return number;
}

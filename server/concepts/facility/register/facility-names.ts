import { nameKey } from "../../../core/text/fold.js";
import { type Names, namesOf } from "../../../files/reading/cells.js";
import type { FacilitySpellingRow } from "./facility.store.js";

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
export const namesOfFacilities = ({ units, names, spellings }: NamingTables): Names<number> =>
  namesOf(
    [
      ...units.map(({ code, id }) => [code, id] as const),
      ...names.map(({ name, facilityId }) => [name, facilityId] as const),
      ...spellings.map(({ spelling, facilityId }) => [spelling, facilityId] as const),
    ],
    nameKey,
  );

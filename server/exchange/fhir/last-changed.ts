import type { Database } from "../../core/database/database.js";
import { lastEntries, loadsOf } from "./last-changed.store.js";
import type { TracedObject } from "./resource/body.js";

/**
 * The tables that a facility, and an area, is made of: what those that are traced change after they were first loaded
 * from data/ has entries of its own in the trail; of the others nobody knows what they have changed.
 */
export const TABLES: Readonly<Record<TracedObject["type"], { traced: readonly string[]; others: readonly string[] }>> =
  {
    Facility: {
      traced: [
        ...["facilities", "facility-names", "facility-ownership", "facility-spellings", "facility-relations"],
        ...["facility-places", "survey-facilities"],
      ],
      others: ["terms"],
    },
    Area: { traced: ["areas", "area-names"], others: ["area-changes"] },
  };
const ALL_TABLES = Object.values(TABLES).flatMap(({ traced, others }) => [...traced, ...others]);

/** When each facility and each area was changed last. */
export class LastChanged {
  private constructor(
    private readonly entries: ReadonlyMap<string, string>,
    private readonly loaded: Readonly<Record<TracedObject["type"], string | null>>,
  ) {}

  static async read(db: Database): Promise<LastChanged> {
    const [entries, loads] = await Promise.all([lastEntries(db, Object.keys(TABLES)), loadsOf(db, ALL_TABLES)]);
    const load = new Map(loads.map((each) => [each.format, each]));
    const lastOf = (type: TracedObject["type"]) => {
      const { traced, others } = TABLES[type];
      const instants = [
        ...traced.map((table) => load.get(table)?.firstFromData ?? null),
        ...others.map((table) => load.get(table)?.last ?? null),
      ];
      return instants.reduce(later, null);
    };
    return new LastChanged(new Map(entries.map(({ type, id, at }) => [`${type} ${id}`, at])), {
      Facility: lastOf("Facility"),
      Area: lastOf("Area"),
    });
  }

  /**
   * When an object was changed last by an act or an import that says so, or else when the tables were loaded that it is
   * of; null: nothing tells.
   */
  of({ type, id }: TracedObject): string | null {
    return later(this.entries.get(`${type} ${id}`) ?? null, this.loaded[type]);
  }
}

/** Instants are kept so that later ones are greater. */
const later = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other > one) ? other : one;

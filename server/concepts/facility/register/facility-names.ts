import { isDeepStrictEqual } from "node:util";
import { ById } from "../../../core/collections/by-id.js";
import { groupBy } from "../../../core/collections/groups.js";
import { nameKey } from "../../../core/text/fold.js";
import { Likeness } from "../../../core/text/likeness.js";
import { mayGoOn } from "../../../core/time/turn.js";
import type { FacilityRecord } from "./facility-history.js";

/**
 * Facilities by code, by every name that they have or had, and by every known spelling; nothing else names a facility.
 * Imports and questions recognise names by these alone. A name counts whenever it was given: reports call a unit by its
 * former name, and by its present one when they speak of earlier days.
 */
const namedBy = ({ unit, names, spellings }: Named): (readonly [name: string, id: number])[] => [
  [unit.code, unit.id],
  ...names.map(({ name }) => [name, unit.id] as const),
  ...spellings.map(({ spelling }) => [spelling, unit.id] as const),
];

/** How many lists of names there are, told apart by a number made of the name. */
const LISTS = 8192;

/** Of how many facilities names are taken up before others have their turn. */
const AT_ONCE = 250;

type Named = Pick<FacilityRecord, "unit" | "names" | "spellings">;
interface Claim {
  key: string;
  claim: readonly [name: string, id: number];
}

/** What names facilities, as it changes: with other names it is another index, which shares what has not changed. */
export class ClaimedNames {
  #likeness: Likeness<number> | undefined;

  private constructor(private readonly lists: ById<readonly Claim[]>) {}

  static of(records: readonly Named[]): ClaimedNames {
    return new ClaimedNames(ById.of(groupBy(records.flatMap(claimsOf), ({ key }) => listOf(key))));
  }

  /** The same, made while others have their turn. */
  static async inTurns(records: readonly Named[]): Promise<ClaimedNames> {
    const lists = new Map<number, Claim[]>();
    for (const [i, record] of records.entries()) {
      for (const each of claimsOf(record)) {
        const list = lists.get(listOf(each.key));
        if (list) list.push(each);
        else lists.set(listOf(each.key), [each]);
      }
      if (i % AT_ONCE === 0) await mayGoOn();
    }
    return new ClaimedNames(ById.of(lists));
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

  /** For suggestions only. */
  likeness(): Likeness<number> {
    this.#likeness ??= new Likeness(this.all());
    return this.#likeness;
  }

  /** Makes it ready while others have their turn. */
  async prepareLikeness(): Promise<void> {
    this.#likeness ??= await Likeness.inTurns(this.all());
  }

  all(): readonly (readonly [name: string, id: number])[] {
    return this.lists.values().flatMap((list) => list.map(({ claim }) => claim));
  }

  /** All that are recognised by this text, with the names that say so. */
  claims(text: string): readonly (readonly [name: string, id: number])[] {
    const wanted = nameKey(text);
    return (this.lists.get(listOf(wanted)) ?? []).flatMap(({ key, claim }) => (key === wanted ? [claim] : []));
  }
}

const claimsOf = (record: Named): Claim[] => namedBy(record).map((claim) => ({ key: nameKey(claim[0]), claim }));

function listOf(key: string): number {
  let number = 0;
  for (let i = 0; i < key.length; i += 1) number = (number * 31 + key.charCodeAt(i)) % LISTS;
  return number;
}

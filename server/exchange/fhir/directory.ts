import { groupBy, lazily } from "../../core/collections/groups.js";
import { compare } from "../../core/collections/sorted.js";
import type { Snapshot } from "../../core/context.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { mayGoOn } from "../../core/time/turn.js";
import { type Affiliation, affiliationOf, isOfRole } from "./resource/affiliation.js";
import { areaBody, type Body, facilityBody } from "./resource/body.js";

/** How many are made or looked at before others have their turn. */
export const AT_ONCE = 250;

/**
 * All facilities and areas, and who manages and guides whom, in the latest known state: each list by its ids, so that
 * pages follow one another whatever changes between them.
 */
export class Directory {
  readonly #affiliationsOf = {
    primary: lazily(() => groupBy(this.affiliations, ({ primary }) => primary)),
    participating: lazily(() => groupBy(this.affiliations, ({ participating }) => participating)),
  };

  private constructor(
    readonly bodies: readonly Body[],
    readonly affiliations: readonly Affiliation[],
    private readonly bodiesById: ReadonlyMap<string, Body>,
    private readonly affiliationsById: ReadonlyMap<string, Affiliation>,
  ) {}

  static async of(snapshot: Snapshot): Promise<Directory> {
    const { facilities, areas } = snapshot;
    const bodies: Body[] = [];
    const affiliations: Affiliation[] = [];
    for (const [i, row] of facilities.in(LATEST).sorted("CODE").entries()) {
      if (i % AT_ONCE === 0) await mayGoOn();
      bodies.push(facilityBody(row, snapshot));
      for (const relation of facilities.relationsOf(row.id, LATEST)) {
        const above = facilities.find(relation.relatedId, LATEST);
        if (above && isOfRole(relation)) affiliations.push(affiliationOf(row, above, relation));
      }
    }
    for (const [i, view] of areas.all(LATEST).entries()) {
      if (i % AT_ONCE === 0) await mayGoOn();
      bodies.push(areaBody(view, areas));
    }
    const byId = (one: { id: string }, other: { id: string }) => compare(one.id, other.id);
    bodies.sort(byId);
    affiliations.sort(byId);
    await mayGoOn();
    return new Directory(
      bodies,
      affiliations,
      new Map(bodies.map((body) => [body.id, body])),
      new Map(affiliations.map((each) => [each.id, each])),
    );
  }

  body(id: string): Body | undefined {
    return this.bodiesById.get(id);
  }

  affiliation(id: string): Affiliation | undefined {
    return this.affiliationsById.get(id);
  }

  /** In which a body is above, or below. */
  affiliationsOf(id: string, side: "primary" | "participating"): readonly Affiliation[] {
    return this.#affiliationsOf[side]().get(id) ?? [];
  }
}

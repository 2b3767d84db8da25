import { OF_ITS_OWNER, RevisionCache } from "../../../core/snapshot/revision-cache.js";
import type { FacilityRegister } from "../../facility/register/facility-register.js";
import type { RoundRow } from "../result/assessment.store.js";
import type { PublishedAssessments } from "../result/published-assessments.js";

/** How many facilities reported each level; null stands for a blank one. */
export type LevelCounts = ReadonlyMap<number | null, number>;

/** Of how many rounds and areas the counts are held: a few rounds of a country's. */
const MOST_AREAS = 50_000;
/** Of how many rounds they are held over each list of areas. */
const MOST_ROUNDS = 100;

/**
 * The levels of each round by the area in which the facilities stood on its last day, each area counted once for all
 * questions: what a roll-up costs depends on the areas in it, not on the facilities. Pure.
 */
export class LevelSummary {
  /** By the round, its last day and the area. */
  readonly #counts = new RevisionCache<LevelCounts>({ scopes: [], most: MOST_AREAS });
  /** By the list of areas, which is the same one each time, the round and its last day. */
  readonly #sums = new WeakMap<readonly number[], RevisionCache<LevelCounts>>();

  constructor(
    private readonly assessments: PublishedAssessments,
    private readonly facilities: FacilityRegister,
  ) {}

  /** Over these areas together. */
  within(areaIds: readonly number[], { id, knownOn }: RoundRow): LevelCounts {
    const sums = this.#sums.get(areaIds) ?? new RevisionCache<LevelCounts>({ scopes: [], most: MOST_ROUNDS });
    this.#sums.set(areaIds, sums);
    return sums.get([id, knownOn], OF_ITS_OWNER, ([roundId, asOf]) =>
      this.#over(areaIds, { id: roundId, knownOn: asOf }),
    );
  }

  #over(areaIds: readonly number[], round: Pick<RoundRow, "id" | "knownOn">): LevelCounts {
    const sum = new Map<number | null, number>();
    for (const area of areaIds) {
      for (const [level, count] of this.#in(area, round)) sum.set(level, (sum.get(level) ?? 0) + count);
    }
    return sum;
  }

  #in(areaId: number, { id, knownOn }: Pick<RoundRow, "id" | "knownOn">): LevelCounts {
    return this.#counts.get([id, knownOn, areaId], OF_ITS_OWNER, ([roundId, asOf, area]) => {
      const counts = new Map<number | null, number>();
      for (const facilityId of this.facilities.standingIn([area], { asOf })) {
        const assessment = this.assessments.ofFacilityIn(facilityId, roundId);
        if (!assessment) continue;
        const level = assessment.reportedLevel;
        counts.set(level, (counts.get(level) ?? 0) + 1);
      }
      return counts;
    });
  }
}

/** The levels that occur, lowest first, each with its share of all that are known. */
export function distributionOf(counts: LevelCounts) {
  const known = [...counts].flatMap(([level, count]) => (level === null ? [] : [{ level, count }]));
  const denominator = known.reduce((sum, { count }) => sum + count, 0);
  return known
    .sort((a, b) => a.level - b.level)
    .map(({ level, count }) => ({ level, count, share: { numerator: count, denominator } }));
}

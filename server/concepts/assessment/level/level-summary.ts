import { OF_ITS_OWNER, RevisionCache } from "../../../core/snapshot/revision-cache.js";
import type { FacilityRegister } from "../../facility/register/facility-register.js";
import type { RoundRow } from "../result/assessment.store.js";
import type { PublishedAssessments } from "../result/published-assessments.js";

/** How many facilities reported each level; null stands for a blank one. */
export type LevelCounts = ReadonlyMap<number | null, number>;

/** How many rounds are counted at once; there is one in a year or two. */
const MOST_ROUNDS = 100;

/**
 * The levels of each round by the area in which the facilities stood on its last day, counted once for all questions:
 * what a roll-up costs depends on the areas in it, not on the facilities. Pure.
 */
export class LevelSummary {
  /** By the round and its last day. */
  readonly #byRound = new RevisionCache<ReadonlyMap<number, LevelCounts>>({ scopes: [], most: MOST_ROUNDS });

  constructor(
    private readonly assessments: PublishedAssessments,
    private readonly facilities: FacilityRegister,
  ) {}

  /** Over these areas together. */
  within(areaIds: readonly number[], round: RoundRow): LevelCounts {
    const known = this.#byRound.get([round.id, round.knownOn], OF_ITS_OWNER, ([id, day]) => this.#counted(id, day));
    const sum = new Map<number | null, number>();
    for (const area of areaIds) {
      for (const [level, count] of known.get(area) ?? []) sum.set(level, (sum.get(level) ?? 0) + count);
    }
    return sum;
  }

  #counted(roundId: number, knownOn: string): ReadonlyMap<number, LevelCounts> {
    const areaOf = this.facilities.placesIn({ asOf: knownOn });
    const byArea = new Map<number, Map<number | null, number>>();
    for (const { facilityId, reportedLevel } of this.assessments.ofRound(roundId)) {
      const area = areaOf.get(facilityId)?.areaId;
      if (area === undefined) continue;
      const counts = byArea.get(area) ?? new Map<number | null, number>();
      counts.set(reportedLevel, (counts.get(reportedLevel) ?? 0) + 1);
      byArea.set(area, counts);
    }
    return byArea;
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

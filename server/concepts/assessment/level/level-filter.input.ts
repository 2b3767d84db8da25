import { Field, InputType, Int } from "type-graphql";
import type { Snapshot } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import type { PointInTime } from "../../../core/time/point-in-time.js";
import { CODES, requireKnown } from "../../known-code.js";
import { newestPublished } from "../rule-set/rule-choice.js";
import { AreLevels } from "./is-level.js";

/** What a list of levels asks for. */
export const LEVELS = about(
  "One of these published levels, 1 to 7; null among them: the cell is blank. Left out: whatever it says.",
  "Một trong các mức đã công bố này, từ 1 đến 7; có null: ô để trống. Bỏ trống: bất kỳ kết quả nào.",
);

@InputType("FacilityLevelFilter", {
  description: about(
    "Which result a facility has in a round. With `asOf` before the last day of the round nobody has one.",
    "Kết quả của cơ sở trong một đợt. Với `asOf` trước ngày cuối của đợt thì chưa cơ sở nào có kết quả.",
  ),
})
export class LevelFilter {
  @Field(() => String, {
    nullable: true,
    description: about(
      'Code of the round, such as "2022". Left out: the newest of which results are published.',
      'Mã đợt, ví dụ "2022". Bỏ trống: đợt mới nhất đã công bố kết quả.',
    ),
  })
  round?: string | null;

  @AreLevels()
  @Field(() => [Int], { nullable: "itemsAndList", description: LEVELS })
  reportedLevel?: (number | null)[] | null;
}

/** Whether a facility has such a result, as it is known then. */
export function hasLevel(
  { round, reportedLevel }: LevelFilter,
  { asOf }: PointInTime,
  snapshot: Snapshot,
): (facility: { id: number }) => boolean {
  requireKnown(CODES.ROUND, "round", round, snapshot);
  const wanted = round == null ? newestPublished(snapshot) : snapshot.rounds.all().find(({ code }) => code === round);
  if (!wanted || (asOf !== null && asOf < wanted.knownOn)) return () => false;
  const isOne = isOneOfLevels(reportedLevel);
  return ({ id }) => {
    const result = snapshot.assessments.ofFacilityIn(id, wanted.id);
    return result !== undefined && isOne(result);
  };
}

/** Whether a result says one of these levels; without a list any will do. */
export function isOneOfLevels(levels: readonly (number | null)[] | null | undefined) {
  const wanted = levels && new Set(levels);
  return ({ reportedLevel }: { reportedLevel: number | null }): boolean => !wanted || wanted.has(reportedLevel);
}

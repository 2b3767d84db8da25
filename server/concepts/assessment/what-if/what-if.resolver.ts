import { Args, Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { cloneAlone, cloneIntoBatch } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { type Computed } from "../level/level-rule.js";
import { distributionOf } from "../level/level-summary.js";
import { inWords } from "../level/level-words.js";
import { roundNamed, ruleSetFor } from "../rule-set/rule-choice.js";
import { levelsUnder } from "./assumptions.js";
import { WhatIf, WhatIfArgs } from "./what-if.type.js";

@Resolver()
export class WhatIfResolver {
  @Query(() => WhatIf, {
    description: about(
      "The computed levels of a round if some components had other results than reported. Only read and computed, never written. Unknown codes, a facility that was not assessed, a result that does not fit its component, and a component named twice are BAD_USER_INPUT.",
      "Mức tính lại của một đợt nếu một số nhóm nội dung có kết quả khác với báo cáo. Chỉ đọc và tính, không ghi gì. Mã không có, đơn vị không được đánh giá, kết quả không hợp với nhóm nội dung hoặc nhóm nêu hai lần là lỗi BAD_USER_INPUT.",
    ),
  })
  async whatIf(@Args(() => WhatIfArgs) { round: code, assumptions, ruleSet }: WhatIfArgs, @Ctx() context: Context) {
    const { snapshot } = context;
    const round = roundNamed(snapshot, code);
    const rules = ruleSetFor(snapshot, ruleSet, round);
    const { levels, changed } = await levelsUnder(assumptions, round, rules, context);
    const facilities = cloneIntoBatch(
      "Facility",
      LATEST,
      changed.map(({ assessment }) => snapshot.facilities.in(LATEST).find(assessment.facilityId)),
    );
    return {
      round: cloneAlone("AssessmentRound", LATEST, round),
      ruleSet: rules.code,
      byRuleSet: rules,
      facilities: changed.map(({ assessment, before, after }, i) => ({
        facility: facilities[i],
        reportedLevel: assessment.reportedLevel,
        before: inWords(before, rules, context),
        after: inWords(after, rules, context),
      })),
      before: levelsOf(levels.map(({ before }) => before)),
      after: levelsOf(levels.map(({ after }) => after)),
    };
  }
}

function levelsOf(computed: readonly Computed[]) {
  const counts = new Map<number | null, number>();
  for (const { level } of computed) counts.set(level, (counts.get(level) ?? 0) + 1);
  return { distribution: distributionOf(counts), unknown: counts.get(null) ?? 0 };
}

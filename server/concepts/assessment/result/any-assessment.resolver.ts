import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { createBatchBelow, loadForBatch, own } from "../../../core/snapshot/batch.js";
import { Facility } from "../../facility/register/facility.type.js";
import { facilityOfEach } from "../../facility/register/facility-of-each.js";
import type { DraftRow } from "../draft/assessment-draft.store.js";
import { IsLevel } from "../level/is-level.js";
import { ComputedLevel, LevelGap } from "../level/level.type.js";
import { computeLevel, gapTo, type Result } from "../level/level-rule.js";
import { inWords } from "../level/level-words.js";
import { AssessmentRound } from "../round/assessment-round.type.js";
import { RULE_SET, ruleSetFor } from "../rule-set/rule-choice.js";
import { AnyAssessment } from "./any-assessment.type.js";
import { resultsOf } from "./assessment.resolver.js";
import type { AssessmentRow } from "./assessment.store.js";

type AnyRow = AssessmentRow | DraftRow;

@ArgsType()
class GapArgs {
  @Field(() => Int, { description: about("The level, 1 to 7.", "Mức, từ 1 đến 7.") })
  @IsLevel()
  to!: number;
}

@Resolver(() => AnyAssessment)
export class AnyAssessmentResolver {
  @FieldResolver(() => Facility, { description: about("Whose it is.", "Đơn vị được đánh giá.") })
  facility(@Root() assessment: AnyRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(assessment, "facility", (rows: readonly AnyRow[]) => facilityOfEach(rows, snapshot));
  }

  @FieldResolver(() => AssessmentRound, { description: about("The round.", "Đợt đánh giá.") })
  round(@Root() assessment: AnyRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(assessment, "round", (rows: readonly AnyRow[]) =>
      createBatchBelow(
        "AssessmentRound",
        rows,
        rows.map(({ roundId }) => own(snapshot.rounds.byId(roundId))),
      ),
    );
  }

  @FieldResolver(() => ComputedLevel, {
    description: about(
      "The level that its components give; never taken for the reported one.",
      "Mức tính từ các nhóm nội dung; không bao giờ thay cho mức báo cáo.",
    ),
  })
  async computedLevel(
    @Root() assessment: AnyRow,
    @Arg("ruleSet", () => String, { nullable: true, description: RULE_SET }) ruleSet: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<ComputedLevel> {
    const rules = ruleSetOf(assessment, ruleSet, context);
    const results = await resultsIn(assessment, context);
    return inWords(computeLevel(rules.allGates, results), rules, context);
  }
  @FieldResolver(() => LevelGap, {
    description: about(
      "What is missing for a level, by a rule set.",
      "Những gì còn thiếu để đạt một mức, theo bộ quy tắc.",
    ),
  })
  async gap(
    @Root() assessment: AnyRow,
    @Args(() => GapArgs) { to }: GapArgs,
    @Arg("ruleSet", () => String, { nullable: true, description: RULE_SET }) ruleSet: string | null | undefined,
    @Ctx() context: Context,
  ) {
    const rules = ruleSetOf(assessment, ruleSet, context);
    const { unmet, unevaluable } = gapTo(to, rules.allGates, await resultsIn(assessment, context));
    const met = unmet.length + unevaluable.length === 0;
    return { to, ruleSet: rules.code, byRuleSet: rules, met, unmet, unevaluable };
  }
}

/** What is entered, or published, of the components. */
const resultsIn = (assessment: AnyRow, context: Context): readonly Result[] | Promise<readonly Result[]> =>
  "components" in assessment ? assessment.components : resultsOf(context, assessment);

const ruleSetOf = ({ roundId }: AnyRow, code: string | null | undefined, { snapshot }: Context) =>
  ruleSetFor(snapshot, code, snapshot.rounds.byId(roundId));

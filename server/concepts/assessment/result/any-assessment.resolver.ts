import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { createBatchBelow, loadForBatch, own } from "../../../core/snapshot/batch.js";
import { Facility } from "../../facility/register/facility.type.js";
import { facilityOfEach } from "../../facility/register/facility-of-each.js";
import type { DraftRow } from "../draft/assessment-draft.store.js";
import { ComputedLevel } from "../level/level.type.js";
import { computeLevel } from "../level/level-rule.js";
import { inWords } from "../level/level-words.js";
import { AssessmentRound } from "../round/assessment-round.type.js";
import { RULE_SET, ruleSetFor } from "../rule-set/rule-choice.js";
import { AnyAssessment } from "./any-assessment.type.js";
import { resultsOf } from "./assessment.resolver.js";
import type { AssessmentRow } from "./assessment.store.js";

type AnyRow = AssessmentRow | DraftRow;

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
    const { snapshot } = context;
    const rules = ruleSetFor(snapshot, ruleSet, snapshot.rounds.byId(assessment.roundId));
    const results = "components" in assessment ? assessment.components : await resultsOf(context, assessment);
    return inWords(computeLevel(rules.allGates, results), rules, context);
  }
}

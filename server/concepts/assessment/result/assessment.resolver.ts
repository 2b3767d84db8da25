import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { createBatchBelow, groupByParent, loadForBatch, own } from "../../../core/snapshot/batch.js";
import { Citation } from "../../provenance/source/source.type.js";
import { answersShown } from "../criterion/answers-in-form-order.js";
import { CriterionAnswer } from "../criterion/criterion.type.js";
import type { Result } from "../level/level-rule.js";
import { AssessmentStatus } from "./any-assessment.type.js";
import { type AssessmentRow, componentsOf } from "./assessment.store.js";
import { Assessment } from "./assessment.type.js";
import { COMPONENT_LABELS } from "./component.type.js";
import { ComponentResult } from "./component-result.type.js";
import { answersOf } from "./published-content.store.js";

@Resolver(() => Assessment)
export class AssessmentResolver {
  @FieldResolver(() => AssessmentStatus, {
    description: about(
      "Always PUBLISHED: what is worked on is an `AssessmentDraft`.",
      "Luôn là PUBLISHED: bản đang làm là `AssessmentDraft`.",
    ),
  })
  status(): string {
    return "PUBLISHED";
  }

  @FieldResolver(() => [ComponentResult], {
    description: about(
      "What was reported for the six components, blank ones included; empty for a round whose components no document gives.",
      "Kết quả báo cáo của sáu nhóm nội dung, kể cả ô để trống; rỗng với đợt mà không tài liệu nào ghi các nhóm nội dung.",
    ),
  })
  components(@Root() assessment: AssessmentRow, @Ctx() context: Context) {
    return resultsOf(context, assessment);
  }

  @FieldResolver(() => [CriterionAnswer], {
    description: about(
      "The criteria that the facility answered, in the order of the form; empty for a result that a document prints, which prints none.",
      "Các tiêu chí đơn vị đã trả lời, theo thứ tự của phiếu; rỗng với kết quả lấy từ tài liệu, vì tài liệu không in câu trả lời.",
    ),
  })
  async answers(@Root() assessment: AssessmentRow, @Ctx() { db, snapshot }: Context) {
    const { content } = assessment;
    if (content) return answersShown(content.answers, snapshot);
    return loadForBatch(assessment, "answers", async (assessments: readonly AssessmentRow[]) => {
      const found = await answersOf(
        db,
        assessments.map(({ id }) => id),
      );
      return groupByParent(assessments, found, ({ assessmentId }) => assessmentId).map((answers) =>
        answersShown(Object.fromEntries(answers.map(({ criterion, answer }) => [criterion, answer])), snapshot),
      );
    });
  }

  @FieldResolver(() => Assessment, {
    nullable: true,
    description: about(
      "The same facility in the round before; null if there is none.",
      "Cùng đơn vị ở đợt trước; null nếu không có.",
    ),
  })
  previous(@Root() assessment: AssessmentRow, @Ctx() { snapshot }: Context) {
    const knownOn = ({ roundId }: AssessmentRow) => snapshot.rounds.byId(roundId).knownOn;
    return loadForBatch(assessment, "previous", (assessments: readonly AssessmentRow[]) =>
      createBatchBelow(
        "Assessment",
        assessments,
        assessments.map((later) => {
          const all = snapshot.assessments.of(later.facilityId);
          return own(all.find((row) => knownOn(row) < knownOn(later)) ?? null);
        }),
      ),
    );
  }

  @FieldResolver(() => Citation, {
    description: about(
      "Where the result is printed; the register, where it was entered here.",
      "Nơi in kết quả; là sổ đăng ký nếu kết quả được nhập trên hệ thống.",
    ),
  })
  source(@Root() { sectionId }: AssessmentRow, @Ctx() { snapshot }: Context): Citation {
    return snapshot.citation(sectionId);
  }
}

@Resolver(() => ComponentResult)
export class ComponentResultResolver {
  @FieldResolver(() => String)
  labelVi(@Root() { component }: Result): string {
    return COMPONENT_LABELS[component];
  }
}

/** What was reported for the components of an assessment. */
export function resultsOf(
  { db, snapshot }: Context,
  assessment: AssessmentRow,
): readonly Result[] | Promise<readonly Result[]> {
  if (assessment.content) return assessment.content.components;
  const results = snapshot.results.value;
  if (results) return results.of(assessment.id);
  return loadForBatch(assessment, "components", async (assessments: readonly AssessmentRow[]) => {
    const found = await componentsOf(
      db,
      assessments.map(({ id }) => id),
    );
    return groupByParent(assessments, found, ({ assessmentId }) => assessmentId);
  });
}

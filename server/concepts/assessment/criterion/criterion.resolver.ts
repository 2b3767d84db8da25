import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about, replacedBy } from "../../../core/schema/about.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { requireKnown, termsOf } from "../../known-code.js";
import type { LegalDocumentRow } from "../../legal-basis/legal-document.store.js";
import { LegalDocument } from "../../legal-basis/legal-document.type.js";
import { Citation } from "../../provenance/source/source.type.js";
import { Term } from "../../term/term.type.js";
import * as messages from "../assessment.messages.js";
import type { CriterionRow, SurveyFormRow } from "./criterion.store.js";
import { type Answer, Criterion, CriterionAnswer, SampleAnswer, SurveyForm } from "./criterion.type.js";

@Resolver(() => Criterion)
export class CriterionResolver {
  @Query(() => [Criterion], {
    description: about(
      "The criteria that the survey form shows, in its order.",
      "Các tiêu chí mà phiếu khảo sát nêu, theo thứ tự của phiếu.",
    ),
  })
  criteria(
    @Arg("group", () => String, {
      nullable: true,
      description: about("Code of a group; all if left out.", "Mã nhóm; bỏ trống là tất cả."),
    })
    group: string | null | undefined,
    @Ctx() { snapshot }: Context,
  ): CriterionRow[] {
    requireKnown(termsOf("CRITERION_GROUP"), "group", group, snapshot);
    return snapshot.criteria
      .all()
      .filter(({ groupId }) => group == null || snapshot.terms.byId(groupId).code === group);
  }

  @FieldResolver(() => Term, { description: about("The group it belongs to.", "Nhóm tiêu chí.") })
  group(@Root() { groupId }: CriterionRow, @Ctx() { snapshot }: Context): Term {
    return snapshot.terms.byId(groupId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: about(
      "Where in the circular it stands, in the language of the reader; null: not known here.",
      "Vị trí của tiêu chí trong Thông tư, theo ngôn ngữ của người đọc; null: chưa rõ.",
    ),
  })
  article(@Root() { number }: CriterionRow, @Ctx() { language }: Context): string | null {
    return number === null ? null : messages.numberOfCriterion(number)[language];
  }

  @FieldResolver(() => LegalDocument, {
    description: about("The circular that defines it.", "Thông tư quy định tiêu chí."),
  })
  legalDocument(@Root() { legalDocumentId }: CriterionRow, @Ctx() { snapshot }: Context): LegalDocumentRow {
    return cloneAlone("LegalDocument", LATEST, snapshot.legalDocuments.byId(legalDocumentId));
  }
}

const ANSWERS = about(
  "Its criteria with the answers shown: a sample of no stated unit.",
  "Các tiêu chí cùng câu trả lời trên phiếu: bản mẫu, không ghi của đơn vị nào.",
);

@Resolver(() => SurveyForm)
export class SurveyFormResolver {
  @Query(() => [SurveyForm], {
    description: about(
      "The two pages of the survey form that the briefing shows.",
      "Hai trang phiếu khảo sát mà báo cáo trình bày.",
    ),
  })
  surveyForms(@Ctx() { snapshot }: Context): readonly SurveyFormRow[] {
    return snapshot.surveyForms;
  }

  @FieldResolver(() => [CriterionAnswer], { description: ANSWERS })
  answers(
    @Root() form: SurveyFormRow,
    @Ctx() { snapshot: { criteria, sampleAnswers } }: Context,
  ): { criterion: CriterionRow; answer: Answer }[] {
    const own = sampleAnswers.filter(({ formId }) => formId === form.id);
    return own.map(({ criterionId, answer }) => ({ criterion: criteria.byId(criterionId), answer }));
  }

  @FieldResolver(() => [SampleAnswer], {
    description: ANSWERS,
    deprecationReason: replacedBy("answers", "2028-01-01"),
  })
  sampleAnswers(@Root() form: SurveyFormRow, @Ctx() context: Context) {
    return this.answers(form, context);
  }

  @FieldResolver(() => Citation, { description: about("Where it is shown.", "Nơi trình bày phiếu.") })
  source(@Root() { sectionId }: SurveyFormRow, @Ctx() { snapshot }: Context): Citation {
    return snapshot.citation(sectionId);
  }
}

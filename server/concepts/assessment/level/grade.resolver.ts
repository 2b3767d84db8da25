import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Context, Snapshot } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { badInput } from "../../../core/schema/errors.js";
import { cut } from "../../../core/text/localized-message.js";
import { didYouMean } from "../../../core/text/nearest-names.js";
import * as messages from "../assessment.messages.js";
import type { CriterionRow, SurveyFormRow } from "../criterion/criterion.store.js";
import { type Answer, SurveyForm } from "../criterion/criterion.type.js";
import { ruleSetFor } from "../rule-set/rule-choice.js";
import { AnswersGrade, CriterionAnswerInput } from "./grade.type.js";
import { gradeOf } from "./grade-rule.js";

const RULE_SET = about(
  "Code of the rule set. Left out: `AssessmentRound.ruleSet` of the newest round.",
  "Mã bộ quy tắc. Bỏ trống: `AssessmentRound.ruleSet` của đợt mới nhất.",
);

@Resolver()
export class GradeResolver {
  @Query(() => AnswersGrade, {
    description: about(
      "The grade that these answers give a group, by the criteria on record. A group of which no criterion is known, a criterion of another group and one answered twice are BAD_USER_INPUT.",
      "Hạng của một nhóm theo các câu trả lời này, xét trên các tiêu chí hệ thống biết. Nhóm chưa biết tiêu chí nào, tiêu chí của nhóm khác và tiêu chí trả lời hai lần là lỗi BAD_USER_INPUT.",
    ),
  })
  gradeOfAnswers(
    @Arg("group", () => String, { description: about('Code of the group, such as "LIS".', 'Mã nhóm, ví dụ "LIS".') })
    group: string,
    @Arg("answers", () => [CriterionAnswerInput], {
      description: about("One answer for each criterion.", "Mỗi tiêu chí một câu trả lời."),
    })
    answers: CriterionAnswerInput[],
    @Arg("ruleSet", () => String, { nullable: true, description: RULE_SET }) ruleSet: string | null | undefined,
    @Ctx() { snapshot }: Context,
  ) {
    return gradeIn(group, answersByCode(group, answers, snapshot), ruleSet, snapshot);
  }
}

/** Added to the form by the concept that owns the rule. */
@Resolver(() => SurveyForm)
export class SurveyFormGradeResolver {
  @FieldResolver(() => AnswersGrade, {
    description: about(
      "The grade that the sample answers would give; they are nobody's result.",
      "Hạng theo các câu trả lời mẫu; không phải kết quả của đơn vị nào.",
    ),
  })
  sampleGrade(
    @Root() form: SurveyFormRow,
    @Arg("ruleSet", () => String, { nullable: true, description: RULE_SET }) ruleSet: string | null | undefined,
    @Ctx() { snapshot }: Context,
  ) {
    const sample = snapshot.sampleAnswers.filter(({ formId }) => formId === form.id);
    const answers = new Map(
      sample.map(({ criterionId, answer }) => [snapshot.criteria.byId(criterionId).code, answer]),
    );
    return gradeIn(form.code, answers, ruleSet, snapshot);
  }
}

function gradeIn(
  group: string,
  answers: ReadonlyMap<string, Answer>,
  code: string | null | undefined,
  snapshot: Snapshot,
) {
  const rules = ruleSetFor(snapshot, code, snapshot.rounds.all().at(-1));
  const criteria = criteriaOf(group, snapshot).map((row) => ({ ...row, answer: answers.get(row.code) ?? null }));
  const { code: ruleSet, notNeeded: notNeededRule, notNeededReasonVi, notNeededReasonEn } = rules;
  return {
    ...gradeOf(criteria, notNeededRule),
    group: snapshot.terms.find("CRITERION_GROUP", group),
    ...{ notNeededRule, notNeededReasonVi, notNeededReasonEn, ruleSet, byRuleSet: rules },
  };
}

const groupOf = ({ groupId }: CriterionRow, { terms }: Snapshot): string => terms.byId(groupId).code;

function criteriaOf(group: string, snapshot: Snapshot): CriterionRow[] {
  const all = snapshot.criteria.all();
  const found = all.filter((row) => groupOf(row, snapshot) === group);
  if (found.length > 0) return found;
  const known = [...new Set(all.map((row) => `"${groupOf(row, snapshot)}"`))].join(", ");
  throw badInput(messages.noCriteriaOfGroup(group, known));
}

function answersByCode(
  group: string,
  answers: readonly CriterionAnswerInput[],
  snapshot: Snapshot,
): ReadonlyMap<string, Answer> {
  const codes = criteriaOf(group, snapshot).map(({ code }) => code);
  const found = new Map<string, Answer>();
  for (const { criterion, answer } of answers) {
    if (!codes.includes(criterion)) {
      throw badInput(messages.noCriterionOfGroup(group, criterion, didYouMean(cut(criterion), codes)));
    }
    if (found.has(criterion)) {
      throw badInput(messages.answeredTwice(criterion));
    }
    found.set(criterion, answer);
  }
  return found;
}

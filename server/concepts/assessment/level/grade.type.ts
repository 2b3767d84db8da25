import { Field, InputType, ObjectType } from "type-graphql";
import { about } from "../../../core/schema/about.js";
import { Term } from "../../term/term.type.js";
import { Answer, Criterion } from "../criterion/criterion.type.js";
import { Grade } from "../result/component.type.js";
import { BY_RULE_SET, NotNeededRule, RULE_SET_CODE, RuleSet } from "../rule-set/rule-set.type.js";
import type { NotNeeded } from "./grade-rule.js";

@InputType({ description: about("An answer to a criterion.", "Câu trả lời cho một tiêu chí.") })
export class CriterionAnswerInput {
  @Field(() => String, { description: about("Code of the criterion.", "Mã tiêu chí.") })
  criterion!: string;

  @Field(() => Answer, { description: about("The answer.", "Câu trả lời.") })
  answer!: Answer;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "The grade that answers give a group of criteria: basic needs all its basic criteria met, advanced all of them. An answer that is missing, needs an upgrade or is not equipped is never a yes, and neither is one that is not needed.",
    "Hạng của một nhóm tiêu chí theo các câu trả lời: cơ bản cần mọi tiêu chí cơ bản đã đáp ứng, nâng cao cần tất cả. Thiếu câu trả lời, cần nâng cấp, chưa trang bị hoặc không cần đều không được tính là đã đáp ứng.",
  ),
})
export class AnswersGrade {
  @Field(() => Term, { description: about("The group.", "Nhóm tiêu chí.") })
  group!: Term;

  @Field(() => Grade, {
    nullable: true,
    description: about(
      "The grade that is reached for certain; null: none.",
      "Hạng chắc chắn đạt; null: chưa đạt hạng nào.",
    ),
  })
  grade!: Grade | null;

  @Field(() => Grade, {
    nullable: true,
    description: about(
      "The grade that is not ruled out: higher than `grade` where answers are missing, or where it is not known which criteria are basic; null: none.",
      "Hạng chưa bị loại trừ: cao hơn `grade` khi thiếu câu trả lời, hoặc khi chưa rõ tiêu chí nào là cơ bản; null: không hạng nào.",
    ),
  })
  atMost!: Grade | null;

  @Field(() => [Criterion], {
    description: about(
      "The criteria not met that stop the next grade; of a criterion of unknown grade, that may.",
      "Các tiêu chí chưa đáp ứng khiến không đạt hạng kế tiếp; với tiêu chí chưa rõ hạng là có thể khiến không đạt.",
    ),
  })
  stoppedBy!: Criterion[];

  @Field(() => [Criterion], {
    description: about("The criteria of the group without an answer.", "Các tiêu chí của nhóm chưa có câu trả lời."),
  })
  unanswered!: Criterion[];

  @Field(() => [Criterion], {
    description: about('The criteria answered with "not needed".', 'Các tiêu chí được trả lời "Không cần".'),
  })
  notNeeded!: Criterion[];

  @Field(() => NotNeededRule, {
    description: about(
      "How these counted, by the choice of the rule set.",
      "Cách tính các tiêu chí đó, theo lựa chọn của bộ quy tắc.",
    ),
  })
  notNeededRule!: NotNeeded;

  @Field(() => String, {
    description: about("Why the rule set chose so, in Vietnamese.", "Vì sao bộ quy tắc chọn như vậy, bằng tiếng Việt."),
  })
  notNeededReasonVi!: string;

  @Field(() => String, {
    description: about("Why the rule set chose so, in English.", "Vì sao bộ quy tắc chọn như vậy, bằng tiếng Anh."),
  })
  notNeededReasonEn!: string;

  @Field(() => String, { description: RULE_SET_CODE })
  ruleSet!: string;

  @Field(() => RuleSet, { description: BY_RULE_SET })
  byRuleSet!: RuleSet;
}

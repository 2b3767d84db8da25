import { Field, Int, ObjectType } from "type-graphql";
import { about, describedEnum } from "../../../core/schema/about.js";
import type { NotNeeded } from "../level/grade-rule.js";

export const NotNeededRule: Record<NotNeeded, NotNeeded> = describedEnum(
  "NotNeededRule",
  about(
    'What a rule set makes of a criterion answered with "not needed"; it never counts as met.',
    'Cách một bộ quy tắc tính tiêu chí trả lời "Không cần"; không bao giờ tính là đã đáp ứng.',
  ),
  {
    NOT_MET: about("The criterion is not met.", "Tính là chưa đáp ứng."),
    LEFT_OUT: about(
      "The criterion is not asked of this facility; at least one other criterion of the grade must be met.",
      "Không xét tiêu chí đó với đơn vị; vẫn phải đáp ứng ít nhất một tiêu chí khác của hạng.",
    ),
  },
);

/** What is computed by a rule set names it by its code, as ever, and is given with it. */
export const RULE_SET_CODE = about(
  "Code of the rule set; `byRuleSet` is the rule set itself.",
  "Mã bộ quy tắc; `byRuleSet` là chính bộ quy tắc đó.",
);
export const BY_RULE_SET = about("The rule set by which it was computed.", "Bộ quy tắc đã dùng để tính.");

@ObjectType({
  simpleResolvers: true,
  description: about(
    "The gates by which a level is computed. It is data, with days of validity; what it does not know it says.",
    "Các điều kiện để tính mức. Là dữ liệu, có ngày hiệu lực; điều gì chưa biết thì nói rõ.",
  ),
})
export class RuleSet {
  @Field(() => String, {
    description: about('Stable code, such as "HUE-2022-OBSERVED".', 'Mã ổn định, ví dụ "HUE-2022-OBSERVED".'),
  })
  code!: string;

  @Field(() => String, { description: about("Name in Vietnamese.", "Tên tiếng Việt.") })
  nameVi!: string;

  @Field(() => String, { description: about("Name in English.", "Tên tiếng Anh.") })
  nameEn!: string;

  @Field(() => Int, {
    description: about(
      "Of the rule sets that hold on a day, the one with the highest is used where none is named.",
      "Trong các bộ có hiệu lực vào một ngày, bộ có số cao nhất được dùng khi không nêu bộ nào.",
    ),
  })
  precedence!: number;

  @Field(() => String, {
    description: about(
      "What it rests on and what is not known, in Vietnamese.",
      "Cơ sở của bộ quy tắc và những gì chưa biết, bằng tiếng Việt.",
    ),
  })
  basisVi!: string;

  @Field(() => String, {
    description: about(
      "What it rests on and what is not known, in English.",
      "Cơ sở của bộ quy tắc và những gì chưa biết, bằng tiếng Anh.",
    ),
  })
  basisEn!: string;

  @Field(() => NotNeededRule, {
    description: about(
      'How the answer "not needed" counts; as `notNeededRule`.',
      'Cách tính câu trả lời "Không cần"; như `notNeededRule`.',
    ),
  })
  notNeeded!: NotNeeded;

  @Field(() => String, { description: about("Why, in Vietnamese.", "Vì sao, bằng tiếng Việt.") })
  notNeededReasonVi!: string;

  @Field(() => String, { description: about("Why, in English.", "Vì sao, bằng tiếng Anh.") })
  notNeededReasonEn!: string;
}

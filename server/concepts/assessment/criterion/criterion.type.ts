import { Field, Int, ObjectType } from "type-graphql";
import { about, describedEnum } from "../../../core/schema/about.js";
import { Grade } from "../result/component.type.js";

export const Answer = describedEnum(
  "Answer",
  about(
    "What a facility answers to a criterion of the survey form.",
    "Câu trả lời của đơn vị cho một tiêu chí trong phiếu khảo sát.",
  ),
  {
    MET: about("Met (đã đáp ứng).", "Đã đáp ứng."),
    NEEDS_UPGRADE: about("Needs an upgrade (cần nâng cấp).", "Cần nâng cấp."),
    NOT_EQUIPPED: about("Not equipped yet (chưa trang bị).", "Chưa trang bị."),
    NOT_NEEDED: about("Not needed (không cần); not a silent yes.", "Không cần; không được hiểu ngầm là đã đáp ứng."),
  },
);
export type Answer = keyof typeof Answer;

@ObjectType({
  simpleResolvers: true,
  description: about(
    "A criterion of Circular 54/2017/TT-BYT, as the survey form words it.",
    "Một tiêu chí của Thông tư 54/2017/TT-BYT, theo lời văn của phiếu khảo sát.",
  ),
})
export class Criterion {
  @Field(() => String, { description: about("Stable code.", "Mã ổn định.") })
  code!: string;

  @Field(() => Int, {
    nullable: true,
    description: about("Its number in the circular; null: not known here.", "Số thứ tự trong Thông tư; null: chưa rõ."),
  })
  number!: number | null;

  @Field(() => Grade, {
    nullable: true,
    description: about("Basic or advanced; null: not known here.", "Cơ bản hoặc nâng cao; null: chưa rõ."),
  })
  grade!: string | null;

  @Field(() => String, { description: about("The wording, as printed.", "Nội dung, như tài liệu in.") })
  labelVi!: string;

  @Field(() => String, { nullable: true, description: about("In English.", "Bằng tiếng Anh.") })
  labelEn!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "A page of the survey form. The answers shown on it are a sample of no stated unit: they are nobody's result.",
    "Một trang của phiếu khảo sát. Các câu trả lời trên đó là bản mẫu, không ghi của đơn vị nào: không phải kết quả của ai.",
  ),
})
export class SurveyForm {
  @Field(() => String, { description: about("Code of the group of criteria.", "Mã nhóm tiêu chí.") })
  code!: string;

  @Field(() => String, { description: about("Title of the group.", "Tên nhóm.") })
  titleVi!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "An answer to a criterion: of a facility, or a sample on the form.",
    "Câu trả lời cho một tiêu chí: của đơn vị, hoặc câu trả lời mẫu trên phiếu.",
  ),
})
export class CriterionAnswer {
  @Field(() => Criterion, { description: about("The criterion.", "Tiêu chí.") })
  criterion!: Criterion;

  @Field(() => Answer, { description: about("The answer.", "Câu trả lời.") })
  answer!: string;
}

/** What `SurveyForm.sampleAnswers` has for it. */
@ObjectType({
  simpleResolvers: true,
  description: about("An answer that the form shows as a sample.", "Một câu trả lời mẫu trên phiếu."),
})
export class SampleAnswer extends CriterionAnswer {}

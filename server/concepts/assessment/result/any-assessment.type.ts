import { Field, Int, InterfaceType } from "type-graphql";
import { about, describedEnum } from "../../../core/schema/about.js";
import { Dated } from "../../../core/schema/dated.type.js";
import { Node } from "../../../core/schema/node.type.js";
import { CriterionAnswer } from "../criterion/criterion.type.js";
import { ComponentResult } from "./component-result.type.js";

export const AssessmentStatus = describedEnum(
  "AssessmentStatus",
  about("How far an assessment has come.", "Tình trạng của một kết quả đánh giá."),
  {
    DRAFT: about("Being entered by the facility.", "Đơn vị đang nhập."),
    SUBMITTED: about("Handed in by the facility.", "Đơn vị đã gửi."),
    VERIFIED: about("Checked by the Department.", "Sở Y tế đã thẩm định."),
    PUBLISHED: about("Published.", "Đã công bố."),
  },
);

/** Named here, as Node is. What both kinds resolve alike is in `any-assessment.resolver.ts`. */
@InterfaceType("AnyAssessment", {
  implements: [Node, Dated],
  description: about(
    "The assessment of one facility in one round, published or still worked on: a screen shows both alike.",
    "Kết quả đánh giá của một đơn vị trong một đợt, đã công bố hoặc đang làm: một màn hình hiển thị như nhau.",
  ),
})
export abstract class AnyAssessment extends Node {
  @Field(() => AssessmentStatus, { description: about("How far it has come.", "Tình trạng.") })
  status!: string;

  @Field(() => Int, {
    nullable: true,
    description: about("The level, 1 to 7; null: blank.", "Mức, từ 1 đến 7; null: để trống."),
  })
  reportedLevel!: number | null;

  @Field(() => [ComponentResult], {
    description: about("The components, blank ones included.", "Các nhóm nội dung, kể cả ô để trống."),
  })
  components!: ComponentResult[];

  @Field(() => [CriterionAnswer], {
    description: about(
      "The criteria that were answered, in the order of the form.",
      "Các tiêu chí đã trả lời, theo thứ tự của phiếu.",
    ),
  })
  answers!: CriterionAnswer[];

  @Field(() => Int, {
    description: about(
      "Its version; give it as `expectedVersion` with the next act on it.",
      "Phiên bản; ghi vào `expectedVersion` khi thực hiện tiếp.",
    ),
  })
  version!: number;
}

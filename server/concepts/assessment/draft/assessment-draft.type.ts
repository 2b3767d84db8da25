import { Field, Int, ObjectType } from "type-graphql";
import { VERSION } from "../../../core/mutation/act.input.js";
import { about } from "../../../core/schema/about.js";
import { Dated } from "../../../core/schema/dated.type.js";
import { Node } from "../../../core/schema/node.type.js";
import { Term } from "../../term/term.type.js";
import { AnyAssessment, AssessmentStatus } from "../result/any-assessment.type.js";
import { ComponentResult } from "../result/component-result.type.js";

@ObjectType({
  simpleResolvers: true,
  description: about(
    "Whether a system is needed, as it was entered and is not published yet.",
    "Có nhu cầu về một hệ thống hay không, như đã nhập và chưa công bố.",
  ),
})
export class DraftNeed {
  @Field(() => Term, { description: about("The system.", "Hệ thống.") })
  system!: Term;

  @Field(() => Boolean, { description: about("Whether it is needed.", "Có nhu cầu hay không.") })
  needed!: boolean;
}

@ObjectType({
  implements: [Node, Dated, AnyAssessment],
  simpleResolvers: true,
  description: about(
    "What is worked on of the assessment of one facility in one round, and not published yet. Only the facility, whoever manages it and the Department see it; for everybody else there is none. No figure counts it.",
    "Bản đang làm, chưa công bố, của kết quả đánh giá một đơn vị trong một đợt. Chỉ đơn vị, cơ quan quản lý đơn vị và Sở Y tế thấy; với người khác là không có. Không số liệu nào tính đến.",
  ),
})
export class AssessmentDraft extends Node {
  @Field(() => AssessmentStatus, {
    description: about("DRAFT, SUBMITTED or VERIFIED.", "DRAFT, SUBMITTED hoặc VERIFIED."),
  })
  status!: string;

  @Field(() => Int, { description: VERSION })
  version!: number;

  @Field(() => Int, {
    nullable: true,
    description: about(
      "The level as entered, 1 to 7; null: none is entered.",
      "Mức đã nhập, từ 1 đến 7; null: chưa nhập mức.",
    ),
  })
  reportedLevel!: number | null;

  @Field(() => [ComponentResult], {
    description: about(
      "The components that were entered, blank ones included.",
      "Các nhóm nội dung đã nhập, kể cả ô để trống.",
    ),
  })
  components!: ComponentResult[];
}

import { Field, Int, ObjectType } from "type-graphql";
import { about, describedEnum } from "../../../core/schema/about.js";
import { connectionType } from "../../../core/schema/connection.type.js";
import { Dated, RecordedAsOfField } from "../../../core/schema/dated.type.js";
import { Node } from "../../../core/schema/node.type.js";
import { Traced } from "../../trail/trail.type.js";
import { Component, Grade } from "./component.type.js";

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

@ObjectType({
  implements: [Node, Traced, Dated],
  simpleResolvers: true,
  description: about(
    "The result of one facility in one round, as it is published. What is not published yet is an `AssessmentDraft`.",
    "Kết quả của một đơn vị trong một đợt, như đã công bố. Kết quả chưa công bố là `AssessmentDraft`.",
  ),
})
export class Assessment extends Node {
  @Field(() => Int, {
    nullable: true,
    description: about(
      "The level as decided and published, 1 to 7; null: the cell is blank.",
      "Mức đã được xác định và công bố, từ 1 đến 7; null: ô để trống.",
    ),
  })
  reportedLevel!: number | null;

  @Field(() => Int, {
    description: about(
      "The version that was published; give it as `expectedVersion` to reopen it.",
      "Phiên bản được công bố; ghi vào `expectedVersion` khi mở lại.",
    ),
  })
  version!: number;

  @RecordedAsOfField()
  recordedAsOf?: string | null;
}

export const AssessmentConnection = connectionType(
  "Assessment",
  () => Assessment,
  about("A page of the results of a round.", "Một trang kết quả của một đợt."),
);

@ObjectType({
  simpleResolvers: true,
  description: about(
    "What was reported for one component; without level and grade the cell is blank.",
    "Kết quả được báo cáo cho một nhóm nội dung; không có cả mức lẫn hạng nghĩa là ô để trống.",
  ),
})
export class ComponentResult {
  @Field(() => Component, { description: about("The component.", "Nhóm nội dung.") })
  component!: string;

  @Field(() => Int, {
    nullable: true,
    description: about("The level of HIS and infrastructure; null: blank.", "Mức của HIS và hạ tầng; null: để trống."),
  })
  level!: number | null;

  @Field(() => Grade, {
    nullable: true,
    description: about("The grade of the others; null: blank.", "Hạng của các nhóm khác; null: để trống."),
  })
  grade!: string | null;

  @Field(() => String, {
    description: about("Name of the component as printed.", "Tên nhóm nội dung, như tài liệu in."),
  })
  labelVi!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "Whether a facility asked for a system in the survey.",
    "Đơn vị có nêu nhu cầu về một hệ thống trong đợt khảo sát hay không.",
  ),
})
export class StatedNeed {
  @Field(() => Boolean, {
    description: about(
      'True: the cell says "Có". False: the cell is blank, no need was stated.',
      'True: ô ghi "Có". False: ô để trống, không nêu nhu cầu.',
    ),
  })
  needed!: boolean;
}

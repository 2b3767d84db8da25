import { Field, Int, ObjectType } from "type-graphql";
import { about } from "../../../core/schema/about.js";
import { connectionType } from "../../../core/schema/connection.type.js";
import { Dated, RecordedAsOfField } from "../../../core/schema/dated.type.js";
import { Node } from "../../../core/schema/node.type.js";
import { Traced } from "../../trail/trail.type.js";
import { AnyAssessment } from "./any-assessment.type.js";

@ObjectType({
  implements: [Node, Traced, Dated, AnyAssessment],
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

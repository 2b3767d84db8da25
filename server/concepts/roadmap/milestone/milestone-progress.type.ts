import { Field, Int, ObjectType } from "type-graphql";
import { VERSION } from "../../../core/mutation/act.input.js";
import { about } from "../../../core/schema/about.js";
import { connectionType } from "../../../core/schema/connection.type.js";
import { Dated } from "../../../core/schema/dated.type.js";
import { Node } from "../../../core/schema/node.type.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { Traced } from "../../trail/trail.type.js";
import { MilestoneStatus } from "../roadmap.type.js";

@ObjectType({
  implements: [Node, Traced, Dated],
  simpleResolvers: true,
  description: about(
    "What was reported of a milestone on a day: of one facility, or of the province as a whole.",
    "Tiến độ của một mốc vào một ngày: của một cơ sở, hoặc của toàn tỉnh.",
  ),
})
export class MilestoneProgress extends Node {
  @Field(() => LocalDate, { description: about("The day it holds for.", "Tính đến ngày nào.") })
  on!: string;

  @Field(() => MilestoneStatus, { description: about("How far it has come by then.", "Tình trạng đến ngày đó.") })
  status!: string;

  @Field(() => String, {
    nullable: true,
    description: about("The progress in words, in Vietnamese; null: none.", "Mô tả tiến độ; null: không có."),
  })
  noteVi!: string | null;

  @Field(() => String, {
    nullable: true,
    description: about("What shows it, in words; null: none.", "Minh chứng bằng lời; null: không có."),
  })
  evidenceVi!: string | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Where that can be read, an https address; null: none.",
      "Địa chỉ https của minh chứng; null: không có.",
    ),
  })
  evidenceUrl!: string | null;

  @Field(() => LocalDate, { description: about("The day it was entered.", "Ngày nhập.") })
  recordedOn!: string;

  @Field(() => Int, { description: VERSION })
  version!: number;
}

export const MilestoneProgressConnection = connectionType(
  "MilestoneProgress",
  () => MilestoneProgress,
  about("A page of a list of reports of progress, the latest first.", "Một trang danh sách tiến độ, mới nhất trước."),
);

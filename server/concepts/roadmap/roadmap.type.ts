import { Field, Float, InputType, Int, ObjectType } from "type-graphql";
import { VERSION } from "../../core/mutation/act.input.js";
import { about, describedEnum } from "../../core/schema/about.js";
import { connectionType } from "../../core/schema/connection.type.js";
import { Dated } from "../../core/schema/dated.type.js";
import { Node } from "../../core/schema/node.type.js";
import { LocalDate } from "../../core/schema/scalars.js";
import { Traced } from "../trail/trail.type.js";
import { TargetComparison } from "./target/target-comparison.js";

export const MilestoneStatus = describedEnum(
  "MilestoneStatus",
  about("How far a milestone has come.", "Tình trạng của một mốc."),
  {
    PLANNED: about("Planned.", "Đã lên kế hoạch."),
    IN_PROGRESS: about("Under way.", "Đang thực hiện."),
    DONE: about("Done.", "Hoàn thành."),
    DELAYED: about("Late.", "Chậm tiến độ."),
    CANCELLED: about("Given up.", "Hủy bỏ."),
  },
);

@ObjectType({
  simpleResolvers: true,
  description: about(
    "The roadmap of the Department, as the briefing of 7 December 2022 shows it.",
    "Lộ trình của Sở Y tế theo báo cáo ngày 07/12/2022.",
  ),
})
export class Roadmap {
  @Field(() => Int, { description: about("First year on its axis.", "Năm đầu trên trục.") })
  fromYear!: number;

  @Field(() => Int, { description: about("Last year on its axis.", "Năm cuối trên trục.") })
  toYear!: number;

  @Field(() => [Int], { description: about("The years on its axis, as printed.", "Các năm in trên trục.") })
  years!: number[];
}

@ObjectType({
  implements: [Node, Traced, Dated],
  simpleResolvers: true,
  description: about("One item of the roadmap.", "Một mục của lộ trình."),
})
export class Milestone extends Node {
  @Field(() => String, { description: about("The item as printed.", "Nội dung, như tài liệu in.") })
  titleVi!: string;

  @Field(() => String, {
    description: about(
      "Which box of the slide it stands in, A to G by order of appearance.",
      "Khung chứa mục trên trang chiếu, từ A đến G theo thứ tự xuất hiện.",
    ),
  })
  box!: string;

  @Field(() => String, {
    nullable: true,
    description: about(
      "The heading printed right above its box; null: none is left.",
      "Tiêu đề in ngay trên khung; null: không còn.",
    ),
  })
  headingVi!: string | null;

  @Field(() => String, { nullable: true, description: about("Remark in Vietnamese.", "Ghi chú tiếng Việt.") })
  noteVi!: string | null;

  @Field(() => String, { nullable: true, description: about("Remark in English.", "Ghi chú tiếng Anh.") })
  noteEn!: string | null;

  @Field(() => Int, { description: VERSION })
  version!: number;
}

@ObjectType({
  implements: [Node, Traced],
  simpleResolvers: true,
  description: about("What a legal document aims at by a year.", "Mục tiêu mà một văn bản đặt ra cho một năm."),
})
export class Target extends Node {
  @Field(() => Int, { description: about("The year by which.", "Năm phải đạt.") })
  year!: number;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "The last day; of a month, or of several, the last day of them. Null: the document gives the year only.",
      "Hạn cuối; nếu văn bản ghi tháng hoặc nhiều tháng thì là ngày cuối. Null: văn bản chỉ ghi năm.",
    ),
  })
  dueOn!: string | null;

  @Field(() => String, { description: about("The statement as printed.", "Nội dung, như tài liệu in.") })
  statementVi!: string;

  @Field(() => Float, {
    nullable: true,
    description: about(
      "What is aimed at, in the unit of the metric (percent for a ratio); null: the document gives none, or no metric fits.",
      "Giá trị cần đạt theo đơn vị tính của chỉ số (phần trăm với tỷ lệ); null: văn bản không ghi, hoặc chưa có chỉ số tương ứng.",
    ),
  })
  value!: number | null;

  @Field(() => TargetComparison, {
    nullable: true,
    description: about(
      "On which side of the value it is met, where the statement says so (“trên 96%”: more than). Null: at the value or beyond, on the side that is good for the metric.",
      "Đạt ở phía nào của giá trị, nếu văn bản nói rõ (“trên 96%”: lớn hơn). Null: bằng giá trị hoặc vượt, theo chiều tốt của chỉ số.",
    ),
  })
  comparison!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: about(
      'The count that is printed beside, as "about 210"; null: none.',
      'Số lượng in kèm, ví dụ "khoảng 210"; null: không có.',
    ),
  })
  count!: number | null;

  @Field(() => String, { nullable: true, description: about("Remark in Vietnamese.", "Ghi chú tiếng Việt.") })
  noteVi!: string | null;

  @Field(() => String, { nullable: true, description: about("Remark in English.", "Ghi chú tiếng Anh.") })
  noteEn!: string | null;

  @Field(() => Int, { description: VERSION })
  version!: number;
}

export const TargetConnection = connectionType(
  "Target",
  () => Target,
  about("A page of the targets.", "Một trang mục tiêu."),
);

@InputType({ description: about("Which targets.", "Lọc mục tiêu.") })
export class TargetFilter {
  @Field(() => Int, { nullable: true, description: about("Only those for this year.", "Chỉ mục tiêu của năm này.") })
  year?: number | null;
}

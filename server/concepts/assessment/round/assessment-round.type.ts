import { Field, Int, ObjectType } from "type-graphql";
import { VERSION } from "../../../core/mutation/act.input.js";
import { about, describedEnum } from "../../../core/schema/about.js";
import { Node } from "../../../core/schema/node.type.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { Ratio } from "../../provenance/ratio.type.js";
import { Traced } from "../../trail/trail.type.js";
import type { RoundRow } from "../result/assessment.store.js";

const RoundState = describedEnum(
  "RoundState",
  about("Whether the assessments of a round can be entered.", "Đợt đánh giá còn nhập được hay không."),
  {
    OPEN: about("Assessments are entered, checked and published.", "Đang nhập, thẩm định và công bố kết quả."),
    CLOSED: about(
      "Its results stay as they are, but for an assessment that is reopened for a reason.",
      "Kết quả được giữ nguyên, trừ kết quả được mở lại kèm lý do.",
    ),
  },
);

@ObjectType({
  implements: [Node, Traced],
  simpleResolvers: true,
  description: about(
    "A survey of all facilities by Circular 54/2017/TT-BYT.",
    "Một đợt khảo sát, đánh giá các đơn vị theo Thông tư 54/2017/TT-BYT.",
  ),
})
export class AssessmentRound extends Node {
  @Field(() => String, { description: about('Code, such as "2022".', 'Mã đợt, ví dụ "2022".') })
  code!: string;

  @Field(() => Int, { description: about("Year.", "Năm.") })
  year!: number;

  @Field(() => LocalDate, {
    nullable: true,
    description: about("First day; null: not known.", "Ngày bắt đầu; null: chưa rõ."),
  })
  openedOn!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "Last day; null: not known. With an earlier `asOf` the results of the round are not shown; a round without days counts from the end of its year.",
      "Ngày kết thúc; null: chưa rõ. Với `asOf` sớm hơn, kết quả của đợt không hiện; đợt không rõ ngày tính từ cuối năm.",
    ),
  })
  closedOn!: string | null;

  @Field(() => String, {
    nullable: true,
    description: about("How it was carried out, as printed.", "Phương thức khảo sát, như tài liệu in."),
  })
  methodVi!: string | null;

  @Field(() => RoundState, { description: about("Whether it can be entered.", "Còn nhập được hay không.") })
  state!: string;

  @Field(() => Int, { description: VERSION })
  version!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: about("How many facilities are at one level.", "Số đơn vị ở một mức."),
})
export class LevelCount {
  @Field(() => Int, { description: about("The level, 1 to 7.", "Mức, từ 1 đến 7.") })
  level!: number;

  @Field(() => Int, { description: about("Facilities at this level.", "Số đơn vị ở mức này.") })
  count!: number;

  @Field(() => Ratio, {
    description: about(
      "Their share among the facilities whose level is known; a blank level is unknown and counts in neither.",
      "Tỷ lệ trong số các đơn vị đã biết mức; mức để trống là chưa biết, không tính vào cả tử số lẫn mẫu số.",
    ),
  })
  share!: Ratio;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "The facilities that were at one level in one round and at another in the other.",
    "Các đơn vị ở một mức trong đợt này và ở mức kia trong đợt khác.",
  ),
})
export class LevelTransition {
  @Field(() => Int, {
    nullable: true,
    description: about(
      "The level in the round compared with; null: blank, or not assessed then.",
      "Mức ở đợt được so sánh; null: để trống, hoặc khi đó không được đánh giá.",
    ),
  })
  from!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: about(
      "The level in this round; null: blank, or not assessed in it.",
      "Mức ở đợt này; null: để trống, hoặc không được đánh giá.",
    ),
  })
  to!: number | null;

  @Field(() => Int, { description: about("How many facilities.", "Số đơn vị.") })
  count!: number;
}

export const LevelMovement = describedEnum(
  "LevelMovement",
  about(
    "What became of the level of a facility from one round to another.",
    "Mức của đơn vị thay đổi thế nào từ đợt này sang đợt khác.",
  ),
  {
    DOWN: about("Lower than before.", "Giảm mức."),
    UP: about("Higher than before.", "Tăng mức."),
    SAME: about("The same.", "Giữ nguyên."),
    UNKNOWN: about("One of the two levels is not known.", "Thiếu một trong hai mức."),
  },
);

@ObjectType({
  simpleResolvers: true,
  description: about(
    "How the reported levels changed from another round to this one, in facilities.",
    "Mức theo báo cáo thay đổi thế nào từ đợt kia sang đợt này, tính bằng số đơn vị.",
  ),
})
export class RoundComparison {
  @Field(() => Int, { description: about("Higher than before.", "Tăng mức.") })
  up!: number;

  @Field(() => Int, { description: about("Lower than before.", "Giảm mức.") })
  down!: number;

  @Field(() => Int, { description: about("The same.", "Giữ nguyên.") })
  same!: number;

  @Field(() => Int, {
    description: about(
      "Assessed in either round, but one of the two levels is not known.",
      "Có trong một trong hai đợt nhưng thiếu một trong hai mức.",
    ),
  })
  unknown!: number;

  @Field(() => AssessmentRound, { description: about("The other round.", "Đợt kia.") })
  from!: RoundRow;
}

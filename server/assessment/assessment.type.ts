import { Field, Int, ObjectType } from "type-graphql";
import { VERSION } from "../acts/act.input.js";
import { Traced } from "../acts/trail.type.js";
import { about, describedEnum } from "../graphql/about.js";
import { Node } from "../graphql/node.type.js";
import { LocalDate } from "../graphql/scalars.js";
import { Ratio } from "../provenance/ratio.type.js";

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

export const Component = describedEnum(
  "Component",
  about(
    "A part of the assessment of Circular 54/2017/TT-BYT.",
    "Một nhóm nội dung đánh giá theo Thông tư 54/2017/TT-BYT.",
  ),
  {
    INFRASTRUCTURE: about("Information infrastructure; reported as a level.", "Hạ tầng thông tin; báo cáo bằng mức."),
    MANAGEMENT: about(
      "Management software; reported as a grade.",
      "Phần mềm quản lý điều hành; báo cáo bằng hạng cơ bản hoặc nâng cao.",
    ),
    HIS: about(
      "Hospital information system; reported as a level.",
      "Hệ thống thông tin bệnh viện (HIS); báo cáo bằng mức.",
    ),
    LIS: about(
      "Laboratory information system; reported as a grade.",
      "Hệ thống thông tin xét nghiệm (LIS); báo cáo bằng hạng cơ bản hoặc nâng cao.",
    ),
    RIS_PACS: about(
      "Radiology information system and picture archive; reported as a grade.",
      "Hệ thống thông tin chẩn đoán hình ảnh và lưu trữ hình ảnh (RIS/PACS); báo cáo bằng hạng cơ bản hoặc nâng cao.",
    ),
    EMR: about(
      "Electronic medical record; reported as a grade.",
      "Bệnh án điện tử (EMR); báo cáo bằng hạng cơ bản hoặc nâng cao.",
    ),
  },
);
export type Component = keyof typeof Component;
export const COMPONENTS = Object.values(Component);
/** The components that are reported as a level; the others are reported as a grade. */
export const LEVELLED: readonly Component[] = ["HIS", "INFRASTRUCTURE"];

/** What a component is called where its result is shown. */
export const COMPONENT_LABELS: Record<Component, string> = {
  INFRASTRUCTURE: "Hạ tầng thông tin",
  MANAGEMENT: "Quản lý điều hành",
  HIS: "HIS",
  LIS: "LIS",
  RIS_PACS: "RIS/PACS",
  EMR: "EMR",
};

export const Grade = describedEnum("Grade", about("Grade of a component.", "Hạng của một nhóm nội dung."), {
  BASIC: about("Basic (cơ bản).", "Cơ bản."),
  ADVANCED: about("Advanced (nâng cao).", "Nâng cao."),
});
export type Grade = keyof typeof Grade;
export const GRADES = Object.values(Grade);

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

  @Field(() => [LevelTransition], {
    description: about(
      "From which level to which, only the pairs that occur: by the earlier level, then by the later, a level that is not known first. Every facility of either round stands in exactly one.",
      "Từ mức nào sang mức nào, chỉ các cặp có xuất hiện: theo mức trước rồi mức sau, mức chưa biết đứng đầu. Mỗi đơn vị của một trong hai đợt nằm ở đúng một cặp.",
    ),
  })
  transitions!: LevelTransition[];
}

@ObjectType({
  implements: [Node, Traced],
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
}

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
  description: about("An answer that the form shows as a sample.", "Một câu trả lời mẫu trên phiếu."),
})
export class SampleAnswer {
  @Field(() => Answer, { description: about("The box that is ticked.", "Ô được đánh dấu.") })
  answer!: string;
}

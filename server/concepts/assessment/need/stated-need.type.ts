import { Field, Int, ObjectType } from "type-graphql";
import { about, describedEnum } from "../../../core/schema/about.js";
import { Component } from "../result/component.type.js";
import type { NeedSituation as Situation } from "./stated-need-situation.js";

export const NeedSituation: Record<Situation, Situation> = describedEnum(
  "NeedSituation",
  about(
    "Whether a facility asked for a system, and whether the assessment of the same round reports the system there: the component that answers to it at level 1 or higher, or with a grade. Present is no judgement of quality: `result` says how far it is, and a system that is there and still asked for is asked for anew or higher.",
    "Đơn vị có nêu nhu cầu về hệ thống hay không, và kết quả đánh giá cùng đợt có ghi nhận hệ thống tại đơn vị hay không: nhóm nội dung tương ứng đạt từ mức 1 trở lên, hoặc được xếp hạng. Đã có không phải là nhận xét về chất lượng: `result` cho biết đạt đến đâu; hệ thống đã có mà vẫn nêu nhu cầu nghĩa là cần mới hoặc cần cao hơn.",
  ),
  {
    NEEDED_MISSING: about(
      "Asked for, and missing: the cell of its component is blank, in a column that others filled.",
      "Có nhu cầu và chưa có: ô của nhóm nội dung tương ứng để trống, trong khi đơn vị khác có kết quả ở cột đó.",
    ),
    NEEDED_PRESENT: about("Asked for, though present.", "Có nhu cầu dù đã có."),
    NEEDED_NOT_STATED: about(
      "Asked for; the column of its component is blank for every facility of the round, and nothing says what that means.",
      "Có nhu cầu; cột của nhóm nội dung tương ứng để trống với mọi đơn vị của đợt, tài liệu không nói ô trống nghĩa là gì.",
    ),
    NEEDED_UNKNOWN: about(
      "Asked for; no result of that round says whether it is there.",
      "Có nhu cầu; không kết quả nào của đợt cho biết đã có hay chưa.",
    ),
    UNASKED_MISSING: about("Missing, and not asked for.", "Chưa có mà không nêu nhu cầu."),
    UNASKED_PRESENT: about("Present, and not asked for.", "Đã có và không nêu nhu cầu."),
    UNASKED_NOT_STATED: about(
      "Not asked for; the column of its component is blank for every facility of the round.",
      "Không nêu nhu cầu; cột của nhóm nội dung tương ứng để trống với mọi đơn vị của đợt.",
    ),
    UNASKED_UNKNOWN: about(
      "Not asked for; no result of that round says whether it is there.",
      "Không nêu nhu cầu; không kết quả nào của đợt cho biết đã có hay chưa.",
    ),
  },
);

@ObjectType({
  simpleResolvers: true,
  description: about("The facilities in one situation.", "Các đơn vị ở cùng một tình trạng."),
})
export class SituationCount {
  @Field(() => NeedSituation, { description: about("The situation.", "Tình trạng.") })
  situation!: string;

  @Field(() => Int, { description: about("How many facilities.", "Số đơn vị.") })
  count!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "What the facilities asked for of one system in one round, beside what the assessment reports there.",
    "Nhu cầu của các đơn vị về một hệ thống trong một đợt, đặt cạnh kết quả đánh giá tại đơn vị.",
  ),
})
export class SystemDemand {
  @Field(() => Component, {
    nullable: true,
    description: about(
      "The component of the assessment that tells whether a facility has the system; null: none does, so that nobody knows.",
      "Nhóm nội dung đánh giá cho biết đơn vị đã có hệ thống hay chưa; null: không nhóm nào nói đến, nên không biết được.",
    ),
  })
  component!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: about(
      'The level that the table of needs asks for ("HIS Lvl 6": 6); null: it names none.',
      'Mức mà bảng nhu cầu hỏi ("HIS Lvl 6": 6); null: bảng không ghi mức.',
    ),
  })
  askedLevel!: number | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Why this component, or why none, in Vietnamese; null: the register does not speak of this system.",
      "Vì sao là nhóm nội dung này, hoặc vì sao không có; null: sổ đăng ký không nói đến hệ thống này.",
    ),
  })
  basisVi!: string | null;

  @Field(() => Int, {
    description: about("How many facilities the table of needs lists.", "Số đơn vị có trong bảng nhu cầu."),
  })
  asked!: number;

  @Field(() => Int, { description: about("How many of them asked for it.", "Số đơn vị trong đó nêu nhu cầu.") })
  needed!: number;
}

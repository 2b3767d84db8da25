import { IsNumber, Min } from "class-validator";
import { Field, Float, InputType, ObjectType } from "type-graphql";
import { ActInput, ChangeInput } from "../acts/act.input.js";
import { IsNote, REASON } from "../acts/note.js";
import { about } from "../graphql/about.js";
import { LocalDate } from "../graphql/scalars.js";
import { Payload, said } from "../graphql/user-errors.js";
import type { ObservationRow } from "./metric.store.js";
import { Observation } from "./metric.type.js";

const VALUE = about(
  "In the metric's unit; of a ratio the percentage as it was reported.",
  "Theo đơn vị tính của chỉ số; với tỷ lệ là tỷ lệ phần trăm như đã báo cáo.",
);
const NUMERATOR = about("Of a ratio alone: what is counted.", "Chỉ với tỷ lệ: tử số.");
const DENOMINATOR = about("Of a ratio alone: out of how many.", "Chỉ với tỷ lệ: mẫu số.");
const NOTE = about("A remark in Vietnamese, at most 2,000 characters.", "Ghi chú tiếng Việt, tối đa 2.000 ký tự.");

/** Figures are kept to six decimals. */
function IsFigure(): PropertyDecorator {
  return (target, property) => {
    const digits = said("A figure has at most six decimals.", "Số liệu có tối đa sáu chữ số thập phân.");
    IsNumber({ maxDecimalPlaces: 6 }, digits)(target, property);
    Min(0, said("A figure is 0 or more.", "Số liệu không âm."))(target, property);
  };
}

@InputType({ description: about("A figure to record.", "Số liệu cần ghi.") })
export class ObservationRecordInput extends ActInput {
  @Field(() => String, { description: about("Code of the metric.", "Mã chỉ số.") })
  metric!: string;

  @Field(() => String, {
    description: about(
      "Code of the facility, or of the area, for which the metric is collected.",
      "Mã cơ sở, hoặc mã đơn vị hành chính, mà chỉ số được thu thập.",
    ),
  })
  subject!: string;

  @Field(() => LocalDate, {
    description: about(
      'The day it holds for ("tính đến ngày"), not after today; of a period, its last day.',
      "Tính đến ngày nào, không sau hôm nay; với một kỳ là ngày cuối kỳ.",
    ),
  })
  on!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "First day of the period; left out: a state on one day.",
      "Ngày đầu kỳ; bỏ trống: trạng thái tại một ngày.",
    ),
  })
  from?: string | null;

  @Field(() => Float, { nullable: true, description: VALUE })
  @IsFigure()
  value?: number | null;

  @Field(() => Float, { nullable: true, description: NUMERATOR })
  @IsFigure()
  numerator?: number | null;

  @Field(() => Float, { nullable: true, description: DENOMINATOR })
  @IsFigure()
  denominator?: number | null;

  @Field(() => String, { nullable: true, description: NOTE })
  @IsNote()
  noteVi?: string | null;
}

@InputType({
  description: about(
    "A figure as it should be. Its counts and its value are replaced as a whole; a note that is left out stays.",
    "Số liệu đúng. Các số đếm và giá trị được thay toàn bộ; ghi chú bỏ trống thì giữ nguyên.",
  ),
})
export class ObservationCorrectInput extends ChangeInput {
  @Field(() => Float, { nullable: true, description: VALUE })
  @IsFigure()
  value?: number | null;

  @Field(() => Float, { nullable: true, description: NUMERATOR })
  @IsFigure()
  numerator?: number | null;

  @Field(() => Float, { nullable: true, description: DENOMINATOR })
  @IsFigure()
  denominator?: number | null;

  @Field(() => String, { nullable: true, description: NOTE })
  @IsNote()
  noteVi?: string | null;

  @Field(() => String, { description: REASON })
  reason!: string;
}

@InputType({ description: about("A figure that should not be there.", "Số liệu cần rút lại.") })
export class ObservationWithdrawInput extends ChangeInput {
  @Field(() => String, { description: REASON })
  reason!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about("The figure, or why nothing was done.", "Số liệu, hoặc lý do không thực hiện."),
})
export class ObservationPayload extends Payload {
  @Field(() => Observation, {
    nullable: true,
    description: about(
      "As it is now, with CONFLICT and TAKEN too; one that was withdrawn as it was, at the version of the withdrawal. Null where there is none.",
      "Hiện trạng, kể cả khi CONFLICT và TAKEN; số liệu đã rút lại thì như trước khi rút, ở phiên bản của lần rút. Null nếu không có.",
    ),
  })
  observation!: ObservationRow | null;
}

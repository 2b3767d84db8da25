import { Field, Float, InputType, ObjectType } from "type-graphql";
import { ActInput, ChangeInput } from "../../../core/mutation/act.input.js";
import { IsNote, REASON } from "../../../core/mutation/note.js";
import { about } from "../../../core/schema/about.js";
import { IsFigure, IsRecordedDay, IsSignedFigure } from "../../../core/schema/checks.js";
import { inputField } from "../../../core/schema/input-field.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { Payload } from "../../../core/schema/user-errors.js";
import type { ObservationRow } from "../definition/metric.store.js";
import { Observation } from "./observation.type.js";

const VALUE = inputField(
  () => Float,
  "In the metric's unit; of a ratio the percentage as it was reported. Of a metric of yes and no: 1 or 0.",
  "Theo đơn vị tính của chỉ số; với tỷ lệ là tỷ lệ phần trăm như đã báo cáo. Chỉ số có/không: 1 hoặc 0.",
  IsSignedFigure(),
);
const NUMERATOR = inputField(() => Float, "Of a ratio alone: what is counted.", "Chỉ với tỷ lệ: tử số.", IsFigure());
const DENOMINATOR = inputField(() => Float, "Of a ratio alone: out of how many.", "Chỉ với tỷ lệ: mẫu số.", IsFigure());
const NOTE = inputField(
  () => String,
  "A remark in Vietnamese, at most 2,000 characters.",
  "Ghi chú tiếng Việt, tối đa 2.000 ký tự.",
  IsNote(),
);

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
  @IsRecordedDay()
  on!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "First day of the period: of two periods that end on the same day there are two figures. Left out: the figure of that day itself, if one is on record or was asked for; else that of the only period for which it is or was; of several the act is refused. With none of them: a state on one day.",
      "Ngày đầu kỳ: hai kỳ cùng ngày cuối là hai số liệu. Bỏ trống: số liệu của chính ngày đó, nếu đã có hoặc đã được yêu cầu; nếu không thì của kỳ duy nhất đã có hoặc đã được yêu cầu; có nhiều kỳ thì bị từ chối. Không có gì: trạng thái tại một ngày.",
    ),
  })
  @IsRecordedDay()
  from?: string | null;

  @VALUE.optional
  value?: number | null;

  @NUMERATOR.optional
  numerator?: number | null;

  @DENOMINATOR.optional
  denominator?: number | null;

  @NOTE.optional
  noteVi?: string | null;
}

@InputType({
  description: about(
    "A figure as it should be. Its counts and its value are replaced as a whole; a note that is left out stays.",
    "Số liệu đúng. Các số đếm và giá trị được thay toàn bộ; ghi chú bỏ trống thì giữ nguyên.",
  ),
})
export class ObservationCorrectInput extends ChangeInput {
  @VALUE.optional
  value?: number | null;

  @NUMERATOR.optional
  numerator?: number | null;

  @DENOMINATOR.optional
  denominator?: number | null;

  @NOTE.emptiable
  noteVi?: string | null;

  @REASON.required
  reason!: string;
}

@InputType({ description: about("A figure that should not be there.", "Số liệu cần rút lại.") })
export class ObservationWithdrawInput extends ChangeInput {
  @REASON.required
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

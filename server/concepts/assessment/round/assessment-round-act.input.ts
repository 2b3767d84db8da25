import { Field, InputType, Int, ObjectType } from "type-graphql";
import { ActInput, ChangeInput } from "../../../core/mutation/act.input.js";
import { IsNote, REASON } from "../../../core/mutation/note.js";
import { about } from "../../../core/schema/about.js";
import { Fulfils, IsRecordedDay, IsYear } from "../../../core/schema/checks.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { Payload } from "../../../core/schema/user-errors.js";
import type { RoundRow } from "../result/assessment.store.js";
import { AssessmentRound } from "./assessment-round.type.js";

@InputType({ description: about("A new round.", "Một đợt đánh giá mới.") })
export class AssessmentRoundOpenInput extends ActInput {
  @Field(() => String, {
    description: about(
      'Its code, such as "2026": 1 to 20 letters, digits, - and _.',
      'Mã đợt, ví dụ "2026": 1 đến 20 chữ cái không dấu, chữ số, - và _.',
    ),
  })
  @Fulfils(/^[\w-]{1,20}$/, {
    en: "A code has 1 to 20 letters, digits, - and _.",
    vi: "Mã có từ 1 đến 20 chữ cái không dấu, chữ số, - và _.",
  })
  code!: string;

  @Field(() => Int, { description: about("Year.", "Năm.") })
  @IsYear()
  year!: number;

  @Field(() => LocalDate, {
    description: about(
      "Its first day, not after today, nor after its year.",
      "Ngày bắt đầu, không sau hôm nay và không sau năm của đợt.",
    ),
  })
  @IsRecordedDay()
  openedOn!: string;

  @Field(() => String, {
    nullable: true,
    description: about(
      "How it is carried out, in Vietnamese, at most 2,000 characters.",
      "Phương thức khảo sát, tối đa 2.000 ký tự.",
    ),
  })
  @IsNote()
  methodVi?: string | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Number of the circular whose criteria are applied.",
      "Số hiệu Thông tư có bộ tiêu chí được áp dụng.",
    ),
  })
  legalDocument?: string | null;
}

@InputType({ description: about("A round to close.", "Đợt đánh giá cần đóng.") })
export class AssessmentRoundCloseInput extends ChangeInput {
  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "Its last day, from its first day to today. Left out: the one on record, else today.",
      "Ngày kết thúc, từ ngày bắt đầu đến hôm nay. Bỏ trống: ngày đã ghi, nếu chưa có thì hôm nay.",
    ),
  })
  @IsRecordedDay()
  closedOn?: string | null;
}

@InputType({ description: about("A round to open again.", "Đợt đánh giá cần mở lại.") })
export class AssessmentRoundReopenInput extends ChangeInput {
  @REASON.required
  reason!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about("The round, or why nothing was done.", "Đợt đánh giá, hoặc lý do không thực hiện."),
})
export class AssessmentRoundPayload extends Payload {
  @Field(() => AssessmentRound, {
    nullable: true,
    description: about(
      "As it is now, with CONFLICT, ILLEGAL_STATE and TAKEN too; null where there is none.",
      "Hiện trạng, kể cả khi CONFLICT, ILLEGAL_STATE và TAKEN; null nếu không có.",
    ),
  })
  round!: RoundRow | null;
}

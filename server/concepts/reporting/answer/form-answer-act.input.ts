import { Field, Float, InputType, Int, ObjectType } from "type-graphql";
import { ActInput, ChangeInput } from "../../../core/mutation/act.input.js";
import { REASON } from "../../../core/mutation/note.js";
import { about } from "../../../core/schema/about.js";
import { AreChecked, HasAtMost, IsSignedFigure } from "../../../core/schema/checks.js";
import { Payload } from "../../../core/schema/user-errors.js";
import * as messages from "../reporting.messages.js";
import type { FormAnswerRow } from "./form-answer.store.js";
import { FormAnswer } from "./form-answer.type.js";

/** More than any form has; a longer list is a mistake or an attack. */
export const MOST_CELLS = 5000;

@InputType({
  description: about("A figure, in the place of what was entered before.", "Một số liệu, thay cho số đã nhập."),
})
export class FormCellInput {
  @Field(() => String, {
    nullable: true,
    description: about(
      "Code of the area that the row is about; left out where the form has one row.",
      "Mã địa bàn của dòng; bỏ trống nếu mẫu chỉ có một dòng.",
    ),
  })
  row?: string | null;

  @Field(() => String, { description: about('Number of the column, such as "(5)".', 'Số của cột, ví dụ "(5)".') })
  column!: string;

  @Field(() => Float, {
    nullable: true,
    description: about("Null takes it back: the cell is blank.", "Null là rút lại: ô để trống."),
  })
  @IsSignedFigure()
  value?: number | null;
}

@InputType({
  description: about(
    "A part in words, in the place of what was entered before.",
    "Một phần bằng lời, thay cho nội dung đã nhập.",
  ),
})
export class FormPartAnswerInput {
  @Field(() => String, { description: about('Such as "B".', 'Ví dụ "B".') })
  code!: string;

  @Field(() => String, {
    nullable: true,
    description: about("At most 20,000 characters; null takes it back.", "Tối đa 20.000 ký tự; null là rút lại."),
  })
  textVi?: string | null;
}

@InputType({
  description: about(
    "What was entered of a form. What is left out stays as it is, in lists too.",
    "Nội dung đã nhập cho một mẫu. Điều gì bỏ trống thì giữ nguyên, kể cả trong danh sách.",
  ),
})
export class FormAnswerSaveInput extends ActInput {
  @Field(() => String, { description: about("Code of the campaign, which is open.", "Mã đợt đang mở.") })
  campaign!: string;

  @Field(() => String, { description: about("Code of the form.", "Mã mẫu.") })
  form!: string;

  @Field(() => String, { description: about("Code of the facility that owes it.", "Mã cơ sở phải gửi.") })
  facility!: string;

  @Field(() => Int, {
    nullable: true,
    description: about(
      "The version of the answer that was seen last; if there is another one by now, nothing is changed. Left out only while there is none.",
      "Phiên bản đã xem gần nhất của bản trả lời; nếu đã có phiên bản khác thì không thay đổi gì. Chỉ bỏ trống khi chưa có bản nào.",
    ),
  })
  expectedVersion?: number | null;

  @Field(() => [FormCellInput], {
    nullable: true,
    description: about("Figures, at most 5,000 at once.", "Số liệu, mỗi lần tối đa 5.000 ô."),
  })
  @HasAtMost(MOST_CELLS, messages.cells)
  @AreChecked()
  cells?: FormCellInput[] | null;

  @Field(() => [FormPartAnswerInput], { nullable: true, description: about("Parts in words.", "Các phần bằng lời.") })
  @HasAtMost(MOST_CELLS, messages.parts)
  parts?: FormPartAnswerInput[] | null;
}

@InputType({ description: about("The answer to hand in.", "Bản trả lời cần gửi.") })
export class FormAnswerSubmitInput extends ChangeInput {}

@InputType({ description: about("The answer to give back.", "Bản trả lời cần trả lại.") })
export class FormAnswerReturnInput extends ChangeInput {
  @REASON.required
  reason!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about("The answer, or why nothing was done.", "Bản trả lời, hoặc lý do không thực hiện."),
})
export class FormAnswerPayload extends Payload {
  @Field(() => FormAnswer, {
    nullable: true,
    description: about(
      "As it is now, with CONFLICT and ILLEGAL_STATE too; null where there is none, or something is to be put right first.",
      "Hiện trạng, kể cả khi CONFLICT và ILLEGAL_STATE; null nếu chưa có hoặc còn lỗi cần sửa.",
    ),
  })
  answer!: FormAnswerRow | null;
}

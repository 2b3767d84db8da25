import { Field, InputType, Int, ObjectType } from "type-graphql";
import { ActInput, ChangeInput } from "../../../core/mutation/act.input.js";
import { REASON } from "../../../core/mutation/note.js";
import { about } from "../../../core/schema/about.js";
import { AreChecked, HasAtMost } from "../../../core/schema/checks.js";
import { NullEmpties } from "../../../core/schema/input-field.js";
import { Payload } from "../../../core/schema/user-errors.js";
import { Answer } from "../criterion/criterion.type.js";
import { IsLevel } from "../level/is-level.js";
import type { AssessmentRow } from "../result/assessment.store.js";
import { Assessment } from "../result/assessment.type.js";
import { Component, Grade } from "../result/component.type.js";
import type { DraftRow } from "./assessment-draft.store.js";
import { AssessmentDraft } from "./assessment-draft.type.js";

/** More than any form has; a longer list is a mistake or an attack. */
const MOST = 500;
@InputType({ description: about("The assessment to begin.", "Kết quả đánh giá cần bắt đầu nhập.") })
export class AssessmentStartInput extends ActInput {
  @Field(() => String, { description: about("Code of the facility.", "Mã cơ sở.") })
  facility!: string;

  @Field(() => String, { description: about("Code of the round, which is open.", "Mã đợt đánh giá đang mở.") })
  round!: string;
}

@InputType({
  description: about(
    "The assessment to hand in: the id of its draft.",
    "Kết quả đánh giá cần gửi: định danh của bản nhập.",
  ),
})
export class AssessmentSubmitInput extends ChangeInput {}

@InputType({
  description: about(
    "The assessment to give back: the id of its draft.",
    "Kết quả đánh giá cần trả lại: định danh của bản nhập.",
  ),
})
export class AssessmentReturnInput extends ChangeInput {
  @REASON.required
  reason!: string;
}

@InputType({
  description: about(
    "The assessment to publish: the id of its draft.",
    "Kết quả đánh giá cần công bố: định danh của bản nhập.",
  ),
})
export class AssessmentPublishInput extends ChangeInput {}

@InputType({
  description: about(
    "The published assessment to change: its id, and its version.",
    "Kết quả đã công bố cần sửa: định danh và phiên bản của kết quả.",
  ),
})
export class AssessmentReopenInput extends ChangeInput {
  @REASON.required
  reason!: string;
}

@InputType({
  description: about(
    "The result of a component, in the place of what was entered before. With neither level nor grade the cell is blank.",
    "Kết quả của một nhóm nội dung, thay cho kết quả đã nhập. Không có cả mức lẫn hạng nghĩa là ô để trống.",
  ),
})
export class ComponentEntryInput {
  @Field(() => Component, { description: about("The component, once.", "Nhóm nội dung, nêu một lần.") })
  component!: Component;

  @Field(() => Int, {
    nullable: true,
    description: about("For HIS and infrastructure alone: 1 to 7.", "Chỉ với HIS và hạ tầng: từ 1 đến 7."),
  })
  @IsLevel()
  level?: number | null;

  @Field(() => Grade, { nullable: true, description: about("For the others alone.", "Chỉ với các nhóm khác.") })
  grade?: Grade | null;
}

@InputType({
  description: about(
    "An answer to a criterion, in the place of what was entered before.",
    "Câu trả lời cho một tiêu chí, thay cho câu trả lời đã nhập.",
  ),
})
export class AnswerEntryInput {
  @Field(() => String, {
    description: about("Code of the criterion, once.", "Mã tiêu chí, nêu một lần."),
  })
  criterion!: string;

  @Field(() => Answer, {
    nullable: true,
    description: about("The answer; null takes it back.", "Câu trả lời; null là rút lại."),
  })
  answer?: Answer | null;
}

@InputType({
  description: about(
    "Whether a system is needed, in the place of what was entered before.",
    "Có nhu cầu về một hệ thống hay không, thay cho điều đã nhập.",
  ),
})
export class NeedEntryInput {
  @Field(() => String, {
    description: about('Code of the system (vocabulary "SYSTEM"), once.', 'Mã hệ thống (bộ mã "SYSTEM"), nêu một lần.'),
  })
  system!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: about("Null takes it back: nothing was said of it.", "Null là rút lại: không nói gì về hệ thống đó."),
  })
  needed?: boolean | null;
}

@InputType({
  description: about(
    "What was entered. What is left out stays as it is, in lists too: only the components, criteria and systems that are given are replaced.",
    "Nội dung đã nhập. Điều gì bỏ trống thì giữ nguyên, kể cả trong danh sách: chỉ thay những nhóm nội dung, tiêu chí và hệ thống được nêu.",
  ),
})
export class AssessmentSaveInput extends ChangeInput {
  @Field(() => Int, {
    nullable: true,
    description: about(
      "The level that the facility judges itself to have reached, 1 to 7 (Circular 54/2017/TT-BYT, Art. 4); null takes it back. Never set to the computed level by itself.",
      "Mức đơn vị tự đánh giá, từ 1 đến 7 (Thông tư 54/2017/TT-BYT, Điều 4); null là rút lại. Không bao giờ tự lấy theo mức tính lại.",
    ),
  })
  @NullEmpties()
  @IsLevel()
  reportedLevel?: number | null;

  @Field(() => [ComponentEntryInput], {
    nullable: true,
    description: about("Results of components.", "Kết quả các nhóm nội dung."),
  })
  @HasAtMost(MOST, { en: "results", vi: "kết quả" })
  @AreChecked()
  components?: ComponentEntryInput[] | null;

  @Field(() => [AnswerEntryInput], {
    nullable: true,
    description: about(
      "Answers to criteria, at most 500 at once.",
      "Câu trả lời cho các tiêu chí, mỗi lần tối đa 500.",
    ),
  })
  @HasAtMost(MOST, { en: "answers", vi: "câu trả lời" })
  answers?: AnswerEntryInput[] | null;

  @Field(() => [NeedEntryInput], {
    nullable: true,
    description: about("Stated needs.", "Nhu cầu của đơn vị."),
  })
  @HasAtMost(MOST, { en: "needs", vi: "nhu cầu" })
  statedNeeds?: NeedEntryInput[] | null;
}

@InputType({ description: about("What the Department has checked.", "Kết quả đánh giá Sở Y tế đã thẩm định.") })
export class AssessmentVerifyInput extends ChangeInput {
  @Field(() => Int, {
    nullable: true,
    description: about(
      "The level that the Department decides on, 1 to 7; null: none. Left out: as handed in.",
      "Mức do Sở Y tế xác định, từ 1 đến 7; null: không xác định mức. Bỏ trống: như đơn vị đã gửi.",
    ),
  })
  @NullEmpties()
  @IsLevel()
  reportedLevel?: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "What the act has led to, or why nothing was done.",
    "Kết quả thực hiện, hoặc lý do không thực hiện.",
  ),
})
export class AssessmentPayload extends Payload {
  @Field(() => AssessmentDraft, {
    nullable: true,
    description: about(
      "What is worked on, as the act has left it, or as it is now if nothing was done; null: nothing is.",
      "Bản đang làm sau khi thực hiện, hoặc hiện trạng nếu không thực hiện; null: không có.",
    ),
  })
  draft!: DraftRow | null;

  @Field(() => Assessment, {
    nullable: true,
    description: about(
      "What the act has published. If nothing was done, and nothing is worked on: what is published now.",
      "Kết quả vừa công bố. Nếu không thực hiện và không có bản đang làm: kết quả đang công bố.",
    ),
  })
  assessment!: AssessmentRow | null;
}

import { Field, Float, InputType, Int, ObjectType } from "type-graphql";
import { ActInput, ChangeInput } from "../../../core/mutation/act.input.js";
import { LONGEST_NOTE, NOTE_EN, NOTE_VI, REASON } from "../../../core/mutation/note.js";
import { about } from "../../../core/schema/about.js";
import { HasAtMost, HasLength, IsFigure, IsRecordedDay, IsYear } from "../../../core/schema/checks.js";
import { inputField } from "../../../core/schema/input-field.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { Payload } from "../../../core/schema/user-errors.js";
import type { TargetRow } from "../roadmap.store.js";
import { Target } from "../roadmap.type.js";
import { TargetComparison } from "./target-comparison.js";

const MOST_AIMS = 6;

const DOCUMENT = inputField(
  () => String,
  "Number of the legal document that sets it, one that is on record.",
  "Số văn bản đặt ra mục tiêu, đã có trong danh mục.",
);
const YEAR = inputField(() => Int, "The year by which, 2000 to 2100.", "Năm phải đạt, từ 2000 đến 2100.", IsYear());
const DUE = inputField(
  () => LocalDate,
  "The last day, within that year; null: the document gives the year only.",
  "Hạn cuối, trong năm đó; null: văn bản chỉ ghi năm.",
  IsRecordedDay(),
);
const STATEMENT = inputField(
  () => String,
  "The statement as the document words it, at most 2,000 characters.",
  "Nội dung như văn bản ghi, tối đa 2.000 ký tự.",
  HasLength(1, LONGEST_NOTE, { en: "A statement", vi: "Nội dung" }),
);
const METRIC = inputField(
  () => String,
  "Code of the metric that measures it; null: none fits.",
  "Mã chỉ số đo mục tiêu; null: không có.",
);
const VALUE = inputField(
  () => Float,
  "What is aimed at, in the unit of the metric (percent for a ratio), 0 or more; null: the document gives none.",
  "Giá trị cần đạt theo đơn vị tính của chỉ số (phần trăm với tỷ lệ), không âm; null: văn bản không ghi.",
  IsFigure(),
);
const COMPARISON = inputField(
  () => TargetComparison,
  "On which side of the value it is met, as the statement says; null: at the value or beyond.",
  "Đạt ở phía nào của giá trị, như văn bản nói; null: bằng giá trị hoặc vượt.",
);
const DENOMINATOR_UNIT = inputField(
  () => String,
  "Code of what the share is of (vocabulary UNIT), where that is not what the metric counts; null: what the metric counts.",
  "Mã đối tượng mà tỷ lệ tính trên đó (từ vựng UNIT), nếu khác với mẫu số của chỉ số; null: như chỉ số.",
);
const COUNT = inputField(
  () => Float,
  'The count that the document gives beside, as "about 210", 0 or more; null: none.',
  'Số lượng văn bản ghi kèm, ví dụ "khoảng 210", không âm; null: không có.',
  IsFigure(),
);
const AIMS = inputField(
  () => [String],
  "Codes of what it aims at (vocabulary AIM), by which it is compared with targets of other documents; at most 6.",
  "Mã việc nhằm tới (từ vựng AIM), để so với mục tiêu của văn bản khác; tối đa 6.",
  HasAtMost(MOST_AIMS, { en: "aims", vi: "việc nhằm tới" }),
);

@InputType({ description: about("A target to add.", "Mục tiêu cần thêm.") })
export class TargetAddInput extends ActInput {
  @DOCUMENT.required
  legalDocument!: string;

  @YEAR.required
  year!: number;

  @DUE.optional
  dueOn?: string | null;

  @STATEMENT.required
  statementVi!: string;

  @METRIC.optional
  metric?: string | null;

  @VALUE.optional
  value?: number | null;

  @COMPARISON.optional
  comparison?: TargetComparison | null;

  @DENOMINATOR_UNIT.optional
  denominatorUnit?: string | null;

  @COUNT.optional
  count?: number | null;

  @AIMS.optional
  aims?: string[] | null;

  @NOTE_VI.optional
  noteVi?: string | null;

  @NOTE_EN.optional
  noteEn?: string | null;
}

@InputType({
  description: about(
    "A target as it should be on record. What is left out stays.",
    "Nội dung đúng của mục tiêu. Trường bỏ trống thì giữ nguyên.",
  ),
})
export class TargetCorrectInput extends ChangeInput {
  @DOCUMENT.optional
  legalDocument?: string | null;

  @YEAR.optional
  year?: number | null;

  @DUE.emptiable
  dueOn?: string | null;

  @STATEMENT.optional
  statementVi?: string | null;

  @METRIC.emptiable
  metric?: string | null;

  @VALUE.emptiable
  value?: number | null;

  @COMPARISON.emptiable
  comparison?: TargetComparison | null;

  @DENOMINATOR_UNIT.emptiable
  denominatorUnit?: string | null;

  @COUNT.emptiable
  count?: number | null;

  @AIMS.optional
  aims?: string[] | null;

  @NOTE_VI.emptiable
  noteVi?: string | null;

  @NOTE_EN.emptiable
  noteEn?: string | null;

  @REASON.required
  reason!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about("The target, or why nothing was done.", "Mục tiêu, hoặc lý do không thực hiện."),
})
export class TargetPayload extends Payload {
  @Field(() => Target, {
    nullable: true,
    description: about(
      "As it is now, with CONFLICT too; null where something is to be put right first.",
      "Hiện trạng, kể cả khi CONFLICT; null nếu còn lỗi cần sửa.",
    ),
  })
  target!: TargetRow | null;
}

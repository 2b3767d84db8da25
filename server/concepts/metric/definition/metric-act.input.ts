import { Field, InputType, ObjectType } from "type-graphql";
import { ActInput, ChangeInput, DRY_RUN } from "../../../core/mutation/act.input.js";
import { IsNote, LONGEST_NOTE, NOTE_EN, NOTE_VI, REASON } from "../../../core/mutation/note.js";
import { about } from "../../../core/schema/about.js";
import { HasLength } from "../../../core/schema/checks.js";
import { inputField } from "../../../core/schema/input-field.js";
import { Payload } from "../../../core/schema/user-errors.js";
import * as messages from "../metric.messages.js";
import type { MetricRow } from "./metric.store.js";
import {
  ExpectedOf,
  Metric,
  MetricCounts,
  MetricDirection,
  MetricKind,
  MetricLeast,
  MetricMost,
  SubjectType,
} from "./metric.type.js";

const nameIn = (en: string, vi: string) =>
  inputField(
    () => String,
    `Its name in ${en}, at most 400 characters.`,
    `Tên ${vi}, tối đa 400 ký tự.`,
    HasLength(1, 400, messages.aName),
  );
const NAME = { vi: nameIn("Vietnamese", "tiếng Việt"), en: nameIn("English", "tiếng Anh") };
const KIND = inputField(() => MetricKind, "Count or ratio.", "Số đếm hay tỷ lệ.");
const SUBJECT_TYPE = inputField(() => SubjectType, "For what it is collected.", "Đối tượng thu thập.");
const DIRECTION = inputField(() => MetricDirection, "Which end is the good one.", "Chiều tốt.");
const PROGRAMME = inputField(
  () => String,
  "Code of the programme it belongs to (vocabulary PROGRAMME).",
  "Mã chương trình (từ vựng PROGRAMME).",
);
const UNIT = inputField(
  () => String,
  "Code of its unit (vocabulary UNIT); PERCENT for a ratio, and for nothing else.",
  "Mã đơn vị tính (từ vựng UNIT); PERCENT với tỷ lệ và chỉ với tỷ lệ.",
);
const words = (en: string, vi: string) =>
  inputField(
    () => String,
    `Of a ratio, or of a count per something: ${en}, at most 2,000 characters; null for a plain count.`,
    `Với tỷ lệ, hoặc số đếm bình quân: ${vi}, tối đa 2.000 ký tự; null với số đếm đơn thuần.`,
    HasLength(1, LONGEST_NOTE, messages.aWording),
  );
const NUMERATOR = {
  vi: words("its numerator in Vietnamese", "tử số, tiếng Việt"),
  en: words("its numerator in English", "tử số, tiếng Anh"),
};
const DENOMINATOR = {
  vi: words("its denominator in Vietnamese", "mẫu số, tiếng Việt"),
  en: words("its denominator in English", "mẫu số, tiếng Anh"),
};
const NUMERATOR_UNIT = inputField(
  () => String,
  "Of a ratio: code of what its numerator counts (vocabulary UNIT); null for a count.",
  "Với tỷ lệ: mã đơn vị của tử số (từ vựng UNIT); null với số đếm.",
);
const DENOMINATOR_UNIT = inputField(
  () => String,
  "Of a ratio: code of what its denominator counts: the same, or what `unitsBasisEn` pairs with it; null for a count.",
  "Với tỷ lệ: mã đơn vị của mẫu số: cùng đơn vị, hoặc đơn vị mà `unitsBasisVi` cho đi với nó; null với số đếm.",
);
const unitsBasis = (en: string, vi: string) =>
  inputField(
    () => String,
    `Where the counts count different things: which document pairs them, in ${en}; null: they count the same.`,
    `Khi tử số và mẫu số đếm hai thứ khác nhau: văn bản nào gắn chúng với nhau, ${vi}; null: đếm cùng một thứ.`,
    IsNote(),
  );
const UNITS_BASIS = { vi: unitsBasis("Vietnamese", "tiếng Việt"), en: unitsBasis("English", "tiếng Anh") };
const COUNTS = inputField(
  () => MetricCounts,
  "What its figures are, or the counts of a ratio.",
  "Số liệu, hoặc các số đếm của tỷ lệ, là gì.",
);
const LEAST = inputField(
  () => MetricLeast,
  "Whether they may be below 0; left out: no.",
  "Có được âm hay không; bỏ trống: không.",
);
const MOST = inputField(
  () => MetricMost,
  "Whether the numerator may exceed the denominator; left out: yes.",
  "Tử số có được lớn hơn mẫu số hay không; bỏ trống: được.",
);
const basis = (en: string, vi: string) => inputField(() => String, en, vi, HasLength(1, LONGEST_NOTE, messages.aBasis));
const RULES_BASIS = {
  vi: basis("Why figures are held to that, in Vietnamese.", "Vì sao có quy định đó, tiếng Việt."),
  en: basis("Why figures are held to that, in English.", "Vì sao có quy định đó, tiếng Anh."),
};
const EXPECTED_OF = inputField(
  () => ExpectedOf,
  "Of whom figures are due.",
  "Phải có số liệu của những đối tượng nào.",
);
const EXPECTED_FORM = inputField(
  () => String,
  "With CAMPAIGN_RECIPIENTS: code of the form of a document whose recipients are due of days of which no campaign that was opened here asks; null: nobody then.",
  "Với CAMPAIGN_RECIPIENTS: mã mẫu của tài liệu mà các nơi nhận phải có số liệu của những ngày không đợt báo cáo nào mở tại đây hỏi tới; null: khi đó không ai.",
);
const EXPECTED_BASIS = {
  vi: basis("Why of these, in Vietnamese.", "Vì sao là những đối tượng đó, tiếng Việt."),
  en: basis("Why of these, in English.", "Vì sao là những đối tượng đó, tiếng Anh."),
};
const DOCUMENT = inputField(
  () => String,
  "Number of the legal document on record that asks for it.",
  "Số văn bản yêu cầu, đã có trong danh mục.",
);

@InputType({ description: about("A metric to add.", "Chỉ số cần thêm.") })
export class MetricAddInput extends ActInput {
  @Field(() => String, {
    description: about(
      'Its code from now on: at most 60 capitals, digits and underscores, such as "ID_CARD_LOOKUPS".',
      'Mã dùng từ nay về sau: tối đa 60 chữ hoa không dấu, chữ số và gạch dưới, ví dụ "ID_CARD_LOOKUPS".',
    ),
  })
  code!: string;

  @NAME.vi.required
  nameVi!: string;

  @NAME.en.required
  nameEn!: string;

  @KIND.required
  kind!: string;

  @SUBJECT_TYPE.required
  subjectType!: string;

  @DIRECTION.required
  direction!: string;

  @PROGRAMME.required
  programme!: string;

  @UNIT.required
  unit!: string;

  @NUMERATOR.vi.optional
  numeratorVi?: string | null;

  @NUMERATOR.en.optional
  numeratorEn?: string | null;

  @DENOMINATOR.vi.optional
  denominatorVi?: string | null;

  @DENOMINATOR.en.optional
  denominatorEn?: string | null;

  @NUMERATOR_UNIT.optional
  numeratorUnit?: string | null;

  @DENOMINATOR_UNIT.optional
  denominatorUnit?: string | null;

  @UNITS_BASIS.vi.optional
  unitsBasisVi?: string | null;

  @UNITS_BASIS.en.optional
  unitsBasisEn?: string | null;

  @COUNTS.required
  counts!: MetricCounts;

  @LEAST.optional
  least?: MetricLeast | null;

  @MOST.optional
  most?: MetricMost | null;

  @RULES_BASIS.vi.required
  rulesBasisVi!: string;

  @RULES_BASIS.en.required
  rulesBasisEn!: string;

  @EXPECTED_OF.required
  expectedOf!: string;

  @EXPECTED_FORM.optional
  expectedForm?: string | null;

  @EXPECTED_BASIS.vi.required
  expectedBasisVi!: string;

  @EXPECTED_BASIS.en.required
  expectedBasisEn!: string;

  @DOCUMENT.optional
  legalDocument?: string | null;

  @NOTE_VI.optional
  noteVi?: string | null;

  @NOTE_EN.optional
  noteEn?: string | null;

  @DRY_RUN.optional
  dryRun?: boolean | null;
}

@InputType({
  description: about(
    "A metric as it should be. What is left out stays; its code does. Kind, subject and units stay where anything refers to it, and no rule is taken that figures on record break.",
    "Nội dung mới của chỉ số. Trường bỏ trống thì giữ nguyên; mã không đổi. Loại, đối tượng và đơn vị giữ nguyên khi chỉ số đã được dùng; không nhận quy định mà số liệu trong sổ không đúng.",
  ),
})
export class MetricChangeInput extends ChangeInput {
  @NAME.vi.optional
  nameVi?: string | null;

  @NAME.en.optional
  nameEn?: string | null;

  @KIND.optional
  kind?: string | null;

  @SUBJECT_TYPE.optional
  subjectType?: string | null;

  @DIRECTION.optional
  direction?: string | null;

  @PROGRAMME.optional
  programme?: string | null;

  @UNIT.optional
  unit?: string | null;

  @NUMERATOR.vi.emptiable
  numeratorVi?: string | null;

  @NUMERATOR.en.emptiable
  numeratorEn?: string | null;

  @DENOMINATOR.vi.emptiable
  denominatorVi?: string | null;

  @DENOMINATOR.en.emptiable
  denominatorEn?: string | null;

  @NUMERATOR_UNIT.emptiable
  numeratorUnit?: string | null;

  @DENOMINATOR_UNIT.emptiable
  denominatorUnit?: string | null;

  @UNITS_BASIS.vi.emptiable
  unitsBasisVi?: string | null;

  @UNITS_BASIS.en.emptiable
  unitsBasisEn?: string | null;

  @COUNTS.optional
  counts?: MetricCounts | null;

  @LEAST.optional
  least?: MetricLeast | null;

  @MOST.optional
  most?: MetricMost | null;

  @RULES_BASIS.vi.optional
  rulesBasisVi?: string | null;

  @RULES_BASIS.en.optional
  rulesBasisEn?: string | null;

  @EXPECTED_OF.optional
  expectedOf?: string | null;

  @EXPECTED_FORM.emptiable
  expectedForm?: string | null;

  @EXPECTED_BASIS.vi.optional
  expectedBasisVi?: string | null;

  @EXPECTED_BASIS.en.optional
  expectedBasisEn?: string | null;

  @DOCUMENT.emptiable
  legalDocument?: string | null;

  @NOTE_VI.emptiable
  noteVi?: string | null;

  @NOTE_EN.emptiable
  noteEn?: string | null;

  @REASON.required
  reason!: string;

  @DRY_RUN.optional
  dryRun?: boolean | null;
}

@InputType({ description: about("A metric that nothing refers to.", "Chỉ số chưa được dùng ở đâu.") })
export class MetricWithdrawInput extends ChangeInput {
  @REASON.required
  reason!: string;

  @DRY_RUN.optional
  dryRun?: boolean | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about("The metric, or why nothing was done.", "Chỉ số, hoặc lý do không thực hiện."),
})
export class MetricPayload extends Payload {
  @Field(() => Metric, {
    nullable: true,
    description: about(
      "As it is now, with CONFLICT, ILLEGAL_STATE and TAKEN too; null where there is none.",
      "Hiện trạng, kể cả khi CONFLICT, ILLEGAL_STATE và TAKEN; null nếu không có.",
    ),
  })
  metric!: MetricRow | null;
}

import { Field, InputType, ObjectType } from "type-graphql";
import { ActInput, ChangeInput } from "../../core/mutation/act.input.js";
import { NOTE_EN, NOTE_VI, REASON } from "../../core/mutation/note.js";
import { about } from "../../core/schema/about.js";
import { HasLength, IsRecordedDay } from "../../core/schema/checks.js";
import { inputField } from "../../core/schema/input-field.js";
import { LocalDate } from "../../core/schema/scalars.js";
import { Payload } from "../../core/schema/user-errors.js";
import type { LegalDocumentRow } from "./legal-document.store.js";
import { LegalDocument } from "./legal-document.type.js";

const NUMBER = inputField(
  () => String,
  'Number and symbol, such as "54/2017/TT-BYT"; a description where the document has none. At most 200 characters.',
  'Số, ký hiệu, ví dụ "54/2017/TT-BYT"; mô tả nếu văn bản không có số. Tối đa 200 ký tự.',
  HasLength(1, 200, { en: "A number", vi: "Số, ký hiệu" }),
);
const KIND = inputField(
  () => String,
  "Code of its kind (vocabulary LEGAL_KIND).",
  "Mã loại văn bản (từ vựng LEGAL_KIND).",
);
const TITLE = inputField(
  () => String,
  "Title, at most 400 characters.",
  "Trích yếu, tối đa 400 ký tự.",
  HasLength(1, 400, { en: "A title", vi: "Trích yếu" }),
);
const ISSUED = inputField(
  () => LocalDate,
  "Day of issue; null: not known.",
  "Ngày ban hành; null: chưa rõ.",
  IsRecordedDay(),
);
const IN_FORCE = inputField(
  () => LocalDate,
  "In force from this day on, not before its issue; null: not known.",
  "Có hiệu lực từ ngày này, không trước ngày ban hành; null: chưa rõ.",
  IsRecordedDay(),
);
const REPEALED = inputField(
  () => LocalDate,
  "No longer in force from this day on; null: not known to be repealed.",
  "Hết hiệu lực từ ngày này; null: chưa rõ việc bãi bỏ.",
  IsRecordedDay(),
);
const REPEALED_BY = inputField(
  () => String,
  "Number of the document on record that repealed it; null: none, or not known.",
  "Số văn bản trong danh mục đã bãi bỏ văn bản này; null: không có hoặc chưa rõ.",
);

@InputType({ description: about("A legal document to add.", "Văn bản cần thêm.") })
export class LegalDocumentAddInput extends ActInput {
  @NUMBER.required
  number!: string;

  @KIND.required
  kind!: string;

  @TITLE.required
  titleVi!: string;

  @ISSUED.optional
  issuedOn?: string | null;

  @IN_FORCE.optional
  inForceOn?: string | null;

  @REPEALED.optional
  repealedOn?: string | null;

  @REPEALED_BY.optional
  repealedBy?: string | null;

  @NOTE_VI.optional
  noteVi?: string | null;

  @NOTE_EN.optional
  noteEn?: string | null;
}

@InputType({
  description: about(
    "A legal document as it should be on record, or its repeal. What is left out stays.",
    "Nội dung đúng của văn bản, hoặc việc bãi bỏ. Trường bỏ trống thì giữ nguyên.",
  ),
})
export class LegalDocumentCorrectInput extends ChangeInput {
  @NUMBER.optional
  number?: string | null;

  @KIND.optional
  kind?: string | null;

  @TITLE.optional
  titleVi?: string | null;

  @ISSUED.emptiable
  issuedOn?: string | null;

  @IN_FORCE.emptiable
  inForceOn?: string | null;

  @REPEALED.emptiable
  repealedOn?: string | null;

  @REPEALED_BY.emptiable
  repealedBy?: string | null;

  @NOTE_VI.emptiable
  noteVi?: string | null;

  @NOTE_EN.emptiable
  noteEn?: string | null;

  @REASON.required
  reason!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about("The legal document, or why nothing was done.", "Văn bản, hoặc lý do không thực hiện."),
})
export class LegalDocumentPayload extends Payload {
  @Field(() => LegalDocument, {
    nullable: true,
    description: about(
      "As it is now, with CONFLICT too; null where something is to be put right first.",
      "Hiện trạng, kể cả khi CONFLICT; null nếu còn lỗi cần sửa.",
    ),
  })
  legalDocument!: LegalDocumentRow | null;
}

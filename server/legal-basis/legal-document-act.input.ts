import { Field, InputType, ObjectType } from "type-graphql";
import { ActInput, ChangeInput } from "../acts/act.input.js";
import { IsNote, REASON } from "../acts/note.js";
import { about } from "../graphql/about.js";
import { LocalDate } from "../graphql/scalars.js";
import { Payload } from "../graphql/user-errors.js";
import type { LegalDocumentRow } from "./legal-document.store.js";
import { LegalDocument } from "./legal-document.type.js";

const NUMBER = about(
  'Number and symbol, such as "54/2017/TT-BYT"; a description where the document has none. At most 200 characters.',
  'Số, ký hiệu, ví dụ "54/2017/TT-BYT"; mô tả nếu văn bản không có số. Tối đa 200 ký tự.',
);
const KIND = about("Code of its kind (vocabulary LEGAL_KIND).", "Mã loại văn bản (từ vựng LEGAL_KIND).");
const TITLE = about("Title, at most 400 characters.", "Trích yếu, tối đa 400 ký tự.");
const ISSUED = about("Day of issue; null: not known.", "Ngày ban hành; null: chưa rõ.");
const IN_FORCE = about(
  "In force from this day on, not before its issue; null: not known.",
  "Có hiệu lực từ ngày này, không trước ngày ban hành; null: chưa rõ.",
);
const REPEALED = about(
  "No longer in force from this day on; null: not known to be repealed.",
  "Hết hiệu lực từ ngày này; null: chưa rõ việc bãi bỏ.",
);
const REPEALED_BY = about(
  "Number of the document on record that repealed it; null: none, or not known.",
  "Số văn bản trong danh mục đã bãi bỏ văn bản này; null: không có hoặc chưa rõ.",
);
const NOTE_VI = about("Remark in Vietnamese, at most 2,000 characters.", "Ghi chú tiếng Việt, tối đa 2.000 ký tự.");
const NOTE_EN = about("Remark in English, at most 2,000 characters.", "Ghi chú tiếng Anh, tối đa 2.000 ký tự.");

@InputType({ description: about("A legal document to add.", "Văn bản cần thêm.") })
export class LegalDocumentAddInput extends ActInput {
  @Field(() => String, { description: NUMBER })
  number!: string;

  @Field(() => String, { description: KIND })
  kind!: string;

  @Field(() => String, { description: TITLE })
  titleVi!: string;

  @Field(() => LocalDate, { nullable: true, description: ISSUED })
  issuedOn?: string | null;

  @Field(() => LocalDate, { nullable: true, description: IN_FORCE })
  inForceOn?: string | null;

  @Field(() => LocalDate, { nullable: true, description: REPEALED })
  repealedOn?: string | null;

  @Field(() => String, { nullable: true, description: REPEALED_BY })
  repealedBy?: string | null;

  @Field(() => String, { nullable: true, description: NOTE_VI })
  @IsNote()
  noteVi?: string | null;

  @Field(() => String, { nullable: true, description: NOTE_EN })
  @IsNote()
  noteEn?: string | null;
}

@InputType({
  description: about(
    "A legal document as it should be on record, or its repeal. What is left out stays.",
    "Nội dung đúng của văn bản, hoặc việc bãi bỏ. Trường bỏ trống thì giữ nguyên.",
  ),
})
export class LegalDocumentCorrectInput extends ChangeInput {
  @Field(() => String, { nullable: true, description: NUMBER })
  number?: string | null;

  @Field(() => String, { nullable: true, description: KIND })
  kind?: string | null;

  @Field(() => String, { nullable: true, description: TITLE })
  titleVi?: string | null;

  @Field(() => LocalDate, { nullable: true, description: ISSUED })
  issuedOn?: string | null;

  @Field(() => LocalDate, { nullable: true, description: IN_FORCE })
  inForceOn?: string | null;

  @Field(() => LocalDate, { nullable: true, description: REPEALED })
  repealedOn?: string | null;

  @Field(() => String, { nullable: true, description: REPEALED_BY })
  repealedBy?: string | null;

  @Field(() => String, { nullable: true, description: NOTE_VI })
  @IsNote()
  noteVi?: string | null;

  @Field(() => String, { nullable: true, description: NOTE_EN })
  @IsNote()
  noteEn?: string | null;

  @Field(() => String, { description: REASON })
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

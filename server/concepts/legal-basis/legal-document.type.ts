import { Field, Int, ObjectType } from "type-graphql";
import { VERSION } from "../../core/mutation/act.input.js";
import { about } from "../../core/schema/about.js";
import { connectionType } from "../../core/schema/connection.type.js";
import { Node } from "../../core/schema/node.type.js";
import { LocalDate } from "../../core/schema/scalars.js";
import { Traced } from "../trail/trail.type.js";

@ObjectType({
  implements: [Node, Traced],
  simpleResolvers: true,
  description: about(
    "A resolution, decision, circular, plan or agreement, with its confirmed dates and title; what a report prints instead stands in `mentions`.",
    "Nghị quyết, quyết định, thông tư, kế hoạch hoặc thỏa thuận, với ngày và tên đã xác nhận; cách báo cáo in nằm ở `mentions`.",
  ),
})
export class LegalDocument extends Node {
  @Field(() => String, {
    description: about(
      'Number and symbol, such as "54/2017/TT-BYT"; a description where the document has none.',
      'Số, ký hiệu, ví dụ "54/2017/TT-BYT"; là mô tả nếu văn bản không có số.',
    ),
  })
  number!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: about("Day of issue; null: not known here.", "Ngày ban hành; null: chưa rõ."),
  })
  issuedOn!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about("In force from this day on; null: not known here.", "Có hiệu lực từ ngày này; null: chưa rõ."),
  })
  inForceOn!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "No longer in force from this day on; null: not known to be repealed.",
      "Hết hiệu lực từ ngày này; null: chưa rõ việc bãi bỏ.",
    ),
  })
  repealedOn!: string | null;

  @Field(() => String, { description: about("Title.", "Trích yếu.") })
  titleVi!: string;

  @Field(() => String, { nullable: true, description: about("Remark in Vietnamese.", "Ghi chú tiếng Việt.") })
  noteVi!: string | null;

  @Field(() => String, { nullable: true, description: about("Remark in English.", "Ghi chú tiếng Anh.") })
  noteEn!: string | null;

  @Field(() => Int, { description: VERSION })
  version!: number;
}

export const LegalDocumentConnection = connectionType(
  "LegalDocument",
  () => LegalDocument,
  about("A page of the legal documents.", "Một trang văn bản."),
);

@ObjectType({
  simpleResolvers: true,
  description: about(
    "A place where a source document names legal documents, as printed.",
    "Một chỗ tài liệu nguồn viện dẫn văn bản, như tài liệu in.",
  ),
})
export class LegalMention {
  @Field(() => String, { description: about("The heading above it.", "Đề mục phía trên.") })
  headingVi!: string;

  @Field(() => String, { description: about("The item as printed.", "Nguyên văn mục được in.") })
  textVi!: string;
}

import { Field, Int, ObjectType } from "type-graphql";
import { about } from "../../../core/schema/about.js";
import { connectionType } from "../../../core/schema/connection.type.js";
import { Node } from "../../../core/schema/node.type.js";
import { DateTime, LocalDate } from "../../../core/schema/scalars.js";

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: about(
    "A document that figures come from, or the register that adds codes and dated relations to them.",
    "Tài liệu mà số liệu được dẫn về, hoặc sổ đăng ký bổ sung mã và các quan hệ có ngày tháng.",
  ),
})
export class SourceDocument extends Node {
  @Field(() => String, { description: about("Stable code.", "Mã ổn định.") })
  code!: string;

  @Field(() => String, {
    nullable: true,
    description: about("Its number; null if it has none.", "Số hiệu; null nếu không có."),
  })
  number!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "The day it was issued. Every figure has a day of its own; null for the register, which grows.",
      "Ngày ban hành. Mỗi số liệu có ngày riêng của nó; null với sổ đăng ký vì sổ còn bổ sung.",
    ),
  })
  issuedOn!: string | null;

  @Field(() => String, { description: about("Title as printed.", "Tiêu đề như tài liệu in.") })
  titleVi!: string;

  @Field(() => String, { nullable: true, description: about("Who issued it.", "Cơ quan ban hành.") })
  publisherVi!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about("Where a figure or a sentence stands.", "Nơi số liệu hoặc câu văn được in."),
})
export class Citation {
  @Field(() => SourceDocument, { description: about("The document.", "Tài liệu.") })
  document!: SourceDocument;

  @Field(() => String, {
    description: about(
      "The heading of the section, as printed; where none is printed, a name of ours: `sectionIsOurs`.",
      "Đề mục của phần, như tài liệu in; nơi tài liệu không in đề mục thì là tên do hệ thống đặt: `sectionIsOurs`.",
    ),
  })
  section!: string;

  @Field(() => Boolean, {
    description: about(
      "True: no document prints `section`; it is the name of a part of the register, or of a table without a heading.",
      "True: không tài liệu nào in `section`; đó là tên một phần của sổ đăng ký, hoặc của một bảng không có đề mục.",
    ),
  })
  sectionIsOurs!: boolean;

  @Field(() => String, {
    nullable: true,
    description: about(
      "What the document names there as the source of its figures, as printed; null: it names none, the figures are its own.",
      "Nguồn mà chính tài liệu dẫn cho số liệu ở phần đó, như tài liệu in; null: tài liệu không dẫn nguồn nào, số liệu là của chính tài liệu.",
    ),
  })
  namedSourceVi!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about("A data file that has been loaded.", "Một tệp dữ liệu đã được nạp."),
})
export class ImportedFile {
  @Field(() => String, { description: about("Name of the file.", "Tên tệp.") })
  file!: string;

  @Field(() => Int, { description: about("How many rows it has.", "Số dòng của tệp.") })
  rowCount!: number;

  @Field(() => DateTime, { description: about("When it was loaded.", "Thời điểm nạp.") })
  loadedAt!: string;
}

export const ImportedFileConnection = connectionType(
  "ImportedFile",
  () => ImportedFile,
  about("A page of the data files.", "Một trang tệp dữ liệu."),
);

import { Field, InputType, Int } from "type-graphql";
import { ActInput } from "../../core/mutation/act.input.js";
import { about } from "../../core/schema/about.js";
import { AreChecked, Fits, HasAtMost } from "../../core/schema/checks.js";
import type { LocalizedMessage } from "../../core/text/localized-message.js";
import { type Upload, UploadScalar } from "../../files/reading/upload.js";
import { ImportFormat } from "./import.type.js";

const LONGEST_NAME = 400;
const problemOfName = (name: string): LocalizedMessage | undefined =>
  name.length <= LONGEST_NAME
    ? undefined
    : { en: "A name has at most 400 characters.", vi: "Tên có tối đa 400 ký tự." };
const IsName = () => Fits("isName", problemOfName);

@InputType({
  description: about(
    "One of several tables that are imported together, as a text.",
    "Một trong các bảng được nhập cùng lúc, dạng văn bản.",
  ),
})
export class SheetTextInput {
  @Field(() => String, {
    description: about(
      "What a sheet of a workbook would be called, in English or in Vietnamese.",
      "Tên như của trang tính, bằng tiếng Anh hoặc tiếng Việt.",
    ),
  })
  @IsName()
  sheet!: string;

  @Field(() => String, {
    description: about("Comma-separated values, header first.", "Nội dung CSV, dòng đầu là tiêu đề."),
  })
  text!: string;
}

@InputType({
  description: about(
    "A cell that is read otherwise than the file has it, as `problems` tells of it: a person has chosen what it means.",
    "Một ô được đọc khác với trong tệp, theo cách `problems` nêu: người dùng đã chọn điều ô đó nói tới.",
  ),
})
export class CellReplacementInput {
  @Field(() => String, {
    nullable: true,
    description: about(
      "The sheet, as in `problems`; needed where a file holds several tables.",
      "Trang tính, như ở `problems`; phải ghi khi tệp gồm nhiều bảng.",
    ),
  })
  @IsName()
  sheet?: string | null;

  @Field(() => Int, { description: about("The row, as in `problems`.", "Số dòng, như ở `problems`.") })
  row!: number;

  @Field(() => String, {
    description: about("The column, as the file calls it.", "Cột, theo cách gọi của tệp."),
  })
  @IsName()
  column!: string;

  @Field(() => String, {
    description: about(
      "What is read in the place of the cell, such as one of `nearest`.",
      "Nội dung được đọc thay cho ô, ví dụ một trong `nearest`.",
    ),
  })
  @IsName()
  value!: string;
}

const MOST_TEXTS = 20;
/** As many as problems are told. */
const MOST_REPLACEMENTS = 1000;

@InputType({
  description: about(
    "A file to import: either `file` or `text`; of several tables together either `file` or `texts`.",
    "Tệp cần nhập: hoặc `file`, hoặc `text`; nếu gồm nhiều bảng thì hoặc `file`, hoặc `texts`.",
  ),
})
export class FileImportInput extends ActInput {
  @Field(() => ImportFormat, { description: about("What its rows are.", "Các dòng là gì.") })
  format!: ImportFormat;

  @Field(() => UploadScalar, {
    nullable: true,
    description: about(
      "Comma-separated values in UTF-8, UTF-16 with a mark or windows-1258, or a workbook (.xlsx), of which the sheet with the header of such a table is read. Titles may stand above the header.",
      "Tệp CSV dùng bảng mã UTF-8, UTF-16 (có BOM) hoặc Windows-1258, hoặc sổ tính .xlsx (đọc trang tính có dòng tiêu đề của bảng). Phía trên dòng tiêu đề có thể có tên bảng.",
    ),
  })
  @Fits("hasName", ({ name }: Upload) => problemOfName(name))
  file?: Upload | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Comma-separated values, header first; the whole request has at most 1,000,000 bytes.",
      "Nội dung CSV, dòng đầu là tiêu đề; cả yêu cầu tối đa 1.000.000 byte.",
    ),
  })
  text?: string | null;

  @Field(() => [SheetTextInput], {
    nullable: true,
    description: about(
      "Of formats of several tables, such as REPORT: each as a text, in place of a workbook; at most 20.",
      "Với loại tệp gồm nhiều bảng, như REPORT: từng bảng dạng văn bản, thay cho sổ tính; tối đa 20.",
    ),
  })
  @HasAtMost(MOST_TEXTS, { en: "texts", vi: "văn bản" })
  texts?: SheetTextInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "What the file is called; left out: as it was sent, or after the format.",
      "Tên tệp; bỏ trống: theo tệp đã gửi, hoặc theo loại tệp.",
    ),
  })
  @IsName()
  fileName?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: about(
      "Only try it: the same report, and nothing is changed or kept.",
      "Chỉ chạy thử: cùng một kết quả, không thay đổi và không lưu gì.",
    ),
  })
  dryRun!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: about(
      "Whether the file may undo what people have changed by acts since: corrected, withdrawn, closed. Otherwise such a row is a problem (UNDOES_ACT).",
      "Tệp có được làm mất những gì đã thay đổi bằng thao tác (sửa, rút, đóng…) hay không; nếu không, dòng như vậy là lỗi (UNDOES_ACT).",
    ),
  })
  mayUndoActs!: boolean;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Code of the source document that the rows come from; left out: REGISTER. For ADMIN.",
      "Mã tài liệu nguồn của các dòng; bỏ trống: REGISTER. Dành cho ADMIN.",
    ),
  })
  @IsName()
  document?: string | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Where in that document: a file replaces what is on record from the same section of it. Left out: the file's name. For ADMIN.",
      "Phần nào của tài liệu đó: tệp thay thế dữ liệu đã có từ cùng phần. Bỏ trống: tên tệp. Dành cho ADMIN.",
    ),
  })
  @IsName()
  section?: string | null;

  @Field(() => [CellReplacementInput], {
    nullable: true,
    description: about(
      "Cells that are read otherwise than the file has them; the file stays as it is, and the trail keeps what was read in their place. One that the file does not have is a problem. At most 1,000.",
      "Các ô được đọc khác với trong tệp; tệp vẫn giữ nguyên, nhật ký lưu nội dung đã đọc thay. Ô không có trong tệp là lỗi. Tối đa 1.000.",
    ),
  })
  @HasAtMost(MOST_REPLACEMENTS, { en: "replacements", vi: "ô thay thế" })
  @AreChecked()
  replacements?: CellReplacementInput[] | null;
}

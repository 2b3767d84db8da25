import { Field, Int, ObjectType } from "type-graphql";
import { about, describedEnum, fillEnum } from "../../core/schema/about.js";
import { Payload } from "../../core/schema/user-errors.js";
import type { LocalizedMessage } from "../../core/text/localized-message.js";
import type { Encoding, ProblemCode } from "../../files/reading/problems.js";
import type { ImportedBook, ImportedList } from "../concept.js";
import { Check } from "../provenance/discrepancy/discrepancy.type.js";

/** Its values are the lists that concepts bring: `fillFormats` says which. */
export const ImportFormat: Record<string, string> = {};
export type ImportFormat = string;

export const fillFormats = (
  lists: Readonly<Record<string, ImportedList>>,
  books: Readonly<Record<string, ImportedBook>>,
): void =>
  fillEnum(
    ImportFormat,
    "ImportFormat",
    about(
      "What the rows of a file are. Its header names the columns in English or in Vietnamese, in any order and case; of columns that it leaves out the file says nothing.",
      "Các dòng của tệp là gì. Dòng tiêu đề ghi tên cột bằng tiếng Anh hoặc tiếng Việt, theo thứ tự bất kỳ, không phân biệt chữ hoa; cột không có trong tệp thì giữ nguyên dữ liệu đã có.",
    ),
    Object.fromEntries([
      ...Object.entries(lists).map(([name, list]) => [name, described(list)] as const),
      ...Object.entries(books).map(([name, book]) => [name, describedBook(book)] as const),
    ]),
  );

/** What a list is for, and its columns in both headers. */
const described = ({ format: { columns }, about: [en, vi] }: ImportedList): string =>
  about(
    `${en} Columns: ${columns.map(({ name }) => name).join(", ")}.`,
    `${vi} Các cột: ${columns.map(({ headerVi }) => headerVi).join(", ")}.`,
  );

/** What a book is for, its sheets, and their columns. */
const describedBook = ({ sheets, about: [en, vi] }: ImportedBook): string =>
  about(
    `${en} Sheets: ${sheets.map(({ name, format }) => `${name} (${format.columns.map((column) => column.name).join(", ")})`).join("; ")}.`,
    `${vi} Các trang: ${sheets.map(({ format }) => `${format.titleVi} (${format.columns.map(({ headerVi }) => headerVi).join(", ")})`).join("; ")}.`,
  );

const ImportProblemCode = describedEnum<ProblemCode>(
  "ImportProblemCode",
  about("What is wrong with a cell, a row or a file.", "Loại lỗi của ô, dòng hoặc tệp."),
  {
    AMBIGUOUS_NAME: about("The name of more than one.", "Tên của nhiều hơn một đối tượng."),
    DUPLICATE: about("An earlier row is about the same.", "Một dòng trước đã nói về cùng nội dung."),
    INCONSISTENT: about("It does not go with something else.", "Không khớp với nội dung khác."),
    LOCKED: about(
      "What is published of a closed round is changed only after the round or the assessment is reopened, for a reason.",
      "Kết quả đã công bố của đợt đã đóng chỉ được sửa sau khi mở lại đợt hoặc bản đánh giá, kèm lý do.",
    ),
    MISSING_COLUMN: about("A column is missing.", "Thiếu cột."),
    MISSING_VALUE: about("A value is needed.", "Phải có giá trị."),
    NOT_A_CHOICE: about("Not one of the possible words.", "Không phải một trong các từ được dùng."),
    NOT_A_DATE: about("No calendar day.", "Không phải là ngày."),
    NOT_A_NUMBER: about("No number, or not one that is possible here.", "Không phải là số, hoặc số không hợp lệ."),
    OTHER_SOURCE: about(
      "Another source says otherwise; it is not replaced.",
      "Nguồn khác ghi khác; không bị thay thế.",
    ),
    TOO_LONG: about("Too long.", "Quá dài."),
    UNDOES_ACT: about(
      "People have changed it by an act since; the import has not said that it may undo that.",
      "Đã có người thay đổi bằng thao tác; lần nhập này không cho phép làm mất thay đổi đó.",
    ),
    UNKNOWN_COLUMN: about("No such column.", "Không có cột này trong mẫu."),
    UNKNOWN_NAME: about(
      "No such name on record, or none with whose data whoever imports may do so; which of them is not told.",
      "Không có tên này, hoặc người nhập không được nhập dữ liệu của đối tượng đó; không nói rõ điều nào.",
    ),
    UNREADABLE_CELL: about("The cell of a workbook holds an error.", "Ô của sổ tính chứa lỗi."),
    UNREADABLE_FILE: about("The file cannot be read further.", "Không đọc tiếp được tệp."),
    UNSEEN_CHARACTER: about(
      "Within the cell stands a character that nobody sees.",
      "Trong ô có ký tự không nhìn thấy được.",
    ),
  },
);

const ImportEncoding = describedEnum(
  "ImportEncoding",
  about("How the letters of a file are written.", "Bảng mã của tệp."),
  {
    UTF_8: about("UTF-8, with a byte order mark or without.", "UTF-8, có hoặc không có dấu đầu tệp (BOM)."),
    UTF_16: about(
      'UTF-16 with a byte order mark, as of Excel\'s "Unicode Text".',
      'UTF-16 có dấu BOM, như "Unicode Text" của Excel.',
    ),
    WINDOWS_1258: about(
      "The Vietnamese code page of Windows, as Excel in Vietnam saves CSV; letters are composed when it is read.",
      "Bảng mã tiếng Việt của Windows, như Excel ở Việt Nam lưu CSV; khi đọc, chữ được ghép dựng sẵn.",
    ),
  },
);

/** As `TextDecoder` calls it. */
const ENCODINGS: Readonly<Record<Encoding, keyof typeof ImportEncoding>> = {
  "utf-8": "UTF_8",
  "utf-16le": "UTF_16",
  "utf-16be": "UTF_16",
  "windows-1258": "WINDOWS_1258",
};
export const encodingNamed = (encoding: Encoding | null): keyof typeof ImportEncoding | null =>
  encoding && ENCODINGS[encoding];

@ObjectType({
  simpleResolvers: true,
  description: about("One cell that cannot be placed.", "Một ô không nhập được."),
})
export class ImportProblem {
  @Field(() => String, {
    nullable: true,
    description: about(
      "The sheet of a workbook, or which of several texts; null where there is only one table, and where no sheet could be read.",
      "Trang tính, hoặc bảng nào trong các văn bản đã gửi; null nếu chỉ có một bảng hoặc chưa đọc được trang nào.",
    ),
  })
  sheet!: string | null;

  @Field(() => Int, {
    description: about(
      "The row of the sheet, or the line of the text, that it begins on; 1 is usually the header.",
      "Số dòng trong bảng tính hoặc trong văn bản; 1 thường là dòng tiêu đề.",
    ),
  })
  row!: number;

  @Field(() => String, {
    description: about(
      "The column, as the file calls it; empty: the row or the file as a whole.",
      "Cột, theo cách gọi của tệp; rỗng: cả dòng hoặc cả tệp.",
    ),
  })
  column!: string;

  @Field(() => ImportProblemCode, { description: about("For programs.", "Dành cho chương trình.") })
  code!: ProblemCode;

  @Field(() => String, {
    description: about("The cell; of a long one its beginning.", "Nội dung ô; ô dài thì phần đầu."),
  })
  value!: string;

  message!: LocalizedMessage;

  @Field(() => [String], {
    description: about(
      "The nearest known names, at most three, for a person to choose from; of a file, for its first 200 wrong texts.",
      "Các tên gần giống nhất đã biết, tối đa ba, để người dùng chọn; của một tệp chỉ cho 200 nội dung sai đầu tiên.",
    ),
  })
  nearest!: readonly string[];
}

@ObjectType({
  simpleResolvers: true,
  description: about("One of several tables that are imported together.", "Một trong các bảng được nhập cùng lúc."),
})
export class ImportSheet {
  @Field(() => String, {
    description: about(
      "What it holds, such as `figures`: the same in every language.",
      "Nội dung của bảng, ví dụ `figures`; giống nhau ở mọi ngôn ngữ.",
    ),
  })
  name!: string;

  @Field(() => Int, {
    description: about("Rows that were read, without the header.", "Số dòng đã đọc, không kể tiêu đề."),
  })
  rows!: number;

  @Field(() => Int, { description: about("Rows that add something.", "Số dòng thêm mới.") })
  inserted!: number;

  @Field(() => Int, { description: about("Rows that change something.", "Số dòng làm thay đổi dữ liệu.") })
  changed!: number;

  @Field(() => Int, {
    description: about("Rows that say what is on record already.", "Số dòng trùng với dữ liệu đã có."),
  })
  unchanged!: number;

  @Field(() => Int, {
    description: about(
      "What an earlier file said and this one says no longer, and is gone: statements.",
      "Số nội dung mà tệp trước có, tệp này không còn, nên đã bỏ đi: nội dung đối chiếu.",
    ),
  })
  removed!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "A check of what a report prints, before it is on record or then.",
    "Một mục đối chiếu những gì báo cáo in, trước hoặc ngay khi báo cáo vào sổ.",
  ),
})
export class ImportCheck extends Check {
  @Field(() => String, {
    description: about(
      "As `Discrepancy.code`: `discrepancies` finds it by that once the report is on record.",
      "Như `Discrepancy.code`; khi báo cáo đã vào sổ thì tìm được bằng mã này trong `discrepancies`.",
    ),
  })
  code!: string;

  @Field(() => String, {
    description: about("The section in which it is printed.", "Đề mục nơi được in."),
  })
  section!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "A row that looks wrong beside something else, such as a month that is larger than its year: it is taken, for a person to look at.",
    "Một dòng có vẻ sai so với số liệu khác, ví dụ một tháng lớn hơn cả năm của nó: vẫn được nhập, để người dùng xem lại.",
  ),
})
export class ImportWarning {
  @Field(() => Int, {
    description: about("The row, as in `problems`.", "Số dòng, như ở `problems`."),
  })
  row!: number;

  @Field(() => String, {
    nullable: true,
    description: about("The sheet of a report; null otherwise.", "Trang tính của báo cáo; null nếu là tệp khác."),
  })
  sheet!: string | null;

  message!: LocalizedMessage;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "What became of a file, or of a dry run what would become of it.",
    "Kết quả nhập tệp; khi chạy thử là kết quả sẽ có.",
  ),
})
export class ImportReport {
  @Field(() => ImportFormat, { description: about("As it was read.", "Loại tệp đã đọc.") })
  format!: ImportFormat;

  @Field(() => String, { description: about("What the file is called.", "Tên tệp.") })
  file!: string;

  @Field(() => ImportEncoding, {
    nullable: true,
    description: about(
      "How its letters are written, as was found out; null of a workbook, of `text`, and of what could not be read.",
      "Bảng mã nhận biết được của tệp; null với sổ tính, với `text` và khi không đọc được tệp.",
    ),
  })
  encoding!: keyof typeof ImportEncoding | null;

  @Field(() => Int, {
    description: about(
      "At the edges of how many cells something was dropped that nobody sees: a byte order mark, a soft hyphen, a character of no width.",
      "Số ô có ký tự không nhìn thấy được ở đầu hoặc cuối (BOM, gạch nối mềm, ký tự không độ rộng); các ký tự này đã được bỏ.",
    ),
  })
  tidiedCells!: number;

  @Field(() => Boolean, {
    description: about(
      "Whether what the file says is on record by now; false after a dry run, and where there are problems.",
      "Dữ liệu của tệp đã được ghi nhận hay chưa; false khi chạy thử hoặc khi có lỗi.",
    ),
  })
  imported!: boolean;

  @Field(() => Boolean, {
    description: about(
      "Whether it was only tried, and all of it taken back.",
      "Có phải chỉ chạy thử và đã hoàn lại toàn bộ hay không.",
    ),
  })
  dryRun!: boolean;

  @Field(() => Boolean, {
    description: about(
      "Whether the very same file was imported before, and all that it says is still on record.",
      "Có phải đúng tệp này đã được nhập trước đây và mọi nội dung của tệp vẫn còn nguyên.",
    ),
  })
  loadedBefore!: boolean;

  @Field(() => Int, {
    description: about("Rows that were read, without the header.", "Số dòng đã đọc, không kể tiêu đề."),
  })
  rows!: number;

  @Field(() => Int, { description: about("Rows that add something.", "Số dòng thêm mới.") })
  inserted!: number;

  @Field(() => Int, { description: about("Rows that change something.", "Số dòng làm thay đổi dữ liệu.") })
  changed!: number;

  @Field(() => Int, {
    description: about(
      "Rows that say what is on record already; they leave no trace. 0 where there are problems.",
      "Số dòng trùng với dữ liệu đã có; không để lại dấu vết. 0 khi có lỗi.",
    ),
  })
  unchanged!: number;

  @Field(() => [ImportSheet], {
    description: about(
      "Of tables that are imported together each, in their order; empty otherwise, and where there are problems.",
      "Từng bảng khi nhập nhiều bảng cùng lúc, theo thứ tự; rỗng nếu chỉ nhập một bảng, hoặc khi có lỗi.",
    ),
  })
  sheets!: readonly ImportSheet[];

  @Field(() => [ImportCheck], {
    description: about(
      "Of a report: every check of what it prints, as `discrepancies` has it once the report is on record. Empty otherwise, and where there are problems.",
      "Của một báo cáo: mọi mục đối chiếu những gì báo cáo in, như `discrepancies` sẽ nêu khi báo cáo đã vào sổ. Rỗng với loại tệp khác, và khi có lỗi.",
    ),
  })
  checks!: readonly ImportCheck[];

  @Field(() => Int, { description: about("How many problems there are.", "Tổng số lỗi.") })
  problemCount!: number;

  @Field(() => [ImportProblem], {
    description: about(
      "All of them at once, in the order of the rows; the first thousand.",
      "Toàn bộ lỗi cùng lúc, theo thứ tự dòng; tối đa một nghìn lỗi đầu.",
    ),
  })
  problems!: readonly ImportProblem[];

  @Field(() => Int, {
    description: about(
      "How many rows look wrong beside others, and are taken all the same.",
      "Số cảnh báo: dòng có vẻ sai so với số liệu khác nhưng vẫn được nhập.",
    ),
  })
  warningCount!: number;

  @Field(() => [ImportWarning], {
    description: about(
      "What looks wrong; the first thousand. None where there are problems.",
      "Các cảnh báo; tối đa một nghìn. Không có khi tệp có lỗi.",
    ),
  })
  warnings!: readonly ImportWarning[];
}

@ObjectType({
  simpleResolvers: true,
  description: about("What became of the file, or why it was not read.", "Kết quả nhập tệp, hoặc lý do không đọc."),
})
export class FileImportPayload extends Payload {
  @Field(() => ImportReport, {
    nullable: true,
    description: about(
      "With FILE_REFUSED too; null where the file was not read.",
      "Kể cả khi FILE_REFUSED; null nếu tệp chưa được đọc.",
    ),
  })
  report!: ImportReport | null;
}

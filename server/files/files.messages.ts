import { cut, type LocalizedMessage } from "../core/text/localized-message.js";
import { numberEn, numberVi } from "../core/text/numbers.js";

/** What cells name, and what it is called in Vietnamese. */
const NAMED = {
  aim: "mục tiêu",
  area: "đơn vị hành chính",
  "area or facility": "đơn vị hành chính hay cơ sở",
  "assessment round": "đợt đánh giá",
  criterion: "tiêu chí",
  "criterion group": "nhóm tiêu chí",
  "demanded report": "báo cáo được yêu cầu",
  facility: "cơ sở",
  "facility of yours": "cơ sở thuộc phạm vi nhập liệu của bạn",
  "facility type": "hình thức tổ chức",
  "hospital class": "xếp hạng",
  "kind of finding": "loại nhận định",
  "kind of legal document": "loại văn bản",
  "kind of table": "loại bảng",
  "legal document": "văn bản",
  metric: "chỉ số",
  programme: "chương trình",
  "report form": "mẫu báo cáo",
  "reporting campaign": "đợt báo cáo",
  "rule set": "bộ quy tắc",
  "service level": "tuyến kỹ thuật",
  "source document": "tài liệu nguồn",
  system: "hệ thống",
  track: "nhóm việc của lộ trình",
  "unit of measure": "đơn vị tính",
} as const;
export type Named = keyof typeof NAMED;

const SAVE_AS: LocalizedMessage = {
  en: 'save it in Excel as "CSV UTF-8 (Comma delimited)", or as a workbook (.xlsx)',
  vi: 'hãy lưu trong Excel dạng "CSV UTF-8 (Comma delimited)", hoặc dạng sổ tính (.xlsx)',
};

export const notUtf8: LocalizedMessage = {
  en: `The file is not in UTF-8: ${SAVE_AS.en}.`,
  vi: `Tệp không dùng bảng mã UTF-8: ${SAVE_AS.vi}.`,
};

export const noText: LocalizedMessage = {
  en: `The file is no text: ${SAVE_AS.en}.`,
  vi: `Tệp không phải là văn bản: ${SAVE_AS.vi}.`,
};

export const notUtf16: LocalizedMessage = {
  en: `The file begins as one in UTF-16, and is none: ${SAVE_AS.en}.`,
  vi: `Tệp mở đầu như UTF-16 nhưng không phải: ${SAVE_AS.vi}.`,
};

export const inOldLetters = (name: string): LocalizedMessage => ({
  en: `The file is in ${name}, an old Vietnamese code page: convert it to Unicode, for instance with UniKey, then ${SAVE_AS.en}.`,
  vi: `Tệp dùng bảng mã ${name}: hãy chuyển sang Unicode, ví dụ bằng UniKey, rồi ${SAVE_AS.vi}.`,
});

export const lettersOfFileLost = (shown: string, meant: string): LocalizedMessage => ({
  en: `Letters of the file are lost: "${shown}" was "${meant}". Take the file that it was saved from, and ${SAVE_AS.en}.`,
  vi: `Tệp đã mất dấu tiếng Việt: "${shown}" vốn là "${meant}". Hãy mở tệp gốc, rồi ${SAVE_AS.vi}.`,
});

export const noCellToReplace = (column: string, row: number): LocalizedMessage => ({
  en: `There is no cell of column "${column}" on row ${row} to replace.`,
  vi: `Không có ô nào của cột "${column}" ở dòng ${row} để thay.`,
});

export const valueWithoutHeader: LocalizedMessage = {
  en: "A value stands in a column that has no header.",
  vi: "Có giá trị ở cột không có tiêu đề.",
};

export const cellHoldsError = (value: string): LocalizedMessage => ({
  en: `The cell holds the error ${value}; mend its formula.`,
  vi: `Ô chứa lỗi ${value}; hãy sửa công thức.`,
});

export const cellRefersToNothing: LocalizedMessage = {
  en: "The cell refers to a text that is not in the file; open the file in Excel and save it.",
  vi: "Ô tham chiếu một đoạn chữ không có trong tệp; hãy mở tệp bằng Excel rồi lưu lại.",
};

export const cellNotUnderstood: LocalizedMessage = {
  en: "The cell does not say what it holds in a way that can be read; open the file in Excel and save it.",
  vi: "Không đọc được kiểu dữ liệu của ô; hãy mở tệp bằng Excel rồi lưu lại.",
};

export const formulaNotComputed: LocalizedMessage = {
  en: "The cell holds a formula that has not been computed; open the file in Excel and save it.",
  vi: "Ô chứa công thức chưa được tính; hãy mở tệp bằng Excel rồi lưu lại.",
};

export const noWorkbook: LocalizedMessage = {
  en: "The file is no workbook that can be read: save it in Excel as .xlsx anew, or as CSV UTF-8.",
  vi: "Không đọc được sổ tính này: hãy lưu lại trong Excel dạng .xlsx, hoặc dạng CSV UTF-8.",
};

export const workbookTooLarge: LocalizedMessage = {
  en: "The workbook unpacks to more than is read; save the sheet alone, or as CSV UTF-8.",
  vi: "Sổ tính giải nén ra quá lớn; hãy lưu riêng trang tính, hoặc lưu dạng CSV UTF-8.",
};

export const severalSheets = (names: readonly string[], more: string): LocalizedMessage => ({
  en: `Several sheets hold such a table: ${names.join(", ")}${more}. Save the one that is meant as a file of its own, or hide the others.`,
  vi: `Có nhiều trang tính cùng chứa bảng này: ${names.join(", ")}${more}. Hãy lưu riêng trang cần nhập thành một tệp, hoặc ẩn các trang khác.`,
});

export const workbookAsText: LocalizedMessage = {
  en: "This is a workbook: send it as a file, not as text.",
  vi: "Đây là sổ tính: hãy gửi dạng tệp, không gửi dạng văn bản.",
};

export const textAsWorkbook: LocalizedMessage = {
  en: "This is no workbook, and holds one table only: save all of its tables as sheets of one workbook (.xlsx), or send each of them as a text.",
  vi: "Đây không phải là sổ tính nên chỉ chứa được một bảng: hãy lưu các bảng thành các trang của một sổ tính (.xlsx), hoặc gửi từng bảng dạng văn bản.",
};

export const oldWorkbook: LocalizedMessage = {
  en: "This is a workbook of Excel 97–2003 or one with a password: save it as .xlsx without a password.",
  vi: "Đây là sổ tính Excel 97–2003 hoặc có mật khẩu: hãy lưu dạng .xlsx không có mật khẩu.",
};

export const fileBesideRequest: LocalizedMessage = {
  en: "A file is sent beside the request, as the GraphQL multipart request specification has it.",
  vi: "Tệp được gửi kèm yêu cầu, theo đặc tả GraphQL multipart request.",
};

export const tooWide = (widest: number): LocalizedMessage => ({
  en: `The header is wider than ${numberEn(widest)} columns: it is not that of such a table.`,
  vi: `Dòng tiêu đề có hơn ${numberVi(widest)} cột: không phải tiêu đề của bảng này.`,
});

export const blank: LocalizedMessage = {
  en: "The cell is blank; a value is needed here.",
  vi: "Ô còn trống; ô này phải có giá trị.",
};

export const tooLong = (most: number): LocalizedMessage => ({
  en: `The cell is longer than ${numberEn(most)} characters.`,
  vi: `Ô dài hơn ${numberVi(most)} ký tự.`,
});

export const notANumber = (text: string): LocalizedMessage => ({
  en: `"${cut(text)}" is not a number; write 1.234.567 or 1234567, and 94,22 for a fraction.`,
  vi: `"${cut(text)}" không phải là số; hãy viết 1.234.567 hoặc 1234567, và 94,22 với số thập phân.`,
});

export const notACount = (text: string): LocalizedMessage => ({
  en: `"${text}" is not a whole number from 0 on.`,
  vi: `"${text}" không phải là số nguyên từ 0 trở lên.`,
});

export const notADay = (text: string): LocalizedMessage => ({
  en: `"${cut(text)}" is no calendar day; write 2022-10-27 or 27/10/2022.`,
  vi: `"${cut(text)}" không phải là ngày; hãy viết 27/10/2022 hoặc 2022-10-27.`,
});

export const numberOfDay = (text: string): LocalizedMessage => ({
  en: `"${text}" is the number of a day, and a text does not say from when such days are counted; show them as dates in Excel, then save again.`,
  vi: `"${text}" là số thứ tự của ngày, mà tệp văn bản không ghi những ngày này đếm từ đâu; hãy định dạng các cột ngày là ngày trong Excel rồi lưu lại.`,
});

export const dayWithTime = (text: string): LocalizedMessage => ({
  en: `"${cut(text)}" has a time of day; write days alone, such as 2022-10-27 or 27/10/2022.`,
  vi: `"${cut(text)}" có cả giờ; hãy chỉ ghi ngày, ví dụ 27/10/2022 hoặc 2022-10-27.`,
});

export const columnNeeded = (column: string, line: number): LocalizedMessage => ({
  en: `Row ${line} needs the column "${column}", which the header does not have.`,
  vi: `Dòng ${line} cần cột "${column}", nhưng dòng tiêu đề không có cột này.`,
});

export const notRecordable = (text: string): LocalizedMessage => ({
  en: `"${text}" cannot be recorded: a day on record is after 1000-01-01 and before 9999-12-31; leave the cell blank where no day is known.`,
  vi: `Không ghi được "${text}": ngày ghi vào sổ phải sau 1000-01-01 và trước 9999-12-31; hãy để trống ô nếu chưa rõ ngày.`,
});

export const notOneOf = (text: string, choices: readonly string[]): LocalizedMessage => ({
  en: `"${cut(text)}" is not one of: ${choices.join(", ")}.`,
  vi: `"${cut(text)}" không phải là một trong: ${choices.join(", ")}.`,
});

export const ofMoreThanOne = (what: Named, text: string): LocalizedMessage => ({
  en: `"${text}" is the name of more than one ${what}; write the code.`,
  vi: `"${text}" là tên của nhiều hơn một ${NAMED[what]}; hãy ghi mã.`,
});

export const notKnown = (what: Named, text: string): LocalizedMessage => ({
  en: `No ${what} is known as "${cut(text)}".`,
  vi: `Không có ${NAMED[what]} nào mang tên "${cut(text)}".`,
});

export const lettersLost = (text: string): LocalizedMessage => ({
  en: `"${cut(text)}" has question marks where letters were: they were lost when the file was saved. Save the original as CSV UTF-8, or as a workbook (.xlsx).`,
  vi: `"${cut(text)}" có dấu hỏi thay cho chữ: tệp đã mất dấu tiếng Việt khi lưu. Hãy lưu lại tệp gốc dạng CSV UTF-8, hoặc dạng sổ tính (.xlsx).`,
});

export const sameAs = (line: number): LocalizedMessage => ({
  en: `Line ${line} is about the same.`,
  vi: `Dòng ${line} đã nói về cùng nội dung này.`,
});

export const noSuchPlace = (what: "row" | "cell", shown: string, after: number): LocalizedMessage => ({
  en: `A ${what} of the sheet says that it stands at "${shown}", after row ${after}, where it cannot be: save the file in Excel anew, or as CSV UTF-8.`,
  vi: `Có ${what === "row" ? "dòng" : "ô"} của trang tính ghi vị trí "${shown}", sau dòng ${after}, là vị trí không thể có: hãy lưu lại tệp bằng Excel, hoặc lưu dạng CSV UTF-8.`,
});

const noCsv = (why: LocalizedMessage): LocalizedMessage => ({
  en: `The file is not a table of comma-separated values: ${why.en}.`,
  vi: `Tệp không phải là bảng CSV hợp lệ: ${why.vi}.`,
});

export const quoteNotClosed: LocalizedMessage = noCsv({
  en: "a quotation mark is not closed",
  vi: "dấu ngoặc kép chưa đóng",
});

export const quoteWithinCell: LocalizedMessage = noCsv({
  en: "a quotation mark stands within a cell; write it twice, and the whole cell in quotation marks",
  vi: "có dấu ngoặc kép ở giữa ô; hãy viết hai lần, và đặt cả ô trong dấu ngoặc kép",
});

export const cellBehindHeader = (cell: string, columns: number): LocalizedMessage =>
  noCsv({
    en: `"${cut(cell)}" stands behind the ${numberEn(columns)} columns of the header`,
    vi: `"${cut(cell)}" đứng sau ${numberVi(columns)} cột của dòng tiêu đề`,
  });

export const tooFewCells = (cells: number, columns: number): LocalizedMessage =>
  noCsv({
    en: `the row has ${numberEn(cells)} cells, and the header ${numberEn(columns)} columns`,
    vi: `dòng có ${numberVi(cells)} ô, còn dòng tiêu đề có ${numberVi(columns)} cột`,
  });

export const rowTooLong = (longest: number): LocalizedMessage =>
  noCsv({
    en: `a row is longer than ${numberEn(longest)} characters`,
    vi: `một dòng dài hơn ${numberVi(longest)} ký tự`,
  });

/** What stands in the place of a header, and what is wrong with it; `headers` are the columns as people call them. */
export const wrongHeader = (
  read: readonly string[],
  { line, sheet }: { line: number; sheet?: string | undefined },
  { missing, unknown, twice }: Record<"missing" | "unknown" | "twice", readonly string[]>,
  columns: readonly string[],
  headers: Readonly<Record<string, string>>,
): LocalizedMessage => {
  const called = (names: readonly string[]) => names.map((name) => headers[name] ?? name);
  return {
    en: `${sheet === undefined ? `Line ${line}` : `Row ${line} of the sheet "${cut(sheet)}"`} was read as the header: ${quoted(read)}.${part("Missing", missing)}${part("Not known", unknown)}${part("There twice", twice)} The columns of this table: ${columns.join(", ")}.`,
    vi: `${sheet === undefined ? `Dòng ${line}` : `Dòng ${line} của trang tính "${cut(sheet)}"`} được đọc là dòng tiêu đề: ${quoted(read)}.${part("Thiếu", called(missing))}${part("Không có trong mẫu", unknown)}${part("Có hai lần", twice)} Các cột của bảng này: ${called(columns).join(", ")}.`,
  };
};

const quoted = (names: readonly string[]): string => cut(names.map((name) => `"${name}"`).join(", "));

const part = (title: string, names: readonly string[]): string =>
  names.length > 0 ? ` ${title}: ${quoted(names)}.` : "";

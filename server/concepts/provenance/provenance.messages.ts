import { cut, type LocalizedMessage } from "../../core/text/localized-message.js";
import { dayVi, numberEn, numberVi } from "../../core/text/numbers.js";

export const cutInsteadOfRounded: LocalizedMessage = {
  en: "Cut instead of rounded.",
  vi: "Cắt bớt chữ số thay vì làm tròn.",
};

export const restOfCut: LocalizedMessage = {
  en: "What is left of 100% after the other share was cut.",
  vi: "Phần còn lại của 100% sau khi tỷ lệ kia bị cắt bớt chữ số.",
};

export const restOfRounded: LocalizedMessage = {
  en: "What is left of 100% after the other share was rounded.",
  vi: "Phần còn lại của 100% sau khi tỷ lệ kia được làm tròn.",
};

export const otherWhole = (
  levels: string,
  printed: readonly number[],
  units: number,
  given: readonly number[],
  known: number,
  blank: number,
): LocalizedMessage => ({
  en: `The shares printed for levels ${levels} are those of ${printed.map(numberEn).join(", ")} among ${numberEn(units)} units; the table gives ${given.map(numberEn).join(", ")} among ${numberEn(known)} units with a level, and ${numberEn(blank)} without.`,
  vi: `Các tỷ lệ in cho mức ${levels} ứng với ${printed.map(numberVi).join(", ")} trong ${numberVi(units)} đơn vị; bảng cho ${given.map(numberVi).join(", ")} trong ${numberVi(known)} đơn vị có mức, và ${numberVi(blank)} đơn vị để trống.`,
});

export const noCounts: LocalizedMessage = {
  en: "The document prints no counts.",
  vi: "Tài liệu không in số đếm nào.",
};

export const noDenominator = (numerator: number, range: Range, stated: string): LocalizedMessage => ({
  en: `The document prints no denominator; of ${numberEn(numerator)}, ${rangeIn(numberEn, range)} would give ${stated}.`,
  vi: `Tài liệu không in mẫu số; với ${numberVi(numerator)}, mẫu số ${rangeIn(numberVi, range)} thì cho ${stated}.`,
});

export const noNumerator = (denominator: number, range: Range, stated: string): LocalizedMessage => ({
  en: `The document prints no numerator; of ${numberEn(denominator)}, ${rangeIn(numberEn, range)} would give ${stated}.`,
  vi: `Tài liệu không in tử số; trên ${numberVi(denominator)}, tử số ${rangeIn(numberVi, range)} thì cho ${stated}.`,
});

export const dayAsRegistered = (label: string, issuedOn: string): LocalizedMessage => ({
  en: `“${label}” prints ${issuedOn}, as the register has it.`,
  vi: `Phần “${label}” in ${dayVi(issuedOn)}, đúng như sổ đăng ký.`,
});

export const ratesByColumn = (column: string, footnoteVi: string | null): LocalizedMessage => ({
  en: `The footnote has rates computed by column ${column}: “${footnoteVi}”.`,
  vi: `Ghi chú của biểu mẫu tính tỷ lệ theo cột ${column}: “${footnoteVi}”.`,
});

export const itsTitle = (titleVi: string): LocalizedMessage => ({
  en: `Its title: “${titleVi}”.`,
  vi: `Trích yếu: “${titleVi}”.`,
});

export const noDenominatorUnlessAbout = (sum: number, slack: number, range: Range): LocalizedMessage => ({
  en: `No denominator gives all of them. The counts add up to ${numberEn(sum)}; were those printed as “about” off by ${numberEn(slack)}, ${rangeIn(numberEn, range)} would.`,
  vi: `Không có mẫu số nào cho ra tất cả. Các số đếm cộng lại là ${numberVi(sum)}; nếu các số in là “khoảng” lệch ${numberVi(slack)} đơn vị thì mẫu số ${rangeIn(numberVi, range)} cho ra tất cả.`,
});

export const notAllBefore = (having: number, all: number, on: string, names: string): LocalizedMessage => ({
  en: `On ${on} it was ${numberEn(having)} of ${numberEn(all)}; not yet: ${names}. That they have since is not on record.`,
  vi: `Ngày ${dayVi(on)} là ${numberVi(having)}/${numberVi(all)} đơn vị; chưa có: ${names}. Chưa có dữ liệu nào ghi nhận các đơn vị này từ đó đến nay.`,
});

export const noDenominatorForAll = (sum: number): LocalizedMessage => ({
  en: `No denominator gives all of them. The counts add up to ${numberEn(sum)}.`,
  vi: `Không có mẫu số nào cho ra tất cả. Các số đếm cộng lại là ${numberVi(sum)}.`,
});

export const someDistricts = (given: number, all: number, sum: number): LocalizedMessage => ({
  en: `The document names ${numberEn(given)} of ${numberEn(all)} districts only; they add up to ${numberEn(sum)}.`,
  vi: `Tài liệu chỉ nêu ${numberVi(given)} trong ${numberVi(all)} địa bàn, cộng lại là ${numberVi(sum)}.`,
});

export const numberOfRows = (stated: number): LocalizedMessage => ({
  en: `The number of rows is ${numberEn(stated)}.`,
  vi: `Số dòng của bảng là ${numberVi(stated)}.`,
});

export const withoutOneRow = (name: string, stated: number): LocalizedMessage => ({
  en: `Without ${name} the rows add up to ${numberEn(stated)}.`,
  vi: `Không tính ${name} thì các dòng cộng lại là ${numberVi(stated)}.`,
});

export const figureWithdrawn: LocalizedMessage = {
  en: "The figure has been withdrawn from the record; the document prints it.",
  vi: "Số liệu đã được rút khỏi sổ; tài liệu vẫn in số này.",
};

export const otherWithdrawn: LocalizedMessage = {
  en: "What another source said has been withdrawn from the record.",
  vi: "Số liệu của nguồn khác đã được rút khỏi sổ.",
};

export const saidBy = (document: string, section: string): LocalizedMessage => ({
  en: `On record by ${document}: “${section}”.`,
  vi: `Số liệu trong sổ theo ${document}: “${section}”.`,
});

export const sectionOfOtherDocument = (document: string): LocalizedMessage => ({
  en: `A report names sections of its own document only; leave the cell blank, or write "${cut(document)}".`,
  vi: `Báo cáo chỉ nêu đề mục của chính tài liệu này; hãy để trống ô, hoặc ghi "${cut(document)}".`,
});

export const oneDocumentOnly: LocalizedMessage = {
  en: "A report is one document: one row, and no other.",
  vi: "Mỗi báo cáo là một tài liệu: một dòng duy nhất.",
};

export const noDocumentGiven: LocalizedMessage = {
  en: "The report does not say which document it is: a row with its code, day and title is needed.",
  vi: "Báo cáo chưa ghi là tài liệu nào: cần một dòng có mã, ngày và tiêu đề.",
};

export const documentOfOthers = (code: string): LocalizedMessage => ({
  en: `"${cut(code)}" is the code of a document that no report has brought; give the report a code of its own.`,
  vi: `"${cut(code)}" là mã của tài liệu không do báo cáo nào nhập; hãy đặt cho báo cáo một mã riêng.`,
});

export const notACodeOfDocument = (code: string): LocalizedMessage => ({
  en: `"${cut(code)}" is no code of a document: capitals without marks and digits, with hyphens between them, at most 40, such as BAO-CAO-2026-11-05.`,
  vi: `"${cut(code)}" không phải là mã tài liệu: chữ hoa không dấu và chữ số, nối bằng gạch ngang, tối đa 40 ký tự, ví dụ BAO-CAO-2026-11-05.`,
});

export const rowsWithdrawn = (names: string): LocalizedMessage => ({
  en: `Withdrawn from the record: ${names}.`,
  vi: `Đã rút khỏi sổ: ${names}.`,
});

export const sumWithoutWithdrawn = (names: string, sum: number): LocalizedMessage => ({
  en: `Withdrawn from the record: ${names}. What is left adds up to ${numberEn(sum)}.`,
  vi: `Đã rút khỏi sổ: ${names}. Phần còn lại cộng được ${numberVi(sum)}.`,
});

export const theNote: LocalizedMessage = {
  en: "The note",
  vi: "Ghi chú",
};

export const noSuchCheck: LocalizedMessage = {
  en: "There is no such check.",
  vi: "Không có mục đối chiếu này.",
};

export const codeOfOtherDocument: LocalizedMessage = {
  en: "A statement of another document has it.",
  vi: "Tài liệu khác đã dùng mã này.",
};

export const beginsWithNone = (compared: string, begins: readonly string[]): LocalizedMessage => ({
  en: `"${compared}" does not begin with one of: ${begins.join(", ")}.`,
  vi: `"${compared}" không bắt đầu bằng một trong: ${begins.join(", ")}.`,
});

export const ofOneServiceLevel = (level: LocalizedMessage, stated: number, names: string): LocalizedMessage => ({
  en: `Those of service level “${level.en}” alone are ${numberEn(stated)}; not among them: ${names}.`,
  vi: `Chỉ tính tuyến ${level.vi} thì được ${numberVi(stated)}; không gồm: ${names}.`,
});

export const onlyRowsWith = (other: LocalizedMessage, on: string, stated: number, names: string): LocalizedMessage => ({
  en: `Counting only the rows with “${other.en}” above 0 (until ${on}) gives ${numberEn(stated)}; left out: ${names}.`,
  vi: `Chỉ tính các dòng có “${other.vi}” lớn hơn 0 (đến ngày ${dayVi(on)}) thì được ${numberVi(stated)}; không gồm: ${names}.`,
});

export const noDocument = (code: string, known: string): LocalizedMessage => ({
  en: `No source document has code "${cut(code)}"; known: ${known}.`,
  vi: `Không có tài liệu nguồn mang mã "${cut(code)}"; các mã: ${known}.`,
});

/** `nearest` is blank where no known code is like it. */
export const noCheckOfCode = (code: string, nearest: string): LocalizedMessage => ({
  en: `No check has code "${cut(code)}"${nearest ? `; did you mean ${nearest}?` : "."}`,
  vi: `Không có mục đối chiếu mang mã "${cut(code)}"${nearest ? `; ý bạn là ${nearest}?` : "."}`,
});

/** Whole numbers from `low` to `high`; null: there are none. */
type Range = { low: number; high: number } | null;
const rangeIn = (written: (number: number) => string, range: Range): string => {
  if (range === null) return "–";
  return range.low === range.high ? written(range.low) : `${written(range.low)}–${written(range.high)}`;
};

export const tooManyChecks = (count: number, most: number): LocalizedMessage => ({
  en: `${numberEn(count)} checks are more than ${numberEn(most)} at once: ask \`discrepancyConnection\` page by page, or narrow the filter.`,
  vi: `${numberVi(count)} mục đối chiếu vượt quá ${numberVi(most)} mục một lần: hãy hỏi \`discrepancyConnection\` theo trang, hoặc thu hẹp điều kiện lọc.`,
});

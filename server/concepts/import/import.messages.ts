import { cut, type LocalizedMessage } from "../../core/text/localized-message.js";
import { dayVi, numberEn, numberVi } from "../../core/text/numbers.js";

export const undoesAct = ({ act, on }: { act: string; on: string }): LocalizedMessage => ({
  en: `"${act}" changed this on ${on}, and the file would undo it; import it with mayUndoActs (--may-undo-acts) if that is meant.`,
  vi: `Thao tác "${act}" ngày ${dayVi(on)} đã thay đổi nội dung này, và tệp sẽ làm mất thay đổi đó; nếu đúng là muốn vậy, hãy nhập với mayUndoActs (--may-undo-acts).`,
});

export const noSourceDocument = (document: string): LocalizedMessage => ({
  en: `No source document has code "${document}".`,
  vi: `Không có tài liệu nguồn mang mã "${document}".`,
});

export const tooLarge = (mostRows: number, mostCharacters: number): LocalizedMessage => ({
  en: `A list of this kind has at most ${numberEn(mostRows)} rows and ${numberEn(mostCharacters)} characters; divide the file.`,
  vi: `Danh sách loại này có tối đa ${numberVi(mostRows)} dòng và ${numberVi(mostCharacters)} ký tự; hãy chia nhỏ tệp.`,
});

export const changedWhileRead: LocalizedMessage = {
  en: "The file changed while it was read; import it again.",
  vi: "Tệp đã thay đổi trong khi đọc; hãy nhập lại.",
};

export const nothingImported = (file: string, count: number): LocalizedMessage => ({
  en: `Nothing of "${file}" was imported; problems: ${numberEn(count)}.`,
  vi: `Chưa nhập dòng nào của "${file}"; số lỗi: ${numberVi(count)}.`,
});

export const documentOfReport: LocalizedMessage = {
  en: "A report says itself which document it is, and its rows in which section they stand; leave it out.",
  vi: "Báo cáo tự ghi là tài liệu nào, và mỗi dòng tự ghi đề mục; hãy bỏ trống.",
};

export const noSuchSheet = (names: readonly string[]): LocalizedMessage => ({
  en: `There is no such sheet; the sheets are called: ${names.join(", ")}. Rename it, or hide it if it is not to be read.`,
  vi: `Không có trang tính này; các trang có tên: ${names.join(", ")}. Hãy đổi tên, hoặc ẩn trang nếu không cần đọc.`,
});

export const sameSheet = (called: string): LocalizedMessage => ({
  en: `The sheet "${cut(called)}" holds the same.`,
  vi: `Trang "${cut(called)}" đã chứa cùng loại nội dung.`,
});

export const sheetNeeded = (names: readonly string[]): LocalizedMessage => ({
  en: `A sheet is missing: ${names.join(", ")}.`,
  vi: `Thiếu trang tính: ${names.join(", ")}.`,
});

export const documentOfDepartment: LocalizedMessage = {
  en: "Only the Department says which document figures come from; leave it out.",
  vi: "Chỉ Sở Y tế ghi số liệu lấy từ tài liệu nào; hãy bỏ trống.",
};

export const eitherFileOrText: LocalizedMessage = {
  en: "Send either `file` or `text`.",
  vi: "Hãy gửi hoặc `file`, hoặc `text`.",
};

export const eitherFileOrTexts = (names: readonly string[]): LocalizedMessage => ({
  en: `Send either \`file\`, a workbook, or \`texts\`, one for each of its tables: ${names.join(", ")}.`,
  vi: `Hãy gửi hoặc \`file\` là sổ tính, hoặc \`texts\`, mỗi bảng một văn bản: ${names.join(", ")}.`,
});

export const oneTableOnly: LocalizedMessage = {
  en: "This format has one table; send it as `file` or `text`.",
  vi: "Loại tệp này chỉ có một bảng; hãy gửi bằng `file` hoặc `text`.",
};

export const importedByDepartment = (format: string, forEditors: readonly string[]): LocalizedMessage => ({
  en: `"${format}" is imported by the Department; you may import: ${forEditors.join(", ")}.`,
  vi: `"${format}" do Sở Y tế nhập; bạn được nhập: ${forEditors.join(", ")}.`,
});

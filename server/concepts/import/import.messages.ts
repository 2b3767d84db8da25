import type { LocalizedMessage } from "../../core/text/localized-message.js";
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

export const documentOfDepartment: LocalizedMessage = {
  en: "Only the Department says which document figures come from; leave it out.",
  vi: "Chỉ Sở Y tế ghi số liệu lấy từ tài liệu nào; hãy bỏ trống.",
};

export const eitherFileOrText: LocalizedMessage = {
  en: "Send either `file` or `text`.",
  vi: "Hãy gửi hoặc `file`, hoặc `text`.",
};

export const importedByDepartment = (format: string, forEditors: readonly string[]): LocalizedMessage => ({
  en: `"${format}" is imported by the Department; you may import: ${forEditors.join(", ")}.`,
  vi: `"${format}" do Sở Y tế nhập; bạn được nhập: ${forEditors.join(", ")}.`,
});

import type { Sentence } from "../../errors.js";

/** Why a workbook is not read: it is none, or it is made to take more than it says. */
export class UnreadableWorkbook extends Error {
  constructor(readonly sentence: Sentence) {
    super(sentence.en);
  }
}

export const noWorkbook = (): UnreadableWorkbook =>
  new UnreadableWorkbook({
    en: "The file is no workbook that can be read: save it in Excel as .xlsx anew, or as CSV UTF-8.",
    vi: "Không đọc được sổ tính này: hãy lưu lại trong Excel dạng .xlsx, hoặc dạng CSV UTF-8.",
  });

export const tooLarge = (): UnreadableWorkbook =>
  new UnreadableWorkbook({
    en: "The workbook unpacks to more than is read; save the sheet alone, or as CSV UTF-8.",
    vi: "Sổ tính giải nén ra quá lớn; hãy lưu riêng trang tính, hoặc lưu dạng CSV UTF-8.",
  });

import type { LocalizedMessage } from "../../../core/schema/errors.js";

/** Why a workbook is not read: it is none, or it is made to take more than it says. */
export class UnreadableWorkbook extends Error {
  constructor(readonly sentence: LocalizedMessage) {
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

/** Where a row or a cell says that it stands: shown as the file has it. */
export const noPlace = (what: "row" | "cell", given: string, after: number): UnreadableWorkbook => {
  const shown = given.slice(0, LONGEST_PLACE);
  return new UnreadableWorkbook({
    en: `A ${what} of the sheet says that it stands at "${shown}", after row ${after}, where it cannot be: save the file in Excel anew, or as CSV UTF-8.`,
    vi: `Có ${what === "row" ? "dòng" : "ô"} của trang tính ghi vị trí "${shown}", sau dòng ${after}, là vị trí không thể có: hãy lưu lại tệp bằng Excel, hoặc lưu dạng CSV UTF-8.`,
  });
};

const LONGEST_PLACE = 30;

/** Which of several sheets is meant nobody but whoever made the file knows. */
export const severalTables = (sheets: readonly string[]): UnreadableWorkbook => {
  const names = sheets.slice(0, MOST_NAMED).map((name) => `"${name.slice(0, LONGEST_PLACE)}"`);
  const more = sheets.length > MOST_NAMED ? ", …" : "";
  return new UnreadableWorkbook({
    en: `Several sheets hold such a table: ${names.join(", ")}${more}. Save the one that is meant as a file of its own, or hide the others.`,
    vi: `Có nhiều trang tính cùng chứa bảng này: ${names.join(", ")}${more}. Hãy lưu riêng trang cần nhập thành một tệp, hoặc ẩn các trang khác.`,
  });
};

const MOST_NAMED = 5;

import type { LocalizedMessage } from "../../core/schema/errors.js";
import { cut } from "../../core/text/shown.js";
import type { PlacedCharacter } from "../../core/text/unseen.js";
import { NAMED, type Named } from "./problems.js";

/** No table has nearly as many columns. */
export const WIDEST = 1000;
export const TOO_WIDE: LocalizedMessage = {
  en: `The header is wider than ${WIDEST} columns: it is not that of such a table.`,
  vi: `Dòng tiêu đề có hơn ${WIDEST} cột: không phải tiêu đề của bảng này.`,
};

export const BLANK: LocalizedMessage = {
  en: "The cell is blank; a value is needed here.",
  vi: "Ô còn trống; ô này phải có giá trị.",
};

export const tooLong = (most: number): LocalizedMessage => ({
  en: `The cell is longer than ${most} characters.`,
  vi: `Ô dài hơn ${most} ký tự.`,
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

export const unseen = ({ code, place }: PlacedCharacter): LocalizedMessage => ({
  en: `Character ${place} is ${code}, which cannot be seen; take it out.`,
  vi: `Ký tự thứ ${place} là ${code}, không nhìn thấy được; hãy bỏ ký tự này.`,
});

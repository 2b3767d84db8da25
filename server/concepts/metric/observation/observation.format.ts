import { day, type Format, number, text } from "../../../files/format.js";

/** How a cell says that a day stands in for one that nobody knows, and that it does not. */
export const STANDS_IN_WORDS = { yes: "có", no: "không" };

/** A row a figure; of a ratio `value` is the percentage as it was reported. "~" before a number says "about". */
export const OBSERVATIONS: Format = {
  name: "observations",
  titleVi: "Số liệu",
  titleEn: "Figures",
  needed: ["metric", "subject", "on"],
  anyOf: ["value", "numerator", "denominator"],
  columns: [
    text("metric", "Chỉ số", "LINKUPS", { codes: "METRIC", nameVi: "Tên chỉ số" }),
    text("subject", "Đối tượng", "BV-PHOI", { codes: "BODY", nameVi: "Tên đối tượng" }),
    day("from", "Từ ngày", "2018-05-01"),
    day("on", "Tính đến ngày", "2018-12-31"),
    number("value", "Giá trị", "4336"),
    number("numerator", "Tử số"),
    number("denominator", "Mẫu số"),
    text("quote", "Trích dẫn"),
    text("note_vi", "Ghi chú"),
    text("note_en", "Ghi chú tiếng Anh"),
    text("on_stands_in", "Ngày tạm lấy", "không", { words: STANDS_IN_WORDS }),
  ],
};

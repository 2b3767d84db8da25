import { type Format, text } from "../../../files/format.js";
import { YES_NO_WORDS } from "../campaign/campaigns.format.js";

/** A row a cell of a form, or one of its parts in words. */
export const FORM_ANSWERS: Format = {
  name: "form-answers",
  titleVi: "Trả lời mẫu báo cáo",
  titleEn: "Answers to report forms",
  needed: ["campaign", "form", "facility"],
  columns: [
    text("campaign", "Mã đợt", "LETTER-1999-2019", { codes: "CAMPAIGN", nameVi: "Tên đợt" }),
    text("form", "Mẫu", "Phụ lục 2", { codes: "FORM", nameVi: "Tên mẫu" }),
    text("facility", "Đơn vị", "BV-MAT", { codes: "FACILITY", nameVi: "Tên đơn vị" }),
    text("row", "Dòng (mã địa bàn)", "", { codes: "AREA", nameVi: "Tên địa bàn" }),
    text("column", "Cột hoặc phần", "(3)", { codes: "FORM_COLUMN", nameVi: "Tên cột hoặc phần" }),
    text("value", "Nội dung"),
    text("submit", "Gửi", "", { words: YES_NO_WORDS }),
  ],
};

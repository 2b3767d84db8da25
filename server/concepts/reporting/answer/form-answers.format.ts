import { type Format, text } from "../../../files/format.js";
import { YES_NO_WORDS } from "../campaign/campaigns.format.js";

/** A row a cell of a form, or one of its parts in words. */
export const FORM_ANSWERS: Format = {
  name: "form-answers",
  titleVi: "Trả lời mẫu báo cáo",
  needed: ["campaign", "form", "facility"],
  columns: [
    text("campaign", "Mã đợt", "2027-Q1"),
    text("form", "Mẫu", "Phụ lục 1"),
    text("facility", "Đơn vị", "BV-MAT"),
    text("row", "Dòng (mã địa bàn)", "478"),
    text("column", "Cột hoặc phần", "(3)"),
    text("value", "Nội dung", "1.250"),
    text("submit", "Gửi", "Có", { words: YES_NO_WORDS }),
  ],
};

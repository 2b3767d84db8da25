import { type Format, text } from "../../../files/format.js";
import { YES_NO_WORDS } from "../campaign/campaigns.format.js";

/** A row a cell of a form, or one of its parts in words. */
export const FORM_ANSWERS: Format = {
  name: "form-answers",
  titleVi: "Trả lời mẫu báo cáo",
  needed: ["campaign", "form", "facility"],
  columns: [
    text("campaign", "Mã đợt", "LETTER-1999-2019"),
    text("form", "Mẫu", "Phụ lục 2"),
    text("facility", "Đơn vị", "BV-MAT"),
    text("row", "Dòng (mã địa bàn)"),
    text("column", "Cột hoặc phần", "(3)"),
    text("value", "Nội dung"),
    text("submit", "Gửi", "", { words: YES_NO_WORDS }),
  ],
};

import { type Format, text } from "../../../files/format.js";

export const GRADE_WORDS = { BASIC: "Cơ bản", ADVANCED: "Nâng cao" };

/** A row a facility in a round; a level is a digit or "Mức N", a grade its code or word. */
export const ASSESSMENTS_LIST: Format = {
  name: "assessments",
  formerly: "assessments-list",
  titleVi: "Kết quả đánh giá",
  needed: ["round", "facility"],
  columns: [
    text("round", "Đợt đánh giá", "2022", { codes: "ROUND" }),
    text("facility", "Cơ sở", "TTYT-PHUVANG", { codes: "FACILITY", nameVi: "Tên cơ sở" }),
    text("reported_level", "Mức chung", "Mức 3"),
    text("HIS", "Hệ thống thông tin bệnh viện (HIS)", "Mức 3"),
    text("LIS", "Hệ thống thông tin xét nghiệm (LIS)", "Cơ bản", { words: GRADE_WORDS }),
    text("RIS_PACS", "RIS/PACS", "", { words: GRADE_WORDS }),
    text("EMR", "Bệnh án điện tử (EMR)", "", { words: GRADE_WORDS }),
    text("MANAGEMENT", "Quản lý điều hành", "Nâng cao", { words: GRADE_WORDS }),
    text("INFRASTRUCTURE", "Hạ tầng thông tin", "Mức 1"),
  ],
};

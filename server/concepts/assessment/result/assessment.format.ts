import { type Format, text } from "../../../files/format.js";
import { LEVELS } from "../level/level-rule.js";

export const GRADE_WORDS = { BASIC: "Cơ bản", ADVANCED: "Nâng cao" };

/** A level as a cell says it, which may also be the digit alone. */
export const levelWord = (level: number): string => `Mức ${level}`;
/** The same in a column that also says where a level is not known. */
export const levelOrUnknown = (level: number | null): string => (level === null ? "Không rõ" : levelWord(level));
const LEVEL_WORDS = Object.fromEntries(LEVELS.map((level) => [level, levelWord(level)]));

/** A row a facility in a round; a level is a digit or "Mức N", a grade its code or word. */
export const ASSESSMENTS_LIST: Format = {
  name: "assessments",
  formerly: "assessments-list",
  titleVi: "Kết quả đánh giá",
  titleEn: "Assessment results",
  needed: ["round", "facility"],
  columns: [
    text("round", "Đợt đánh giá", "2022", { codes: "ROUND" }),
    text("facility", "Cơ sở", "TTYT-PHUVANG", { codes: "FACILITY", nameVi: "Tên cơ sở" }),
    text("reported_level", "Mức chung", "Mức 3", { words: LEVEL_WORDS }),
    text("HIS", "Hệ thống thông tin bệnh viện (HIS)", "Mức 3", { words: LEVEL_WORDS }),
    text("LIS", "Hệ thống thông tin xét nghiệm (LIS)", "Cơ bản", { words: GRADE_WORDS }),
    text("RIS_PACS", "RIS/PACS", "", { words: GRADE_WORDS }),
    text("EMR", "Bệnh án điện tử (EMR)", "", { words: GRADE_WORDS }),
    text("MANAGEMENT", "Quản lý điều hành", "Nâng cao", { words: GRADE_WORDS }),
    text("INFRASTRUCTURE", "Hạ tầng thông tin", "Mức 1", { words: LEVEL_WORDS }),
  ],
};

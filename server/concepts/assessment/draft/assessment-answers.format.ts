import { type Format, text } from "../../../files/format.js";
import { ANSWER_WORDS } from "../criterion/criterion.import.js";

/** A row a facility, a round and a criterion. */
export const ASSESSMENT_ANSWERS_LIST: Format = {
  name: "assessment-answers",
  titleVi: "Câu trả lời đánh giá",
  titleEn: "Answers of an assessment",
  needed: ["round", "facility", "criterion", "answer"],
  columns: [
    text("round", "Đợt đánh giá", "2022", { codes: "ROUND" }),
    text("facility", "Cơ sở", "BV-BINHDIEN", { codes: "FACILITY", nameVi: "Tên cơ sở" }),
    text("criterion", "Tiêu chí", "LIS_84", { codes: "CRITERION", nameVi: "Nội dung tiêu chí" }),
    text("answer", "Câu trả lời", "", { words: ANSWER_WORDS }),
  ],
};

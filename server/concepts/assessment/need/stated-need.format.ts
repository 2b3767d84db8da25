import { type Format, text } from "../../../files/format.js";

export const NEEDED_WORDS = { YES: "Có", NO: "Không" };

/** A row a facility, a round and a system. */
export const STATED_NEEDS_LIST: Format = {
  name: "stated-needs",
  formerly: "stated-needs-list",
  titleVi: "Nhu cầu ứng dụng CNTT",
  needed: ["round", "facility", "system", "needed"],
  columns: [
    text("round", "Đợt đánh giá", "2022", { codes: "ROUND" }),
    text("facility", "Cơ sở", "BV-BINHDIEN", { codes: "FACILITY", nameVi: "Tên cơ sở" }),
    text("system", "Hệ thống", "LIS", { vocabulary: "SYSTEM" }),
    text("needed", "Nhu cầu", "Có", { words: NEEDED_WORDS }),
  ],
};

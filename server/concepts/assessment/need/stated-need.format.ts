import { type Format, text } from "../../../files/format.js";

export const NEEDED_WORDS = { YES: "Có", NO: "Không" };

/** The need beside what the results of the round report there. */
export const SITUATION = "Nhu cầu đặt cạnh hiện trạng";

/** A row a facility, a round and a system. */
export const STATED_NEEDS_LIST: Format = {
  name: "stated-needs",
  formerly: "stated-needs-list",
  titleVi: "Nhu cầu ứng dụng CNTT",
  titleEn: "Stated needs",
  needed: ["round", "facility", "system", "needed"],
  columns: [
    text("round", "Đợt đánh giá", "2022", { codes: "ROUND" }),
    text("facility", "Cơ sở", "BV-BINHDIEN", { codes: "FACILITY", nameVi: "Tên cơ sở" }),
    text("system", "Hệ thống", "LIS", { vocabulary: "SYSTEM" }),
    text("needed", "Nhu cầu", "Có", { words: NEEDED_WORDS }),
  ],
  besides: [SITUATION],
};

import { type Format, number, text } from "../../../files/format.js";

export const MILESTONE_STATUS_WORDS = {
  PLANNED: "Đã lên kế hoạch",
  IN_PROGRESS: "Đang thực hiện",
  DONE: "Hoàn thành",
  DELAYED: "Chậm tiến độ",
  CANCELLED: "Hủy bỏ",
};

/** What was reported of it: how often, and the day of the newest. */
export const PROGRESS_REPORTED = ["Số báo cáo tiến độ", "Ngày báo cáo mới nhất"] as const;

/** A row an item of the roadmap, known by track and title. */
export const MILESTONES_LIST: Format = {
  name: "milestones",
  formerly: "milestones-list",
  titleVi: "Lộ trình",
  titleEn: "Roadmap",
  needed: ["track", "title"],
  columns: [
    text("track", "Nhóm việc", "Đầu tư", { vocabulary: "TRACK" }),
    number("year", "Năm"),
    text("title", "Nội dung", "Xây dựng kho dữ liệu ngành Y tế"),
    text("status", "Tình trạng", "Đã lên kế hoạch", { words: MILESTONE_STATUS_WORDS }),
    text("note_vi", "Ghi chú"),
  ],
  besides: PROGRESS_REPORTED,
};

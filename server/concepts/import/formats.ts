import { type Format, type FormatColumn } from "../../files/format.js";

type Column = FormatColumn;
type More = Pick<Column, "words" | "vocabulary">;

const text = (name: string, headerVi: string, example = "", more: More = {}): Column => ({
  ...{ name, headerVi, example, holds: "TEXT" },
  ...more,
});
const day = (name: string, headerVi: string, example = ""): Column => ({ name, headerVi, example, holds: "DAY" });
const number = (name: string, headerVi: string, example = ""): Column => ({ name, headerVi, example, holds: "NUMBER" });

export const OWNERSHIP_WORDS = { PUBLIC: "Công lập", PRIVATE: "Tư nhân", SECTOR: "Bộ, ngành" };
export const AREA_TYPE_WORDS = { COUNTRY: "Quốc gia", PROVINCE: "Tỉnh", DISTRICT: "Huyện", COMMUNE: "Xã" };
export const GRADE_WORDS = { BASIC: "Cơ bản", ADVANCED: "Nâng cao" };
export const NEEDED_WORDS = { YES: "Có", NO: "Không" };
export const MILESTONE_STATUS_WORDS = {
  PLANNED: "Đã lên kế hoạch",
  IN_PROGRESS: "Đang thực hiện",
  DONE: "Hoàn thành",
  DELAYED: "Chậm tiến độ",
  CANCELLED: "Hủy bỏ",
};

/** A row a facility, as it is known last; names, places and bodies above it by code or by name. */
export const FACILITIES_LIST: Format = {
  name: "facilities-list",
  titleVi: "Cơ sở y tế",
  needed: ["code"],
  columns: [
    text("code", "Mã cơ sở", "TTYT-PHUVANG"),
    text("name", "Tên cơ sở", "Trung tâm Y tế huyện Phú Vang"),
    text("facility_type", "Hình thức tổ chức", "Trung tâm y tế", { vocabulary: "FACILITY_TYPE" }),
    text("ownership", "Hình thức sở hữu", "Công lập", { words: OWNERSHIP_WORDS }),
    text("service_level", "Tuyến kỹ thuật", "Huyện/Thị Xã", { vocabulary: "SERVICE_LEVEL" }),
    text("hospital_class", "Xếp hạng", "Hạng II", { vocabulary: "HOSPITAL_CLASS" }),
    number("actual_beds", "Số giường thực kê", "250"),
    text("area", "Địa bàn", "478"),
    text("managed_by", "Cơ quan quản lý", "SYT"),
    day("opened_on", "Ngày thành lập"),
    day("closed_on", "Ngày ngừng hoạt động"),
    day("valid_from", "Có hiệu lực từ"),
  ],
};

/** A row an area; `valid_to` is the day on which it no longer exists. */
export const AREAS_LIST: Format = {
  name: "areas-list",
  titleVi: "Đơn vị hành chính",
  needed: ["code"],
  columns: [
    text("code", "Mã đơn vị hành chính", "478"),
    text("name", "Tên đơn vị hành chính", "Huyện Phú Vang"),
    text("area_type", "Cấp", "Huyện", { words: AREA_TYPE_WORDS }),
    text("parent", "Thuộc đơn vị hành chính", "46"),
    day("valid_from", "Có hiệu lực từ"),
    day("valid_to", "Hết hiệu lực từ", "2025-07-01"),
  ],
};

/** A row a figure; of a ratio `value` is the percentage as it was reported. "~" before a number says "about". */
export const OBSERVATIONS: Format = {
  name: "observations",
  titleVi: "Số liệu",
  needed: ["metric", "subject", "on"],
  anyOf: ["value", "numerator", "denominator"],
  columns: [
    text("metric", "Chỉ số", "LINKUPS"),
    text("subject", "Đối tượng", "BV-PHOI"),
    day("from", "Từ ngày", "2018-05-01"),
    day("on", "Tính đến ngày", "2018-12-31"),
    number("value", "Giá trị", "4336"),
    number("numerator", "Tử số"),
    number("denominator", "Mẫu số"),
    text("quote", "Trích dẫn"),
    text("note_vi", "Ghi chú"),
    text("note_en", "Ghi chú tiếng Anh"),
  ],
};

/** A row a facility in a round; a level is a digit or "Mức N", a grade its code or word. */
export const ASSESSMENTS_LIST: Format = {
  name: "assessments-list",
  titleVi: "Kết quả đánh giá",
  needed: ["round", "facility"],
  columns: [
    text("round", "Đợt đánh giá", "2022"),
    text("facility", "Cơ sở", "TTYT-PHUVANG"),
    text("reported_level", "Mức chung", "Mức 3"),
    text("HIS", "Hệ thống thông tin bệnh viện (HIS)", "Mức 3"),
    text("LIS", "Hệ thống thông tin xét nghiệm (LIS)", "Cơ bản", { words: GRADE_WORDS }),
    text("RIS_PACS", "RIS/PACS", "", { words: GRADE_WORDS }),
    text("EMR", "Bệnh án điện tử (EMR)", "", { words: GRADE_WORDS }),
    text("MANAGEMENT", "Quản lý điều hành", "Nâng cao", { words: GRADE_WORDS }),
    text("INFRASTRUCTURE", "Hạ tầng thông tin", "Mức 1"),
  ],
};

/** A row a facility, a round and a system. */
export const STATED_NEEDS_LIST: Format = {
  name: "stated-needs-list",
  titleVi: "Nhu cầu ứng dụng CNTT",
  needed: ["round", "facility", "system", "needed"],
  columns: [
    text("round", "Đợt đánh giá", "2022"),
    text("facility", "Cơ sở", "BV-BINHDIEN"),
    text("system", "Hệ thống", "LIS", { vocabulary: "SYSTEM" }),
    text("needed", "Nhu cầu", "Có", { words: NEEDED_WORDS }),
  ],
};

/** A row an item of the roadmap, known by track and title. */
export const MILESTONES_LIST: Format = {
  name: "milestones-list",
  titleVi: "Lộ trình",
  needed: ["track", "title"],
  columns: [
    text("track", "Nhóm việc", "Đầu tư", { vocabulary: "TRACK" }),
    number("year", "Năm"),
    text("title", "Nội dung", "Xây dựng kho dữ liệu ngành Y tế"),
    text("status", "Tình trạng", "Đã lên kế hoạch", { words: MILESTONE_STATUS_WORDS }),
    text("note_vi", "Ghi chú"),
  ],
};

export const FORMATS: readonly Format[] = [
  FACILITIES_LIST,
  AREAS_LIST,
  OBSERVATIONS,
  ASSESSMENTS_LIST,
  STATED_NEEDS_LIST,
  MILESTONES_LIST,
];

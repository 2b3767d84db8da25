import { day, type Format, text } from "../../../files/format.js";

/** What a line of the list is about. */
export const LINE_WORDS = {
  CAMPAIGN: "Đợt",
  FORM: "Mẫu",
  COLUMN: "Cột",
  PART: "Phần",
  RECIPIENT: "Nơi nhận",
  DUE: "Phải gửi",
};
export type Line = keyof typeof LINE_WORDS;

export const YES_NO_WORDS = { YES: "Có", NO: "Không" };
export const HOLDS_WORDS = { VALUE: "Giá trị", NUMERATOR: "Tử số", DENOMINATOR: "Mẫu số" };

/** The part of the figures, and those in words that the letter of 2019 has below each of its appendices. */
export const FIGURES_PART = { code: "A", titleVi: "Nội dung báo cáo" };
export const USUAL_PARTS = [
  { code: "B", titleVi: "Thuận lợi và khó khăn" },
  { code: "C", titleVi: "Ý kiến đề xuất" },
];

/** How a letter says by when a report is due. */
export const duePrinted = (day: string): string => `trước ngày ${day.split("-").reverse().map(Number).join("/")}`;

/** The section of the register that the figures of a campaign cite. */
export const sectionLabel = (code: string, titleVi: string): string =>
  [...`Đợt báo cáo ${code}: ${titleVi}`].slice(0, 400).join("");

/** A row a line of a letter: the campaign itself, a form, a column or part of one, a unit of a recipient, or who owes what. */
export const CAMPAIGNS_LIST: Format = {
  name: "campaigns",
  formerly: "campaigns-list",
  titleVi: "Đợt báo cáo",
  titleEn: "Reporting campaigns",
  needed: ["campaign", "line"],
  columns: [
    text("campaign", "Mã đợt", "LETTER-1999-2019", { codes: "CAMPAIGN", nameVi: "Tên đợt", besidesVi: "mã mới" }),
    text("line", "Loại dòng", "Đợt", { words: LINE_WORDS }),
    text("form", "Mẫu", "", { codes: "FORM", besidesVi: "mã mới" }),
    text("number", "Số", "1999/SYT-VP"),
    text("title", "Nội dung", "V/v báo cáo kết quả triển khai hệ thống quản lý hồ sơ sức khỏe điện tử toàn dân"),
    text("recipient", "Nơi nhận"),
    text("facility", "Đơn vị", "", { codes: "FACILITY", nameVi: "Tên đơn vị" }),
    text("area", "Địa bàn", "", { codes: "AREA", nameVi: "Tên địa bàn" }),
    text("facility_type", "Hình thức tổ chức", "", { vocabulary: "FACILITY_TYPE" }),
    text("under", "Thuộc", "", { codes: "BODY" }),
    day("due_before", "Gửi trước ngày"),
    text("unit", "Đơn vị tính"),
    text("metric", "Chỉ số", "", { codes: "METRIC", nameVi: "Tên chỉ số" }),
    text("holds", "Phần của số liệu", "", { words: HOLDS_WORDS }),
    text("of", "Cột mẫu số"),
    text("formula", "Công thức"),
    text("negative", "Nhận số âm", "", { words: YES_NO_WORDS }),
    text("entered", "Phải điền", "", { words: YES_NO_WORDS }),
    day("from", "Từ ngày"),
    day("on", "Tính đến ngày"),
    text("group", "Tiêu đề nhóm cột"),
    text("footnote", "Ghi chú của cột"),
    day("issued_on", "Ngày công văn", "08/08/2019"),
    text("standing_body", "Cơ quan thường trực", "SYT", { codes: "FACILITY", nameVi: "Tên cơ quan thường trực" }),
    text("reports_to", "Gửi báo cáo về", "Phó Chánh văn phòng Sở Y tế"),
  ],
};

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
  name: "campaigns-list",
  titleVi: "Đợt báo cáo",
  needed: ["campaign", "line"],
  columns: [
    text("campaign", "Mã đợt", "2027-Q1"),
    text("line", "Loại dòng", "Cột", { words: LINE_WORDS }),
    text("form", "Mẫu", "Phụ lục 1"),
    text("number", "Số", "(5)"),
    text("title", "Nội dung", "Số chênh lệch dân số"),
    text("recipient", "Nơi nhận", "Các bệnh viện"),
    text("facility", "Đơn vị", "BV-MAT"),
    text("area", "Địa bàn", "478"),
    text("facility_type", "Hình thức tổ chức", "Trung tâm y tế", { vocabulary: "FACILITY_TYPE" }),
    text("under", "Thuộc", "SYT"),
    day("due_before", "Gửi trước ngày", "14/08/2027"),
    text("unit", "Đơn vị tính", "người"),
    text("metric", "Chỉ số", "LINKUPS"),
    text("holds", "Phần của số liệu", "Giá trị", { words: HOLDS_WORDS }),
    text("of", "Cột mẫu số", "(2)"),
    text("formula", "Công thức", "(5)=(4)-(3)"),
    text("negative", "Nhận số âm", "Có", { words: YES_NO_WORDS }),
    text("entered", "Phải điền", "Có", { words: YES_NO_WORDS }),
    day("from", "Từ ngày", "01/01/2027"),
    day("on", "Tính đến ngày", "31/03/2027"),
    text("group", "Tiêu đề nhóm cột"),
    text("footnote", "Ghi chú của cột"),
    day("issued_on", "Ngày công văn", "01/04/2027"),
    text("standing_body", "Cơ quan thường trực", "SYT"),
    text("reports_to", "Gửi báo cáo về", "Văn phòng Sở Y tế"),
  ],
};

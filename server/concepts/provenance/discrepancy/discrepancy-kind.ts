import { about, describedEnum } from "../../../core/schema/about.js";

/** The kinds that go by rows of `statements.csv`. */
const BY_STATEMENT = {
  DATE: about(
    "The day printed for a legal document against its day of issue in the register.",
    "Ngày in cho một văn bản so với ngày ban hành trong sổ đăng ký.",
  ),
  PERIOD: about(
    "The years printed with a legal document against those of its title, or those of the rounds on record.",
    "Các năm in cùng một văn bản so với các năm trong trích yếu của nó, hoặc so với các đợt đánh giá đã nạp.",
  ),
  DEADLINE: about(
    "A due day or year against the same one in another place.",
    "Thời hạn so với chính thời hạn đó ở nơi khác.",
  ),
  FIGURE_DATE: about(
    "A day or a period printed above or below figures against that of the loaded figures.",
    "Ngày hoặc kỳ in ở tiêu đề, ghi chú so với ngày của chính số liệu.",
  ),
  DAY_ORDER: about(
    "A day that cannot come after the document, or not before it; days of a period in their order.",
    "Ngày không thể sau (hoặc trước) ngày của tài liệu; các ngày của một kỳ phải đúng thứ tự.",
  ),
  COUNT: about(
    "A count in a sentence, or the last number of a numbered list, against the loaded rows.",
    "Số đếm trong câu văn, hoặc số thứ tự cuối của danh sách, so với số dòng đã nạp.",
  ),
  PARTS: about("A whole against the sum of its parts.", "Tổng thể so với tổng các phần của nó."),
  DIFFERENCE: about(
    "A printed difference against the two figures that it is of.",
    "Hiệu số in trong tài liệu so với hai số liệu tạo nên nó.",
  ),
  PART_OF: about("A part, which cannot be more than its whole.", "Một phần, không thể lớn hơn tổng thể."),
  HUNDRED_PERCENT: about("Shares of one whole against 100%.", "Các tỷ lệ của cùng một tổng thể, cộng lại so với 100%."),
  COMMON_DENOMINATOR: about(
    "Shares of one whole: one denominator must give them all.",
    "Các tỷ lệ của cùng một tổng thể: phải có một mẫu số chung cho ra tất cả.",
  ),
  UNSUPPORTED: about(
    "A figure that is printed once and that nothing else on record can confirm.",
    "Con số chỉ in một lần, không có dữ liệu nào khác để đối chiếu.",
  ),
  DIRECTION: about(
    "“Tăng lên” or “giảm xuống” against the levels on record in the two rounds.",
    "“Tăng lên”, “giảm xuống” so với các mức đã nạp của hai đợt.",
  ),
  MAJORITY: about(
    "“Đa số” against the results on record of a component: more than half.",
    "“Đa số” so với kết quả đã nạp của một nhóm nội dung: quá một nửa.",
  ),
  NONE_WITHOUT: about(
    "Who does not have something yet has nothing that comes of it: “CHƯA” against the figures of the same unit.",
    "Chưa có thì không thể phát sinh: “CHƯA” so với số liệu của chính đơn vị đó.",
  ),
  NAMED_BASE: about(
    "The whole that a share prints as a number against the one that its words name.",
    "Tổng thể in bằng số kèm một tỷ lệ so với tổng thể mà câu chữ nêu.",
  ),
  ALL_SINCE: about(
    "“100%” of units against those that an earlier document names one by one.",
    "“100%” đơn vị so với từng đơn vị mà tài liệu trước đó nêu.",
  ),
  FORMULA: about(
    "A formula printed above a column against the footnotes of its form.",
    "Công thức in ở đầu cột so với ghi chú của chính biểu mẫu.",
  ),
  TOTAL: about("A printed total against the sum of its rows.", "Tổng in trong tài liệu so với tổng các dòng."),
};

export const DiscrepancyKind = describedEnum(
  "DiscrepancyKind",
  about("What is compared with what.", "Nội dung đối chiếu."),
  {
    ...BY_STATEMENT,
    OTHER_SOURCE: about(
      "A printed figure against what another source had said of the same before, as it is on record.",
      "Số in trong tài liệu so với số liệu trong sổ mà nguồn khác đã ghi trước đó về cùng nội dung.",
    ),
    SHARE: about("A printed percentage against its counts.", "Tỷ lệ in trong tài liệu so với các số đếm của nó."),
    LEVEL: about(
      "The reported level of an assessment against the one that the rule set of its round computes.",
      "Mức đã báo cáo của một kết quả đánh giá so với mức tính theo bộ quy tắc của đợt.",
    ),
    PART_OF_PERIOD: about(
      "A figure of a period against those of periods within it, none of which can be larger: a year is not less than a month of it.",
      "Số liệu của một kỳ so với số liệu của các kỳ nằm trong đó, vốn không thể lớn hơn: cả năm không thể ít hơn một tháng của năm.",
    ),
    LEVEL_SHARE: about(
      "A printed share of the facilities at a level against the levels on record.",
      "Tỷ lệ đơn vị ở một mức, như tài liệu in, so với các mức đã nạp.",
    ),
  },
);

export type DiscrepancyKind = keyof typeof DiscrepancyKind;
export type StatementKind = keyof typeof BY_STATEMENT;
export const STATEMENT_KINDS = Object.keys(BY_STATEMENT) as StatementKind[];

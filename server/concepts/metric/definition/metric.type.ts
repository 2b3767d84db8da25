import { Field, Float, Int, ObjectType } from "type-graphql";
import { about, describedEnum } from "../../../core/schema/about.js";
import { Dated } from "../../../core/schema/dated.type.js";
import { Node } from "../../../core/schema/node.type.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { Ratio } from "../../provenance/ratio.type.js";

export const MetricKind = describedEnum(
  "MetricKind",
  about("How a metric is given.", "Cách thể hiện của một chỉ số."),
  {
    COUNT: about("A number in its unit.", "Một con số theo đơn vị tính."),
    RATIO: about(
      "A share: counts, and the percentage where a document prints one.",
      "Một tỷ lệ: các số đếm, và tỷ lệ phần trăm nếu tài liệu có in.",
    ),
  },
);
export const METRIC_KINDS = Object.values(MetricKind);

export const SubjectType = describedEnum(
  "SubjectType",
  about("For what a metric is collected.", "Chỉ số được thu thập cho đối tượng nào."),
  {
    FACILITY: about("For each facility.", "Từng cơ sở."),
    DISTRICT: about("For each district.", "Từng huyện, thị xã, thành phố."),
    PROVINCE: about("For the province as a whole.", "Toàn tỉnh."),
    COUNTRY: about("For the country as a whole.", "Toàn quốc."),
  },
);
export const SUBJECT_TYPES = Object.values(SubjectType);

export const MetricDirection = describedEnum(
  "MetricDirection",
  about("Which end of a metric is the good one.", "Chiều tốt của một chỉ số."),
  {
    MORE_IS_BETTER: about("The more, the better.", "Càng cao càng tốt."),
    LESS_IS_BETTER: about("The less, the better, as of errors.", "Càng thấp càng tốt, như tỷ lệ lỗi."),
    NEITHER: about(
      "Neither: it says how much there is, such as a population.",
      "Không chiều nào: chỉ cho biết số lượng, như dân số.",
    ),
  },
);
export const METRIC_DIRECTIONS = Object.values(MetricDirection);

@ObjectType({
  implements: [Node, Dated],
  simpleResolvers: true,
  description: about("What is measured, with its definition.", "Một chỉ số cùng định nghĩa của nó."),
})
export class Metric extends Node {
  @Field(() => String, { description: about("Stable code.", "Mã ổn định.") })
  code!: string;

  @Field(() => String, { description: about("Name in Vietnamese.", "Tên tiếng Việt.") })
  nameVi!: string;

  @Field(() => String, { description: about("Name in English.", "Tên tiếng Anh.") })
  nameEn!: string;

  @Field(() => MetricKind, { description: about("Count or ratio.", "Số đếm hay tỷ lệ.") })
  kind!: string;

  @Field(() => SubjectType, { description: about("For what it is collected.", "Đối tượng thu thập.") })
  subjectType!: string;

  @Field(() => MetricDirection, {
    description: about(
      "Whether more or less of it is better. No document prints it: it is read from what the documents ask for.",
      "Cao hơn hay thấp hơn là tốt. Không tài liệu nào in điều này: được suy từ yêu cầu của các văn bản.",
    ),
  })
  direction!: string;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Numerator in Vietnamese; null for a plain count.",
      "Tử số, tiếng Việt; null với số đếm đơn thuần.",
    ),
  })
  numeratorVi!: string | null;

  @Field(() => String, {
    nullable: true,
    description: about("Numerator in English; null for a plain count.", "Tử số, tiếng Anh; null với số đếm đơn thuần."),
  })
  numeratorEn!: string | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Denominator in Vietnamese; null for a plain count.",
      "Mẫu số, tiếng Việt; null với số đếm đơn thuần.",
    ),
  })
  denominatorVi!: string | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Denominator in English; null for a plain count.",
      "Mẫu số, tiếng Anh; null với số đếm đơn thuần.",
    ),
  })
  denominatorEn!: string | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Where the counts of a ratio count different things: why they belong together, in Vietnamese. Null: they count the same, or it is no ratio.",
      "Khi tử số và mẫu số đếm hai thứ khác nhau: căn cứ để chúng đi với nhau, tiếng Việt. Null: đếm cùng một thứ, hoặc không phải tỷ lệ.",
    ),
  })
  unitsBasisVi!: string | null;

  @Field(() => String, {
    nullable: true,
    description: about("The same in English.", "Như trên, tiếng Anh."),
  })
  unitsBasisEn!: string | null;

  @Field(() => String, { nullable: true, description: about("Remark in Vietnamese.", "Ghi chú tiếng Việt.") })
  noteVi!: string | null;

  @Field(() => String, { nullable: true, description: about("Remark in English.", "Ghi chú tiếng Anh.") })
  noteEn!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "A metric summed over an area or a managing body on one day of figures.",
    "Chỉ số cộng trên một địa bàn hoặc một cơ quan quản lý, tại một ngày của số liệu.",
  ),
})
export class MetricTotal {
  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "The day of the figures that were summed; null: there are none.",
      "Ngày của các số liệu được cộng; null: không có số liệu.",
    ),
  })
  on!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: about(
      "Sum in the metric's unit; null: nobody reported, or the metric is a ratio (see `ratio`; percentages do not add up).",
      "Tổng theo đơn vị tính; null: chưa đơn vị nào báo cáo, hoặc chỉ số là tỷ lệ (xem `ratio`; không cộng các tỷ lệ phần trăm).",
    ),
  })
  value!: number | null;

  @Field(() => Ratio, {
    nullable: true,
    description: about(
      "For a ratio: the counts summed over those who reported both; null for a count.",
      "Với tỷ lệ: các số đếm cộng trên những nơi báo cáo đủ cả hai; null với số đếm.",
    ),
  })
  ratio!: Ratio | null;

  @Field(() => Int, { description: about("How many subjects reported.", "Số đối tượng đã báo cáo.") })
  reporting!: number;

  @Field(() => Int, {
    description: about(
      "How many should have: the facilities that were asked, or the areas of that level on that day.",
      "Số đối tượng phải báo cáo: các cơ sở được yêu cầu, hoặc các đơn vị hành chính cấp đó vào ngày đó.",
    ),
  })
  expected!: number;
}

import { Field, Int, ObjectType } from "type-graphql";
import { VERSION } from "../../../core/mutation/act.input.js";
import { about, describedEnum } from "../../../core/schema/about.js";
import { connectionType } from "../../../core/schema/connection.type.js";
import { Dated } from "../../../core/schema/dated.type.js";
import { Node } from "../../../core/schema/node.type.js";
import { Traced } from "../../trail/trail.type.js";

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

export const ExpectedOf = describedEnum(
  "ExpectedOf",
  about("Of whom figures of a metric are due.", "Chỉ số phải có số liệu của những đối tượng nào."),
  {
    CAMPAIGN_RECIPIENTS: about(
      "Of those that a campaign asked for it, or for whom somebody was asked: what the appendices of the letter list.",
      "Của những đối tượng mà một đợt báo cáo yêu cầu: các đối tượng mà phụ lục của công văn liệt kê.",
    ),
    ALL_SUBJECTS: about(
      "Of all subjects of its type, as they are on the day of the figures.",
      "Của mọi đối tượng thuộc loại đó, theo hiện trạng vào ngày của số liệu.",
    ),
  },
);
export const EXPECTED_OF = Object.values(ExpectedOf);

export const MetricCounts = describedEnum(
  "MetricCounts",
  about("What a figure is, or what the counts of a ratio are.", "Số liệu là gì, hoặc các số đếm của tỷ lệ là gì."),
  {
    WHOLE: about("Things that are counted one by one.", "Đếm từng đơn vị một: số nguyên."),
    YES_NO: about("1 for yes, 0 for no.", "1 là có, 0 là không."),
    DECIMAL: about("Parts of one as well.", "Có thể có phần lẻ."),
  },
);
export type MetricCounts = keyof typeof MetricCounts;
export const METRIC_COUNTS = Object.values(MetricCounts);

export const MetricLeast = describedEnum(
  "MetricLeast",
  about("Whether a figure may be below 0.", "Số liệu có được âm hay không."),
  {
    ZERO: about("0 or more.", "Không âm."),
    NEGATIVE: about("Below 0 as well, such as a difference.", "Có thể âm, như một số chênh lệch."),
  },
);
export type MetricLeast = keyof typeof MetricLeast;
export const METRIC_LEAST = Object.values(MetricLeast);

export const MetricMost = describedEnum(
  "MetricMost",
  about("Whether what is counted may exceed what it stands over.", "Tử số có được lớn hơn mẫu số hay không."),
  {
    DENOMINATOR: about("No: it is a part of it, and the share at most 100%.", "Không: là một phần, tối đa 100%."),
    NO_LIMIT: about("Yes, or it stands over nothing.", "Có, hoặc không có mẫu số."),
  },
);
export type MetricMost = keyof typeof MetricMost;
export const METRIC_MOST = Object.values(MetricMost);

@ObjectType({
  implements: [Node, Traced, Dated],
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

  @Field(() => ExpectedOf, {
    description: about(
      "Of whom figures are due: what `MetricTotal.expected` counts and a league table compares. Known from who was asked, never from who happened to report.",
      "Phải có số liệu của những đối tượng nào: cơ sở của `MetricTotal.expected` và của bảng xếp hạng. Biết từ nơi được yêu cầu, không bao giờ từ nơi tình cờ đã báo cáo.",
    ),
  })
  expectedOf!: string;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Why of these, in Vietnamese; null: no reason is on record, and all subjects are due.",
      "Vì sao là những đối tượng đó, tiếng Việt; null: chưa ghi lý do, và mọi đối tượng đều phải có số liệu.",
    ),
  })
  expectedBasisVi!: string | null;

  @Field(() => String, { nullable: true, description: about("The same in English.", "Như trên, tiếng Anh.") })
  expectedBasisEn!: string | null;

  @Field(() => MetricCounts, {
    description: about(
      "What its figures are, or the counts of a ratio; by this and the next two, figures are taken or refused.",
      "Số liệu, hoặc các số đếm của tỷ lệ, là gì; theo trường này và hai trường sau, số liệu được nhận hay bị từ chối.",
    ),
  })
  counts!: string;

  @Field(() => MetricLeast, { description: about("Whether they may be below 0.", "Có được âm hay không.") })
  least!: string;

  @Field(() => MetricMost, {
    description: about("Whether the numerator may exceed the denominator.", "Tử số có được lớn hơn mẫu số hay không."),
  })
  most!: string;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Why figures are held to that, in Vietnamese; null: no rule is on record, and anything from 0 on is taken.",
      "Vì sao có quy định đó, tiếng Việt; null: chưa ghi quy định, nhận mọi số không âm.",
    ),
  })
  rulesBasisVi!: string | null;

  @Field(() => String, { nullable: true, description: about("The same in English.", "Như trên, tiếng Anh.") })
  rulesBasisEn!: string | null;

  @Field(() => Int, { description: VERSION })
  version!: number;

  @Field(() => String, { nullable: true, description: about("Remark in Vietnamese.", "Ghi chú tiếng Việt.") })
  noteVi!: string | null;

  @Field(() => String, { nullable: true, description: about("Remark in English.", "Ghi chú tiếng Anh.") })
  noteEn!: string | null;
}

export const MetricConnection = connectionType(
  "Metric",
  () => Metric,
  about("A page of the metrics.", "Một trang chỉ số."),
);

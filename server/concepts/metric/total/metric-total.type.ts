import { Field, Float, Int, ObjectType } from "type-graphql";
import { about, describedEnum } from "../../../core/schema/about.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { Ratio } from "../../provenance/ratio.type.js";

export const PERIOD_FROM = about(
  "First day of their period; null: a state on one day, or not given.",
  "Ngày đầu kỳ; null: là trạng thái tại một ngày, hoặc không ghi.",
);

const LeftOutReason = describedEnum(
  "LeftOutReason",
  about("Why figures are left out.", "Vì sao số liệu không được tính."),
  {
    OTHER_PERIOD: about(
      "They are of another period that ends on the same day: ten months and one month are not added.",
      "Thuộc kỳ khác có cùng ngày cuối: số của mười tháng và của một tháng không cộng với nhau.",
    ),
    NOT_DUE: about(
      "They are of somebody of whom none were due (`Metric.expectedOf`).",
      "Của đối tượng không thuộc diện phải có số liệu (`Metric.expectedOf`).",
    ),
  },
);

@ObjectType({
  simpleResolvers: true,
  description: about(
    "Reported figures of the same last day that are left out, of one period.",
    "Số liệu đã báo cáo có cùng ngày cuối nhưng không được tính, của một kỳ.",
  ),
})
export class LeftOutFigures {
  @Field(() => LocalDate, { nullable: true, description: PERIOD_FROM })
  from!: string | null;

  @Field(() => LocalDate, { description: about("Last day of their period.", "Ngày cuối kỳ.") })
  on!: string;

  @Field(() => LeftOutReason, { description: about("Why they are left out.", "Vì sao không được tính.") })
  reason!: string;

  @Field(() => Int, { description: about("How many figures.", "Số số liệu.") })
  count!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "A metric summed over an area or a managing body: the figures of one period, of those of whom figures were due.",
    "Chỉ số cộng trên một địa bàn hoặc một cơ quan quản lý: số liệu của một kỳ, của những đối tượng phải có số liệu.",
  ),
})
export class MetricTotal {
  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "First day of the period whose figures were summed; null: a state on one day, or not given.",
      "Ngày đầu của kỳ có số liệu được cộng; null: là trạng thái tại một ngày, hoặc không ghi.",
    ),
  })
  from!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "The day of the figures that were summed, of a period its last; null: there are none.",
      "Ngày của các số liệu được cộng, với một kỳ là ngày cuối; null: không có số liệu.",
    ),
  })
  on!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: about(
      "Sum in the metric's unit, over those who reported: with `reporting` below `expected` it is not that of all. Null: nobody reported, or the metric is a ratio (see `ratio`; percentages do not add up), or, with `reporting` above 0, no number of this type is the sum exactly, as beyond 9,007,199,254,740,991.",
      "Tổng theo đơn vị tính, của những nơi đã báo cáo: khi `reporting` nhỏ hơn `expected` thì chưa phải tổng của tất cả. Null: chưa đơn vị nào báo cáo, hoặc chỉ số là tỷ lệ (xem `ratio`; không cộng các tỷ lệ phần trăm), hoặc khi `reporting` lớn hơn 0, không số nào của kiểu này đúng bằng tổng, như khi vượt 9.007.199.254.740.991.",
    ),
  })
  value!: number | null;

  @Field(() => Ratio, {
    nullable: true,
    description: about(
      "For a ratio: the counts summed over those who reported both, a sum that no number of this type is exactly left null; null for a count.",
      "Với tỷ lệ: các số đếm cộng trên những nơi báo cáo đủ cả hai, tổng nào không có số đúng bằng thì null; null với số đếm.",
    ),
  })
  ratio!: Ratio | null;

  @Field(() => Int, {
    description: about(
      "How many of those of whom figures were due reported.",
      "Bao nhiêu đối tượng trong số phải có số liệu đã báo cáo.",
    ),
  })
  reporting!: number;

  @Field(() => Int, {
    description: about(
      "Of how many figures were due, by `Metric.expectedOf`: the recipients of the campaign, or all subjects, that were there on that day. Never counted from who reported.",
      "Bao nhiêu đối tượng phải có số liệu, theo `Metric.expectedOf`: nơi nhận của đợt báo cáo, hoặc mọi đối tượng, còn tồn tại vào ngày đó. Không bao giờ đếm từ nơi đã báo cáo.",
    ),
  })
  expected!: number;

  @Field(() => [LeftOutFigures], {
    description: about(
      "What was reported for the same last day and is not in the sum; empty: nothing.",
      "Số liệu đã báo cáo có cùng ngày cuối mà không nằm trong tổng; rỗng: không có.",
    ),
  })
  leftOut!: LeftOutFigures[];
}

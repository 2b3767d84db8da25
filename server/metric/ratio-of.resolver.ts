import { Arg, Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "../context.js";
import { about } from "../graphql/about.js";
import { LocalDate } from "../graphql/scalars.js";
import { Ratio } from "../provenance/ratio.type.js";
import { SUBJECT } from "./metric.resolver.js";
import { Observation } from "./metric.type.js";
import { pairOf } from "./ratio-of.js";

@ObjectType({
  simpleResolvers: true,
  description: about(
    "One metric over another, of one subject on one day.",
    "Một chỉ số chia cho một chỉ số khác, của cùng một đối tượng và cùng một ngày.",
  ),
})
export class RatioOfMetrics {
  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "The day of both figures; null: neither has one.",
      "Ngày của cả hai số liệu; null: cả hai đều chưa có số liệu.",
    ),
  })
  on!: string | null;

  @Field(() => Ratio, {
    description: about(
      "Its counts and percentage; a count that nobody reported for that day is null.",
      "Hai số đếm và tỷ lệ phần trăm; số chưa được báo cáo cho ngày đó là null.",
    ),
  })
  ratio!: Ratio;

  @Field(() => Observation, {
    nullable: true,
    description: about("The figure above the line; null: none on record.", "Số liệu của tử số; null: chưa có."),
  })
  numerator!: Observation | null;

  @Field(() => Observation, {
    nullable: true,
    description: about("The figure below the line; null: none on record.", "Số liệu của mẫu số; null: chưa có."),
  })
  denominator!: Observation | null;
}

@Resolver()
export class RatioOfMetricsResolver {
  @Query(() => RatioOfMetrics, {
    description: about(
      "One metric over another. BAD_USER_INPUT if they do not belong together: one of them is a ratio, the units or the kinds of subjects differ (link-ups over children is no percentage), or the figures are of different days or periods.",
      "Một chỉ số chia cho một chỉ số khác. BAD_USER_INPUT nếu hai chỉ số không đi với nhau: một trong hai đã là tỷ lệ, khác đơn vị tính hoặc khác loại đối tượng (số lượt liên thông chia cho số trẻ không phải là tỷ lệ phần trăm), hoặc số liệu khác ngày, khác kỳ.",
    ),
  })
  async ratioOf(
    @Arg("numerator", () => String, {
      description: about("Code of the metric above the line.", "Mã chỉ số làm tử số."),
    })
    numerator: string,
    @Arg("denominator", () => String, {
      description: about("Code of the metric below the line.", "Mã chỉ số làm mẫu số."),
    })
    denominator: string,
    @Arg("subject", () => String, { nullable: true, description: SUBJECT }) subject: string | null | undefined,
    @Arg("on", () => LocalDate, {
      nullable: true,
      description: about(
        "The day of both figures. Left out: the last reported one of each, which must be of the same day.",
        "Ngày của cả hai số liệu. Bỏ trống: số liệu mới nhất đã báo cáo của mỗi chỉ số, phải cùng ngày.",
      ),
    })
    on: string | null | undefined,
    @Ctx() context: Context,
  ) {
    const pair = await pairOf(context, { numerator, denominator, subject: subject ?? null, on: on ?? null });
    const ratio = { numerator: pair.numerator?.value ?? null, denominator: pair.denominator?.value ?? null };
    return { ...pair, ratio };
  }
}

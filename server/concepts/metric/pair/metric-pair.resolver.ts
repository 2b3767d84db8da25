import { Arg, Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { SUBJECT } from "../definition/metric.resolver.js";
import { pairOf } from "./metric-pair.js";
import { MetricPair } from "./metric-pair.type.js";

@Resolver()
export class MetricPairResolver {
  @Query(() => MetricPair, {
    description: about(
      "One metric over another. BAD_USER_INPUT if they do not belong together: one of them is a ratio, the units or the kinds of subjects differ (link-ups over children is no percentage), or the figures are of different days or periods.",
      "Một chỉ số chia cho một chỉ số khác. BAD_USER_INPUT nếu hai chỉ số không đi với nhau: một trong hai đã là tỷ lệ, khác đơn vị tính hoặc khác loại đối tượng (số lượt liên thông chia cho số trẻ không phải là tỷ lệ phần trăm), hoặc số liệu khác ngày, khác kỳ.",
    ),
  })
  async metricPair(
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

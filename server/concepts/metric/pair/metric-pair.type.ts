import { Field, ObjectType } from "type-graphql";
import { about } from "../../../core/schema/about.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { Ratio } from "../../provenance/ratio.type.js";
import { Observation } from "../observation/observation.type.js";
import { LeftOutFigures, PERIOD_FROM } from "../total/metric-total.type.js";

@ObjectType({
  simpleResolvers: true,
  description: about(
    "One metric over another, of one subject and one period.",
    "Một chỉ số chia cho một chỉ số khác, của cùng một đối tượng và cùng một kỳ.",
  ),
})
export class MetricPair {
  @Field(() => LocalDate, { nullable: true, description: PERIOD_FROM })
  from!: string | null;

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

  @Field(() => [LeftOutFigures], {
    description: about(
      "What was reported of the two for another period that ends on the same day; empty: nothing.",
      "Số liệu của hai chỉ số đã báo cáo cho kỳ khác có cùng ngày cuối; rỗng: không có.",
    ),
  })
  leftOut!: LeftOutFigures[];
}

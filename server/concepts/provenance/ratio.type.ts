import { Field, FieldResolver, Float, ObjectType, Resolver, Root } from "type-graphql";
import { about } from "../../core/schema/about.js";
import { percentOf } from "./ratio.js";

@ObjectType({
  simpleResolvers: true,
  description: about("A rate with the counts it is made of.", "Một tỷ lệ cùng với các số đếm tạo nên nó."),
})
export class Ratio {
  @Field(() => Float, {
    nullable: true,
    description: about("Null: not reported.", "Null: không có số liệu."),
  })
  numerator!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: about("Null: not reported.", "Null: không có số liệu."),
  })
  denominator!: number | null;
}

@Resolver(() => Ratio)
export class RatioResolver {
  @FieldResolver(() => Float, {
    nullable: true,
    description: about(
      "The numerator as a share of the denominator, computed here. Percent, two decimals, half up, never clamped (it may exceed 100). Null until both counts are known, and for a denominator of 0. What a document prints instead stands in `Observation.value`.",
      "Tử số tính theo mẫu số, do hệ thống tính lại. Đơn vị phần trăm, hai chữ số thập phân, làm tròn nửa lên, không cắt ngọn (có thể vượt 100). Null khi chưa đủ hai số đếm hoặc mẫu số bằng 0. Con số mà tài liệu in nằm ở `Observation.value`.",
    ),
  })
  percent(@Root() { numerator, denominator }: Ratio): number | null {
    return percentOf(numerator, denominator);
  }
}

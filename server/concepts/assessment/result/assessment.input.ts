import { Field, InputType, Int } from "type-graphql";
import { about, describedEnum } from "../../../core/schema/about.js";
import { AreChecked } from "../../../core/schema/checks.js";
import { FacilityFilter, OrderDirection } from "../../facility/register/facility.input.js";
import { AreLevels } from "../level/is-level.js";
import { LEVELS } from "../level/level-filter.input.js";

@InputType({
  description: about(
    "Which results of a round; conditions add up.",
    "Lọc kết quả của một đợt; các điều kiện cùng phải đúng.",
  ),
})
export class AssessmentFilter {
  @AreLevels()
  @Field(() => [Int], { nullable: "itemsAndList", description: LEVELS })
  reportedLevel?: (number | null)[] | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Only facilities within the area, or under the managing body, of this code, as on the last day of the round.",
      "Chỉ các đơn vị thuộc địa bàn hoặc cơ quan quản lý mang mã này, theo ngày cuối của đợt.",
    ),
  })
  under?: string | null;

  @AreChecked()
  @Field(() => FacilityFilter, {
    nullable: true,
    description: about(
      "Only of these facilities, as on the last day of the round.",
      "Chỉ của các cơ sở này, theo ngày cuối của đợt.",
    ),
  })
  facility?: FacilityFilter | null;
}

export const AssessmentOrderField = describedEnum(
  "AssessmentOrderField",
  about("By what to sort the results of a round.", "Tiêu chí sắp xếp kết quả của một đợt."),
  {
    FACILITY_NAME: about(
      "By the name of the facility, in Vietnamese dictionary order.",
      "Theo tên cơ sở, thứ tự từ điển tiếng Việt.",
    ),
    FACILITY_CODE: about("By the code of the facility.", "Theo mã cơ sở."),
    REPORTED_LEVEL: about(
      "By the published level, then by name; a blank one counts as the lowest.",
      "Theo mức đã công bố, rồi theo tên; ô để trống coi là thấp nhất.",
    ),
  },
);

@InputType({
  description: about("How to sort the results of a round.", "Cách sắp xếp kết quả của một đợt."),
})
export class AssessmentOrder {
  @Field(() => AssessmentOrderField, { description: about("By what.", "Tiêu chí.") })
  field!: keyof typeof AssessmentOrderField;

  @Field(() => OrderDirection, { description: about("Which way.", "Chiều.") })
  direction!: keyof typeof OrderDirection;
}

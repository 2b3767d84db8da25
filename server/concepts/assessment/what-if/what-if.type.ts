import { ArgsType, Field, InputType, Int, ObjectType } from "type-graphql";
import { about } from "../../../core/schema/about.js";
import { AreChecked, type Given, HasAtMost } from "../../../core/schema/checks.js";
import { Facility } from "../../facility/register/facility.type.js";
import * as messages from "../assessment.messages.js";
import { IsLevel } from "../level/is-level.js";
import { ComputedLevel } from "../level/level.type.js";
import { HIGHEST_LEVEL } from "../level/level-rule.js";
import { Component, Grade } from "../result/component.type.js";
import { AssessmentRound, LevelCount } from "../round/assessment-round.type.js";
import { BY_RULE_SET, RULE_SET_CODE, RuleSet } from "../rule-set/rule-set.type.js";

/** As many as every component of a round of a whole province; a longer list is a mistake or an attack. */
const MOST_ASSUMPTIONS = 1000;

const noSuchLevel = ({ value, object }: Given) =>
  messages.noSuchLevelOfFacility((object as AssumedResultInput).facility, value, HIGHEST_LEVEL);

@InputType({
  description: about(
    "A result assumed for one component of one facility, in place of the reported one: a level of HIS and infrastructure, a grade of the others, or none of it.",
    "Kết quả giả định cho một nhóm nội dung của một đơn vị, thay cho kết quả đã báo cáo: mức với HIS và hạ tầng, hạng với các nhóm khác, hoặc không có gì.",
  ),
})
export class AssumedResultInput {
  @Field(() => String, { description: about("Code of the facility.", "Mã đơn vị.") })
  facility!: string;

  @Field(() => Component, { description: about("The component.", "Nhóm nội dung.") })
  component!: Component;

  @Field(() => Int, {
    nullable: true,
    description: about("The level, 1 to 7, of HIS or infrastructure.", "Mức, từ 1 đến 7, của HIS hoặc hạ tầng."),
  })
  @IsLevel(noSuchLevel)
  level?: number | null;

  @Field(() => Grade, {
    nullable: true,
    description: about("The grade of any other component.", "Hạng của các nhóm còn lại."),
  })
  grade?: Grade | null;

  @Field(() => Boolean, {
    nullable: true,
    description: about(
      "True: it has nothing of the component, so that nothing that asks for it is met; then give neither level nor grade.",
      "True: đơn vị không có gì của nhóm nội dung này, nên mọi điều kiện về nhóm đều không đạt; khi đó không nêu mức hay hạng.",
    ),
  })
  none?: boolean | null;
}

@ArgsType()
export class WhatIfArgs {
  @Field(() => String, { description: about('Code of the round, such as "2022".', 'Mã đợt, ví dụ "2022".') })
  round!: string;

  @Field(() => [AssumedResultInput], {
    description: about("What is assumed, at most 1,000 results.", "Các giả định, tối đa 1.000 kết quả."),
  })
  @HasAtMost(MOST_ASSUMPTIONS, messages.assumptions)
  @AreChecked()
  assumptions!: AssumedResultInput[];

  @Field(() => String, {
    nullable: true,
    description: about(
      "Code of the rule set. Left out: `AssessmentRound.ruleSet`.",
      "Mã bộ quy tắc. Bỏ trống: `AssessmentRound.ruleSet`.",
    ),
  })
  ruleSet?: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "The computed levels of all facilities assessed in a round.",
    "Mức tính lại của mọi đơn vị được đánh giá trong một đợt.",
  ),
})
export class ComputedLevels {
  @Field(() => [LevelCount], {
    description: about(
      "How many are at each level that occurs, lowest first; shares are of those that have a computed level.",
      "Số đơn vị ở từng mức có xuất hiện, thấp trước cao sau; tỷ lệ tính trên các đơn vị có mức tính lại.",
    ),
  })
  distribution!: LevelCount[];

  @Field(() => Int, {
    description: about("How many have no computed level.", "Số đơn vị không có mức tính lại."),
  })
  unknown!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: about("What the assumptions change for one facility.", "Thay đổi của một đơn vị theo giả định."),
})
export class WhatIfFacility {
  @Field(() => Facility, { description: about("The facility.", "Đơn vị.") })
  facility!: Facility;

  @Field(() => Int, {
    nullable: true,
    description: about(
      "The level as published, which no assumption changes; null: the cell is blank.",
      "Mức đã công bố, không giả định nào làm thay đổi; null: ô để trống.",
    ),
  })
  reportedLevel!: number | null;

  @Field(() => ComputedLevel, {
    description: about("By the reported components.", "Theo các nhóm nội dung đã báo cáo."),
  })
  before!: ComputedLevel;

  @Field(() => ComputedLevel, {
    description: about("With the assumed ones in their place.", "Khi thay bằng các kết quả giả định."),
  })
  after!: ComputedLevel;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "What the computed levels of a round would be under assumptions. Nothing of it is written.",
    "Mức tính lại của một đợt nếu theo các giả định. Không ghi gì vào cơ sở dữ liệu.",
  ),
})
export class WhatIf {
  @Field(() => AssessmentRound, { description: about("The round.", "Đợt đánh giá.") })
  round!: AssessmentRound;

  @Field(() => String, { description: RULE_SET_CODE })
  ruleSet!: string;

  @Field(() => RuleSet, { description: BY_RULE_SET })
  byRuleSet!: RuleSet;

  @Field(() => [WhatIfFacility], {
    description: about(
      "The facilities of which something is assumed, in the order in which they are first named.",
      "Các đơn vị có giả định, theo thứ tự được nêu lần đầu.",
    ),
  })
  facilities!: WhatIfFacility[];

  @Field(() => ComputedLevels, {
    description: about("All facilities of the round, as reported.", "Mọi đơn vị của đợt, theo báo cáo."),
  })
  before!: ComputedLevels;

  @Field(() => ComputedLevels, {
    description: about("All facilities of the round, as assumed.", "Mọi đơn vị của đợt, theo giả định."),
  })
  after!: ComputedLevels;
}

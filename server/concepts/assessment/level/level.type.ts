import { Field, Int, ObjectType } from "type-graphql";
import { about } from "../../../core/schema/about.js";
import { Component, Grade } from "../result/component.type.js";
import { BY_RULE_SET, RULE_SET_CODE, RuleSet } from "../rule-set/rule-set.type.js";

@ObjectType({
  simpleResolvers: true,
  description: about("A requirement of a level, as a rule set has it.", "Một điều kiện của mức, theo một bộ quy tắc."),
})
export class Gate {
  @Field(() => Int, {
    description: about(
      "The level that needs it, 1 to 7; every level above needs it as well.",
      "Mức cần điều kiện này, từ 1 đến 7; mọi mức cao hơn cũng cần.",
    ),
  })
  level!: number;

  @Field(() => Component, {
    nullable: true,
    description: about(
      "The component that it asks something of; null: something that no data can judge.",
      "Nhóm nội dung phải đáp ứng; null: điều không có dữ liệu để xét.",
    ),
  })
  component!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: about(
      "The level that the component needs at least; null: not reported as a level.",
      "Mức tối thiểu của nhóm nội dung; null: không báo cáo bằng mức.",
    ),
  })
  requiredLevel!: number | null;

  @Field(() => Grade, {
    nullable: true,
    description: about(
      "The grade that the component needs at least; null: not reported as a grade.",
      "Hạng tối thiểu của nhóm nội dung; null: không báo cáo bằng hạng.",
    ),
  })
  requiredGrade!: string | null;

  @Field(() => String, {
    description: about('Where the law says so, such as "Phụ lục II".', 'Nơi văn bản quy định, ví dụ "Phụ lục II".'),
  })
  articleVi!: string;

  @Field(() => String, {
    description: about('The same in English, such as "Appendix II".', 'Bằng tiếng Anh, ví dụ "Appendix II".'),
  })
  articleEn!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "A gate that keeps a computed level from being higher.",
    "Một điều kiện khiến mức tính lại không cao hơn.",
  ),
})
export class LevelStop {
  @Field(() => Gate, { description: about("The gate.", "Điều kiện.") })
  gate!: Gate;

  @Field(() => Boolean, {
    nullable: true,
    description: about(
      "False: not met. Null: no data can judge whether it is met.",
      "False: chưa đạt. Null: không có dữ liệu để xét.",
    ),
  })
  met!: boolean | null;

  @Field(() => String, {
    description: about("The reason in Vietnamese, with the article.", "Lý do bằng tiếng Việt, kèm điều khoản."),
  })
  textVi!: string;

  @Field(() => String, {
    description: about("The reason in English, with the article.", "Lý do bằng tiếng Anh, kèm điều khoản."),
  })
  textEn!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "The level that a rule set gives for the reported components; never a repair of the reported level.",
    "Mức do một bộ quy tắc tính từ các nhóm nội dung được báo cáo; không thay thế mức đã báo cáo.",
  ),
})
export class ComputedLevel {
  @Field(() => Int, {
    nullable: true,
    description: about(
      "The highest level whose gates are all met, with those of every level below. Null: no component was reported, or a gate of level 1 is not met or cannot be judged.",
      "Mức cao nhất mà mọi điều kiện, kể cả của các mức thấp hơn, đều đạt. Null: không có nhóm nội dung nào được báo cáo, hoặc có điều kiện của mức 1 chưa đạt hay không xét được.",
    ),
  })
  level!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: about(
      "The highest level that no gate rules out: the one it would be, were everything met that no data can judge. 0: not even level 1. Null: no component was reported.",
      "Mức cao nhất chưa bị điều kiện nào loại trừ: mức sẽ đạt nếu mọi điều không xét được đều đạt. 0: cả mức 1 cũng bị loại trừ. Null: không có nhóm nội dung nào được báo cáo.",
    ),
  })
  atMost!: number | null;

  @Field(() => String, { description: RULE_SET_CODE })
  ruleSet!: string;

  @Field(() => RuleSet, { description: BY_RULE_SET })
  byRuleSet!: RuleSet;

  @Field(() => [String], {
    description: about(
      "What capped it, in words: each gate of the next level that is not met or cannot be judged, and each that rules out the level above `atMost`, with its article.",
      "Lý do giới hạn mức, bằng lời: từng điều kiện của mức kế tiếp chưa đạt hoặc không xét được, và từng điều kiện loại trừ mức trên `atMost`, kèm điều khoản.",
    ),
  })
  reasons!: string[];

  @Field(() => [LevelStop], {
    description: about(
      "The same gates one by one, in both languages; empty if no component was reported.",
      "Từng điều kiện đó, bằng cả hai ngôn ngữ; rỗng nếu không có nhóm nội dung nào được báo cáo.",
    ),
  })
  cappedBy!: LevelStop[];
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "What a facility lacks for a level: everything listed granted, the level is reached; anything of it not granted, it is not.",
    "Những gì đơn vị còn thiếu để đạt một mức: đủ mọi điều nêu ra thì đạt mức, thiếu một điều thì không đạt.",
  ),
})
export class LevelGap {
  @Field(() => Int, { description: about("The level asked about.", "Mức được hỏi.") })
  to!: number;

  @Field(() => String, { description: RULE_SET_CODE })
  ruleSet!: string;

  @Field(() => RuleSet, { description: BY_RULE_SET })
  byRuleSet!: RuleSet;

  @Field(() => Boolean, {
    description: about(
      "Nothing is unmet and everything could be judged.",
      "Không còn thiếu và mọi điều kiện đều xét được.",
    ),
  })
  met!: boolean;

  @Field(() => [Gate], {
    description: about(
      "The requirements still unmet, each thing once: of two demands on one component the higher.",
      "Các điều kiện chưa đạt, mỗi việc nêu một lần: hai yêu cầu với cùng một nhóm thì nêu yêu cầu cao hơn.",
    ),
  })
  unmet!: Gate[];

  @Field(() => [Gate], {
    description: about(
      "The requirements that no data can judge, on the way to the level.",
      "Các điều kiện không có dữ liệu để xét, trên đường đến mức đó.",
    ),
  })
  unevaluable!: Gate[];
}

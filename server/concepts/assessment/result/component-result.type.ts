import { Field, Int, ObjectType } from "type-graphql";
import { about } from "../../../core/schema/about.js";
import { Component, Grade } from "./component.type.js";

@ObjectType({
  simpleResolvers: true,
  description: about(
    "What was reported for one component; without level and grade the cell is blank.",
    "Kết quả được báo cáo cho một nhóm nội dung; không có cả mức lẫn hạng nghĩa là ô để trống.",
  ),
})
export class ComponentResult {
  @Field(() => Component, { description: about("The component.", "Nhóm nội dung.") })
  component!: string;

  @Field(() => Int, {
    nullable: true,
    description: about("The level of HIS and infrastructure; null: blank.", "Mức của HIS và hạ tầng; null: để trống."),
  })
  level!: number | null;

  @Field(() => Grade, {
    nullable: true,
    description: about("The grade of the others; null: blank.", "Hạng của các nhóm khác; null: để trống."),
  })
  grade!: string | null;

  @Field(() => String, {
    description: about("Name of the component as printed.", "Tên nhóm nội dung, như tài liệu in."),
  })
  labelVi!: string;
}

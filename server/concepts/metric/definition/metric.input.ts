import { Field, InputType } from "type-graphql";
import { about } from "../../../core/schema/about.js";

@InputType({ description: about("Which metrics.", "Lọc chỉ số.") })
export class MetricFilter {
  @Field(() => String, {
    nullable: true,
    description: about("Code of a programme (vocabulary PROGRAMME).", "Mã chương trình (từ vựng PROGRAMME)."),
  })
  programme?: string | null;
}

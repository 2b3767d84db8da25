import { Field, ObjectType } from "type-graphql";
import { about } from "../../core/schema/about.js";

@ObjectType({
  simpleResolvers: true,
  description: about(
    "A word of the field that a circular can change: a row, not an enum. Compare the code, show the label.",
    "Một thuật ngữ mà văn bản có thể thay đổi: là dữ liệu, không phải hằng số. So sánh bằng mã, hiển thị bằng nhãn.",
  ),
})
export class Term {
  @Field(() => String, { description: about("Stable code.", "Mã ổn định.") })
  code!: string;

  @Field(() => String, { description: about("Vietnamese label, as printed.", "Nhãn tiếng Việt, như tài liệu in.") })
  labelVi!: string;

  @Field(() => String, { nullable: true, description: about("English label.", "Nhãn tiếng Anh.") })
  labelEn!: string | null;
}

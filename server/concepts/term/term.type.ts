import { Field, Int, ObjectType } from "type-graphql";
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

@ObjectType({
  simpleResolvers: true,
  description: about(
    "A set of words of the field, such as the types of facilities; `terms` asks for one by its code.",
    "Một tập thuật ngữ, ví dụ các hình thức tổ chức; `terms` hỏi một tập theo mã.",
  ),
})
export class Vocabulary {
  @Field(() => String, { description: about('Stable code, such as "TRACK".', 'Mã ổn định, ví dụ "TRACK".') })
  code!: string;

  @Field(() => String, {
    description: about("Name in Vietnamese; the code where it has none.", "Tên tiếng Việt; là mã nếu chưa có tên."),
  })
  nameVi!: string;

  @Field(() => String, {
    description: about("Name in English; the code where it has none.", "Tên tiếng Anh; là mã nếu chưa có tên."),
  })
  nameEn!: string;

  @Field(() => Int, { description: about("How many terms it has.", "Số thuật ngữ.") })
  termCount!: number;

  @Field(() => [Term], { description: about("Its terms, in their order.", "Các thuật ngữ, theo thứ tự.") })
  terms!: readonly Term[];
}

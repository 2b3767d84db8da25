import { Field, Float, Int, ObjectType } from "type-graphql";
import { VERSION } from "../../../core/mutation/act.input.js";
import { about, describedEnum } from "../../../core/schema/about.js";
import { Node } from "../../../core/schema/node.type.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { Traced } from "../../trail/trail.type.js";

const FormAnswerStatus = describedEnum(
  "FormAnswerStatus",
  about("How far an answer has come.", "Tình trạng của bản trả lời."),
  {
    DRAFT: about("It is being entered; nobody counts it.", "Đang nhập; chưa được tính đến."),
    SUBMITTED: about("It was handed in; its figures are on record.", "Đã gửi; số liệu đã vào sổ."),
  },
);

@ObjectType({
  simpleResolvers: true,
  description: about("A figure of a form.", "Một ô số liệu của mẫu."),
})
export class FormCell {
  @Field(() => String, { description: about('Number of its column, such as "(5)".', 'Số của cột, ví dụ "(5)".') })
  column!: string;

  @Field(() => Float, {
    nullable: true,
    description: about("As entered; null: blank, which is not 0.", "Số đã nhập; null: để trống, không phải là 0."),
  })
  value!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: about(
      "What the formula of the column gives for the other figures of the row, two decimals where it divides; never entered by itself. Null: no formula, figures are missing, or it divides by 0.",
      "Kết quả theo công thức của cột từ các số khác trong dòng, hai chữ số thập phân nếu có phép chia; không bao giờ tự điền. Null: không có công thức, còn thiếu số, hoặc chia cho 0.",
    ),
  })
  computed!: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about("A row of a form as a unit fills it in.", "Một dòng của mẫu do đơn vị điền."),
})
export class FormRowAnswer {
  @Field(() => String, {
    nullable: true,
    description: about(
      "Code of the area that it is about; null: the facility itself.",
      "Mã địa bàn của dòng; null: chính cơ sở.",
    ),
  })
  row!: string | null;

  @Field(() => [FormCell], { description: about("Its cells, by column.", "Các ô, theo cột.") })
  cells!: FormCell[];
}

@ObjectType({
  simpleResolvers: true,
  description: about("A part of a form in words.", "Một phần bằng lời của mẫu."),
})
export class FormPartAnswer {
  @Field(() => String, { description: about('Such as "B".', 'Ví dụ "B".') })
  code!: string;

  @Field(() => String, { description: about("Its heading.", "Tên phần.") })
  titleVi!: string;

  @Field(() => String, {
    nullable: true,
    description: about("As entered; null: blank.", "Nội dung đã nhập; null: trống."),
  })
  textVi!: string | null;
}

@ObjectType({
  implements: [Node, Traced],
  simpleResolvers: true,
  description: about(
    "What a unit has entered of a form. A draft is seen by the unit, whoever manages it and the Department alone; what was submitted by everybody.",
    "Nội dung đơn vị đã nhập cho một mẫu. Bản đang nhập chỉ đơn vị, cơ quan quản lý đơn vị và Sở Y tế thấy; bản đã gửi mọi người đều thấy.",
  ),
})
export class FormAnswer extends Node {
  @Field(() => FormAnswerStatus, { description: about("How far it has come.", "Tình trạng.") })
  status!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: about("The day on which it was submitted; null: it is a draft.", "Ngày gửi; null: đang nhập."),
  })
  receivedOn!: string | null;

  @Field(() => Int, { description: VERSION })
  version!: number;
}

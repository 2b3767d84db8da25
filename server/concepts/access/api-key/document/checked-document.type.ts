import { Field, Int, ObjectType } from "type-graphql";
import { about } from "../../../../core/schema/about.js";
import { LocalDate } from "../../../../core/schema/scalars.js";

@ObjectType({
  simpleResolvers: true,
  description: about("Something about a place in a document.", "Nhận xét về một chỗ trong tài liệu."),
})
export class DocumentRemark {
  @Field(() => Int, {
    description: about("Which of the texts, from 0 on.", "Ở văn bản thứ mấy, tính từ 0."),
  })
  index!: number;

  @Field(() => String, {
    nullable: true,
    description: about(
      "The operation or fragment in which it is; null: in none, or in one without a name.",
      "Thao tác hoặc fragment chứa chỗ đó; null: không thuộc thao tác nào, hoặc thao tác không có tên.",
    ),
  })
  definition!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: about("From 1 on; null: it is about the text as a whole.", "Tính từ 1; null: về toàn bộ văn bản."),
  })
  line!: number | null;

  @Field(() => Int, { nullable: true, description: about("From 1 on.", "Tính từ 1.") })
  column!: number | null;

  @Field(() => String, {
    description: about(
      "For people, in the language of `Accept-Language`.",
      "Dành cho người đọc, theo `Accept-Language`.",
    ),
  })
  message!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about("A use of something deprecated.", "Chỗ dùng thành phần sắp bỏ."),
})
export class DocumentDeprecation extends DocumentRemark {
  @Field(() => LocalDate, {
    nullable: true,
    description: about("It stays until this day at least.", "Còn ít nhất đến ngày này."),
  })
  until!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "One operation with the fragments that it needs, as it is admitted.",
    "Một thao tác cùng các fragment cần thiết, đúng như khi được chấp nhận.",
  ),
})
export class CheckedDocument {
  @Field(() => String, { description: about("The name of the operation.", "Tên thao tác.") })
  name!: string;

  @Field(() => String, {
    description: about(
      "What it is asked by, as `documentId`: six characters made of its words. How it is spaced and which comments it has makes no difference.",
      "Mã dùng để hỏi, ở `documentId`: sáu ký tự tạo từ nội dung. Khoảng trắng và chú thích không làm mã thay đổi.",
    ),
  })
  documentId!: string;

  @Field(() => String, { description: about("Its words, without blanks and comments.", "Nội dung, bỏ khoảng trắng.") })
  text!: string;

  @Field(() => Int, {
    description: about(
      "The most that an answer may cost, whatever its variables are: a page that a variable decides on is taken for the largest.",
      "Chi phí lớn nhất có thể của một câu trả lời, dù biến nhận giá trị nào: trang do biến quyết định được tính là trang lớn nhất.",
    ),
  })
  mostCost!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: about("What is to be said of documents.", "Kết quả kiểm tra tài liệu."),
})
export class DocumentsCheck {
  @Field(() => [CheckedDocument], {
    description: about(
      "In the order of the texts; none where there is a problem.",
      "Theo thứ tự văn bản; rỗng khi còn lỗi.",
    ),
  })
  documents!: readonly CheckedDocument[];

  @Field(() => [DocumentRemark], {
    description: about("Why they cannot be admitted.", "Lý do chưa thể chấp nhận."),
  })
  problems!: readonly DocumentRemark[];

  @Field(() => [DocumentDeprecation], {
    description: about("What will go one day.", "Những thành phần sẽ bỏ."),
  })
  deprecations!: readonly DocumentDeprecation[];

  @Field(() => Int, {
    description: about("How much an answer may cost here.", "Chi phí tối đa được phép của một câu trả lời."),
  })
  costLimit!: number;
}

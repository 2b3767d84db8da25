import { Field, Int, ObjectType } from "type-graphql";
import { about, describedEnum } from "../../core/schema/about.js";
import { LocalDate } from "../../core/schema/scalars.js";

const ReportStatus = describedEnum(
  "ReportStatus",
  about("What is known of a report that was due.", "Điều được biết về một báo cáo phải gửi."),
  {
    REPORTED: about(
      "Its day of receipt is on record, or every figure that the form leaves blank.",
      "Trong sổ có ngày nhận, hoặc có đủ mọi số liệu mà mẫu để trống.",
    ),
    PARTLY: about("Some of its figures are on record.", "Trong sổ có một phần số liệu."),
    NOT_KNOWN: about(
      "Nothing of it is on record. That is not to say that it was not sent: of 2019 only the letter is on record, whose forms are blank.",
      "Trong sổ không có gì. Điều đó không có nghĩa là chưa gửi: của năm 2019 chỉ có công văn với các mẫu để trống.",
    ),
  },
);

@ObjectType({
  simpleResolvers: true,
  description: about("A report that one unit owes.", "Báo cáo mà một đơn vị phải gửi."),
})
export class ReportObligation {
  @Field(() => ReportStatus, { description: about("What is known of it.", "Điều được biết.") })
  status!: string;

  @Field(() => Int, {
    description: about("How many figures the form asks of it.", "Số số liệu mà mẫu yêu cầu đơn vị điền."),
  })
  asked!: number;

  @Field(() => Int, {
    description: about(
      "How many of these are on record, whoever gave them.",
      "Bao nhiêu số liệu trong đó đã có trong sổ, do bất kỳ ai cung cấp.",
    ),
  })
  given!: number;

  @Field(() => LocalDate, {
    nullable: true,
    description: about("The day on which it came; null: no day is on record.", "Ngày nhận; null: trong sổ không có."),
  })
  receivedOn!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: about(
      "Whether it came before the last day; null: no day of receipt is on record.",
      "Có đến trước hạn không; null: trong sổ không có ngày nhận.",
    ),
  })
  inTime!: boolean | null;
}

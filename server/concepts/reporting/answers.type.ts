import { Field, Int, ObjectType } from "type-graphql";
import { about, describedEnum } from "../../core/schema/about.js";
import { LocalDate } from "../../core/schema/scalars.js";
import { Facility } from "../facility/register/facility.type.js";

const ReportStatus = describedEnum(
  "ReportStatus",
  about("What is known of a report that was due.", "Điều được biết về một báo cáo phải gửi."),
  {
    REPORTED: about(
      "Its day of receipt is on record, or every figure that the form leaves blank. Of a form that is filled in here: it was submitted with all figures and all parts in words.",
      "Trong sổ có ngày nhận, hoặc có đủ mọi số liệu mà mẫu để trống. Với mẫu điền tại đây: đã gửi với đủ số liệu và đủ các phần bằng lời.",
    ),
    PARTLY: about(
      "Some of its figures are on record. Of a form that is filled in here: it was submitted, and not all of it.",
      "Trong sổ có một phần số liệu. Với mẫu điền tại đây: đã gửi nhưng chưa đủ.",
    ),
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

  @Field(() => Boolean, {
    description: about(
      "Whether every figure and every part in words is on record. Part A alone is not a complete report.",
      "Trong sổ đã đủ mọi số liệu và mọi phần bằng lời chưa. Chỉ có phần A thì chưa đầy đủ.",
    ),
  })
  complete!: boolean;

  @Field(() => LocalDate, { description: about("It is due before this day.", "Phải gửi trước ngày này.") })
  dueBefore!: string;

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

@ObjectType({
  simpleResolvers: true,
  description: about("A row that a unit fills in of a form.", "Một dòng của mẫu mà đơn vị phải điền."),
})
export class ReportFormRow {
  @Field(() => String, {
    nullable: true,
    description: about(
      "As answers name it: code of the area that it is about; null: the facility itself.",
      "Như bản trả lời gọi: mã địa bàn của dòng; null: chính cơ sở.",
    ),
  })
  row!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "The reports of a campaign that units of one managing body owe.",
    "Các báo cáo của một đợt mà các đơn vị thuộc một cơ quan quản lý phải gửi.",
  ),
})
export class ReportsOfBody {
  @Field(() => Facility, {
    nullable: true,
    description: about(
      "Who manages the units, as on the day that the reports were due; null: nobody on record.",
      "Cơ quan quản lý, theo ngày phải gửi báo cáo; null: không có trong sổ.",
    ),
  })
  managingBody!: object | null;

  @Field(() => Int, { description: about("How many reports are owed.", "Số báo cáo phải gửi.") })
  due!: number;

  @Field(() => Int, { description: about("How many are REPORTED.", "Số báo cáo REPORTED.") })
  reported!: number;

  @Field(() => Int, { description: about("How many are PARTLY there.", "Số báo cáo PARTLY.") })
  partly!: number;

  @Field(() => [ReportObligation], {
    description: about(
      "Those that came after their last day, or have not come though it is over; by code of the unit. Of a letter's reports only the former are known.",
      "Các báo cáo đến sau hạn, hoặc đã quá hạn mà chưa có; theo mã đơn vị. Với báo cáo của công văn chỉ biết trường hợp đầu.",
    ),
  })
  late!: readonly object[];
}

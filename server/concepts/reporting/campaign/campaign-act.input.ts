import { Field, InputType, ObjectType } from "type-graphql";
import { ActInput, ChangeInput } from "../../../core/mutation/act.input.js";
import { REASON } from "../../../core/mutation/note.js";
import { about } from "../../../core/schema/about.js";
import { AreChecked, HasAtMost, IsRecordedDay } from "../../../core/schema/checks.js";
import { inputField } from "../../../core/schema/input-field.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { Payload } from "../../../core/schema/user-errors.js";
import { ReportingCampaign } from "../campaign.type.js";
import * as messages from "../reporting.messages.js";
import { Holds } from "./definition.js";
import type { ReportingCampaignRow } from "./reporting-campaign.store.js";

@InputType({ description: about("A column of a form.", "Một cột của mẫu.") })
export class ReportFormColumnInput {
  @Field(() => String, {
    description: about(
      'Its number, such as "(5)", once in its form; formulas name it so.',
      'Số của cột, ví dụ "(5)", không trùng trong mẫu; công thức gọi cột theo số này.',
    ),
  })
  number!: string;

  @Field(() => String, { description: about("Its heading.", "Tiêu đề cột.") })
  labelVi!: string;

  @Field(() => String, {
    nullable: true,
    description: about("The heading over it and its neighbours.", "Tiêu đề chung của nhóm cột."),
  })
  groupVi?: string | null;

  @Field(() => String, { nullable: true, description: about("Unit of its figures.", "Đơn vị tính.") })
  unitVi?: string | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      'What its figures must be, such as "(5)=(4)-(3)": + - * / and brackets; where it divides, two decimals, half up. Left out: any figure.',
      'Công thức của cột, ví dụ "(5)=(4)-(3)": + - * / và ngoặc; nếu có phép chia thì hai chữ số thập phân, làm tròn nửa lên. Bỏ trống: số bất kỳ.',
    ),
  })
  formula?: string | null;

  @Field(() => String, { nullable: true, description: about("Its footnote.", "Ghi chú của cột.") })
  footnoteVi?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: about("Whether a figure below 0 is taken; left out: no.", "Có nhận số âm không; bỏ trống: không."),
  })
  mayBeNegative?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: about(
      "False: it names the row, and nobody fills it in, such as a number or a name. Left out: it is filled in.",
      "False: cột ghi số thứ tự hoặc tên, không phải điền. Bỏ trống: phải điền.",
    ),
  })
  isEntered?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Code of the metric whose figures it holds: once submitted they go on record. Left out: figures of this form alone.",
      "Mã chỉ số của số liệu trong cột: khi gửi, số liệu vào sổ. Bỏ trống: số liệu chỉ của mẫu này.",
    ),
  })
  metric?: string | null;

  @Field(() => Holds, {
    nullable: true,
    description: about(
      "Which part of the metric's figure; left out: its value.",
      "Phần nào của số liệu; bỏ trống: giá trị.",
    ),
  })
  holds?: Holds | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "With NUMERATOR: number of the column whose figure is its denominator too, such as the total.",
      "Với NUMERATOR: số của cột đồng thời là mẫu số, ví dụ cột tổng.",
    ),
  })
  of?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "First day of the period; left out: a state on one day.",
      "Ngày đầu kỳ; bỏ trống: trạng thái tại một ngày.",
    ),
  })
  @IsRecordedDay()
  from?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "With a metric: the day that its figures hold for; of a period, its last.",
      "Khi có chỉ số: số liệu tính đến ngày nào; với một kỳ là ngày cuối kỳ.",
    ),
  })
  @IsRecordedDay()
  on?: string | null;
}

@InputType({ description: about("A part of a form in words.", "Một phần bằng lời của mẫu.") })
export class ReportFormPartInput {
  @Field(() => String, { description: about('Such as "B"; "A" are the figures.', 'Ví dụ "B"; "A" là phần số liệu.') })
  code!: string;

  @Field(() => String, { description: about("Its heading.", "Tên phần.") })
  titleVi!: string;
}

@InputType({ description: about("A form to be filled in.", "Một mẫu cần điền.") })
export class ReportFormInput {
  @Field(() => String, { description: about('Such as "Phụ lục 1", once.', 'Ví dụ "Phụ lục 1", nêu một lần.') })
  code!: string;

  @Field(() => String, { description: about("Its title.", "Tên mẫu.") })
  titleVi!: string;

  @Field(() => [ReportFormColumnInput], {
    nullable: true,
    description: about("Its columns from left to right, at most 100.", "Các cột từ trái sang phải, tối đa 100."),
  })
  @HasAtMost(100, messages.columns)
  @AreChecked()
  columns?: ReportFormColumnInput[] | null;

  @Field(() => [ReportFormPartInput], {
    nullable: true,
    description: about(
      "Its parts in words, at most 20. Left out: B Thuận lợi và khó khăn, C Ý kiến đề xuất; an empty list: none.",
      "Các phần bằng lời, tối đa 20. Bỏ trống: B Thuận lợi và khó khăn, C Ý kiến đề xuất; danh sách rỗng: không có.",
    ),
  })
  @HasAtMost(20, messages.parts)
  parts?: ReportFormPartInput[] | null;
}

@InputType({ description: about("A unit of a recipient.", "Một đơn vị thuộc nơi nhận.") })
export class RecipientUnitInput {
  @Field(() => String, { description: about("Code of the facility.", "Mã cơ sở.") })
  facility!: string;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Code of the area for which it answers, where a form asks for figures of areas.",
      "Mã địa bàn mà đơn vị báo cáo, khi mẫu hỏi số liệu của địa bàn.",
    ),
  })
  area?: string | null;
}

@InputType({
  description: about(
    "To whom the campaign goes. Whom it stands for is decided on the day of the act: units that are named, and those of a type, of an area or under a body. With none of these it is told, and owes nothing.",
    "Nơi nhận. Các đơn vị được xác định vào ngày thực hiện: đơn vị nêu tên, và đơn vị theo hình thức, địa bàn hoặc cơ quan quản lý. Không ghi gì: chỉ nhận để biết, không phải gửi mẫu.",
  ),
})
export class CampaignRecipientInput {
  @Field(() => String, { description: about("As the letter says it, once.", "Như công văn ghi, nêu một lần.") })
  nameVi!: string;

  @Field(() => [RecipientUnitInput], { nullable: true, description: about("Units by name.", "Các đơn vị nêu tên.") })
  @HasAtMost(20_000, messages.units)
  units?: RecipientUnitInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      'Those of this type (vocabulary "FACILITY_TYPE"), with `under` only those there.',
      'Các đơn vị có hình thức này (bộ mã "FACILITY_TYPE"); kèm `under` thì chỉ ở đó.',
    ),
  })
  facilityType?: string | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Those within the area, or under the managing body, of this code.",
      "Các đơn vị thuộc địa bàn hoặc cơ quan quản lý mang mã này.",
    ),
  })
  under?: string | null;
}

@InputType({ description: about("Who owes which form, by when.", "Ai phải gửi mẫu nào, hạn nào.") })
export class ReportDemandInput {
  @Field(() => String, { description: about("The recipient, by its name.", "Nơi nhận, theo tên.") })
  recipient!: string;

  @Field(() => String, { description: about("The form, by its code.", "Mẫu, theo mã.") })
  form!: string;

  @Field(() => LocalDate, { description: about("It is due before this day.", "Phải gửi trước ngày này.") })
  @IsRecordedDay()
  dueBefore!: string;
}

const RECIPIENTS = inputField(
  () => [CampaignRecipientInput],
  "To whom it goes, at most 100.",
  "Nơi nhận, tối đa 100.",
  HasAtMost(100, messages.recipients),
);
const FORMS = inputField(
  () => [ReportFormInput],
  "What is to be filled in, at most 50 forms.",
  "Các mẫu phải điền, tối đa 50.",
  HasAtMost(50, messages.forms),
  AreChecked(),
);
const DEMANDS = inputField(
  () => [ReportDemandInput],
  "Who owes which form, at most 500.",
  "Ai phải gửi mẫu nào, tối đa 500.",
  HasAtMost(500, messages.demands),
  AreChecked(),
);
const TITLE = inputField(() => String, "What it is about, at most 400 characters.", "Trích yếu, tối đa 400 ký tự.");
const NUMBER = inputField(
  () => String,
  "Number of the letter, at most 60 characters.",
  "Số công văn, tối đa 60 ký tự.",
);
const ISSUED_ON = inputField(() => LocalDate, "Day of the letter.", "Ngày công văn.", IsRecordedDay());
const STANDING_BODY = inputField(
  () => String,
  "Code of the standing body, which the reports are for.",
  "Mã cơ quan thường trực, nơi tổng hợp báo cáo.",
);
const REPORTS_TO = inputField(
  () => String,
  "To whom reports are sent, as a role, not a person or an address; at most 400 characters.",
  "Gửi báo cáo về đâu, ghi chức danh, không ghi tên người hay địa chỉ; tối đa 400 ký tự.",
);

@InputType({ description: about("A new campaign.", "Một đợt báo cáo mới.") })
export class ReportingCampaignOpenInput extends ActInput {
  @Field(() => String, {
    description: about(
      'Its code, such as "2027-Q1": 1 to 20 letters, digits, - and _.',
      'Mã đợt, ví dụ "2027-Q1": 1 đến 20 chữ cái không dấu, chữ số, - và _.',
    ),
  })
  code!: string;

  @TITLE.required
  titleVi!: string;

  @NUMBER.optional
  number?: string | null;

  @ISSUED_ON.optional
  issuedOn?: string | null;

  @STANDING_BODY.optional
  standingBody?: string | null;

  @REPORTS_TO.optional
  reportsToVi?: string | null;

  @RECIPIENTS.required
  recipients!: CampaignRecipientInput[];

  @FORMS.required
  forms!: ReportFormInput[];

  @DEMANDS.required
  demands!: ReportDemandInput[];
}

@InputType({
  description: about(
    "What a campaign asks for instead, while nobody has begun to answer it. What is left out stays; a list is replaced as a whole.",
    "Nội dung mới của một đợt chưa có nơi nào trả lời. Trường bỏ trống thì giữ nguyên; danh sách được thay toàn bộ.",
  ),
})
export class ReportingCampaignReviseInput extends ChangeInput {
  @TITLE.optional
  titleVi?: string | null;

  @NUMBER.emptiable
  number?: string | null;

  @ISSUED_ON.emptiable
  issuedOn?: string | null;

  @STANDING_BODY.emptiable
  standingBody?: string | null;

  @REPORTS_TO.emptiable
  reportsToVi?: string | null;

  @RECIPIENTS.optional
  recipients?: CampaignRecipientInput[] | null;

  @FORMS.optional
  forms?: ReportFormInput[] | null;

  @DEMANDS.optional
  demands?: ReportDemandInput[] | null;
}

@InputType({ description: about("A campaign to close.", "Đợt báo cáo cần đóng.") })
export class ReportingCampaignCloseInput extends ChangeInput {}

@InputType({ description: about("A campaign to open again.", "Đợt báo cáo cần mở lại.") })
export class ReportingCampaignReopenInput extends ChangeInput {
  @REASON.required
  reason!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about("The campaign, or why nothing was done.", "Đợt báo cáo, hoặc lý do không thực hiện."),
})
export class ReportingCampaignPayload extends Payload {
  @Field(() => ReportingCampaign, {
    nullable: true,
    description: about(
      "As it is now, with CONFLICT, ILLEGAL_STATE and TAKEN too; null where there is none.",
      "Hiện trạng, kể cả khi CONFLICT, ILLEGAL_STATE và TAKEN; null nếu không có.",
    ),
  })
  campaign!: ReportingCampaignRow | null;
}

import { Field, Int, ObjectType } from "type-graphql";
import { VERSION } from "../../core/mutation/act.input.js";
import { about, describedEnum } from "../../core/schema/about.js";
import { connectionType } from "../../core/schema/connection.type.js";
import { Node } from "../../core/schema/node.type.js";
import { LocalDate } from "../../core/schema/scalars.js";
import { Traced } from "../trail/trail.type.js";
import { Holds } from "./campaign/definition.js";

const ReportingCampaignState = describedEnum(
  "ReportingCampaignState",
  about("Whether the forms of a campaign can be filled in.", "Các mẫu của đợt còn điền được hay không."),
  {
    OPEN: about("Units fill in its forms and submit them.", "Các đơn vị đang điền và gửi mẫu."),
    CLOSED: about(
      "Its answers stay as they are. The campaign of a letter on record is closed: its forms stand in the letter.",
      "Các bản trả lời được giữ nguyên. Đợt của công văn đã có trong sổ là đã đóng: các mẫu theo công văn.",
    ),
  },
);

@ObjectType({
  implements: [Node, Traced],
  simpleResolvers: true,
  description: about(
    "A letter that asks for reports: who is asked, for what, and by when.",
    "Một công văn yêu cầu báo cáo: yêu cầu ai, việc gì, hạn nào.",
  ),
})
export class ReportingCampaign extends Node {
  @Field(() => String, {
    description: about(
      'Code, such as "2027-Q1"; of a letter that of the document.',
      'Mã đợt, ví dụ "2027-Q1"; với công văn là mã tài liệu.',
    ),
  })
  code!: string;

  @Field(() => String, { description: about("What it is about.", "Trích yếu.") })
  titleVi!: string;

  @Field(() => String, {
    nullable: true,
    description: about("Number of the letter; null: not given.", "Số công văn; null: không ghi."),
  })
  number!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about("Day of the letter; null: not given.", "Ngày công văn; null: không ghi."),
  })
  issuedOn!: string | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "To whom reports are sent, as a role; null: not on record.",
      "Gửi báo cáo về đâu, theo chức danh; null: không có trong sổ.",
    ),
  })
  reportsToVi!: string | null;

  @Field(() => ReportingCampaignState, {
    description: about("Whether it can be answered.", "Còn trả lời được hay không."),
  })
  state!: string;

  @Field(() => Int, { description: VERSION })
  version!: number;
}

export const ReportingCampaignConnection = connectionType(
  "ReportingCampaign",
  () => ReportingCampaign,
  about("A page of the reporting campaigns.", "Một trang đợt yêu cầu báo cáo."),
);

@ObjectType({
  simpleResolvers: true,
  description: about(
    "Something that the letter asks a recipient to do.",
    "Một việc công văn yêu cầu nơi nhận thực hiện.",
  ),
})
export class CampaignTask {
  @Field(() => String, { description: about("Who is asked, as printed.", "Nơi được yêu cầu, như tài liệu in.") })
  recipientVi!: string;

  @Field(() => String, { description: about("The task as printed.", "Nội dung, như tài liệu in.") })
  textVi!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about("An appendix of the letter, to be filled in.", "Một phụ lục của công văn, để điền."),
})
export class ReportForm {
  @Field(() => String, {
    description: about('As printed, such as "Phụ lục 1".', 'Như tài liệu in, ví dụ "Phụ lục 1".'),
  })
  code!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "A figure that a form leaves blank to be filled in. The columns of 2018 are printed in the letter and are not asked for.",
    "Một số liệu mà mẫu để trống để điền. Các cột năm 2018 đã in sẵn trong công văn nên không phải điền.",
  ),
})
export class ReportFormFigure {
  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "First day of the period; null: a state on one day.",
      "Ngày đầu kỳ; null: trạng thái tại một ngày.",
    ),
  })
  from!: string | null;

  @Field(() => LocalDate, {
    description: about(
      "The day it is asked for; of a period, its last.",
      "Tính đến ngày nào; với một kỳ là ngày cuối.",
    ),
  })
  on!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about("A column of a form.", "Một cột của mẫu."),
})
export class ReportFormColumn {
  @Field(() => String, { description: about('Its number, such as "(5)".', 'Số của cột, ví dụ "(5)".') })
  number!: string;

  @Field(() => String, { description: about("Its heading, as printed.", "Tiêu đề cột, như tài liệu in.") })
  labelVi!: string;

  @Field(() => String, {
    nullable: true,
    description: about(
      "How it is computed, as printed; null: it is entered.",
      "Công thức, như tài liệu in; null: cột nhập số liệu.",
    ),
  })
  formula!: string | null;

  @Field(() => String, {
    nullable: true,
    description: about("Its footnote, as printed.", "Ghi chú của cột, như tài liệu in."),
  })
  footnoteVi!: string | null;

  @Field(() => String, {
    nullable: true,
    description: about("Unit of its figures; null: not given.", "Đơn vị tính; null: không ghi."),
  })
  unitVi?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: about(
      "Whether a figure below 0 is taken, such as a difference; null: the form stands in a document.",
      "Có nhận số âm không, ví dụ số chênh lệch; null: mẫu thuộc một tài liệu.",
    ),
  })
  mayBeNegative?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "The heading over it and its neighbours; null: none.",
      "Tiêu đề chung của nhóm cột; null: không có.",
    ),
  })
  groupVi!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: about(
      "Whether units fill it in; false: it names the row. Null: the form stands in a document.",
      "Đơn vị có phải điền không; false: cột ghi tên dòng. Null: mẫu thuộc một tài liệu.",
    ),
  })
  isEntered?: boolean | null;

  @Field(() => Holds, {
    nullable: true,
    description: about(
      "Which part of the metric's figure it holds; null: the form stands in a document.",
      "Cột là phần nào của số liệu; null: mẫu thuộc một tài liệu.",
    ),
  })
  holds?: Holds | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Of a numerator: number of the column that is its denominator as well; null: none.",
      "Với tử số: số của cột đồng thời là mẫu số; null: không có.",
    ),
  })
  of?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "With a metric: first day of the period; null: a state on one day, or the form stands in a document.",
      "Khi có chỉ số: ngày đầu kỳ; null: trạng thái tại một ngày, hoặc mẫu thuộc một tài liệu.",
    ),
  })
  from?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "With a metric: the day that its figures hold for; of a period, its last. Null: no metric, or the form stands in a document.",
      "Khi có chỉ số: số liệu tính đến ngày nào; với một kỳ là ngày cuối kỳ. Null: không có chỉ số, hoặc mẫu thuộc một tài liệu.",
    ),
  })
  on?: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about("The heading of a column of a form.", "Tiêu đề một cột của mẫu."),
})
export class ReportFormHeading {
  @Field(() => String, {
    nullable: true,
    description: about(
      "The heading over it and its neighbours; null: none.",
      "Tiêu đề chung của nhóm cột; null: không có.",
    ),
  })
  groupVi!: string | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Its number; null: the document does not number it.",
      "Số của cột; null: tài liệu không đánh số.",
    ),
  })
  number!: string | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Its own heading, as printed; null: it has none.",
      "Tiêu đề riêng, như tài liệu in; null: không có.",
    ),
  })
  labelVi!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about("A part of a form.", "Một phần của mẫu."),
})
export class ReportFormPart {
  @Field(() => String, { description: about('Such as "A".', 'Ví dụ "A".') })
  code!: string;

  @Field(() => String, { description: about("Its heading, as printed.", "Tên phần, như tài liệu in.") })
  titleVi!: string;

  @Field(() => Boolean, {
    description: about("Whether it is answered in words; else in figures.", "Trả lời bằng lời hay bằng số liệu."),
  })
  inWords!: boolean | number;
}

@ObjectType({
  simpleResolvers: true,
  description: about("A demand for a form: from whom and by when.", "Yêu cầu gửi một mẫu: từ ai, hạn nào."),
})
export class ReportDemand {
  @Field(() => String, { description: about("From whom, as printed.", "Nơi phải báo cáo, như tài liệu in.") })
  recipientVi!: string;

  @Field(() => String, { description: about("By when, as printed.", "Thời hạn, như tài liệu in.") })
  duePrinted!: string;

  @Field(() => LocalDate, { description: about("It is due before this day.", "Phải gửi trước ngày này.") })
  dueBefore!: string;
}

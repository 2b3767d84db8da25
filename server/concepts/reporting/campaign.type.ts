import { Field, ObjectType } from "type-graphql";
import { about } from "../../core/schema/about.js";
import { LocalDate } from "../../core/schema/scalars.js";
import { SourceDocument } from "../provenance/source/source.type.js";

@ObjectType({
  simpleResolvers: true,
  description: about(
    "A letter that asks for reports: who is asked, for what, and by when.",
    "Một công văn yêu cầu báo cáo: yêu cầu ai, việc gì, hạn nào.",
  ),
})
export class ReportingCampaign {
  @Field(() => SourceDocument, { description: about("The letter.", "Công văn.") })
  document!: SourceDocument;

  @Field(() => [String], { description: about("To whom it goes, as printed.", "Nơi nhận, như tài liệu in.") })
  recipientsVi!: string[];
}

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

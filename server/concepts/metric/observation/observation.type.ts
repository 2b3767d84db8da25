import { createUnionType, Field, Float, Int, ObjectType } from "type-graphql";
import { VERSION } from "../../../core/mutation/act.input.js";
import { about } from "../../../core/schema/about.js";
import { connectionType } from "../../../core/schema/connection.type.js";
import { Dated, RecordedAsOfField } from "../../../core/schema/dated.type.js";
import { Node } from "../../../core/schema/node.type.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { Area } from "../../area/area.type.js";
import { Facility } from "../../facility/register/facility.type.js";
import { Citation } from "../../provenance/source/source.type.js";
import { Traced } from "../../trail/trail.type.js";

export const ObservationSubject = createUnionType({
  name: "ObservationSubject",
  description: about("Whom or what a figure is about.", "Đối tượng của số liệu."),
  types: () => [Area, Facility] as const,
});

@ObjectType({
  simpleResolvers: true,
  description: about(
    "What a document prints in the place of a figure that has been corrected since: a document prints what it prints.",
    "Điều tài liệu in ở chỗ của một số liệu nay đã được sửa: điều đã in không thay đổi.",
  ),
})
export class PrintedFigure {
  @Field(() => Float, {
    nullable: true,
    description: about("The value, as printed; null: none is printed.", "Giá trị như tài liệu in; null: không in."),
  })
  value!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: about("Of a ratio: the numerator that is printed.", "Với tỷ lệ: tử số được in."),
  })
  numerator!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: about("Of a ratio: the denominator that is printed.", "Với tỷ lệ: mẫu số được in."),
  })
  denominator!: number | null;

  @Field(() => Boolean, {
    description: about('One of its numbers is printed as "about".', 'Có con số được in là "khoảng" hoặc "~".'),
  })
  approximate!: boolean;

  @Field(() => Citation, { description: about("Where it is printed.", "Nơi được in.") })
  source!: Citation;

  @Field(() => String, {
    nullable: true,
    description: about(
      "The sentence it stands in, as printed; null: it stands in a table.",
      "Câu văn chứa số liệu, như tài liệu in; null: số liệu nằm trong bảng.",
    ),
  })
  quoteVi!: string | null;
}

@ObjectType({
  implements: [Node, Traced, Dated],
  simpleResolvers: true,
  description: about(
    "One figure of one metric for one subject on its own day.",
    "Một số liệu của một chỉ số, cho một đối tượng, vào ngày riêng của nó.",
  ),
})
export class Observation extends Node {
  @Field(() => LocalDate, {
    description: about(
      'The day it holds for ("tính đến ngày"); of a period, its last day.',
      "Tính đến ngày nào; với một kỳ là ngày cuối kỳ.",
    ),
  })
  on!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "First day of the period; null: a state on one day, or not given.",
      "Ngày đầu kỳ; null: là trạng thái tại một ngày, hoặc không ghi.",
    ),
  })
  from!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: about(
      "As it is cited, in the metric's unit (percent for a ratio). Null: the document prints no such number, or the cell is blank; never 0 for a blank.",
      "Như tài liệu in, theo đơn vị tính của chỉ số (phần trăm với tỷ lệ). Null: tài liệu không in số này hoặc ô để trống; ô trống không bao giờ là 0.",
    ),
  })
  value!: number | null;

  @Field(() => Boolean, {
    description: about('One of its numbers is printed as "about".', 'Có con số được in là "khoảng" hoặc "~".'),
  })
  approximate!: boolean;

  @Field(() => Boolean, {
    description: about(
      "False: the figure was asked for, but the cell is blank.",
      "False: số liệu được yêu cầu nhưng ô để trống.",
    ),
  })
  reported!: boolean;

  @Field(() => String, {
    nullable: true,
    description: about(
      "The sentence it stands in, as printed; null: it stands in a table.",
      "Câu văn chứa số liệu, như tài liệu in; null: số liệu nằm trong bảng.",
    ),
  })
  quoteVi!: string | null;

  @Field(() => String, { nullable: true, description: about("Remark in Vietnamese.", "Ghi chú tiếng Việt.") })
  noteVi!: string | null;

  @Field(() => String, { nullable: true, description: about("Remark in English.", "Ghi chú tiếng Anh.") })
  noteEn!: string | null;

  @Field(() => Int, { description: VERSION })
  version!: number;

  @RecordedAsOfField()
  recordedAsOf?: string | null;
}

export const ObservationConnection = connectionType(
  "Observation",
  () => Observation,
  about("A page of a list of figures.", "Một trang trong danh sách số liệu."),
);

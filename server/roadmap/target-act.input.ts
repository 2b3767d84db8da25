import { ArrayMaxSize, IsNumber, Max, Min } from "class-validator";
import { Field, Float, InputType, Int, ObjectType } from "type-graphql";
import { ActInput, ChangeInput } from "../acts/act.input.js";
import { IsNote, REASON } from "../acts/note.js";
import { about } from "../graphql/about.js";
import { LocalDate } from "../graphql/scalars.js";
import { Payload, said } from "../graphql/user-errors.js";
import type { TargetRow } from "./roadmap.store.js";
import { Target } from "./roadmap.type.js";

const MOST_AIMS = 6;
const [FIRST_YEAR, LAST_YEAR] = [2000, 2100];

const DOCUMENT = about(
  "Number of the legal document that sets it, one that is on record.",
  "Số văn bản đặt ra mục tiêu, đã có trong danh mục.",
);
const YEAR = about("The year by which, 2000 to 2100.", "Năm phải đạt, từ 2000 đến 2100.");
const DUE = about(
  "The last day, within that year; null: the document gives the year only.",
  "Hạn cuối, trong năm đó; null: văn bản chỉ ghi năm.",
);
const STATEMENT = about(
  "The statement as the document words it, at most 2,000 characters.",
  "Nội dung như văn bản ghi, tối đa 2.000 ký tự.",
);
const METRIC = about("Code of the metric that measures it; null: none fits.", "Mã chỉ số đo mục tiêu; null: không có.");
const VALUE = about(
  "What is aimed at, in the unit of the metric (percent for a ratio), 0 or more; null: the document gives none.",
  "Giá trị cần đạt theo đơn vị tính của chỉ số (phần trăm với tỷ lệ), không âm; null: văn bản không ghi.",
);
const COUNT = about(
  'The count that the document gives beside, as "about 210", 0 or more; null: none.',
  'Số lượng văn bản ghi kèm, ví dụ "khoảng 210", không âm; null: không có.',
);
const AIMS = about(
  "Codes of what it aims at (vocabulary AIM), by which it is compared with targets of other documents; at most 6.",
  "Mã việc nhằm tới (từ vựng AIM), để so với mục tiêu của văn bản khác; tối đa 6.",
);
const NOTE_VI = about("Remark in Vietnamese, at most 2,000 characters.", "Ghi chú tiếng Việt, tối đa 2.000 ký tự.");
const NOTE_EN = about("Remark in English, at most 2,000 characters.", "Ghi chú tiếng Anh, tối đa 2.000 ký tự.");

export function IsYear(): PropertyDecorator {
  return (target, property) => {
    const year = said("A year is from 2000 to 2100.", "Năm từ 2000 đến 2100.");
    Min(FIRST_YEAR, year)(target, property);
    Max(LAST_YEAR, year)(target, property);
  };
}

function IsAmount(): PropertyDecorator {
  return (target, property) => {
    IsNumber({ maxDecimalPlaces: 6 }, said("It has at most six decimals.", "Có tối đa sáu chữ số thập phân."))(
      target,
      property,
    );
    Min(0, said("It is 0 or more.", "Không âm."))(target, property);
  };
}

const AreAims = () => ArrayMaxSize(MOST_AIMS, said("At most 6 aims are given.", "Ghi tối đa 6 việc nhằm tới."));

@InputType({ description: about("A target to add.", "Mục tiêu cần thêm.") })
export class TargetAddInput extends ActInput {
  @Field(() => String, { description: DOCUMENT })
  legalDocument!: string;

  @Field(() => Int, { description: YEAR })
  @IsYear()
  year!: number;

  @Field(() => LocalDate, { nullable: true, description: DUE })
  dueOn?: string | null;

  @Field(() => String, { description: STATEMENT })
  @IsNote()
  statementVi!: string;

  @Field(() => String, { nullable: true, description: METRIC })
  metric?: string | null;

  @Field(() => Float, { nullable: true, description: VALUE })
  @IsAmount()
  value?: number | null;

  @Field(() => Float, { nullable: true, description: COUNT })
  @IsAmount()
  count?: number | null;

  @Field(() => [String], { nullable: true, description: AIMS })
  @AreAims()
  aims?: string[] | null;

  @Field(() => String, { nullable: true, description: NOTE_VI })
  @IsNote()
  noteVi?: string | null;

  @Field(() => String, { nullable: true, description: NOTE_EN })
  @IsNote()
  noteEn?: string | null;
}

@InputType({
  description: about(
    "A target as it should be on record. What is left out stays.",
    "Nội dung đúng của mục tiêu. Trường bỏ trống thì giữ nguyên.",
  ),
})
export class TargetCorrectInput extends ChangeInput {
  @Field(() => String, { nullable: true, description: DOCUMENT })
  legalDocument?: string | null;

  @Field(() => Int, { nullable: true, description: YEAR })
  @IsYear()
  year?: number | null;

  @Field(() => LocalDate, { nullable: true, description: DUE })
  dueOn?: string | null;

  @Field(() => String, { nullable: true, description: STATEMENT })
  @IsNote()
  statementVi?: string | null;

  @Field(() => String, { nullable: true, description: METRIC })
  metric?: string | null;

  @Field(() => Float, { nullable: true, description: VALUE })
  @IsAmount()
  value?: number | null;

  @Field(() => Float, { nullable: true, description: COUNT })
  @IsAmount()
  count?: number | null;

  @Field(() => [String], { nullable: true, description: AIMS })
  @AreAims()
  aims?: string[] | null;

  @Field(() => String, { nullable: true, description: NOTE_VI })
  @IsNote()
  noteVi?: string | null;

  @Field(() => String, { nullable: true, description: NOTE_EN })
  @IsNote()
  noteEn?: string | null;

  @Field(() => String, { description: REASON })
  reason!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about("The target, or why nothing was done.", "Mục tiêu, hoặc lý do không thực hiện."),
})
export class TargetPayload extends Payload {
  @Field(() => Target, {
    nullable: true,
    description: about(
      "As it is now, with CONFLICT too; null where something is to be put right first.",
      "Hiện trạng, kể cả khi CONFLICT; null nếu còn lỗi cần sửa.",
    ),
  })
  target!: TargetRow | null;
}

import { Field, InputType, ObjectType } from "type-graphql";
import { ActInput, ChangeInput, DRY_RUN } from "../../../core/mutation/act.input.js";
import { IsNote, NOTE_EN, REASON } from "../../../core/mutation/note.js";
import { about } from "../../../core/schema/about.js";
import { Fits, HasAtMost, IsRecordedDay } from "../../../core/schema/checks.js";
import { inputField } from "../../../core/schema/input-field.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { Payload } from "../../../core/schema/user-errors.js";
import { tidyName } from "../../facility/mutation/facility-shapes.js";
import * as messages from "../area.messages.js";
import { Area, AreaType } from "../area.type.js";
import { problemOfAreaCode, problemOfAreaName } from "../area-rules.js";
import type { AreaView } from "../area-tree.js";

const NAME = inputField(
  () => String,
  "At most 400 characters.",
  "Tối đa 400 ký tự.",
  Fits("isName", (name: string) => problemOfAreaName(tidyName(name))),
);
const TYPE = inputField(() => AreaType, "Level.", "Cấp.");
const PARENT = inputField(
  () => String,
  "Code of the area that it lies in, which is there on that day, and still.",
  "Mã đơn vị hành chính cấp trên, tồn tại vào ngày đó và đến nay.",
);
const ON = inputField(
  () => LocalDate,
  "From which day on: not after today, and after the last change of the same kind that is on record.",
  "Từ ngày nào: không sau hôm nay, và sau thay đổi cùng loại gần nhất đã ghi.",
  IsRecordedDay(),
);
const DOCUMENT = inputField(
  () => String,
  "Number of the legal document that says so, one that is on record; without one `noteVi` says why.",
  "Số văn bản quy định, đã có trong danh mục; nếu không có thì ghi lý do ở `noteVi`.",
);
const WHY = inputField(
  () => String,
  "What it rests on, in Vietnamese, at most 2,000 characters; needed where no document is named.",
  "Căn cứ, tối đa 2.000 ký tự; phải có khi không nêu văn bản.",
  IsNote(),
);
const SPELLINGS = inputField(
  () => [String],
  "Other ways in which documents write it, such as with tone marks elsewhere; at most 50.",
  "Các cách viết khác trong tài liệu, ví dụ bỏ dấu theo kiểu khác; tối đa 50.",
  HasAtMost(50, messages.aSpelling),
  Fits("areNames", (spellings: readonly string[]) =>
    spellings.map((spelling) => problemOfAreaName(spelling.trim())).find((problem) => problem !== undefined),
  ),
);

@InputType({ description: about("An area to add.", "Đơn vị hành chính cần thêm.") })
export class AreaAddInput extends ActInput {
  @Field(() => String, {
    description: about(
      "Code of the statistics office, which no other area has at the same time.",
      "Mã đơn vị hành chính, không đơn vị nào khác mang cùng thời gian.",
    ),
  })
  @Fits("isCode", problemOfAreaCode)
  code!: string;

  @NAME.required
  name!: string;

  @TYPE.required
  areaType!: string;

  @PARENT.optional
  parent?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "Its first day, not after today; left out: it is older than the records here.",
      "Ngày bắt đầu, không sau hôm nay; bỏ trống: có trước dữ liệu ở đây.",
    ),
  })
  @IsRecordedDay()
  on?: string | null;

  @SPELLINGS.optional
  spellings?: string[] | null;

  @DOCUMENT.optional
  legalDocument?: string | null;

  @WHY.optional
  noteVi?: string | null;

  @NOTE_EN.optional
  noteEn?: string | null;

  @DRY_RUN.optional
  dryRun?: boolean | null;
}

@InputType()
abstract class DatedChangeInput extends ChangeInput {
  @ON.required
  on!: string;

  @DOCUMENT.optional
  legalDocument?: string | null;

  @WHY.optional
  noteVi?: string | null;

  @NOTE_EN.optional
  noteEn?: string | null;

  @DRY_RUN.optional
  dryRun?: boolean | null;
}

@InputType({ description: about("A new name, from a day on.", "Tên mới, từ một ngày.") })
export class AreaRenameInput extends DatedChangeInput {
  @NAME.required
  name!: string;
}

@InputType({ description: about("In which area it lies, from a day on.", "Thuộc đơn vị hành chính nào, từ một ngày.") })
export class AreaMoveInput extends DatedChangeInput {
  @PARENT.required
  parent!: string;
}

@InputType({
  description: about(
    "The end of an area, from a day on. Areas and facilities in it are moved before.",
    "Việc kết thúc của đơn vị hành chính, từ một ngày. Các đơn vị và cơ sở trong đó được chuyển trước.",
  ),
})
export class AreaCloseInput extends DatedChangeInput {
  @Field(() => String, {
    nullable: true,
    description: about(
      "Code of the area that it goes into; left out: none of its level succeeds it.",
      "Mã đơn vị hành chính kế tục; bỏ trống: không có đơn vị kế tục cùng cấp.",
    ),
  })
  into?: string | null;
}

@InputType({
  description: about(
    "An area as it should be on record in its latest known state. What is left out stays.",
    "Nội dung đúng của đơn vị hành chính theo tình trạng mới nhất. Trường bỏ trống thì giữ nguyên.",
  ),
})
export class AreaCorrectInput extends ChangeInput {
  @NAME.optional
  name?: string | null;

  @TYPE.optional
  areaType?: string | null;

  @SPELLINGS.optional
  addSpellings?: string[] | null;

  @SPELLINGS.optional
  removeSpellings?: string[] | null;

  @REASON.required
  reason!: string;

  @DRY_RUN.optional
  dryRun?: boolean | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about("The area, or why nothing was done.", "Đơn vị hành chính, hoặc lý do không thực hiện."),
})
export class AreaPayload extends Payload {
  @Field(() => Area, {
    nullable: true,
    description: about(
      "In its latest known state, with CONFLICT too; null where something is to be put right first.",
      "Theo tình trạng mới nhất, kể cả khi CONFLICT; null nếu còn lỗi cần sửa.",
    ),
  })
  area!: AreaView | null;
}

import { Field, InputType, Int } from "type-graphql";
import { ActInput, ChangeInput } from "../../../core/mutation/act.input.js";
import { IsNote, REASON } from "../../../core/mutation/note.js";
import { about } from "../../../core/schema/about.js";
import { Fits, HasAtMost, IsBetween, IsRecordedDay } from "../../../core/schema/checks.js";
import { inputField, NullEmpties } from "../../../core/schema/input-field.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { MOST_BEDS } from "../register/facilities-at.js";
import { Ownership } from "../register/facility.type.js";
import { problemOfCode, problemOfLetters, tidyName } from "./facility-shapes.js";

const MOST_SPELLINGS = 50;

export const NAME = inputField(
  () => String,
  "At most 200 characters; no other facility has or had this name.",
  "Tối đa 200 ký tự; không cơ sở nào khác mang hoặc từng mang tên này.",
  IsName(),
);
export const AREA = inputField(
  () => String,
  "Code of the area where it stands, the smallest one that is known; it is there on that day, and still.",
  "Mã đơn vị hành chính nơi đặt trụ sở, cấp nhỏ nhất được biết; tồn tại vào ngày đó và đến nay.",
);
export const ON = inputField(
  () => LocalDate,
  "From which day on: not after today, and after the last change of the same kind that is on record.",
  "Từ ngày nào: không sau hôm nay, và sau thay đổi cùng loại gần nhất đã ghi.",
  IsRecordedDay(),
);
export const BASIS = inputField(
  () => String,
  "On what it rests, in Vietnamese: at most 2,000 characters.",
  "Căn cứ ghi nhận, tối đa 2.000 ký tự.",
  IsNote(),
);
const TYPE = inputField(
  () => String,
  "Code of the form of organisation (vocabulary FACILITY_TYPE).",
  "Mã hình thức tổ chức (từ vựng FACILITY_TYPE).",
);
const OWNER = inputField(() => Ownership, "Who owns it.", "Hình thức sở hữu.");
const LEVEL = inputField(
  () => String,
  "Code of the technical level (vocabulary SERVICE_LEVEL); null: not known.",
  "Mã tuyến kỹ thuật (từ vựng SERVICE_LEVEL); null: chưa rõ.",
);
const CLASS = inputField(
  () => String,
  "Code of the class (vocabulary HOSPITAL_CLASS); null: unclassed, or not known.",
  "Mã xếp hạng (từ vựng HOSPITAL_CLASS); null: không xếp hạng hoặc chưa rõ.",
);
const BEDS = inputField(
  () => Int,
  "Beds in actual use, 0 to 100,000; null: not known.",
  "Số giường thực kê, từ 0 đến 100.000; null: chưa rõ.",
  IsBetween(0, MOST_BEDS, {
    en: "Beds are a whole number from 0 to 100,000.",
    vi: "Số giường là số nguyên từ 0 đến 100.000.",
  }),
);
const NOTE = inputField(
  () => String,
  "Remark in Vietnamese, at most 2,000 characters; null: none.",
  "Ghi chú tiếng Việt, tối đa 2.000 ký tự; null: không có.",
  IsNote(),
);

function IsName(): PropertyDecorator {
  return Fits("isName", (name: string) => problemOfLetters(tidyName(name)));
}

const SPELLINGS = { en: "spellings", vi: "cách viết" };

/** Spellings that are to be on record from now on. */
const AreNewSpellings = (): PropertyDecorator => (target, property) => {
  HasAtMost(MOST_SPELLINGS, SPELLINGS)(target, property);
  Fits("areNames", (spellings: readonly string[]) =>
    spellings.map((spelling) => problemOfLetters(spelling.trim())).find((problem) => problem !== undefined),
  )(target, property);
};

@InputType({ description: about("A facility to add to the register.", "Cơ sở cần thêm vào sổ đăng ký.") })
export class FacilityAddInput extends ActInput {
  @Field(() => String, {
    description: about(
      'Its code from now on: at most 40 capitals, digits and hyphens, such as "BV-MAT".',
      'Mã dùng từ nay về sau: tối đa 40 chữ hoa không dấu, chữ số và gạch nối, ví dụ "BV-MAT".',
    ),
  })
  @Fits("isCode", problemOfCode)
  code!: string;

  @NAME.required
  name!: string;

  @TYPE.required
  facilityType!: string;

  @OWNER.required
  ownership!: string;

  @LEVEL.optional
  serviceLevel?: string | null;

  @CLASS.optional
  hospitalClass?: string | null;

  @BEDS.optional
  actualBeds?: number | null;

  @AREA.required
  area!: string;

  @Field(() => String, {
    nullable: true,
    description: about("Code of its managing body; null: none of the register.", "Mã cơ quan quản lý; null: không có."),
  })
  managedBy?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about("Opened on; null: not known.", "Ngày thành lập; null: chưa rõ."),
  })
  @IsRecordedDay()
  openedOn?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "The first day on which it is known to be so; earlier days do not know the facility. Left out: `openedOn`, or else today.",
      "Ngày đầu tiên biết được các thông tin này; các ngày trước đó không có cơ sở này. Bỏ trống: `openedOn`, nếu không có thì hôm nay.",
    ),
  })
  @IsRecordedDay()
  on?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: about(
      "Other ways in which documents write it, at most 50.",
      "Các cách viết khác trong tài liệu, tối đa 50.",
    ),
  })
  @AreNewSpellings()
  spellings?: string[] | null;

  @NOTE.optional
  noteVi?: string | null;
}

/** What can be said anew of type, owner, level, class and beds. */
@InputType()
abstract class ProfileInput extends ChangeInput {
  @TYPE.optional
  facilityType?: string | null;

  @OWNER.optional
  ownership?: string | null;

  @LEVEL.emptiable
  serviceLevel?: string | null;

  @CLASS.emptiable
  hospitalClass?: string | null;

  @BEDS.emptiable
  actualBeds?: number | null;
}

@InputType({
  description: about(
    "What a facility is from a day on. What is left out stays as it was.",
    "Thông tin của cơ sở từ một ngày. Trường bỏ trống thì giữ như trước.",
  ),
})
export class FacilityProfileChangeInput extends ProfileInput {
  @ON.required
  on!: string;

  @BASIS.optional
  basisVi?: string | null;
}

@InputType({
  description: about(
    "What should have been on record of the latest known state. What is left out stays as it is.",
    "Nội dung đúng của tình trạng mới nhất được biết. Trường bỏ trống thì giữ nguyên.",
  ),
})
export class FacilityCorrectInput extends ProfileInput {
  @Field(() => String, {
    nullable: true,
    description: about(
      "The name as it should have been written; the wrong one goes on naming the facility as a spelling. A new name is given by `facilityRename`.",
      "Tên viết đúng; tên viết sai vẫn được nhận ra như một cách viết. Đặt tên mới thì dùng `facilityRename`.",
    ),
  })
  @IsName()
  name?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "Opened on, not after its first change on record; null: not known.",
      "Ngày thành lập, không sau thay đổi đầu tiên đã ghi; null: chưa rõ.",
    ),
  })
  @NullEmpties()
  @IsRecordedDay()
  openedOn?: string | null;

  @NOTE.emptiable
  noteVi?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: about(
      "Other ways in which documents write it, at most 50 at once: from now on they name it.",
      "Các cách viết khác trong tài liệu, mỗi lần tối đa 50: từ nay được nhận ra là cơ sở này.",
    ),
  })
  @AreNewSpellings()
  addSpellings?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: about(
      "Spellings on record that do not mean it, exactly as they are on record; at most 50 at once.",
      "Các cách viết đã ghi nhưng không chỉ cơ sở này, đúng như đã ghi; mỗi lần tối đa 50.",
    ),
  })
  @HasAtMost(MOST_SPELLINGS, SPELLINGS)
  removeSpellings?: string[] | null;

  @REASON.required
  reason!: string;
}

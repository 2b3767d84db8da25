import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { ActInput, ChangeInput } from "../../../core/mutation/act.input.js";
import { IsNote, REASON } from "../../../core/mutation/note.js";
import { about } from "../../../core/schema/about.js";
import { Fits, HasLength, IsRecordedDay, IsYear } from "../../../core/schema/checks.js";
import { inputField } from "../../../core/schema/input-field.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { Payload } from "../../../core/schema/user-errors.js";
import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import { notAnAddress } from "../roadmap.messages.js";
import type { MilestoneRow } from "../roadmap.store.js";
import { Milestone, MilestoneStatus } from "../roadmap.type.js";
import type { MilestoneProgressRow } from "./milestone-progress.store.js";
import { MilestoneProgress } from "./milestone-progress.type.js";

/** A browser opens it safely: https, without a name or password in it. Blank is none. */
function problemOfAddress(given: string): LocalizedMessage | undefined {
  const address = given.trim();
  const url = URL.canParse(address) ? new URL(address) : null;
  return address === "" || (url?.protocol === "https:" && url.username === "" && url.password === "")
    ? undefined
    : notAnAddress(address);
}

const ON = inputField(
  () => LocalDate,
  "The day it holds for: not after today, and not before the last report of the same facility, or of the province.",
  "Tính đến ngày nào: không sau hôm nay, không trước tiến độ gần nhất của cùng cơ sở, hoặc của toàn tỉnh.",
  IsRecordedDay(),
);
const STATUS = inputField(
  () => MilestoneStatus,
  "How far it has come; CANCELLED is not reported but decided (milestoneCancel).",
  "Tình trạng; CANCELLED không ghi ở đây mà dùng milestoneCancel.",
);
const NOTE = inputField(
  () => String,
  "The progress in words, in Vietnamese: at most 2,000 characters.",
  "Mô tả tiến độ, tối đa 2.000 ký tự.",
  IsNote(),
);
const EVIDENCE = inputField(
  () => String,
  "What shows it, in words: at most 2,000 characters.",
  "Minh chứng bằng lời, tối đa 2.000 ký tự.",
  IsNote(),
);
const ADDRESS = inputField(
  () => String,
  "Where that can be read: an https address of at most 400 characters.",
  "Địa chỉ https của minh chứng, tối đa 400 ký tự.",
  HasLength(0, 400, { en: "An address", vi: "Địa chỉ" }),
  Fits("isSafeAddress", problemOfAddress),
);
const DOCUMENT = inputField(
  () => String,
  "Number of the legal document that shows it, one that is on record.",
  "Số văn bản minh chứng, đã có trong danh mục.",
);

@InputType({ description: about("How far a milestone has come.", "Tiến độ của một mốc.") })
export class MilestoneRecordProgressInput extends ActInput {
  @Field(() => ID, { description: about("Which milestone.", "Mốc nào.") })
  milestone!: string;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Code of the facility whose progress it is. Left out: of the province as a whole, which moves the milestone's own status; that is for ADMIN.",
      "Mã cơ sở có tiến độ này. Bỏ trống: của toàn tỉnh, khi đó tình trạng của chính mốc thay đổi; chỉ dành cho ADMIN.",
    ),
  })
  facility?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: about(
      "Without `facility`: the version of the milestone that was seen last; if there is another one by now, nothing is changed.",
      "Khi không ghi `facility`: phiên bản của mốc đã xem gần nhất; nếu đã có phiên bản khác thì không thay đổi gì.",
    ),
  })
  expectedVersion?: number | null;

  @ON.required
  on!: string;

  @STATUS.required
  status!: keyof typeof MilestoneStatus;

  @NOTE.optional
  noteVi?: string | null;

  @EVIDENCE.optional
  evidenceVi?: string | null;

  @ADDRESS.optional
  evidenceUrl?: string | null;

  @DOCUMENT.optional
  evidenceDocument?: string | null;
}

@InputType({
  description: about(
    "A report of progress as it should be. What is left out stays.",
    "Nội dung đúng của một tiến độ. Trường bỏ trống thì giữ nguyên.",
  ),
})
export class MilestoneCorrectProgressInput extends ChangeInput {
  @ON.optional
  on?: string | null;

  @Field(() => MilestoneStatus, {
    nullable: true,
    description: about(
      "How far it had come; of the last report only, since the next ones began from there.",
      "Tình trạng; chỉ sửa được ở tiến độ gần nhất, vì các tiến độ sau bắt đầu từ đó.",
    ),
  })
  status?: keyof typeof MilestoneStatus | null;

  @NOTE.emptiable
  noteVi?: string | null;

  @EVIDENCE.emptiable
  evidenceVi?: string | null;

  @ADDRESS.emptiable
  evidenceUrl?: string | null;

  @DOCUMENT.emptiable
  evidenceDocument?: string | null;

  @REASON.required
  reason!: string;
}

@InputType({ description: about("Another year for a milestone.", "Năm mới của một mốc.") })
export class MilestoneReplanInput extends ChangeInput {
  @Field(() => Int, { description: about("The year, 2000 to 2100.", "Năm, từ 2000 đến 2100.") })
  @IsYear()
  year!: number;

  @REASON.required
  reason!: string;
}

@InputType({ description: about("A milestone that is given up.", "Mốc cần hủy bỏ.") })
export class MilestoneCancelInput extends ChangeInput {
  @REASON.required
  reason!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about("The milestone, or why nothing was done.", "Mốc, hoặc lý do không thực hiện."),
})
export class MilestonePayload extends Payload {
  @Field(() => Milestone, {
    nullable: true,
    description: about(
      "As it is now, with CONFLICT and ILLEGAL_STATE too; null where something is to be put right first.",
      "Hiện trạng, kể cả khi CONFLICT và ILLEGAL_STATE; null nếu còn lỗi cần sửa.",
    ),
  })
  milestone!: MilestoneRow | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about("The report of progress, or why nothing was done.", "Tiến độ, hoặc lý do không thực hiện."),
})
export class MilestoneProgressPayload extends Payload {
  @Field(() => MilestoneProgress, {
    nullable: true,
    description: about(
      "As it is now, with CONFLICT too; null where something is to be put right first.",
      "Hiện trạng, kể cả khi CONFLICT; null nếu còn lỗi cần sửa.",
    ),
  })
  progress!: MilestoneProgressRow | null;
}

import { Field, InputType, ObjectType } from "type-graphql";
import { ChangeInput } from "../../../core/mutation/act.input.js";
import { REASON } from "../../../core/mutation/note.js";
import { about, describedEnum } from "../../../core/schema/about.js";
import { IsRecordedDay } from "../../../core/schema/checks.js";
import { inputField, NullEmpties } from "../../../core/schema/input-field.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { Payload } from "../../../core/schema/user-errors.js";
import { Facility } from "../register/facility.type.js";
import type { FacilityRow } from "../register/facility-history.js";
import { AREA, BASIS, NAME, ON } from "./facility-record.input.js";

const DOCUMENT = inputField(
  () => String,
  "Number of the legal document that says so, one that is on record.",
  "Số văn bản quy định, đã có trong danh mục.",
);

@InputType({ description: about("A new name, from a day on.", "Tên mới, từ một ngày.") })
export class FacilityRenameInput extends ChangeInput {
  @NAME.required
  name!: string;

  @ON.required
  on!: string;

  @DOCUMENT.optional
  legalDocument?: string | null;

  @BASIS.optional
  basisVi?: string | null;
}

@InputType({ description: about("A new place, from a day on.", "Nơi đặt trụ sở mới, từ một ngày.") })
export class FacilityMoveInput extends ChangeInput {
  @AREA.required
  area!: string;

  @ON.required
  on!: string;

  @BASIS.optional
  basisVi?: string | null;
}

@InputType({
  description: about(
    "Who manages and who guides a facility from a day on. What is left out stays; but nobody guides what it manages.",
    "Đơn vị quản lý và đơn vị hướng dẫn của cơ sở từ một ngày. Trường bỏ trống thì giữ nguyên; đơn vị quản lý thì không đồng thời là đơn vị hướng dẫn.",
  ),
})
export class FacilityReassignInput extends ChangeInput {
  @Field(() => String, {
    nullable: true,
    description: about(
      "Code of the managing body; null: none of the register any more.",
      "Mã cơ quan quản lý; null: không còn cơ quan quản lý trong sổ.",
    ),
  })
  @NullEmpties()
  managedBy?: string | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Code of who guides it without managing it; null: nobody any more.",
      "Mã đơn vị hướng dẫn chuyên môn mà không quản lý; null: không còn.",
    ),
  })
  @NullEmpties()
  guidedBy?: string | null;

  @ON.required
  on!: string;

  @DOCUMENT.optional
  legalDocument?: string | null;

  @BASIS.optional
  basisVi?: string | null;
}

@InputType({ description: about("Into which facility it goes, on which day.", "Sáp nhập vào cơ sở nào, từ ngày nào.") })
export class FacilityMergeInput extends ChangeInput {
  @Field(() => String, {
    description: about("Code of the facility that it goes into.", "Mã cơ sở nhận sáp nhập."),
  })
  into!: string;

  @Field(() => LocalDate, {
    description: about(
      "From this day on it is no unit of its own: not after today, and after its last change on record.",
      "Từ ngày này không còn là đơn vị riêng: không sau hôm nay, và sau thay đổi gần nhất đã ghi.",
    ),
  })
  @IsRecordedDay()
  on!: string;

  @DOCUMENT.optional
  legalDocument?: string | null;

  @BASIS.optional
  basisVi?: string | null;

  @REASON.required
  reason!: string;
}

@InputType({ description: about("The end of a facility.", "Việc ngừng hoạt động của một cơ sở.") })
export class FacilityCloseInput extends ChangeInput {
  @Field(() => LocalDate, {
    description: about(
      "From this day on it is no unit any more: not after today, and after its last change on record.",
      "Từ ngày này không còn là đơn vị: không sau hôm nay, và sau thay đổi gần nhất đã ghi.",
    ),
  })
  @IsRecordedDay()
  on!: string;

  @REASON.required
  reason!: string;
}

@InputType({
  description: about("A closing or merging that should not be on record.", "Việc đóng hoặc sáp nhập đã ghi sai."),
})
export class FacilityReopenInput extends ChangeInput {
  @REASON.required
  reason!: string;
}

const FacilityAspect = describedEnum(
  "FacilityAspect",
  about("What of a facility changes with time.", "Thông tin nào của cơ sở thay đổi theo thời gian."),
  {
    NAME: about("Its name (facilityRename).", "Tên gọi (facilityRename)."),
    PLACE: about("Where it stands (facilityMove).", "Nơi đặt trụ sở (facilityMove)."),
    PROFILE: about(
      "Type, owner, level, class and beds (facilityProfileChange).",
      "Hình thức tổ chức, sở hữu, tuyến, hạng, số giường (facilityProfileChange).",
    ),
    MANAGEMENT: about("Who manages it (facilityReassign).", "Cơ quan quản lý (facilityReassign)."),
    GUIDANCE: about("Who guides it (facilityReassign).", "Đơn vị hướng dẫn chuyên môn (facilityReassign)."),
  },
);

@InputType({
  description: about("A change that should not be on record.", "Thay đổi đã ghi nhưng không đúng."),
})
export class FacilityWithdrawChangeInput extends ChangeInput {
  @Field(() => FacilityAspect, { description: about("Of what.", "Thay đổi về thông tin nào.") })
  aspect!: keyof typeof FacilityAspect;

  @REASON.required
  reason!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about("The facility, or why nothing was done.", "Cơ sở, hoặc lý do không thực hiện."),
})
export class FacilityPayload extends Payload {
  @Field(() => Facility, {
    nullable: true,
    description: about(
      "In its latest known state, with CONFLICT too; null where something is to be put right first.",
      "Theo tình trạng mới nhất, kể cả khi CONFLICT; null nếu còn lỗi cần sửa.",
    ),
  })
  facility!: FacilityRow | null;
}

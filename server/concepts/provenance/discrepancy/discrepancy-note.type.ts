import { Field, InputType, Int, ObjectType } from "type-graphql";
import { ChangeInput, VERSION } from "../../../core/mutation/act.input.js";
import { IsNote } from "../../../core/mutation/note.js";
import { about } from "../../../core/schema/about.js";
import { DateTime } from "../../../core/schema/scalars.js";
import { Payload } from "../../../core/schema/user-errors.js";
import { Discrepancy } from "./discrepancy.type.js";
import type { DiscrepancyRow } from "./discrepancy-row.js";

@ObjectType({
  simpleResolvers: true,
  description: about(
    "What the Department notes on a check. Nothing of the check is changed by it.",
    "Ghi chú của Sở Y tế về một mục đối chiếu; không làm thay đổi mục đó.",
  ),
})
export class DiscrepancyNote {
  @Field(() => String, {
    nullable: true,
    description: about("The note; null: it has been withdrawn.", "Nội dung; null: đã rút lại."),
  })
  textVi!: string | null;

  @Field(() => DateTime, { description: about("When it was written or withdrawn.", "Lúc ghi hoặc rút lại.") })
  notedAt!: string;

  @Field(() => Int, { description: VERSION })
  version!: number;
}

@InputType({
  description: about(
    "A note on a check. Its version is that of the note, 0 where there is none yet.",
    "Ghi chú về một mục đối chiếu. Phiên bản là của ghi chú, 0 nếu chưa có.",
  ),
})
export class DiscrepancyAnnotateInput extends ChangeInput {
  @Field(() => String, {
    nullable: true,
    description: about(
      "The note, at most 2,000 characters; null or blank withdraws it.",
      "Nội dung, tối đa 2.000 ký tự; null hoặc để trống là rút lại.",
    ),
  })
  @IsNote()
  textVi?: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "The check with its note, or why nothing was done.",
    "Mục đối chiếu cùng ghi chú, hoặc lý do không thực hiện.",
  ),
})
export class DiscrepancyPayload extends Payload {
  @Field(() => Discrepancy, {
    nullable: true,
    description: about(
      "As it is now, with CONFLICT too; null where there is no such check.",
      "Hiện trạng, kể cả khi CONFLICT; null nếu không có mục này.",
    ),
  })
  discrepancy!: DiscrepancyRow | null;
}

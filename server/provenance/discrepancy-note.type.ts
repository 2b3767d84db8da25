import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { about } from "../graphql/about.js";
import { DateTime } from "../graphql/scalars.js";
import { Payload } from "../graphql/user-errors.js";
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

  @Field(() => Int, {
    description: about("Counts its changes, from 1 on.", "Số lần thay đổi, bắt đầu từ 1."),
  })
  version!: number;
}

@InputType({ description: about("A note on a check.", "Ghi chú về một mục đối chiếu.") })
export class DiscrepancyAnnotateInput {
  @Field(() => ID, { description: about("Which check.", "Mục đối chiếu nào.") })
  id!: string;

  @Field(() => Int, {
    description: about(
      "The version of the note that was seen last, 0 where there was none; if there is another one by now, nothing is changed.",
      "Phiên bản ghi chú đã xem gần nhất, 0 nếu chưa có; nếu đã có phiên bản khác thì không thay đổi gì.",
    ),
  })
  expectedVersion!: number;

  @Field(() => String, {
    nullable: true,
    description: about(
      "The note, at most 2,000 characters; null or blank withdraws it.",
      "Nội dung, tối đa 2.000 ký tự; null hoặc để trống là rút lại.",
    ),
  })
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

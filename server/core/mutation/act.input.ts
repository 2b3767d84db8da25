import { Field, ID, InputType, Int } from "type-graphql";
import { about } from "../schema/about.js";
import { Fulfils } from "../schema/checks.js";
import { inputField } from "../schema/input-field.js";
import { noNameOfAnAct } from "./mutation.messages.js";

/** What the input of every act may hold. */
@InputType()
export abstract class ActInput {
  @Field(() => String, {
    nullable: true,
    description: about(
      "A name for this act, made up by the client, 1 to 64 letters, digits, - and _. Sent again with the same input within 24 hours it gives the answer of the first time, and does nothing twice; with another input it is refused as IDEMPOTENCY_MISMATCH.",
      "Tên do phía gọi tự đặt cho lần thực hiện này, 1 đến 64 chữ cái không dấu, chữ số, - và _. Gửi lại trong 24 giờ với cùng dữ liệu thì nhận lại câu trả lời lần đầu và không thực hiện hai lần; với dữ liệu khác thì bị từ chối bằng IDEMPOTENCY_MISMATCH.",
    ),
  })
  @Fulfils(/^[\w-]{1,64}$/, noNameOfAnAct)
  clientMutationId?: string | null;
}

/** What the input of every act on something that is there holds. */
@InputType()
export abstract class ChangeInput extends ActInput {
  @Field(() => ID, { description: about("Which one.", "Đối tượng nào.") })
  id!: string;

  @Field(() => Int, {
    description: about(
      "The version that was seen last; if there is another one by now, nothing is changed.",
      "Phiên bản đã xem gần nhất; nếu đã có phiên bản khác thì không thay đổi gì.",
    ),
  })
  expectedVersion!: number;
}

export const DRY_RUN = inputField(
  () => Boolean,
  "Only try it: what would be refused is told, and nothing is changed or kept; the payload has the object as it is.",
  "Chỉ chạy thử: cho biết điều sẽ bị từ chối, không thay đổi và không lưu gì; kết quả kèm hiện trạng của đối tượng.",
);

export const VERSION = about(
  "Counts its changes, from 1 on; give it as `expectedVersion` with the next one.",
  "Số lần thay đổi, bắt đầu từ 1; ghi vào `expectedVersion` khi thay đổi tiếp.",
);

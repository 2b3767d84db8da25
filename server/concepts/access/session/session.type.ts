import { Field, InputType, ObjectType } from "type-graphql";
import type { AccountRow } from "../../../core/access/account.row.js";
import { about } from "../../../core/schema/about.js";
import { inputField } from "../../../core/schema/input-field.js";
import { DateTime, Secret } from "../../../core/schema/scalars.js";
import { Payload } from "../../../core/schema/user-errors.js";
import { Account } from "../account/account.type.js";

const REFRESH_TOKEN = inputField(
  () => Secret,
  "The latest refresh token of the session.",
  "Mã làm mới gần nhất của phiên đăng nhập.",
);

@InputType({ description: about("Who signs in.", "Thông tin đăng nhập.") })
export class SessionStartInput {
  @Field(() => String, { description: about("The name of the account.", "Tên đăng nhập.") })
  name!: string;

  @Field(() => Secret, { description: about("Its password.", "Mật khẩu.") })
  password!: string;

  @Field(() => Secret, {
    nullable: true,
    description: about(
      "A password of one's own, 12 to 128 characters and not easily guessed, in the place of one that was for once; left aside otherwise.",
      "Mật khẩu riêng, 12 đến 128 ký tự và không dễ đoán, thay cho mật khẩu dùng một lần; các trường hợp khác bỏ qua.",
    ),
  })
  newPassword?: string | null;
}

@InputType({ description: about("Which session goes on.", "Phiên đăng nhập cần tiếp tục.") })
export class SessionRefreshInput {
  @REFRESH_TOKEN.required
  refreshToken!: string;
}

@InputType({ description: about("Which session ends.", "Phiên đăng nhập cần kết thúc.") })
export class SessionEndInput {
  @REFRESH_TOKEN.required
  refreshToken!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about("What to ask with from now on.", "Mã dùng cho các yêu cầu sau."),
})
export class Session {
  @Field(() => Secret, {
    description: about(
      "Sent with each request as `Authorization: Bearer …`; good for 15 minutes.",
      "Gửi kèm mỗi yêu cầu ở `Authorization: Bearer …`; có hiệu lực 15 phút.",
    ),
  })
  accessToken!: string;

  @Field(() => DateTime, { description: about("When the access token expires.", "Lúc mã truy cập hết hạn.") })
  expiresAt!: string;

  @Field(() => Secret, {
    description: about(
      "For `sessionRefresh`, once: each refresh gives the next one. Good for 14 days.",
      "Dùng cho `sessionRefresh`, một lần: mỗi lần làm mới nhận mã kế tiếp. Có hiệu lực 14 ngày.",
    ),
  })
  refreshToken!: string;

  @Field(() => Account, { description: about("Who has signed in.", "Tài khoản đã đăng nhập.") })
  account!: AccountRow;
}

@ObjectType({
  simpleResolvers: true,
  description: about("A session, or why there is none.", "Phiên đăng nhập, hoặc lý do không có."),
})
export class SessionPayload extends Payload {
  @Field(() => Session, {
    nullable: true,
    description: about("Null where something is to be put right first.", "Null nếu còn lỗi cần sửa."),
  })
  session!: Session | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about("Whether the session has ended.", "Phiên đã kết thúc hay chưa."),
})
export class SessionEndPayload extends Payload {
  @Field(() => Boolean, {
    nullable: true,
    description: about(
      "True: its tokens are good for nothing any more, on any server. Null where something is to be put right first.",
      "True: các mã của phiên không còn hiệu lực trên mọi máy chủ. Null nếu còn lỗi cần sửa.",
    ),
  })
  ended!: boolean | null;
}

import { Field, ObjectType } from "type-graphql";
import type { AccountRow } from "../../../core/access/account.row.js";
import { about } from "../../../core/schema/about.js";
import { Secret } from "../../../core/schema/scalars.js";
import { Payload } from "../../../core/schema/user-errors.js";
import { Account } from "./account.type.js";

@ObjectType({
  simpleResolvers: true,
  description: about("An account, or why nothing was done.", "Tài khoản, hoặc lý do không thực hiện."),
})
export class AccountPayload extends Payload {
  @Field(() => Account, {
    nullable: true,
    description: about(
      "As it is now, with CONFLICT too; null where there is none, or something is to be put right first.",
      "Hiện trạng của tài khoản, kể cả khi CONFLICT; null nếu không có, hoặc còn lỗi cần sửa.",
    ),
  })
  account!: AccountRow | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "An account with its password for once, or why nothing was done.",
    "Tài khoản với mật khẩu dùng một lần, hoặc lý do không thực hiện.",
  ),
})
export class NewPasswordPayload extends AccountPayload {
  @Field(() => Secret, {
    nullable: true,
    description: about(
      "For the first sign-in, which replaces it; shown here and never again. Null where nothing was done.",
      "Dùng cho lần đăng nhập đầu tiên, khi đó phải thay; chỉ hiện ở đây một lần. Null nếu không thực hiện.",
    ),
  })
  oneTimePassword!: string | null;
}

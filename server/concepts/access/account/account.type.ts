import { Field, Int, ObjectType } from "type-graphql";
import type { AccountRow } from "../../../core/access/account.row.js";
import { Role } from "../../../core/access/role.js";
import { about } from "../../../core/schema/about.js";
import { connectionType } from "../../../core/schema/connection.type.js";
import { Node } from "../../../core/schema/node.type.js";
import { Secret } from "../../../core/schema/scalars.js";
import { Payload } from "../../../core/schema/user-errors.js";

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: about(
    "Who may sign in. Asked for by the Department, and by each account about itself.",
    "Tài khoản đăng nhập. Sở Y tế được xem tất cả; mỗi tài khoản được xem chính mình.",
  ),
})
export class Account extends Node {
  @Field(() => String, { description: about("The name to sign in with.", "Tên đăng nhập.") })
  name!: string;

  @Field(() => Role, { description: about("What it may do.", "Vai trò.") })
  role!: Role;

  @Field(() => Boolean, {
    description: about("Whether it may sign in; false once it has been closed.", "Còn được đăng nhập hay đã bị khóa."),
  })
  active!: boolean;

  @Field(() => String, {
    nullable: true,
    description: about(
      "The OIDC issuer whose tokens it signs in with, and which decides its role and facility; null: an account of this server, with a password.",
      "Nhà phát hành OIDC cấp mã đăng nhập và quyết định vai trò, đơn vị; null: tài khoản có mật khẩu của máy chủ này.",
    ),
  })
  issuer!: string | null;

  @Field(() => Int, {
    description: about(
      "Counts its changes, from 1 on; give it as `expectedVersion` with the next one.",
      "Số lần thay đổi, bắt đầu từ 1; ghi vào `expectedVersion` khi thay đổi tiếp.",
    ),
  })
  version!: number;
}

export const AccountConnection = connectionType(
  "Account",
  () => Account,
  about("A page of the accounts.", "Một trang danh sách tài khoản."),
);

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

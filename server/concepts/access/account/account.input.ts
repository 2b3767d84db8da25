import { Field, InputType } from "type-graphql";
import { Role } from "../../../core/access/role.js";
import { ActInput, ChangeInput } from "../../../core/mutation/act.input.js";
import { about } from "../../../core/schema/about.js";
import { Fits } from "../../../core/schema/checks.js";
import { inputField } from "../../../core/schema/input-field.js";
import { Secret } from "../../../core/schema/scalars.js";
import { notARoleOfAccounts } from "../access.messages.js";
import { problemOfName } from "./account-name.js";
import { problemOfLength } from "./password.js";

const ROLE = inputField(
  () => Role,
  "FACILITY_EDITOR or ADMIN.",
  "FACILITY_EDITOR hoặc ADMIN.",
  Fits("isOfPerson", (role: Role) =>
    role === "FACILITY_EDITOR" || role === "ADMIN" ? undefined : notARoleOfAccounts(role),
  ),
);
const FACILITY = inputField(
  () => String,
  "The code of the facility whose data it enters; for FACILITY_EDITOR alone.",
  "Mã đơn vị mà tài khoản nhập dữ liệu; chỉ dùng với FACILITY_EDITOR.",
);
@InputType({ description: about("An account to add.", "Tài khoản cần thêm.") })
export class AccountAddInput extends ActInput {
  @Field(() => String, {
    description: about(
      "The name to sign in with: 3 to 40 Latin letters, digits and . _ - @; accents, case and signs that look alike do not tell two names apart, and a name of the system itself is refused.",
      "Tên đăng nhập: 3 đến 40 chữ cái, số và . _ - @; không phân biệt dấu, hoa thường và ký tự nhìn giống nhau; không nhận tên của chính hệ thống.",
    ),
  })
  @Fits("isAccountName", problemOfName)
  name!: string;

  @ROLE.required
  role!: Role;

  @FACILITY.optional
  facility?: string | null;
}

@InputType({
  description: about(
    "What to change of an account; what is left out stays.",
    "Thay đổi của tài khoản; bỏ trống thì giữ nguyên.",
  ),
})
export class AccountChangeInput extends ChangeInput {
  @ROLE.optional
  role?: Role | null;

  @FACILITY.optional
  facility?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: about(
      "False closes the account and ends its sessions at once; true opens it again.",
      "False: khóa tài khoản và kết thúc ngay các phiên; true: mở lại.",
    ),
  })
  active?: boolean | null;
}

@InputType({ description: about("Whose password is forgotten.", "Tài khoản quên mật khẩu.") })
export class PasswordResetInput extends ChangeInput {}

@InputType({ description: about("One's own password, old and new.", "Mật khẩu cũ và mới của mình.") })
export class PasswordChangeInput extends ActInput {
  @Field(() => Secret, { description: about("The password of now.", "Mật khẩu hiện tại.") })
  currentPassword!: string;

  @Field(() => Secret, {
    description: about(
      "12 to 128 characters; one that is easily guessed is refused.",
      "12 đến 128 ký tự; mật khẩu dễ đoán bị từ chối.",
    ),
  })
  @Fits("isLongEnough", problemOfLength)
  newPassword!: string;
}

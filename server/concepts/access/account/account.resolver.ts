import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import type { AccountRow } from "../../../core/access/account.row.js";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { pageOfList } from "../../../core/schema/page-of-list.js";
import { type Connection, PageArgs } from "../../../core/schema/pagination.js";
import { INPUT } from "../../../core/schema/user-errors.js";
import { cloneAlone, cloneIntoBatch, createBatch, loadForBatch } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { Facility } from "../../facility/register/facility.type.js";
import { changePassword } from "../session/sign-in.js";
import { AccountAddInput, AccountChangeInput, PasswordChangeInput, PasswordResetInput } from "./account.input.js";
import { Account, AccountConnection, AccountPayload, NewPasswordPayload } from "./account.type.js";
import { add, change, resetPassword, type WithSeed } from "./accounts.js";
import { accountsKnownTo } from "./accounts-known-to.js";
import { oneTimePassword } from "./password.js";

@Resolver(() => Account)
export class AccountResolver {
  @Query(() => [Account], {
    description: about("Every account, by name. For ADMIN.", "Mọi tài khoản, theo tên. Dành cho ADMIN."),
  })
  async accounts(@Ctx() context: Context): Promise<AccountRow[]> {
    const { accounts } = await accountsKnownTo(context);
    return cloneIntoBatch("Account", LATEST, accounts);
  }

  @Query(() => AccountConnection, {
    description: about(
      "The accounts, by name, page by page. For ADMIN.",
      "Các tài khoản, theo tên và theo trang. Dành cho ADMIN.",
    ),
  })
  async accountConnection(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { shared, snapshots }: Context,
  ): Promise<Connection<AccountRow>> {
    const { accounts } = await shared.auth.bookAt(snapshots.revision ?? (await shared.revisions.current()));
    const connection = pageOfList(accounts, page, "accounts", ({ id }) => id);
    createBatch("Account", LATEST, connection.nodes);
    return connection;
  }

  @FieldResolver(() => Facility, {
    nullable: true,
    description: about(
      "The facility whose data it enters; null for everybody but editors of a facility.",
      "Đơn vị mà tài khoản nhập dữ liệu; null nếu không phải người nhập liệu của đơn vị.",
    ),
  })
  facility(@Root() account: AccountRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(account, "facility", (accounts: readonly AccountRow[]) => {
      const known = snapshot.facilities.in(LATEST);
      const shared = accounts.map(({ facilityId }) => (facilityId === null ? null : known.find(facilityId)));
      return cloneIntoBatch("Facility", LATEST, shared);
    });
  }

  @Mutation(() => NewPasswordPayload, {
    nullable: true,
    description: about(
      "Adds an account; its first sign-in replaces the password that is shown here. For ADMIN.",
      "Thêm tài khoản; lần đăng nhập đầu tiên phải thay mật khẩu hiện ở đây. Dành cho ADMIN.",
    ),
  })
  async accountAdd(
    @Arg("input", () => AccountAddInput, { description: INPUT }) input: AccountAddInput,
    @Ctx() context: Context,
  ) {
    return handedOut(context, await add(context, input));
  }

  @Mutation(() => AccountPayload, {
    nullable: true,
    description: about(
      "Changes what an account may do, for whom, and whether it may sign in at all; it holds at once. For ADMIN.",
      "Đổi vai trò, đơn vị và quyền đăng nhập của tài khoản; có hiệu lực ngay. Dành cho ADMIN.",
    ),
  })
  async accountChange(
    @Arg("input", () => AccountChangeInput, { description: INPUT }) input: AccountChangeInput,
    @Ctx() context: Context,
  ) {
    return { account: cloneAlone("Account", LATEST, (await change(context, input)).account) };
  }

  @Mutation(() => NewPasswordPayload, {
    nullable: true,
    description: about(
      "Gives an account a password for once in the place of a forgotten one, and ends its sessions. For ADMIN.",
      "Cấp mật khẩu dùng một lần thay cho mật khẩu đã quên, và kết thúc các phiên của tài khoản. Dành cho ADMIN.",
    ),
  })
  async passwordReset(
    @Arg("input", () => PasswordResetInput, { description: INPUT }) input: PasswordResetInput,
    @Ctx() context: Context,
  ) {
    return handedOut(context, await resetPassword(context, input));
  }

  @Mutation(() => AccountPayload, {
    nullable: true,
    description: about(
      "Changes one's own password and ends one's other sessions. Attempts are counted as those of `sessionStart`.",
      "Đổi mật khẩu của mình và kết thúc các phiên khác của mình. Số lần thử được tính như `sessionStart`.",
    ),
  })
  async passwordChange(
    @Arg("input", () => PasswordChangeInput, { description: INPUT }) input: PasswordChangeInput,
    @Ctx() context: Context,
  ) {
    return { account: cloneAlone("Account", LATEST, (await changePassword(context, input)).account) };
  }
}

const handedOut = ({ shared: { auth } }: Context, { account, seed }: WithSeed) => ({
  account: cloneAlone("Account", LATEST, account),
  oneTimePassword: oneTimePassword(auth.bytesOf(seed)),
});

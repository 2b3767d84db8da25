import { Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";
import type { AccountRow } from "../../core/access/account.row.js";
import { ApiKeyScope, Role } from "../../core/access/role.js";
import type { Context } from "../../core/context.js";
import { about } from "../../core/schema/about.js";
import { cloneAlone } from "../../core/snapshot/batch.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { Account } from "./account/account.type.js";

@ObjectType({ simpleResolvers: true, description: about("Who asks.", "Người đang hỏi.") })
export class Viewer {
  @Field(() => Role, { description: about("The role.", "Vai trò.") })
  readonly role!: Role;

  @Field(() => Account, {
    nullable: true,
    description: about(
      "The account that has signed in; null for the public and for keys.",
      "Tài khoản đã đăng nhập; null với công chúng và với khóa truy cập.",
    ),
  })
  readonly account!: AccountRow | null;

  @Field(() => [ApiKeyScope], {
    description: about(
      "What the key may be used for; empty for whoever asks without a key.",
      "Phạm vi của khóa truy cập; rỗng nếu không dùng khóa.",
    ),
  })
  readonly scopes!: readonly ApiKeyScope[];
}

@Resolver()
export class ViewerResolver {
  @Query(() => Viewer, { description: about("Who is asking.", "Người đang hỏi.") })
  viewer(@Ctx() { viewer }: Context): Viewer {
    return { ...viewer, account: viewer.account && cloneAlone("Account", LATEST, viewer.account) };
  }
}

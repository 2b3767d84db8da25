import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { pageOfList } from "../../../core/schema/page-of-list.js";
import { type Connection, PageArgs } from "../../../core/schema/pagination.js";
import { INPUT } from "../../../core/schema/user-errors.js";
import { accountsKnownTo } from "../account/accounts-known-to.js";
import { apiKeyOf } from "../session/tokens.js";
import type { ApiKeyRow } from "./api-key.store.js";
import {
  ApiKey,
  ApiKeyConnection,
  ApiKeyIssueInput,
  ApiKeyIssuePayload,
  ApiKeyPayload,
  ApiKeyRevokeInput,
} from "./api-key.type.js";
import { issue, revoke } from "./api-keys.js";

@Resolver()
export class ApiKeyResolver {
  @Query(() => [ApiKey], {
    description: about(
      "Every key, newest first, with those that have expired or were revoked. For ADMIN.",
      "Mọi khóa, mới nhất trước, kể cả khóa đã hết hạn hoặc bị thu hồi. Dành cho ADMIN.",
    ),
  })
  async apiKeys(@Ctx() context: Context): Promise<readonly ApiKeyRow[]> {
    return (await accountsKnownTo(context)).apiKeys;
  }

  @Query(() => ApiKeyConnection, {
    description: about(
      "The keys, newest first, page by page, with those that have expired or were revoked. For ADMIN.",
      "Các khóa, mới nhất trước, theo trang, kể cả khóa đã hết hạn hoặc bị thu hồi. Dành cho ADMIN.",
    ),
  })
  async apiKeyConnection(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { shared, snapshots }: Context,
  ): Promise<Connection<ApiKeyRow>> {
    const { apiKeys } = await shared.auth.bookAt(snapshots.revision ?? (await shared.revisions.current()));
    return pageOfList(apiKeys, page, "api keys", ({ id }) => id);
  }

  @Mutation(() => ApiKeyIssuePayload, {
    nullable: true,
    description: about(
      "Issues a key for another system, which then asks as INTEGRATOR. For ADMIN.",
      "Cấp khóa cho một hệ thống khác, hệ thống đó hỏi với vai trò INTEGRATOR. Dành cho ADMIN.",
    ),
  })
  async apiKeyIssue(
    @Arg("input", () => ApiKeyIssueInput, { description: INPUT }) input: ApiKeyIssueInput,
    @Ctx() context: Context,
  ) {
    const { apiKey, seed } = await issue(context, input);
    return { apiKey, key: apiKeyOf(context.shared.auth.bytesOf(seed)) };
  }

  @Mutation(() => ApiKeyPayload, {
    nullable: true,
    description: about(
      "Revokes a key; it is accepted by no server any more. One that was revoked before stays as it is. For ADMIN.",
      "Thu hồi khóa; không máy chủ nào còn chấp nhận. Khóa đã thu hồi thì giữ nguyên. Dành cho ADMIN.",
    ),
  })
  apiKeyRevoke(
    @Arg("input", () => ApiKeyRevokeInput, { description: INPUT }) input: ApiKeyRevokeInput,
    @Ctx() context: Context,
  ) {
    return revoke(context, input);
  }
}

import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../../../../core/context.js";
import { about } from "../../../../core/schema/about.js";
import { INPUT } from "../../../../core/schema/user-errors.js";
import { cloneIntoBatch } from "../../../../core/snapshot/batch.js";
import { LATEST } from "../../../../core/time/point-in-time.js";
import type { ApiKeyRow } from "../api-key.store.js";
import { ApiKey } from "../api-key.type.js";
import type { ApiKeyDocumentRow } from "./api-key-document.store.js";
import { ApiKeyDocument, ApiKeyDocumentPayload, ApiKeyDocumentWithdrawInput } from "./api-key-document.type.js";
import { withdraw } from "./api-key-documents.js";
import { documentsKnownTo } from "./documents-known-to.js";

@Resolver(() => ApiKey)
export class ApiKeyDocumentResolver {
  @FieldResolver(() => [ApiKeyDocument], {
    description: about(
      "Documents of the system that uses the key, which it may ask by `documentId` as those of the SDK, by name.",
      "Tài liệu riêng của hệ thống dùng khóa, được hỏi bằng `documentId` như tài liệu của SDK, theo tên.",
    ),
  })
  async documents(@Root() { id }: ApiKeyRow, @Ctx() context: Context): Promise<ApiKeyDocumentRow[]> {
    return cloneIntoBatch("ApiKeyDocument", LATEST, [...(await documentsKnownTo(context, id)).values()]);
  }

  @Mutation(() => ApiKeyDocumentPayload, {
    nullable: true,
    description: about(
      "Withdraws a document of a key: its id is unknown from the next request on, on every server. For ADMIN.",
      "Rút tài liệu của một khóa: từ yêu cầu tiếp theo, không máy chủ nào còn nhận mã của tài liệu. Dành cho ADMIN.",
    ),
  })
  apiKeyDocumentWithdraw(
    @Arg("input", () => ApiKeyDocumentWithdrawInput, { description: INPUT }) input: ApiKeyDocumentWithdrawInput,
    @Ctx() context: Context,
  ) {
    return withdraw(context, input);
  }
}

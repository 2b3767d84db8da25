import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import * as accessMessages from "../concepts/access/access.messages.js";
import type { ApiKeyDocumentRow } from "../concepts/access/api-key/document/api-key-document.store.js";
import {
  ApiKeyDocument,
  ApiKeyDocumentsAdmitInput,
  ApiKeyDocumentsPayload,
  MOST_DOCUMENTS,
  TEXTS,
} from "../concepts/access/api-key/document/api-key-document.type.js";
import { admit } from "../concepts/access/api-key/document/api-key-documents.js";
import { DocumentsCheck } from "../concepts/access/api-key/document/checked-document.type.js";
import type { Context } from "../core/context.js";
import { costOfReading } from "../core/limits/limits.js";
import { about } from "../core/schema/about.js";
import { HasAtMost, IsNotEmpty } from "../core/schema/checks.js";
import { INPUT, throwUserErrors, userError } from "../core/schema/user-errors.js";
import type { LocalizedMessage } from "../core/text/localized-message.js";
import { type Check, DocumentChecks, type Remark } from "./document-check.js";
import * as messages from "./graphql.messages.js";
import { sdkDocuments } from "./sdk-documents.js";

@ArgsType()
class DocumentsCheckArgs {
  @Field(() => [String], { description: TEXTS })
  @IsNotEmpty(accessMessages.noTexts)
  @HasAtMost(MOST_DOCUMENTS, accessMessages.texts)
  texts!: string[];
}

/** Reads documents and looks them over, which is work for whoever asks. */
function checked(texts: readonly string[], { budget, shared }: Context, { schema }: GraphQLResolveInfo) {
  for (const text of texts) budget?.charge(costOfReading(text));
  return new DocumentChecks(schema, shared.limits, (id) => sdkDocuments.textOf(id)).check(texts);
}

const shown = ({ documents, problems, deprecations }: Check, { language, shared }: Context): DocumentsCheck => {
  const inWords = <R extends Remark>({ sentence, ...remark }: R) => ({ ...remark, message: sentence[language] });
  const costLimit = shared.limits.possibleCost;
  return { documents, problems: problems.map(inWords), deprecations: deprecations.map(inWords), costLimit };
};

const placed = ({ definition, line, column, sentence }: Remark): LocalizedMessage =>
  line === null || column === null ? sentence : messages.placed(definition ?? "", line, column, sentence);

/** What needs the schema itself: whether documents of other systems fit it, and what they cost. */
@Resolver(() => ApiKeyDocument)
export class DocumentsResolver {
  @Query(() => DocumentsCheck, {
    description: about(
      "Looks over documents that a key is to ask by `documentId`, as `apiKeyDocumentsAdmit` does: whether they fit the schema and keep the limits, what they may cost, which ids they get. Nothing is kept.",
      "Kiểm tra tài liệu mà khóa sẽ hỏi bằng `documentId`, như `apiKeyDocumentsAdmit`: có đúng lược đồ và giới hạn không, tốn bao nhiêu, mã là gì. Không lưu gì.",
    ),
  })
  async documentsCheck(
    @Args(() => DocumentsCheckArgs) { texts }: DocumentsCheckArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DocumentsCheck> {
    return shown(await checked(texts, context, info), context);
  }

  @FieldResolver(() => DocumentsCheck, {
    description: about(
      "Looked over again, by the schema and the limits of now: what was in order when it was admitted may be so no longer.",
      "Kiểm tra lại theo lược đồ và giới hạn hiện tại: tài liệu đúng lúc được chấp nhận có thể nay không còn đúng.",
    ),
  })
  async check(
    @Root() { text }: ApiKeyDocumentRow,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DocumentsCheck> {
    return shown(await checked([text], context, info), context);
  }

  @Mutation(() => ApiKeyDocumentsPayload, {
    nullable: true,
    description: about(
      "Admits documents of another system for its key, all of them or none: from the next request on it may ask them by `documentId`, on every server; no other key may. For ADMIN.",
      "Chấp nhận tài liệu của hệ thống khác cho khóa của hệ thống đó, tất cả hoặc không: từ yêu cầu tiếp theo, khóa được hỏi bằng `documentId` trên mọi máy chủ; khóa khác thì không. Dành cho ADMIN.",
    ),
  })
  apiKeyDocumentsAdmit(
    @Arg("input", () => ApiKeyDocumentsAdmitInput, { description: INPUT }) input: ApiKeyDocumentsAdmitInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return admit(context, input, async () => {
      const { documents, problems } = await checked(input.texts, context, info);
      throwUserErrors(problems.map((each) => userError("INVALID", ["texts", `${each.index}`], placed(each))));
      return documents;
    });
  }
}

import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { ActInput, ChangeInput, DRY_RUN, VERSION } from "../../../../core/mutation/act.input.js";
import { about } from "../../../../core/schema/about.js";
import { HasAtMost, IsNotEmpty } from "../../../../core/schema/checks.js";
import { Node } from "../../../../core/schema/node.type.js";
import { DateTime } from "../../../../core/schema/scalars.js";
import { Payload } from "../../../../core/schema/user-errors.js";
import * as messages from "../../access.messages.js";
import { ApiKeyPayload } from "../api-key.type.js";
import type { ApiKeyDocumentRow } from "./api-key-document.store.js";
import { CheckedDocument } from "./checked-document.type.js";

/** How many documents a key may have, how long one may be, and how long all of a key together. */
export const MOST_DOCUMENTS = 200;
export const LONGEST_DOCUMENT = 16_000;
export const MOST_CHARACTERS = 400_000;

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: about(
    "A document of another system, which its key may ask by `documentId`.",
    "Tài liệu của hệ thống khác, khóa của hệ thống đó được hỏi bằng `documentId`.",
  ),
})
export class ApiKeyDocument extends Node {
  @Field(() => String, {
    description: about("What it is asked by, as `documentId`.", "Mã dùng để hỏi, ở `documentId`."),
  })
  code!: string;

  @Field(() => String, { description: about("The name of its operation.", "Tên thao tác.") })
  name!: string;

  @Field(() => String, { description: about("Its words.", "Nội dung.") })
  text!: string;

  @Field(() => DateTime, { description: about("When it was admitted.", "Lúc được chấp nhận.") })
  admittedAt!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: about("When it was withdrawn; null: it was not.", "Lúc bị rút; null: chưa bị rút."),
  })
  withdrawnAt!: string | null;

  @Field(() => Int, { description: VERSION })
  version!: number;
}

export const TEXTS = about(
  "Texts of GraphQL, each with one or more queries that have names, and the fragments that these need. Acts are none of it: a key only reads.",
  "Các văn bản GraphQL, mỗi văn bản gồm một hay nhiều truy vấn có tên và các fragment mà chúng cần. Không gồm việc thay đổi dữ liệu: khóa chỉ để đọc.",
);

@InputType({ description: about("Documents to admit for a key.", "Tài liệu cần chấp nhận cho một khóa.") })
export class ApiKeyDocumentsAdmitInput extends ActInput {
  @Field(() => ID, { description: about("Which key.", "Khóa nào.") })
  id!: string;

  @Field(() => [String], { description: TEXTS })
  @IsNotEmpty(messages.noTexts)
  @HasAtMost(MOST_DOCUMENTS, messages.texts)
  texts!: string[];

  @DRY_RUN.optional
  dryRun?: boolean | null;
}

@InputType({ description: about("A document to withdraw.", "Tài liệu cần rút.") })
export class ApiKeyDocumentWithdrawInput extends ChangeInput {
  @DRY_RUN.optional
  dryRun?: boolean | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "The key with its documents, or why nothing was done.",
    "Khóa cùng tài liệu, hoặc lý do không thực hiện.",
  ),
})
export class ApiKeyDocumentsPayload extends ApiKeyPayload {
  @Field(() => [CheckedDocument], {
    nullable: true,
    description: about(
      "What was admitted, or would be; those that were admitted before are among them. Null where something is to be put right first.",
      "Các tài liệu đã hoặc sẽ được chấp nhận, kể cả tài liệu đã có từ trước. Null nếu còn lỗi cần sửa.",
    ),
  })
  documents!: readonly CheckedDocument[] | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about("The document, or why nothing was done.", "Tài liệu, hoặc lý do không thực hiện."),
})
export class ApiKeyDocumentPayload extends Payload {
  @Field(() => ApiKeyDocument, {
    nullable: true,
    description: about("As it is now; null where there is none.", "Hiện trạng; null nếu không có."),
  })
  document!: ApiKeyDocumentRow | null;
}

import { Field, ID, InputType, ObjectType } from "type-graphql";
import { ApiKeyScope } from "../../../core/access/role.js";
import { ActInput } from "../../../core/mutation/act.input.js";
import { about } from "../../../core/schema/about.js";
import { HasLength, IsNotEmpty } from "../../../core/schema/checks.js";
import { connectionType } from "../../../core/schema/connection.type.js";
import { Node } from "../../../core/schema/node.type.js";
import { DateTime, LocalDate, Secret } from "../../../core/schema/scalars.js";
import { Payload } from "../../../core/schema/user-errors.js";
import * as messages from "../access.messages.js";
import type { ApiKeyRow } from "./api-key.store.js";

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: about("A key by which another system asks.", "Khóa truy cập của một hệ thống khác."),
})
export class ApiKey extends Node {
  @Field(() => String, { description: about("Whose it is, and what for.", "Của ai, dùng để làm gì.") })
  label!: string;

  @Field(() => String, {
    description: about("How the key begins, to tell it from others.", "Phần đầu của khóa, để nhận ra khóa."),
  })
  prefix!: string;

  @Field(() => [ApiKeyScope], { description: about("What it may be used for.", "Phạm vi sử dụng.") })
  scopes!: readonly ApiKeyScope[];

  @Field(() => DateTime, { description: about("When it was issued.", "Lúc được cấp.") })
  issuedAt!: string;

  @Field(() => DateTime, { description: about("From then on it is not accepted.", "Từ lúc này không còn hiệu lực.") })
  expiresAt!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: about("When it was revoked; null: it was not.", "Lúc bị thu hồi; null: chưa bị thu hồi."),
  })
  revokedAt!: string | null;
}

export const ApiKeyConnection = connectionType(
  "ApiKey",
  () => ApiKey,
  about("A page of the keys.", "Một trang danh sách khóa."),
);

@InputType({ description: about("A key to issue.", "Khóa cần cấp.") })
export class ApiKeyIssueInput extends ActInput {
  @Field(() => String, {
    description: about("Whose it is, and what for; 3 to 100 characters.", "Của ai, dùng để làm gì; 3 đến 100 ký tự."),
  })
  @HasLength(3, 100, messages.aLabel)
  label!: string;

  @Field(() => [ApiKeyScope], { description: about("What it may be used for.", "Phạm vi sử dụng.") })
  @IsNotEmpty(messages.keyWithoutScope)
  scopes!: ApiKeyScope[];

  @Field(() => LocalDate, {
    description: about(
      "The first day, in Việt Nam, on which it is not accepted any more; at most two years ahead.",
      "Ngày đầu tiên (giờ Việt Nam) khóa không còn hiệu lực; không quá hai năm sau.",
    ),
  })
  expiresOn!: string;
}

@InputType({ description: about("A key to revoke.", "Khóa cần thu hồi.") })
export class ApiKeyRevokeInput extends ActInput {
  @Field(() => ID, { description: about("Which key.", "Khóa nào.") })
  id!: string;
}

@ObjectType({ simpleResolvers: true, description: about("A key, or why there is none.", "Khóa, hoặc lý do không có.") })
export class ApiKeyPayload extends Payload {
  @Field(() => ApiKey, {
    nullable: true,
    description: about("Null where something is to be put right first.", "Null nếu còn lỗi cần sửa."),
  })
  apiKey!: ApiKeyRow | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about("A new key, or why there is none.", "Khóa mới, hoặc lý do không có."),
})
export class ApiKeyIssuePayload extends ApiKeyPayload {
  @Field(() => Secret, {
    nullable: true,
    description: about(
      "The key itself, shown here and never again. Null where something is to be put right first.",
      "Chính khóa đó, chỉ hiện ở đây một lần. Null nếu còn lỗi cần sửa.",
    ),
  })
  key!: string | null;
}

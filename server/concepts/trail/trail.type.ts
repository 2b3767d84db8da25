import { Field, ID, InputType, Int, InterfaceType, ObjectType } from "type-graphql";
import { Role } from "../../core/access/role.js";
import { about } from "../../core/schema/about.js";
import { Node } from "../../core/schema/node.type.js";
import { PageInfo } from "../../core/schema/pagination.js";
import { DateTime, JsonValue, LocalDate } from "../../core/schema/scalars.js";

@InterfaceType("Traced", {
  implements: Node,
  description: about(
    "Whatever is changed by acts, each of which leaves an entry in its trail.",
    "Mọi đối tượng được thay đổi bằng các nghiệp vụ, mỗi lần đều để lại một mục trong nhật ký.",
  ),
})
export abstract class Traced extends Node {}

@ObjectType({
  simpleResolvers: true,
  description: about("What one field was, and what it became.", "Giá trị cũ và mới của một trường."),
})
export class FieldChange {
  @Field(() => String, {
    description: about(
      "The field, named as in the type of the object where it has such a field.",
      "Tên trường, như trong kiểu của đối tượng nếu kiểu có trường đó.",
    ),
  })
  field!: string;

  @Field(() => JsonValue, {
    nullable: true,
    description: about(
      "Null: it was blank, or the object was not there. Of another object its code or number.",
      "Null: bỏ trống, hoặc chưa có đối tượng. Với đối tượng khác là mã hoặc số hiệu của nó.",
    ),
  })
  before!: unknown;

  @Field(() => JsonValue, {
    nullable: true,
    description: about(
      "Null: it was made blank, or the object was withdrawn.",
      "Null: đã để trống, hoặc đối tượng đã bị rút.",
    ),
  })
  after!: unknown;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: about(
    "What became of one object in one act. Entries are never changed and never deleted.",
    "Thay đổi của một đối tượng trong một lần thực hiện. Mục nhật ký không bao giờ bị sửa hay xóa.",
  ),
})
export class AuditEntry extends Node {
  @Field(() => String, { description: about('Its type, such as "Observation".', 'Kiểu, ví dụ "Observation".') })
  objectType!: string;

  @Field(() => Int, {
    description: about(
      "The version that the act led to. What a data file loaded begins at 1 without an entry.",
      "Phiên bản sau lần thực hiện. Dữ liệu nạp từ tệp bắt đầu ở 1 mà không có mục nhật ký.",
    ),
  })
  version!: number;

  @Field(() => String, {
    description: about(
      'The act, by the name of its mutation, such as "observationCorrect".',
      'Nghiệp vụ, theo tên mutation, ví dụ "observationCorrect".',
    ),
  })
  act!: string;

  @Field(() => DateTime, { description: about("When.", "Thời điểm.") })
  actedAt!: string;

  @Field(() => String, {
    description: about(
      "The name of the account, as it was then; empty: nobody had signed in.",
      "Tên tài khoản tại thời điểm đó; rỗng: không đăng nhập.",
    ),
  })
  actor!: string;

  @Field(() => Role, { description: about("In which role.", "Vai trò khi thực hiện.") })
  role!: string;

  @Field(() => String, {
    description: about(
      "The `X-Request-Id` of the request; empty: it came over no request.",
      "`X-Request-Id` của yêu cầu; rỗng: không qua yêu cầu nào.",
    ),
  })
  requestId!: string;

  @Field(() => String, {
    nullable: true,
    description: about("Why; null for an act that asks for no reason.", "Lý do; null nếu nghiệp vụ không yêu cầu."),
  })
  reason!: string | null;

  @Field(() => String, {
    description: about(
      "SHA-256 over this entry and the hash of the one before it of the same object, base64url.",
      "SHA-256 trên mục này và mã băm của mục trước đó của cùng đối tượng, dạng base64url.",
    ),
  })
  hash!: string;
}

@ObjectType({ simpleResolvers: true, description: about("An entry and its cursor.", "Một mục và con trỏ của nó.") })
export class AuditEntryEdge {
  @Field(() => String, { description: about("For `after`.", "Dùng cho `after`.") })
  cursor!: string;

  @Field(() => AuditEntry, { description: about("The entry.", "Mục nhật ký.") })
  node!: AuditEntry;
}

@ObjectType({
  simpleResolvers: true,
  description: about("A page of a trail, newest first.", "Một trang nhật ký, mới nhất trước."),
})
export class AuditEntryConnection {
  @Field(() => [AuditEntry], { description: about("The entries of this page.", "Các mục của trang này.") })
  nodes!: AuditEntry[];

  @Field(() => [AuditEntryEdge], { description: about("The same with their cursors.", "Như trên, kèm con trỏ.") })
  edges!: AuditEntryEdge[];

  @Field(() => PageInfo, { description: about("How to go on.", "Thông tin chuyển trang.") })
  pageInfo!: PageInfo;
}

const ANY = { nullable: true } as const;

@InputType({
  description: about("Which entries; what is left out is not asked for.", "Điều kiện lọc; bỏ trống là không lọc."),
})
export class AuditEntryFilter {
  @Field(() => [String], {
    ...ANY,
    description: about(
      "By one of these acts. One that there is not, nor was in the trail, is BAD_USER_INPUT.",
      "Theo một trong các nghiệp vụ này. Nghiệp vụ không có và chưa từng có trong nhật ký là lỗi BAD_USER_INPUT.",
    ),
  })
  act?: string[] | null;

  @Field(() => [String], {
    ...ANY,
    description: about("By an account of one of these names.", "Do một trong các tài khoản này thực hiện."),
  })
  actor?: string[] | null;

  @Field(() => [String], {
    ...ANY,
    description: about(
      "On an object of one of these types. One that there is not, nor was in the trail, is BAD_USER_INPUT.",
      "Trên đối tượng thuộc một trong các kiểu này. Kiểu không có và chưa từng có trong nhật ký là lỗi BAD_USER_INPUT.",
    ),
  })
  objectType?: string[] | null;

  @Field(() => ID, {
    ...ANY,
    description: about(
      "On the object of this global id, also where it is gone.",
      "Trên đối tượng mang định danh này, kể cả khi không còn.",
    ),
  })
  objectId?: string | null;

  @Field(() => String, {
    ...ANY,
    description: about("In the request of this `X-Request-Id`.", "Trong yêu cầu mang `X-Request-Id` này."),
  })
  requestId?: string | null;

  @Field(() => LocalDate, {
    ...ANY,
    description: about("On this day in Vietnam or later.", "Từ ngày này, giờ Việt Nam."),
  })
  from?: string | null;

  @Field(() => LocalDate, {
    ...ANY,
    description: about("On this day in Vietnam or earlier.", "Đến hết ngày này, giờ Việt Nam."),
  })
  to?: string | null;
}

import { Field, ObjectType } from "type-graphql";
import { about, describedEnum } from "../../core/schema/about.js";
import { Node } from "../../core/schema/node.type.js";

export const ChangeKind = describedEnum("ChangeKind", about("What a copy has to do.", "Bản sao cần làm gì."), {
  CHANGED: about("Take `node` in place of what the copy has, or add it.", "Thay hoặc thêm bằng `node`."),
  REMOVED: about(
    "Take the object of this id away, if the copy has it.",
    "Xóa đối tượng mang định danh này, nếu bản sao có.",
  ),
  RELOAD: about(
    "Load all objects of `type` again, everything if it is null: more has changed than is told one by one. Ask after this answer has arrived, and go on with its `cursor`.",
    "Tải lại mọi đối tượng thuộc `type`, hoặc toàn bộ nếu null: thay đổi quá nhiều để kể từng mục. Hãy hỏi sau khi nhận câu trả lời này rồi tiếp tục với `cursor` của nó.",
  ),
});
export type ChangeKind = keyof typeof ChangeKind;

/** One change as it is handed out. */
export interface ChangeRow {
  kind: ChangeKind;
  type: string | null;
  globalId: string | null;
  node: object | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about("What became of one object since.", "Thay đổi của một đối tượng kể từ đó."),
})
export class Change {
  @Field(() => ChangeKind, { description: about("What to do with it.", "Cần làm gì với nó.") })
  kind!: ChangeKind;

  @Field(() => String, {
    nullable: true,
    description: about(
      'The type of the object, such as "Observation"; null with RELOAD: every type.',
      'Kiểu của đối tượng, ví dụ "Observation"; null khi RELOAD: mọi kiểu.',
    ),
  })
  type!: string | null;

  @Field(() => Node, {
    nullable: true,
    description: about(
      "With CHANGED the object as it is now, which may be newer than this change; else null.",
      "Khi CHANGED: đối tượng hiện nay, có thể mới hơn thay đổi này; nếu không thì null.",
    ),
  })
  node!: object | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about("A page of what has changed.", "Một trang các thay đổi."),
})
export class ChangeFeed {
  @Field(() => [Change], {
    description: about(
      "The changes, each object once; a page may be empty though more follow.",
      "Các thay đổi, mỗi đối tượng một lần; trang có thể rỗng dù còn nữa.",
    ),
  })
  nodes!: readonly ChangeRow[];

  @Field(() => String, {
    description: about(
      "Where this page ends: the next `since`. It never expires.",
      "Vị trí cuối trang: dùng cho `since` lần sau. Không bao giờ hết hạn.",
    ),
  })
  cursor!: string;

  @Field(() => Boolean, {
    description: about("More has changed: ask again at once.", "Còn thay đổi khác: hãy hỏi tiếp ngay."),
  })
  hasMore!: boolean;
}

import { Field, ID, InterfaceType } from "type-graphql";
import { about } from "./about.js";

/** Named here: another class of this name is in the bundle, so this one is called otherwise there. */
@InterfaceType("Node", {
  description: about(
    "Whatever has an id of its own and can be asked for again by `node`.",
    "Mọi đối tượng có định danh riêng và có thể hỏi lại bằng `node`.",
  ),
})
export abstract class Node {
  @Field(() => ID, {
    description: about(
      "Unique over all types; opaque: do not read or build it.",
      "Duy nhất trên mọi kiểu; không đọc hay tự tạo chuỗi này.",
    ),
  })
  /** A row carries the database's own id here; `schema.ts` makes it global on the way out. */
  id!: string | number;
}

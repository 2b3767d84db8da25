import { type ClassType, Field, Int, ObjectType } from "type-graphql";
import { about } from "./about.js";
import { PageInfo } from "./pagination.js";

const NODE = about("What stands at this place.", "Phần tử ở vị trí này.");

/** The type of a page of a list of `name`, as Relay has it, with `nodes` beside `edges`. */
export function connectionType<Node extends object>(
  name: string,
  node: () => ClassType<Node>,
  description: string,
): ClassType<object> {
  @ObjectType(`${name}Edge`, {
    simpleResolvers: true,
    description: about("One of a list at its place.", "Một phần tử tại vị trí của nó trong danh sách."),
  })
  class Edge {
    @Field(() => String, { description: about("For `after` and `before`.", "Dùng cho `after` và `before`.") })
    cursor!: string;

    @Field(() => node(), { description: NODE })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description })
  class Page {
    @Field(() => [node()], { description: about("Those of this page.", "Các phần tử của trang này.") })
    nodes!: Node[];

    @Field(() => [Edge], { description: about("The same with their cursors.", "Như trên, kèm con trỏ.") })
    edges!: Edge[];

    @Field(() => PageInfo, { description: about("How to go on.", "Thông tin chuyển trang.") })
    pageInfo!: PageInfo;

    @Field(() => Int, {
      description: about(
        "How many the whole list has; counted only when asked for.",
        "Số phần tử của cả danh sách; chỉ đếm khi được hỏi.",
      ),
    })
    totalCount!: number;
  }
  return Page;
}

import { Arg, Args, ArgsType, Ctx, Field, ID, Query, Resolver } from "type-graphql";
import type { Context } from "../core/context.js";
import { about } from "../core/schema/about.js";
import { AsOf } from "../core/schema/as-of.js";
import { HasAtMost } from "../core/schema/checks.js";
import { Node } from "../core/schema/node.type.js";
import { findNodes } from "../core/schema/node-finder.js";
import * as messages from "./graphql.messages.js";

const MOST_IDS = 100;

type Row = { id: number | string };

@ArgsType()
export class NodesArgs {
  @Field(() => [ID], { description: about("Global ids.", "Các định danh toàn cục.") })
  @HasAtMost(MOST_IDS, messages.ids)
  ids!: string[];
}

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: about(
      "The object that has this id; null if there is none, if it did not exist on that day, or if it is not for who asks to see. A day decides of what it describes, such as facilities, areas, assessments and figures; what is of no day, such as metrics, legal documents, accounts, keys and entries of the trail, is found on every day as it is now.",
      "Đối tượng có định danh này; null nếu không có, chưa/không còn tồn tại vào ngày đó, hoặc người hỏi không được xem. Ngày chỉ quyết định với điều nó mô tả, như cơ sở, địa bàn, kết quả đánh giá, số liệu; điều không thuộc ngày nào, như chỉ số, văn bản, tài khoản, khóa, nhật ký, thì ngày nào cũng có, theo hiện trạng.",
    ),
  })
  async node(
    @Arg("id", () => ID, { description: about("A global id.", "Định danh toàn cục.") }) id: string,
    @AsOf() asOf: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<Row | null> {
    return (await findNodes([id], context, { asOf: asOf ?? null }))[0] ?? null;
  }

  @Query(() => [Node], {
    nullable: "items",
    description: about(
      "The objects that have these ids, in the same order; null where there is none, where it did not exist on that day, or where it is not for who asks to see. What is of no day is found on every day, as by `node`. At most 100.",
      "Các đối tượng có những định danh này, đúng thứ tự; null ở chỗ không có, chưa/không còn tồn tại vào ngày đó, hoặc người hỏi không được xem. Điều không thuộc ngày nào thì ngày nào cũng có, như với `node`. Tối đa 100.",
    ),
  })
  nodes(
    @Args(() => NodesArgs) { ids }: NodesArgs,
    @AsOf() asOf: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<(Row | null)[]> {
    return findNodes(ids, context, { asOf: asOf ?? null });
  }
}

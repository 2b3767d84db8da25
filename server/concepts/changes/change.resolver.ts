import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../core/context.js";
import { about } from "../../core/schema/about.js";
import { FirstArgs, readPage } from "../../core/schema/pagination.js";
import { Change, ChangeFeed, type ChangeRow } from "./change.type.js";
import { changesSince } from "./change-feed.js";

@Resolver(() => Change)
export class ChangeResolver {
  @Query(() => ChangeFeed, {
    description: about(
      "What has changed behind a cursor, for whoever keeps a copy: ask without `since` first and keep the `cursor`, then load what the copy is to have, then ask again with the last `cursor` for as long as there `hasMore`, and from then on whenever the copy is to be of now. Told are areas, facilities, rounds, assessments, milestones, targets, legal documents, reporting campaigns, submitted answers to their forms and figures, each as it is now; what is computed from them (levels, totals, shares, checks) is asked for anew. Within a part of the data changes come in the order in which they were made, and none is left out. A cursor that is none of this server is BAD_USER_INPUT.",
      "Những gì đã thay đổi kể từ con trỏ, dành cho ai giữ một bản sao: trước hết hỏi không có `since` và giữ `cursor`, rồi tải dữ liệu cần sao, sau đó hỏi với `cursor` gần nhất chừng nào còn `hasMore`, và về sau mỗi khi cần cập nhật. Gồm đơn vị hành chính, cơ sở, đợt đánh giá, kết quả đánh giá, mốc lộ trình, chỉ tiêu, văn bản pháp lý, đợt báo cáo, bản trả lời đã gửi và số liệu, theo hiện trạng; những gì được tính ra (mức, tổng, tỷ lệ, đối chiếu) thì hỏi lại. Trong mỗi phần dữ liệu, thay đổi theo đúng thứ tự thực hiện và không sót. Con trỏ không phải của máy chủ này là BAD_USER_INPUT.",
    ),
  })
  changes(
    @Arg("since", () => String, {
      nullable: true,
      description: about(
        "The `cursor` of the answer before; left out: nothing is told, and `cursor` is that of now.",
        "`cursor` của câu trả lời trước; bỏ trống: không kể gì, `cursor` là vị trí hiện nay.",
      ),
    })
    since: string | null | undefined,
    @Args(() => FirstArgs) { first }: FirstArgs,
    @Ctx() context: Context,
  ): Promise<ChangeFeed> {
    return changesSince(context, since ?? null, readPage({ first }, "changes").size);
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: about("The id of the object; null with RELOAD.", "Định danh của đối tượng; null khi RELOAD."),
  })
  id(@Root() change: ChangeRow): string | null {
    return change.globalId;
  }
}

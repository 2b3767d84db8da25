import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { INPUT } from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import {
  AssessmentRoundCloseInput,
  AssessmentRoundOpenInput,
  AssessmentRoundPayload,
  AssessmentRoundReopenInput,
} from "./assessment-round-act.input.js";
import { close, open, type RoundOutcome, reopen } from "./assessment-round-acts.js";

const handedOut = async (done: Promise<RoundOutcome>) => ({
  round: cloneAlone("AssessmentRound", LATEST, (await done).round),
});

@Resolver()
export class AssessmentRoundActResolver {
  @Mutation(() => AssessmentRoundPayload, {
    nullable: true,
    description: about(
      "Opens a new round; from then on assessments can be entered in it. For ADMIN.",
      "Mở một đợt đánh giá mới; từ đó có thể nhập kết quả. Dành cho ADMIN.",
    ),
  })
  assessmentRoundOpen(
    @Arg("input", () => AssessmentRoundOpenInput, { description: INPUT }) input: AssessmentRoundOpenInput,
    @Ctx() context: Context,
  ) {
    return handedOut(open(context, input));
  }

  @Mutation(() => AssessmentRoundPayload, {
    nullable: true,
    description: about(
      "Closes an OPEN round: its results stay as they are, and what is not published stays a draft. For ADMIN.",
      "Đóng đợt đang OPEN: kết quả được giữ nguyên, bản chưa công bố vẫn là bản nhập. Dành cho ADMIN.",
    ),
  })
  assessmentRoundClose(
    @Arg("input", () => AssessmentRoundCloseInput, { description: INPUT }) input: AssessmentRoundCloseInput,
    @Ctx() context: Context,
  ) {
    return handedOut(close(context, input));
  }

  @Mutation(() => AssessmentRoundPayload, {
    nullable: true,
    description: about(
      "Opens a CLOSED round again, for all facilities, for a reason. To change one published assessment, `assessmentReopen` is enough. For ADMIN.",
      "Mở lại đợt CLOSED cho mọi đơn vị, kèm lý do. Để sửa một kết quả đã công bố chỉ cần `assessmentReopen`. Dành cho ADMIN.",
    ),
  })
  assessmentRoundReopen(
    @Arg("input", () => AssessmentRoundReopenInput, { description: INPUT }) input: AssessmentRoundReopenInput,
    @Ctx() context: Context,
  ) {
    return handedOut(reopen(context, input));
  }
}

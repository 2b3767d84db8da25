import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { INPUT } from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import type { MilestoneRow } from "../roadmap.store.js";
import {
  MilestoneCancelInput,
  MilestoneCorrectProgressInput,
  MilestonePayload,
  MilestoneProgressPayload,
  MilestoneRecordProgressInput,
  MilestoneReplanInput,
} from "./milestone-act.input.js";
import { cancel, replan } from "./milestone-acts.js";
import type { MilestoneProgressRow } from "./milestone-progress.store.js";
import { correct, record } from "./milestone-progress-acts.js";

const milestoneOf = ({ milestone }: { milestone: MilestoneRow }) => ({
  milestone: cloneAlone("Milestone", LATEST, milestone),
});
const progressOf = ({ progress }: { progress: MilestoneProgressRow }) => ({
  progress: cloneAlone("MilestoneProgress", LATEST, progress),
});

@Resolver()
export class MilestoneActResolver {
  @Mutation(() => MilestoneProgressPayload, {
    nullable: true,
    description: about(
      "Records how far a milestone has come: at a facility, by its editors and those of its managing bodies; in the province as a whole, by ADMIN, which moves the status of the milestone itself.",
      "Ghi tiến độ của một mốc: tại một cơ sở, do người nhập liệu của cơ sở đó và của cơ quan quản lý; của toàn tỉnh, do ADMIN, khi đó tình trạng của chính mốc thay đổi.",
    ),
  })
  async milestoneRecordProgress(
    @Arg("input", () => MilestoneRecordProgressInput, { description: INPUT }) input: MilestoneRecordProgressInput,
    @Ctx() context: Context,
  ) {
    return progressOf(await record(context, input));
  }

  @Mutation(() => MilestoneProgressPayload, {
    nullable: true,
    description: about(
      "Corrects a report of progress, for a reason; the trail keeps what it was.",
      "Sửa một tiến độ, kèm lý do; nhật ký giữ nội dung cũ.",
    ),
  })
  async milestoneCorrectProgress(
    @Arg("input", () => MilestoneCorrectProgressInput, { description: INPUT }) input: MilestoneCorrectProgressInput,
    @Ctx() context: Context,
  ) {
    return progressOf(await correct(context, input));
  }

  @Mutation(() => MilestonePayload, {
    nullable: true,
    description: about(
      "Gives a milestone another year, for a reason; one that was late or given up is planned anew. For ADMIN.",
      "Chuyển mốc sang năm khác, kèm lý do; mốc chậm hoặc đã hủy được lên kế hoạch lại. Dành cho ADMIN.",
    ),
  })
  async milestoneReplan(
    @Arg("input", () => MilestoneReplanInput, { description: INPUT }) input: MilestoneReplanInput,
    @Ctx() context: Context,
  ) {
    return milestoneOf(await replan(context, input));
  }

  @Mutation(() => MilestonePayload, {
    nullable: true,
    description: about("Gives a milestone up, for a reason. For ADMIN.", "Hủy bỏ một mốc, kèm lý do. Dành cho ADMIN."),
  })
  async milestoneCancel(
    @Arg("input", () => MilestoneCancelInput, { description: INPUT }) input: MilestoneCancelInput,
    @Ctx() context: Context,
  ) {
    return milestoneOf(await cancel(context, input));
  }
}

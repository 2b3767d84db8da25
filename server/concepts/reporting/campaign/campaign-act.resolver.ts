import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { INPUT } from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import {
  ReportingCampaignCloseInput,
  ReportingCampaignOpenInput,
  ReportingCampaignPayload,
  ReportingCampaignReopenInput,
  ReportingCampaignReviseInput,
} from "./campaign-act.input.js";
import { type CampaignOutcome, close, open, reopen, revise } from "./campaign-acts.js";

const handedOut = async (done: Promise<CampaignOutcome>) => ({
  campaign: cloneAlone("ReportingCampaign", LATEST, (await done).campaign),
});

@Resolver()
export class ReportingCampaignActResolver {
  @Mutation(() => ReportingCampaignPayload, {
    nullable: true,
    description: about(
      "Opens a campaign: its recipients, forms and days; from then on units fill in its forms. For ADMIN.",
      "Mở một đợt báo cáo: nơi nhận, các mẫu và hạn; từ đó các đơn vị điền mẫu. Dành cho ADMIN.",
    ),
  })
  reportingCampaignOpen(
    @Arg("input", () => ReportingCampaignOpenInput, { description: INPUT }) input: ReportingCampaignOpenInput,
    @Ctx() context: Context,
  ) {
    return handedOut(open(context, input));
  }

  @Mutation(() => ReportingCampaignPayload, {
    nullable: true,
    description: about(
      "Replaces what an OPEN campaign asks for, while nobody has begun to answer it (else ILLEGAL_STATE). For ADMIN.",
      "Thay nội dung của đợt đang OPEN khi chưa có nơi nào trả lời (nếu không: ILLEGAL_STATE). Dành cho ADMIN.",
    ),
  })
  reportingCampaignRevise(
    @Arg("input", () => ReportingCampaignReviseInput, { description: INPUT }) input: ReportingCampaignReviseInput,
    @Ctx() context: Context,
  ) {
    return handedOut(revise(context, input));
  }

  @Mutation(() => ReportingCampaignPayload, {
    nullable: true,
    description: about(
      "Closes an OPEN campaign: what was submitted stays, drafts are kept, and nothing is answered any more. For ADMIN.",
      "Đóng đợt đang OPEN: bản đã gửi được giữ nguyên, bản đang nhập được lưu, không nhận trả lời nữa. Dành cho ADMIN.",
    ),
  })
  reportingCampaignClose(
    @Arg("input", () => ReportingCampaignCloseInput, { description: INPUT }) input: ReportingCampaignCloseInput,
    @Ctx() context: Context,
  ) {
    return handedOut(close(context, input));
  }

  @Mutation(() => ReportingCampaignPayload, {
    nullable: true,
    description: about(
      "Opens a CLOSED campaign again, for a reason. For ADMIN.",
      "Mở lại đợt CLOSED, kèm lý do. Dành cho ADMIN.",
    ),
  })
  reportingCampaignReopen(
    @Arg("input", () => ReportingCampaignReopenInput, { description: INPUT }) input: ReportingCampaignReopenInput,
    @Ctx() context: Context,
  ) {
    return handedOut(reopen(context, input));
  }
}

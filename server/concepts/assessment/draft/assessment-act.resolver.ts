import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { INPUT } from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import {
  AssessmentPayload,
  AssessmentPublishInput,
  AssessmentReopenInput,
  AssessmentReturnInput,
  AssessmentSaveInput,
  AssessmentStartInput,
  AssessmentSubmitInput,
  AssessmentVerifyInput,
} from "./assessment-act.input.js";
import { giveBack, type Outcome, publish, reopen, save, start, submit, verify } from "./assessment-acts.js";

async function handedOut(done: Promise<Outcome>) {
  const { draft, assessment } = await done;
  return {
    draft: draft && cloneAlone("AssessmentDraft", LATEST, draft),
    assessment: assessment && cloneAlone("Assessment", LATEST, assessment),
  };
}

@Resolver()
export class AssessmentActResolver {
  @Mutation(() => AssessmentPayload, {
    nullable: true,
    description: about(
      "Begins the assessment of a facility in an open round, once. For ADMIN, and for editors with their facility and what it manages.",
      "Bắt đầu nhập kết quả đánh giá của một đơn vị trong đợt đang mở, một lần. Dành cho ADMIN, và người nhập liệu với đơn vị mình và đơn vị trực thuộc.",
    ),
  })
  assessmentStart(
    @Arg("input", () => AssessmentStartInput, { description: INPUT }) input: AssessmentStartInput,
    @Ctx() context: Context,
  ) {
    return handedOut(start(context, input));
  }

  @Mutation(() => AssessmentPayload, {
    nullable: true,
    description: about(
      "Keeps what was entered so far. Only in DRAFT (else ILLEGAL_STATE), by the same who may begin it.",
      "Lưu nội dung đã nhập. Chỉ khi DRAFT (nếu không: ILLEGAL_STATE), do những người được bắt đầu nhập.",
    ),
  })
  assessmentSave(
    @Arg("input", () => AssessmentSaveInput, { description: INPUT }) input: AssessmentSaveInput,
    @Ctx() context: Context,
  ) {
    return handedOut(save(context, input));
  }

  @Mutation(() => AssessmentPayload, {
    nullable: true,
    description: about(
      "Hands in a DRAFT, by the same who may begin it; from then on only the Department acts on it.",
      "Gửi bản nhập DRAFT, do những người được bắt đầu nhập; từ đó chỉ Sở Y tế xử lý.",
    ),
  })
  assessmentSubmit(
    @Arg("input", () => AssessmentSubmitInput, { description: INPUT }) input: AssessmentSubmitInput,
    @Ctx() context: Context,
  ) {
    return handedOut(submit(context, input));
  }

  @Mutation(() => AssessmentPayload, {
    nullable: true,
    description: about(
      "Gives what is SUBMITTED or VERIFIED back to the facility as a DRAFT, for a reason. For ADMIN.",
      "Trả bản SUBMITTED hoặc VERIFIED về DRAFT cho đơn vị sửa, kèm lý do. Dành cho ADMIN.",
    ),
  })
  assessmentReturn(
    @Arg("input", () => AssessmentReturnInput, { description: INPUT }) input: AssessmentReturnInput,
    @Ctx() context: Context,
  ) {
    return handedOut(giveBack(context, input));
  }

  @Mutation(() => AssessmentPayload, {
    nullable: true,
    description: about(
      "Notes that the Department has checked what is SUBMITTED, and the level that it decides on. For ADMIN.",
      "Ghi nhận Sở Y tế đã thẩm định bản SUBMITTED, và mức do Sở xác định. Dành cho ADMIN.",
    ),
  })
  assessmentVerify(
    @Arg("input", () => AssessmentVerifyInput, { description: INPUT }) input: AssessmentVerifyInput,
    @Ctx() context: Context,
  ) {
    return handedOut(verify(context, input));
  }

  @Mutation(() => AssessmentPayload, {
    nullable: true,
    description: about(
      "Publishes what is VERIFIED, in the place of what was published before: its results, answers and stated needs. For ADMIN.",
      "Công bố bản VERIFIED, thay cho kết quả đã công bố trước đó: kết quả, câu trả lời và nhu cầu. Dành cho ADMIN.",
    ),
  })
  assessmentPublish(
    @Arg("input", () => AssessmentPublishInput, { description: INPUT }) input: AssessmentPublishInput,
    @Ctx() context: Context,
  ) {
    return handedOut(publish(context, input));
  }

  @Mutation(() => AssessmentPayload, {
    nullable: true,
    description: about(
      "Opens a PUBLISHED assessment to change, also in a closed round, for a reason: a DRAFT of what it says. Everybody else reads what was published until another one is. For ADMIN.",
      "Mở lại kết quả PUBLISHED để sửa, kể cả trong đợt đã đóng, kèm lý do: tạo bản DRAFT theo nội dung hiện có. Mọi người vẫn đọc kết quả đã công bố cho đến lần công bố sau. Dành cho ADMIN.",
    ),
  })
  assessmentReopen(
    @Arg("input", () => AssessmentReopenInput, { description: INPUT }) input: AssessmentReopenInput,
    @Ctx() context: Context,
  ) {
    return handedOut(reopen(context, input));
  }
}

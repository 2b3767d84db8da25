import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { INPUT } from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import {
  FormAnswerPayload,
  FormAnswerReturnInput,
  FormAnswerSaveInput,
  FormAnswerSubmitInput,
} from "./form-answer-act.input.js";
import { type AnswerOutcome, giveBack, save, submit } from "./form-answer-acts.js";

const handedOut = async (done: Promise<AnswerOutcome>) => ({
  answer: cloneAlone("FormAnswer", LATEST, (await done).answer),
});

@Resolver()
export class FormAnswerActResolver {
  @Mutation(() => FormAnswerPayload, {
    nullable: true,
    description: about(
      "Keeps what was entered of a form that the facility owes in an open campaign, as often as is wanted. A figure that the formula of its column does not give is refused with what was expected. For ADMIN, and for editors with their facility and what it manages.",
      "Lưu nội dung đã nhập cho mẫu mà cơ sở phải gửi trong đợt đang mở, bao nhiêu lần cũng được. Số không đúng công thức của cột thì bị từ chối, kèm số đúng. Dành cho ADMIN, và người nhập liệu với đơn vị mình và đơn vị trực thuộc.",
    ),
  })
  formAnswerSave(
    @Arg("input", () => FormAnswerSaveInput, { description: INPUT }) input: FormAnswerSaveInput,
    @Ctx() context: Context,
  ) {
    return handedOut(save(context, input));
  }

  @Mutation(() => FormAnswerPayload, {
    nullable: true,
    description: about(
      "Hands in a DRAFT, by the same who may enter it: its figures go on record, citing the campaign. A figure that another source says otherwise is not replaced (TAKEN), one that its metric does not take is not recorded (INVALID).",
      "Gửi bản DRAFT, do những người được nhập: số liệu vào sổ và dẫn về đợt báo cáo. Số liệu mà nguồn khác ghi khác thì không bị thay thế (TAKEN), số liệu mà chỉ số không nhận thì không được ghi (INVALID).",
    ),
  })
  formAnswerSubmit(
    @Arg("input", () => FormAnswerSubmitInput, { description: INPUT }) input: FormAnswerSubmitInput,
    @Ctx() context: Context,
  ) {
    return handedOut(submit(context, input));
  }

  @Mutation(() => FormAnswerPayload, {
    nullable: true,
    description: about(
      "Gives what is SUBMITTED back to the unit as a DRAFT, for a reason; its figures stay until it is submitted again. For ADMIN.",
      "Trả bản SUBMITTED về DRAFT cho đơn vị sửa, kèm lý do; số liệu giữ nguyên đến lần gửi sau. Dành cho ADMIN.",
    ),
  })
  formAnswerReturn(
    @Arg("input", () => FormAnswerReturnInput, { description: INPUT }) input: FormAnswerReturnInput,
    @Ctx() context: Context,
  ) {
    return handedOut(giveBack(context, input));
  }
}

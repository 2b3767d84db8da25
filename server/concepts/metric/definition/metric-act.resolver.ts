import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { INPUT } from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { MetricAddInput, MetricChangeInput, MetricPayload, MetricWithdrawInput } from "./metric-act.input.js";
import { add, change, type MetricOutcome, withdraw } from "./metric-acts.js";

const handedOut = async (done: Promise<MetricOutcome>) => {
  const { metric } = await done;
  return { metric: metric && cloneAlone("Metric", LATEST, metric) };
};

@Resolver()
export class MetricActResolver {
  @Mutation(() => MetricPayload, {
    nullable: true,
    description: about(
      "Adds a metric with the rules that its figures are held to and of whom they are due. For ADMIN.",
      "Thêm một chỉ số cùng quy định về số liệu và các đối tượng phải có số liệu. Dành cho ADMIN.",
    ),
  })
  metricAdd(
    @Arg("input", () => MetricAddInput, { description: INPUT }) input: MetricAddInput,
    @Ctx() context: Context,
  ) {
    return handedOut(add(context, input));
  }

  @Mutation(() => MetricPayload, {
    nullable: true,
    description: about(
      "Changes a metric, for a reason; what would make figures on record wrong is refused with them (ILLEGAL_STATE). For ADMIN.",
      "Thay đổi một chỉ số, kèm lý do; thay đổi làm sai số liệu trong sổ thì bị từ chối và nêu các số liệu đó (ILLEGAL_STATE). Dành cho ADMIN.",
    ),
  })
  metricChange(
    @Arg("input", () => MetricChangeInput, { description: INPUT }) input: MetricChangeInput,
    @Ctx() context: Context,
  ) {
    return handedOut(change(context, input));
  }

  @Mutation(() => MetricPayload, {
    nullable: true,
    description: about(
      "Takes a metric off the record, for a reason, if nobody has recorded a figure of it and nothing refers to it (else ILLEGAL_STATE). For ADMIN.",
      "Rút một chỉ số, kèm lý do, khi chưa ai ghi số liệu và chưa có gì dẫn tới nó (nếu không: ILLEGAL_STATE). Dành cho ADMIN.",
    ),
  })
  metricWithdraw(
    @Arg("input", () => MetricWithdrawInput, { description: INPUT }) input: MetricWithdrawInput,
    @Ctx() context: Context,
  ) {
    return handedOut(withdraw(context, input));
  }
}

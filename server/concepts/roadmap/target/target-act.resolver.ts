import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { INPUT } from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import type { TargetRow } from "../roadmap.store.js";
import { TargetAddInput, TargetCorrectInput, TargetPayload } from "./target-act.input.js";
import { add, correct } from "./target-acts.js";

const handedOut = ({ target }: { target: TargetRow }) => ({ target: cloneAlone("Target", LATEST, target) });

@Resolver()
export class TargetActResolver {
  @Mutation(() => TargetPayload, {
    nullable: true,
    description: about(
      "Adds what a legal document on record aims at. For ADMIN.",
      "Thêm mục tiêu do một văn bản trong danh mục đặt ra. Dành cho ADMIN.",
    ),
  })
  async targetAdd(
    @Arg("input", () => TargetAddInput, { description: INPUT }) input: TargetAddInput,
    @Ctx() context: Context,
  ) {
    return handedOut(await add(context, input));
  }

  @Mutation(() => TargetPayload, {
    nullable: true,
    description: about(
      "Corrects what is on record of a target, for a reason. For ADMIN.",
      "Sửa thông tin của một mục tiêu, kèm lý do. Dành cho ADMIN.",
    ),
  })
  async targetCorrect(
    @Arg("input", () => TargetCorrectInput, { description: INPUT }) input: TargetCorrectInput,
    @Ctx() context: Context,
  ) {
    return handedOut(await correct(context, input));
  }
}

import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { INPUT } from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { add } from "./add.js";
import {
  AreaAddInput,
  AreaCloseInput,
  AreaCorrectInput,
  AreaMoveInput,
  AreaPayload,
  AreaRenameInput,
} from "./area-act.input.js";
import type { AreaOutcome } from "./area-act.js";
import { close } from "./close.js";
import { correct } from "./correct.js";
import { move } from "./move.js";
import { rename } from "./rename.js";

const handedOut = async (done: Promise<AreaOutcome>) => {
  const { area } = await done;
  return { area: area && cloneAlone("Area", LATEST, area) };
};

@Resolver()
export class AreaActResolver {
  @Mutation(() => AreaPayload, {
    nullable: true,
    description: about(
      "Adds an area from a day on, by a legal document or for a reason. For ADMIN.",
      "Thêm một đơn vị hành chính từ một ngày, theo văn bản hoặc kèm lý do. Dành cho ADMIN.",
    ),
  })
  areaAdd(@Arg("input", () => AreaAddInput, { description: INPUT }) input: AreaAddInput, @Ctx() context: Context) {
    return handedOut(add(context, input));
  }

  @Mutation(() => AreaPayload, {
    nullable: true,
    description: about(
      "Gives an area a new name from a day on; earlier days keep the former one. For ADMIN.",
      "Đổi tên một đơn vị hành chính từ một ngày; các ngày trước giữ tên cũ. Dành cho ADMIN.",
    ),
  })
  areaRename(
    @Arg("input", () => AreaRenameInput, { description: INPUT }) input: AreaRenameInput,
    @Ctx() context: Context,
  ) {
    return handedOut(rename(context, input));
  }

  @Mutation(() => AreaPayload, {
    nullable: true,
    description: about(
      "Says in which area an area lies from a day on; a circle is refused. For ADMIN.",
      "Ghi đơn vị hành chính cấp trên từ một ngày; không được thành vòng. Dành cho ADMIN.",
    ),
  })
  areaMove(@Arg("input", () => AreaMoveInput, { description: INPUT }) input: AreaMoveInput, @Ctx() context: Context) {
    return handedOut(move(context, input));
  }

  @Mutation(() => AreaPayload, {
    nullable: true,
    description: about(
      "Ends an area from a day on, or merges it into another one, once nothing is in it any more (else ILLEGAL_STATE). For ADMIN.",
      "Kết thúc một đơn vị hành chính từ một ngày, hoặc nhập vào đơn vị khác, khi trong đó không còn gì (nếu không: ILLEGAL_STATE). Dành cho ADMIN.",
    ),
  })
  areaClose(
    @Arg("input", () => AreaCloseInput, { description: INPUT }) input: AreaCloseInput,
    @Ctx() context: Context,
  ) {
    return handedOut(close(context, input));
  }

  @Mutation(() => AreaPayload, {
    nullable: true,
    description: about(
      "Corrects what was recorded wrongly of an area, for a reason: every day for which it was recorded has it right then. For ADMIN.",
      "Sửa điều đã ghi sai về một đơn vị hành chính, kèm lý do: mọi ngày mà điều đó được ghi đều được sửa. Dành cho ADMIN.",
    ),
  })
  areaCorrect(
    @Arg("input", () => AreaCorrectInput, { description: INPUT }) input: AreaCorrectInput,
    @Ctx() context: Context,
  ) {
    return handedOut(correct(context, input));
  }
}

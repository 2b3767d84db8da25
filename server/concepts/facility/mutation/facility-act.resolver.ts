import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { INPUT } from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { add } from "./add.js";
import { close, reopen } from "./close.js";
import { correct } from "./correct.js";
import {
  FacilityCloseInput,
  FacilityMergeInput,
  FacilityMoveInput,
  FacilityPayload,
  FacilityReassignInput,
  FacilityRenameInput,
  FacilityReopenInput,
  FacilityWithdrawChangeInput,
} from "./facility-act.input.js";
import type { FacilityAnswer } from "./facility-act.js";
import { FacilityAddInput, FacilityCorrectInput, FacilityProfileChangeInput } from "./facility-record.input.js";
import { merge } from "./merge.js";
import { move } from "./move.js";
import { changeProfile } from "./profile.js";
import { reassign } from "./reassign.js";
import { rename } from "./rename.js";
import { withdrawChange } from "./withdraw.js";

const handedOut = ({ facility }: FacilityAnswer) => ({ facility: cloneAlone("Facility", LATEST, facility) });

@Resolver()
export class FacilityActResolver {
  @Mutation(() => FacilityPayload, {
    nullable: true,
    description: about(
      "Adds a facility to the register. No day before the first one that is known of it shows it. For ADMIN.",
      "Thêm một cơ sở vào sổ đăng ký. Các ngày trước ngày đầu tiên được biết không có cơ sở này. Dành cho ADMIN.",
    ),
  })
  async facilityAdd(
    @Arg("input", () => FacilityAddInput, { description: INPUT }) input: FacilityAddInput,
    @Ctx() context: Context,
  ) {
    return handedOut(await add(context, input));
  }

  @Mutation(() => FacilityPayload, {
    nullable: true,
    description: about(
      "Corrects what was recorded wrongly of a facility, for a reason: every day for which it was recorded has it right then; the trail keeps what it was. What has changed in the field is recorded by the other acts. For ADMIN.",
      "Sửa điều đã ghi sai về một cơ sở, kèm lý do: mọi ngày mà điều đó được ghi đều được sửa; nhật ký giữ nội dung cũ. Thay đổi trên thực tế thì dùng các thao tác khác. Dành cho ADMIN.",
    ),
  })
  async facilityCorrect(
    @Arg("input", () => FacilityCorrectInput, { description: INPUT }) input: FacilityCorrectInput,
    @Ctx() context: Context,
  ) {
    return handedOut(await correct(context, input));
  }

  @Mutation(() => FacilityPayload, {
    nullable: true,
    description: about(
      "Gives a facility a new name from a day on; earlier days keep the former one, and it is recognised by both. For ADMIN.",
      "Đặt tên mới cho cơ sở từ một ngày; các ngày trước giữ tên cũ, và cơ sở được nhận ra theo cả hai tên. Dành cho ADMIN.",
    ),
  })
  async facilityRename(
    @Arg("input", () => FacilityRenameInput, { description: INPUT }) input: FacilityRenameInput,
    @Ctx() context: Context,
  ) {
    return handedOut(await rename(context, input));
  }

  @Mutation(() => FacilityPayload, {
    nullable: true,
    description: about(
      "Says where a facility stands from a day on. For ADMIN.",
      "Ghi nơi đặt trụ sở mới của cơ sở từ một ngày. Dành cho ADMIN.",
    ),
  })
  async facilityMove(
    @Arg("input", () => FacilityMoveInput, { description: INPUT }) input: FacilityMoveInput,
    @Ctx() context: Context,
  ) {
    return handedOut(await move(context, input));
  }

  @Mutation(() => FacilityPayload, {
    nullable: true,
    description: about(
      "Says who manages and who guides a facility from a day on, or that nobody does. Management never goes in a circle. For ADMIN.",
      "Ghi cơ quan quản lý và đơn vị hướng dẫn của cơ sở từ một ngày, hoặc không còn. Quan hệ quản lý không được thành vòng. Dành cho ADMIN.",
    ),
  })
  async facilityReassign(
    @Arg("input", () => FacilityReassignInput, { description: INPUT }) input: FacilityReassignInput,
    @Ctx() context: Context,
  ) {
    return handedOut(await reassign(context, input));
  }

  @Mutation(() => FacilityPayload, {
    nullable: true,
    description: about(
      "Says what a facility is from a day on: type, owner, level, class, beds. For ADMIN.",
      "Ghi hình thức tổ chức, sở hữu, tuyến, hạng, số giường của cơ sở từ một ngày. Dành cho ADMIN.",
    ),
  })
  async facilityProfileChange(
    @Arg("input", () => FacilityProfileChangeInput, { description: INPUT }) input: FacilityProfileChangeInput,
    @Ctx() context: Context,
  ) {
    return handedOut(await changeProfile(context, input));
  }

  @Mutation(() => FacilityPayload, {
    nullable: true,
    description: about(
      "Merges a facility into another one: from that day on it is no unit of its own, and whom it manages and guides the other one manages and guides. For ADMIN.",
      "Sáp nhập một cơ sở vào cơ sở khác: từ ngày đó không còn là đơn vị riêng; đơn vị do nó quản lý và hướng dẫn chuyển sang cơ sở kia. Dành cho ADMIN.",
    ),
  })
  async facilityMerge(
    @Arg("input", () => FacilityMergeInput, { description: INPUT }) input: FacilityMergeInput,
    @Ctx() context: Context,
  ) {
    return handedOut(await merge(context, input));
  }

  @Mutation(() => FacilityPayload, {
    nullable: true,
    description: about(
      "Ends a facility that manages nobody; its data stay, and earlier days know it as before. For ADMIN.",
      "Ghi việc ngừng hoạt động của cơ sở không quản lý đơn vị nào; dữ liệu được giữ, các ngày trước không đổi. Dành cho ADMIN.",
    ),
  })
  async facilityClose(
    @Arg("input", () => FacilityCloseInput, { description: INPUT }) input: FacilityCloseInput,
    @Ctx() context: Context,
  ) {
    return handedOut(await close(context, input));
  }

  @Mutation(() => FacilityPayload, {
    nullable: true,
    description: about(
      "Takes back a closing or merging that was recorded by mistake. What went to the other facility with a merging stays there, until it is reassigned. For ADMIN.",
      "Rút lại việc đóng hoặc sáp nhập đã ghi nhầm. Đơn vị đã chuyển sang cơ sở kia khi sáp nhập vẫn ở đó cho đến khi được chuyển lại. Dành cho ADMIN.",
    ),
  })
  async facilityReopen(
    @Arg("input", () => FacilityReopenInput, { description: INPUT }) input: FacilityReopenInput,
    @Ctx() context: Context,
  ) {
    return handedOut(await reopen(context, input));
  }

  @Mutation(() => FacilityPayload, {
    nullable: true,
    description: about(
      "Takes back the last change of one kind, where it or its day was recorded wrongly: what held before goes on. An end is taken back by `facilityReopen`. For ADMIN.",
      "Rút lại thay đổi gần nhất thuộc một loại khi thay đổi hoặc ngày của nó đã ghi sai: thông tin trước đó tiếp tục có hiệu lực. Việc đóng, sáp nhập thì dùng `facilityReopen`. Dành cho ADMIN.",
    ),
  })
  async facilityWithdrawChange(
    @Arg("input", () => FacilityWithdrawChangeInput, { description: INPUT }) input: FacilityWithdrawChangeInput,
    @Ctx() context: Context,
  ) {
    return handedOut(await withdrawChange(context, input));
  }
}

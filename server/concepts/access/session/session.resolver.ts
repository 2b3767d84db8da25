import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { INPUT } from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import {
  SessionEndInput,
  SessionEndPayload,
  SessionPayload,
  SessionRefreshInput,
  SessionStartInput,
} from "./session.type.js";
import { refresh, type SignedIn, signOut } from "./sessions.js";
import { signIn } from "./sign-in.js";

@Resolver()
export class SessionResolver {
  @Mutation(() => SessionPayload, {
    nullable: true,
    description: about(
      "Signs in with a name and a password. A wrong name and a wrong password are answered alike; after 10 at one name from one address, or 50 from one address, within 15 minutes, or 1,000 at one name within a day, the answer is RATE_LIMITED. From an address from which a name has signed in within 90 days, only what was wrong there counts.",
      "Đăng nhập bằng tên và mật khẩu. Sai tên hay sai mật khẩu đều được trả lời như nhau; quá 10 lần với một tên từ một địa chỉ, hoặc 50 lần từ một địa chỉ, trong 15 phút, hoặc 1.000 lần với một tên trong một ngày thì trả về RATE_LIMITED. Từ địa chỉ mà tên đó đã đăng nhập trong 90 ngày, chỉ tính những lần sai ở đó.",
    ),
  })
  async sessionStart(
    @Arg("input", () => SessionStartInput, { description: INPUT }) input: SessionStartInput,
    @Ctx() context: Context,
  ) {
    return { session: handedOut(await signIn(context, input)) };
  }

  @Mutation(() => SessionPayload, {
    nullable: true,
    description: about(
      "The next tokens of a session, asked for without `Authorization`. Asked again within a minute, since an answer was lost, it gives the same refresh token; a token that was used longer ago ends the session.",
      "Các mã kế tiếp của phiên, không cần `Authorization`. Hỏi lại trong vòng một phút, khi câu trả lời bị mất, sẽ nhận cùng mã làm mới; mã đã dùng lâu hơn sẽ kết thúc phiên.",
    ),
  })
  async sessionRefresh(
    @Arg("input", () => SessionRefreshInput, { description: INPUT }) { refreshToken }: SessionRefreshInput,
    @Ctx() context: Context,
  ) {
    return { session: handedOut(await refresh(context, refreshToken)) };
  }

  @Mutation(() => SessionEndPayload, {
    nullable: true,
    description: about(
      "Signs out: the tokens of the session are good for nothing from then on, on any server.",
      "Đăng xuất: từ đó các mã của phiên không còn hiệu lực trên mọi máy chủ.",
    ),
  })
  async sessionEnd(
    @Arg("input", () => SessionEndInput, { description: INPUT }) { refreshToken }: SessionEndInput,
    @Ctx() context: Context,
  ) {
    await signOut(context, refreshToken);
    return { ended: true };
  }
}

const handedOut = ({ account, ...tokens }: SignedIn) => ({
  ...tokens,
  account: cloneAlone("Account", LATEST, account),
});

import { ResetPassword } from "hue-health-sdk";
import { say } from "../language.js";
import { Confirm, useAct } from "../parts/act.js";
import type { Account } from "./account-words.js";

/** Gives a password for once in the place of a forgotten one. */
export function ResetAccountPassword({
  account,
  onDone,
  onClose,
}: {
  account: Account;
  onDone(password: string): void;
  onClose(): void;
}) {
  const resetting = useAct(ResetPassword);
  return (
    <Confirm
      act={say("Cấp lại mật khẩu", "Reset the password")}
      form="mk"
      {...{ isRunning: resetting.isRunning, errors: resetting.errors, onClose }}
      onAct={async () => {
        const done = await resetting.run({ id: account.id, expectedVersion: account.version });
        if (done) onDone(done.oneTimePassword);
      }}
    >
      <p>
        {say("Tài khoản ", "Account ")}
        <strong>{account.name}</strong>
        {account.facility && ` (${account.facility.name})`}
        {say(
          ": mật khẩu hiện nay không còn dùng được, các phiên đang mở kết thúc ngay; mật khẩu mới chỉ dùng một lần, người dùng tự đặt lại khi đăng nhập.",
          ": the password of now is good for nothing from then on, and open sessions end; the new one is for once, and a new one is chosen at the next sign-in.",
        )}
      </p>
    </Confirm>
  );
}

import { ChangeAccount } from "hue-health-sdk";
import { say } from "../language.js";
import { Confirm, useAct } from "../parts/act.js";
import { type Account, AsItIsNow } from "./account-words.js";

/** Locks an account, or opens it again. */
export function LockAccount({
  account,
  onDone,
  onClose,
}: {
  account: Account;
  onDone(account: Account): void;
  onClose(): void;
}) {
  const changing = useAct(ChangeAccount);
  const active = !account.active;
  // Somebody has changed it meanwhile: both are shown, and who is asked decides again.
  const now = changing.current?.account as Account | null | undefined;
  return (
    <Confirm
      act={active ? say("Mở lại tài khoản", "Open the account again") : say("Khóa tài khoản", "Lock the account")}
      form="khoa-tk"
      {...{ isRunning: changing.isRunning, errors: changing.errors, onClose }}
      onAct={async () => {
        const { id, version } = now ?? account;
        const done = await changing.run({ id, expectedVersion: version, active });
        if (done) onDone(done.account);
      }}
    >
      <p>
        {say("Tài khoản ", "Account ")}
        <strong>{account.name}</strong>
        {account.facility && ` (${account.facility.name})`}:{" "}
        {active
          ? say(
              "từ “đã khóa” thành “đang dùng”; đăng nhập được ngay.",
              "from “locked” to “open”; it may sign in at once.",
            )
          : say(
              "từ “đang dùng” thành “đã khóa”; mọi phiên kết thúc ngay. Mở lại được bất cứ lúc nào.",
              "from “open” to “locked”; all its sessions end at once. It can be opened again at any time.",
            )}
      </p>
      {now && <AsItIsNow account={now} />}
    </Confirm>
  );
}

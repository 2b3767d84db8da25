import { Accounts } from "hue-health-sdk";
import { useState } from "preact/hooks";
import { useAnswer } from "../api.js";
import { inOrder } from "../format.js";
import { say } from "../language.js";
import { Done } from "../parts/act.js";
import { Answer } from "../parts/page.js";
import { Table } from "../parts/table.js";
import { signedIn } from "../session.js";
import { AddAccountForm } from "./account-add.js";
import { ChangeOwner } from "./account-change.js";
import { LockAccount } from "./account-lock.js";
import { ResetAccountPassword } from "./account-password.js";
import { type Account, ownerName } from "./account-words.js";
import { Once } from "./once.js";

/** Who may sign in, and for whom: adds, changes and locks accounts, and gives a password for a forgotten one. */
export function AccountsPart() {
  const asked = useAnswer(Accounts, {});
  const [secret, setSecret] = useState<{ name: string; password: string }>();
  const [done, setDone] = useState("");
  const [doing, setDoing] = useState<{ what: "LOCK" | "OPEN" | "RESET" | "CHANGE"; account: Account }>();
  return (
    <section aria-labelledby="tai-khoan">
      <h2 id="tai-khoan">{say("Tài khoản", "Accounts")}</h2>
      {secret && (
        <Once
          key={secret.password}
          label={say(`Mật khẩu dùng một lần của ${secret.name}`, `Password for once of ${secret.name}`)}
          secret={secret.password}
          onForget={() => setSecret(undefined)}
        >
          {done}
        </Once>
      )}
      {!secret && done && <Done>{done}</Done>}
      <AddAccountForm
        onDone={(name, password) => {
          setDone(say(`Đã tạo tài khoản ${name}.`, `The account ${name} has been added.`));
          setSecret({ name, password });
          asked.again();
        }}
      />
      <Answer of={asked}>
        {({ accounts }) => (
          <Table
            caption={say("Tài khoản đã có", "Accounts")}
            rows={[...accounts].sort((a, b) => inOrder(a.name, b.name))}
            idOf={({ id }) => id}
            columns={[
              { name: "ten", head: say("Tên đăng nhập", "Name"), cell: ({ name }) => name },
              { name: "cua", head: say("Của", "Of"), cell: ownerName },
              {
                name: "trang-thai",
                head: say("Tình trạng", "State"),
                cell: ({ active, issuer }) => (
                  <>
                    {active ? say("đang dùng", "open") : <strong>{say("đã khóa", "locked")}</strong>}
                    {issuer && (
                      <small>
                        {" "}
                        ({say("đăng nhập qua", "signs in by")} {issuer})
                      </small>
                    )}
                  </>
                ),
              },
              {
                name: "viec",
                head: say("Việc", "Acts"),
                cell: (account) => (
                  <div class="choices">
                    {account.name !== signedIn()?.name && (
                      <button
                        type="button"
                        onClick={() => setDoing({ what: account.active ? "LOCK" : "OPEN", account })}
                      >
                        {account.active ? say("Khóa", "Lock") : say("Mở lại", "Open again")}
                        <span class="unseen"> {account.name}</span>
                      </button>
                    )}
                    {account.name !== signedIn()?.name && !account.issuer && (
                      <button type="button" onClick={() => setDoing({ what: "CHANGE", account })}>
                        {say("Đổi đơn vị, vai trò", "Change unit and role")}
                        <span class="unseen"> {account.name}</span>
                      </button>
                    )}
                    {account.active && !account.issuer && (
                      <button type="button" onClick={() => setDoing({ what: "RESET", account })}>
                        {say("Cấp lại mật khẩu", "Reset the password")}
                        <span class="unseen"> {account.name}</span>
                      </button>
                    )}
                  </div>
                ),
              },
            ]}
          />
        )}
      </Answer>
      {doing?.what === "RESET" && (
        <ResetAccountPassword
          account={doing.account}
          onClose={() => setDoing(undefined)}
          onDone={(password) => {
            const { name } = doing.account;
            setDone(say(`Đã cấp lại mật khẩu cho ${name}.`, `${name} has a new password for once.`));
            setSecret({ name, password });
            setDoing(undefined);
            asked.again();
          }}
        />
      )}
      {doing?.what === "CHANGE" && (
        <ChangeOwner
          account={doing.account}
          onClose={() => setDoing(undefined)}
          onDone={(name, before, after) => {
            setDone(
              say(
                `Đã đổi tài khoản ${name} từ “${before}” thành “${after}”; đổi lại bằng nút bên cạnh tên.`,
                `The account ${name} was changed from “${before}” to “${after}”; change it back by the button beside its name.`,
              ),
            );
            setSecret(undefined);
            setDoing(undefined);
            asked.again();
          }}
        />
      )}
      {(doing?.what === "LOCK" || doing?.what === "OPEN") && (
        <LockAccount
          account={doing.account}
          onClose={() => setDoing(undefined)}
          onDone={({ name, active }) => {
            setDone(
              active
                ? say(
                    `Đã mở lại tài khoản ${name}; khóa lại bằng nút bên cạnh tên.`,
                    `The account ${name} is open again; lock it by the button beside its name.`,
                  )
                : say(
                    `Đã khóa tài khoản ${name}; mở lại bằng nút bên cạnh tên.`,
                    `The account ${name} is locked; open it again by the button beside its name.`,
                  ),
            );
            setSecret(undefined);
            setDoing(undefined);
            asked.again();
          }}
        />
      )}
    </section>
  );
}

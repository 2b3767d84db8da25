import { AddAccount } from "hue-health-sdk";
import { useState } from "preact/hooks";
import { say } from "../language.js";
import { useAct } from "../parts/act.js";
import { ErrorSummary, errorAt } from "../parts/errors.js";
import { Text } from "../parts/form.js";
import { NOBODY, rightsOf, roleFor, WhoseAccount } from "./account-owner.js";

/** Who chooses a unit is given a name for its account, which can be changed. */
const nameFor = (facility: string): string => facility.toLowerCase().replace(/[^a-z0-9]+/g, "-");

/** Adds an account, and hands on its password for once. */
export function AddAccountForm({ onDone }: { onDone(name: string, password: string): void }) {
  const [owner, setOwner] = useState(NOBODY);
  const [name, setName] = useState("");
  const adding = useAct(AddAccount);
  const submit = async () => {
    const done = await adding.run({ name, ...rightsOf(owner) });
    if (!done) return;
    onDone(done.account.name, done.oneTimePassword);
    setOwner(NOBODY);
    setName("");
  };
  return (
    <form
      class="column"
      aria-labelledby="tao-tai-khoan"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3 id="tao-tai-khoan">{say("Tạo tài khoản", "Add an account")}</h3>
      <ErrorSummary errors={adding.errors} form="tk" />
      <WhoseAccount
        id="tk-facility"
        value={owner}
        error={errorAt(adding.errors, "facility")}
        onChange={(next) => {
          if (name === "" || name === nameFor(owner.code)) setName(next.code && nameFor(next.code));
          setOwner(next);
        }}
      />
      <Text
        id="tk-name"
        label={say("Tên đăng nhập", "Name to sign in with")}
        hint={say("3 đến 40 chữ cái, số và . _ - @", "3 to 40 Latin letters, digits and . _ - @")}
        value={name}
        onInput={setName}
        autocomplete="off"
        error={errorAt(adding.errors, "name")}
        isRequired
      />
      {owner.code !== "" && name !== "" && (
        <p class="notice">
          {roleFor(owner) === "ADMIN"
            ? say(
                `Sẽ tạo tài khoản ${name} của Sở Y tế: được thẩm định, công bố, hiệu chỉnh mọi đơn vị và quản trị.`,
                `This adds the account ${name} of the Department: it verifies, publishes, corrects the data of all units, and administers.`,
              )
            : say(
                `Sẽ tạo tài khoản ${name}: nhập dữ liệu của ${owner.name} và đơn vị trực thuộc, từ hôm nay.`,
                `This adds the account ${name}: it enters the data of ${owner.name} and of what that manages, from today on.`,
              )}{" "}
          {say(
            "Mật khẩu dùng một lần hiện ở đây sau khi tạo. Tạo nhầm thì khóa lại được.",
            "The password for once is shown here then. One that was added by mistake can be locked.",
          )}
        </p>
      )}
      <button type="submit" class="act" aria-disabled={adding.isRunning}>
        {say("Tạo tài khoản", "Add the account")}
      </button>
    </form>
  );
}

import { ChangeAccount } from "hue-health-sdk";
import { useState } from "preact/hooks";
import { say } from "../language.js";
import { Confirm, useAct } from "../parts/act.js";
import { BeforeAfter } from "../parts/before-after.js";
import { errorAt, invalid } from "../parts/errors.js";
import type { UserError } from "../session.js";
import { NOBODY, rightsOf, roleFor, WhoseAccount } from "./account-owner.js";
import { type Account, AsItIsNow, ownerName } from "./account-words.js";

const FORM = "doi-tk";

const withRole = (name: string, role: string): string =>
  `${name}, ${role === "ADMIN" ? say("quản trị", "administers") : say("nhập dữ liệu", "enters data")}`;
const rightsNow = (account: Account): string => withRole(ownerName(account), account.role);

interface ChangeOwner {
  readonly account: Account;
  onDone(name: string, before: string, after: string): void;
  onClose(): void;
}

/** Gives an account to another unit, or to the Department. */
export function ChangeOwner({ account, onDone, onClose }: ChangeOwner) {
  const [owner, setOwner] = useState(NOBODY);
  const [gaps, setGaps] = useState<readonly UserError[]>([]);
  const changing = useAct(ChangeAccount);
  // Somebody has changed it meanwhile: how it is now is shown, and who is asked decides again.
  const now = changing.current?.account as Account | null | undefined;
  const errors = gaps.length > 0 ? gaps : changing.errors;
  const before = rightsNow(now ?? account);
  return (
    <Confirm
      act={say("Đổi đơn vị, vai trò", "Change unit and role")}
      form={FORM}
      {...{ isRunning: changing.isRunning, errors, onClose }}
      onAct={async () => {
        if (owner.code === "")
          return setGaps([invalid("facility", say("Hãy chọn tài khoản của ai.", "Choose whose account it is."))]);
        const { id, version } = now ?? account;
        const done = await changing.run({ id, expectedVersion: version, ...rightsOf(owner) });
        if (done) onDone(done.account.name, before, rightsNow(done.account));
      }}
    >
      <BeforeAfter
        of={say(`Tài khoản ${account.name}, có hiệu lực ngay`, `The account ${account.name}, at once`)}
        before={before}
        after={owner.code === "" ? "…" : withRole(owner.name, roleFor(owner))}
      />
      {now && <AsItIsNow account={now} />}
      <WhoseAccount
        id={`${FORM}-facility`}
        value={owner}
        error={errorAt(errors, "facility")}
        onChange={(chosen) => {
          setGaps([]);
          setOwner(chosen);
        }}
      />
    </Confirm>
  );
}

import type { AccountsQuery } from "hue-health-sdk";
import { say } from "../language.js";

export type Account = AccountsQuery["accounts"][number];

export const ownerName = ({ facility, role }: Account): string =>
  facility?.name ?? (role === "ADMIN" ? say("Sở Y tế", "Department") : role);

/** An account after somebody else has changed it: who is asked decides again. */
export const AsItIsNow = ({ account }: { account: Account }) => (
  <p class="notice">
    {say("Hiện nay, sau khi có người khác đổi: ", "As it is now, after somebody else has changed it: ")}
    {account.active ? say("đang dùng", "open") : say("đã khóa", "locked")}, {ownerName(account)}.
  </p>
);

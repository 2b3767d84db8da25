import { instant } from "../acts/clock.js";
import { bySystem, traced } from "../acts/trail.js";
import type { DatabaseAddress } from "../config.js";
import type { Connections } from "../database/database.js";
import { addAccount, changeAccount, countAdmins, credentialsOf, takeAccounts } from "./account.store.js";
import { hashOf, oneTimePassword } from "./password.js";

const NAME = "admin";

/**
 * What to say at a start as long as nobody of the Department can sign in; undefined if somebody can. An embedded
 * database gets an account with a password for once, and another password at each start until it has been used.
 */
export async function invitation(db: Connections, { kind }: DatabaseAddress): Promise<string | undefined> {
  const unused = await credentialsOf(db, NAME);
  const admins = await countAdmins(db);
  const isInvited = unused?.active && unused.mustChange && admins === 1;
  if (admins > 0 && !(kind === "embedded" && isInvited)) return undefined;
  if (kind !== "embedded") {
    return "No administrator is on record yet; add one by: npm run account -- add --role ADMIN --name NAME";
  }
  const password = oneTimePassword();
  const passwordHash = await hashOf(password);
  const doing = bySystem("npm start", "accountInvite", instant(Date.now()));
  await traced(db, doing, async (tx, trail) => {
    await takeAccounts(tx);
    if (unused)
      await changeAccount(tx, trail, unused.id, { role: "ADMIN", active: true, passwordHash, mustChange: true });
    else await addAccount(tx, trail, NAME, { role: "ADMIN", passwordHash, mustChange: true });
  });
  return `First sign-in, once: name "${NAME}", password "${password}"; it asks for a password of your own.`;
}

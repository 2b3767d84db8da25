import { instant } from "../acts/clock.js";
import { bySystem, traced } from "../acts/trail.js";
import type { DatabaseAddress } from "../config.js";
import type { Connections } from "../database/database.js";
import {
  addAccount,
  type Credentials,
  changeAccount,
  countAdmins,
  credentialsOf,
  takeAccounts,
} from "./account.store.js";
import { hashOf, oneTimePassword } from "./password.js";

/** Somebody whom an issuer lets in may have the first of them. */
const NAMES = ["admin", "first-admin"];

/**
 * What to say at a start as long as nobody of the Department can sign in; undefined if somebody can. An embedded
 * database gets an account with a password for once, and another password at each start until it has been used.
 */
export async function invitation(db: Connections, { kind }: DatabaseAddress): Promise<string | undefined> {
  const found = await Promise.all(NAMES.map(async (name) => ({ name, credentials: await credentialsOf(db, name) })));
  // An account that somebody uses is nobody's to take: it would be an administrator's from then on.
  const free = found.find(({ credentials }) => credentials === null || isUnused(credentials));
  const unused = free?.credentials;
  const admins = await countAdmins(db);
  const isInvited = unused?.active && unused.role === "ADMIN" && admins === 1;
  if (admins > 0 && !(kind === "embedded" && isInvited)) return undefined;
  if (kind !== "embedded" || !free) {
    return "No administrator is on record yet; add one by: npm run account -- add --role ADMIN --name NAME";
  }
  const password = oneTimePassword();
  const passwordHash = await hashOf(password);
  const doing = bySystem("npm start", "accountInvite", instant(Date.now()));
  await traced(db, doing, async (tx, trail) => {
    await takeAccounts(tx);
    if (unused)
      await changeAccount(tx, trail, unused.id, { role: "ADMIN", active: true, passwordHash, mustChange: true });
    else await addAccount(tx, trail, free.name, { role: "ADMIN", passwordHash, mustChange: true });
  });
  return `First sign-in, once: name "${free.name}", password "${password}"; it asks for a password of your own.`;
}

const isUnused = ({ issuer, mustChange }: Credentials): boolean => issuer === null && mustChange;

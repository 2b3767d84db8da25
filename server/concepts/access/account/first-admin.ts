import { readFileSync, rmSync } from "node:fs";
import type { DatabaseAddress } from "../../../core/database/address.js";
import type { Connections } from "../../../core/database/database.js";
import { writeOwnFile } from "../../../core/database/own-file.js";
import { alone } from "../../../core/database/start-lease.js";
import { bySystem, traced } from "../../../core/mutation/trail.js";
import { instant } from "../../../core/time/clock.js";
import {
  addAccount,
  type Credentials,
  changeAccount,
  countAdmins,
  credentialsOf,
  lockAccountRows,
} from "./account.store.js";
import { hashOf, isPassword, oneTimePassword } from "./password.js";

/** Somebody whom an issuer lets in may have the first of them. */
const NAMES = ["admin", "first-admin"];

/** Beside an embedded database; null: another one has none. */
export const invitationFile = (address: DatabaseAddress): string | null =>
  address.kind === "embedded" ? `${address.file}.invitation` : null;

/**
 * What to say at a start as long as nobody of the Department can sign in; undefined if somebody can. An embedded
 * database gets an account with a password for once, which lies in a file until it has been used.
 */
export async function invitation(db: Connections, address: DatabaseAddress): Promise<string | undefined> {
  if (address.kind === "embedded" && (await countAdmins(db)) <= 1) return alone(db, () => invited(db, address), db.say);
  return invited(db, address);
}

async function invited(db: Connections, address: DatabaseAddress): Promise<string | undefined> {
  const file = invitationFile(address);
  await settleInvitation(db, file);
  const found = await Promise.all(NAMES.map(async (name) => ({ name, credentials: await credentialsOf(db, name) })));
  // An account that somebody uses is nobody's to take: it would be an administrator's from then on.
  const free = found.find(({ credentials }) => credentials === null || isUnused(credentials));
  const unused = free?.credentials;
  const admins = await countAdmins(db);
  const isInvited = unused?.active && unused.role === "ADMIN" && admins === 1;
  if (admins > 0 && !(file && isInvited)) return undefined;
  if (!file || !free) {
    return "No administrator is on record yet; add one by: npm run account -- add --role ADMIN --name NAME";
  }
  const kept = readInvitation(file);
  const isKept = isInvited && kept?.name === free.name && (await isPassword(kept.password, unused.passwordHash));
  if (!isKept) await invite(db, file, free.name, unused?.id);
  return `First sign-in, once: name and password lie in ${file}; it asks for a password of your own.`;
}

/** Makes an account, or an unused one anew, the administrator's whose password lies in the file. */
async function invite(db: Connections, file: string, name: string, unusedId: number | undefined): Promise<void> {
  const password = oneTimePassword();
  const passwordHash = await hashOf(password);
  rmSync(file, { force: true });
  writeOwnFile(file, `name: ${name}\npassword: ${password}\n`);
  const values = { role: "ADMIN", active: true, passwordHash, mustChange: true } as const;
  await traced(db, byStart(), async (tx, trail) => {
    await lockAccountRows(tx);
    if (unusedId === undefined) await addAccount(tx, trail, name, values);
    else await changeAccount(tx, trail, unusedId, values);
  });
}

/** Takes the invitation away once it has been used; or once another administrator is there, with the account it is for. */
export async function settleInvitation(db: Connections, file: string | null): Promise<void> {
  const kept = file && readInvitation(file);
  if (!file || !kept) return;
  const isNeeded = await traced(db, byStart(), async (tx, trail) => {
    await lockAccountRows(tx);
    const invited = await credentialsOf(tx, kept.name);
    if (!invited?.active || invited.role !== "ADMIN" || !isUnused(invited)) return false;
    if ((await countAdmins(tx)) === 1) return true;
    await changeAccount(tx, trail, invited.id, { active: false, passwordHash: null });
    return false;
  });
  if (!isNeeded) rmSync(file, { force: true });
}

const byStart = () => bySystem("npm start", "accountInvite", instant(Date.now()));

function readInvitation(file: string): { name: string; password: string } | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return null;
  }
  const [, name = "", password = ""] = /^name: (.*)\npassword: (.*)\n$/.exec(text) ?? [];
  return { name, password };
}

const isUnused = ({ issuer, mustChange }: Credentials): boolean => issuer === null && mustChange;

import * as messages from "../concepts/access/access.messages.js";
import "reflect-metadata";
import { parseArgs } from "node:util";
import { addAccount, changeAccount, findByName, lockAccountRows } from "../concepts/access/account/account.store.js";
import { alikeOf, problemOfName, taken } from "../concepts/access/account/account-name.js";
import { invitationFile, settleInvitation } from "../concepts/access/account/first-admin.js";
import { hashOf, problemOfPassword } from "../concepts/access/account/password.js";
import { revokeSessionsOf } from "../concepts/access/session/session.store.js";
import { readDatabaseAddress } from "../config.js";
import { openDatabase } from "../core/database/data-source.js";
import type { Connections } from "../core/database/database.js";
import { bySystem, traced } from "../core/mutation/trail.js";
import { throwUserErrors, UserErrors, userError } from "../core/schema/user-errors.js";
import { instant } from "../core/time/clock.js";
import { problemsOf } from "./places.js";
import { sentencesOf } from "./problems.js";
import { promptSecret } from "./prompt-secret.js";

const USAGE = `npm run account -- add --role ADMIN --name NAME    adds an account of the Department
npm run account -- password --name NAME            sets a forgotten password, and ends the sessions of the account

The password is asked for, or read from the standard input; never from the command line, where others could see it.`;

/** For whoever runs the server: the first account of the Department, and the way back in. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { name: { type: "string" }, role: { type: "string" } },
  });
  const [verb] = positionals;
  const { name } = values;
  const adds = verb === "add" && values.role === "ADMIN";
  if (!name || !(adds || verb === "password") || positionals.length > 1) {
    console.error(USAGE);
    return 1;
  }
  const address = readDatabaseAddress(process.env, problemsOf);
  const db = await openDatabase(address);
  try {
    if (adds) await add(db, name);
    else await setPassword(db, name);
    await settleInvitation(db, invitationFile(address));
  } finally {
    await db.close();
  }
  return 0;
}

async function add(db: Connections, given: string): Promise<void> {
  const name = given.normalize("NFC");
  const alike = await alikeOf(db, name);
  const wrong = problemOfName(name);
  throwUserErrors([wrong && userError("INVALID", ["name"], wrong), alike && taken(alike)]);
  const passwordHash = await askedFor(name);
  await traced(db, byCommand("accountAdd"), async (tx, trail) => {
    await lockAccountRows(tx);
    await addAccount(tx, trail, name, { role: "ADMIN", passwordHash });
  });
  console.log(`"${name}" can sign in now, as ADMIN.`);
}

async function setPassword(db: Connections, name: string): Promise<void> {
  const account = await findByName(db, name);
  if (!account || account.issuer !== null) {
    throw new UserErrors([userError("NOT_FOUND", ["name"], messages.noPasswordHere(name))]);
  }
  const passwordHash = await askedFor(account.name);
  await traced(db, byCommand("passwordReset"), async (tx, trail) => {
    await lockAccountRows(tx);
    await changeAccount(tx, trail, account.id, { passwordHash, mustChange: false });
    await revokeSessionsOf(tx, account.id, new Date().toISOString());
  });
  console.log(`"${account.name}" can sign in with the new password now.`);
}

const byCommand = (act: string) => bySystem("npm run account", act, instant(Date.now()));

async function askedFor(name: string): Promise<string> {
  const password = await promptSecret(`Password for "${name}", 12 to 128 characters: `);
  throwUserErrors([await problemOfPassword(password, name, "password")]);
  return hashOf(password);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    console.error(sentencesOf(error) ?? `The command failed: ${message}`);
    process.exit(1);
  },
);

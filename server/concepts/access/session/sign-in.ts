import { type AccountRow } from "../../../core/access/account.row.js";
import type { Context } from "../../../core/context.js";
import type { Transaction } from "../../../core/database/database.js";
import { doingOf, type MutationRun, runMutation } from "../../../core/mutation/mutation-run.js";
import { traced } from "../../../core/mutation/trail.js";
import { Refusal } from "../../../core/schema/errors.js";
import { throwUserErrors, type UserError, UserErrors, userError } from "../../../core/schema/user-errors.js";
import { instant } from "../../../core/time/clock.js";
import * as messages from "../access.messages.js";
import type { PasswordChangeInput } from "../account/account.input.js";
import {
  type Credentials,
  changeAccount,
  credentialsOf,
  findAccount,
  known,
  lockAccountRow,
} from "../account/account.store.js";
import { settleInvitation } from "../account/first-admin.js";
import { hashOf, isPassword, problemOfPassword } from "../account/password.js";
import { addressOf } from "./address.js";
import { revokeSessionsOf } from "./session.store.js";
import { begin, type SignedIn } from "./sessions.js";
import { letTry, type Place } from "./throttle.js";

const wrongCredentials = (): UserErrors => new UserErrors([userError("NOT_ACCEPTED", [], messages.wrongCredentials)]);

/** How a password was answered; slowed: before it was looked at. */
export type PasswordOutcome = "ACCEPTED" | "REFUSED" | "SLOWED";

/**
 * Checks a password, and counts how it was answered. Of one that is not accepted the log tells whose it was to be, if
 * anybody's, and from where; never what was typed, since people type passwords where names belong.
 */
async function checked(context: Context, name: string, password: string, place: Place): Promise<Credentials> {
  const { passwords, log, db } = context.shared;
  try {
    const credentials = await look(context, name, password, place);
    passwords.add("ACCEPTED");
    return credentials;
  } catch (error) {
    const isSlowed = error instanceof Refusal && error.code === "RATE_LIMITED";
    if (!isSlowed && !(error instanceof UserErrors)) throw error;
    passwords.add(isSlowed ? "SLOWED" : "REFUSED");
    const { id: account, name: accountName } = (await credentialsOf(db, name).catch(() => null)) ?? {};
    const { requestId } = doingOf(context, "", "");
    log.warn({ requestId, account, accountName, ...place }, `A password was ${isSlowed ? "slowed" : "refused"}.`);
    throw error;
  }
}

/** The same work and the same answer for a name that nobody has and a password that is not the one. */
async function look({ shared }: Context, name: string, password: string, place: Place): Promise<Credentials> {
  const { db, auth } = shared;
  const { refusal, succeed } = await letTry(db, name, place, auth.now());
  const credentials = await credentialsOf(db, name);
  const matches = await isPassword(password, credentials?.passwordHash ?? null);
  // A password for once was drawn at random: whatever others try, nobody guesses it.
  if (refusal && !(matches && credentials?.mustChange)) throw refusal;
  if (!credentials?.active || !matches) throw wrongCredentials();
  await succeed();
  return credentials;
}

/** Takes the account, unless its password or its state is another one than was checked. */
async function takeUnchanged(tx: Transaction, name: string, { id, passwordHash }: Credentials): Promise<void> {
  await lockAccountRow(tx, id);
  const now = await credentialsOf(tx, name);
  if (!now?.active || now.passwordHash !== passwordHash) throw wrongCredentials();
}

/** Signs in with name and password; a password for once is replaced by one of one's own in the same act. */
export async function signIn(
  context: Context,
  { name, password, newPassword }: { name: string; password: string; newPassword?: string | null | undefined },
): Promise<SignedIn> {
  const { db, auth } = context.shared;
  const place = { address: addressOf(context.request, auth.proxies) };
  const credentials = await checked(context, name, password, place);
  const { id, mustChange } = credentials;
  if (mustChange)
    throwUserErrors([newPassword == null ? NEW_ONE_NEEDED : await problemOfNew(newPassword, name, password)]);
  const passwordHash = mustChange && newPassword != null ? await hashOf(newPassword) : null;
  const doing = { ...doingOf(context, "sessionStart", instant(auth.now())), accountId: id, actor: credentials.name };
  const makeTokens = await traced(db, doing, async (tx, trail) => {
    await takeUnchanged(tx, name, credentials);
    if (passwordHash !== null) await changeAccount(tx, trail, id, { passwordHash, mustChange: false });
    return begin(tx, context.shared, known(await findAccount(tx, id)));
  });
  if (passwordHash !== null) await settleInvitation(db, auth.invitation);
  return makeTokens();
}

const NEW_ONE_NEEDED = userError("PASSWORD_CHANGE_REQUIRED", ["newPassword"], messages.newPasswordNeeded);

const problemOfNew = async (newPassword: string, name: string, old: string): Promise<UserError | undefined> =>
  newPassword === old
    ? userError("INVALID", ["newPassword"], messages.passwordIsOldOne)
    : problemOfPassword(newPassword, name, "newPassword");

/** Sets a password in the place of the old one, and ends the other sessions of the account. */
export const changePassword = (context: Context, input: PasswordChangeInput): Promise<{ account: AccountRow }> =>
  runMutation(context, "passwordChange", input, (run) => replacePassword(run, input));

async function replacePassword(
  run: MutationRun,
  { currentPassword, newPassword }: PasswordChangeInput,
): Promise<{ account: AccountRow }> {
  const { context } = run;
  const { account, sessionId } = context.viewer;
  if (!account || account.issuer !== null) {
    throw new UserErrors([userError("INVALID", [], messages.passwordOfIssuer)]);
  }
  const { request, shared } = context;
  const place = sessionId === null ? { address: addressOf(request, shared.auth.proxies) } : { session: sessionId };
  const credentials = await checked(context, account.name, currentPassword, place);
  throwUserErrors([await problemOfNew(newPassword, account.name, currentPassword)]);
  const passwordHash = await hashOf(newPassword);
  return run.write(async (tx, trail) => {
    await takeUnchanged(tx, account.name, credentials);
    const changed = await changeAccount(tx, trail, account.id, { passwordHash, mustChange: false });
    await revokeSessionsOf(tx, account.id, run.at, sessionId);
    return { account: changed };
  });
}

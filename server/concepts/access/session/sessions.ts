import { type AccountRow } from "../../../core/access/account.row.js";
import type { Context } from "../../../core/context.js";
import type { Transaction } from "../../../core/database/database.js";
import { transact } from "../../../core/database/transaction.js";
import { UserErrors, userError } from "../../../core/schema/user-errors.js";
import { instant } from "../../../core/time/clock.js";
import * as messages from "../access.messages.js";
import { findAccount } from "../account/account.store.js";
import type { Auth } from "../auth.js";
import { findSession, revokeSession, rotate, startSession } from "./session.store.js";
import { newRefreshToken, type RefreshToken, readRefreshToken, sha256, writeRefreshToken } from "./tokens.js";

/** How long a session lives that nobody refreshes. */
export const SESSION_MS = 14 * 24 * 3_600_000;
/**
 * How long the refresh token before the last one is still answered, with what was answered before: for whoever lost
 * the answer on the way. Whoever comes with it later has stolen it, or was stolen from.
 */
const GRACE_MS = 60_000;

/** What somebody holds who has signed in. */
export interface SignedIn {
  accessToken: string;
  expiresAt: string;
  refreshToken: string;
  account: AccountRow;
}

/** Starts a session; answers how to make its first tokens, once the transaction has ended well. */
export async function begin(tx: Transaction, { auth }: Context["shared"], account: AccountRow) {
  const now = auth.now();
  const token = newRefreshToken();
  const { id } = await startSession(tx, {
    accountId: account.id,
    code: token.code,
    refreshHash: sha256(token.secret),
    now: instant(now),
    expiresAt: instant(now + SESSION_MS),
  });
  return () => signedIn(auth, account, id, token);
}

/** Hands out the next tokens of a session. A refresh token that was used before ends the session. */
export async function refresh({ shared: { db, auth } }: Context, text: string): Promise<SignedIn> {
  const token = readRefreshToken(text);
  if (token === null) throw wrongToken();
  const now = auth.now();
  const nexts = auth.tokens.next(token);
  const [from, to] = [sha256(token.secret), sha256(nexts[0].secret)];
  const found = await transact(db, async (tx) => {
    const change = { from, to, now: instant(now), expiresAt: instant(now + SESSION_MS) };
    const session = await rotate(tx, token.code, change);
    if (!session || session.revokedAt !== null || session.expiresAt <= instant(now)) return null;
    // Whether this request has put it there or one just before: its next token is the one that is good now.
    const next = session.previousHash === from && nexts.find(({ secret }) => sha256(secret) === session.refreshHash);
    const account = await findAccount(tx, session.accountId);
    if (next && Date.parse(session.refreshedAt) + GRACE_MS >= now && account?.active) return { session, account, next };
    await revokeSession(tx, session.id, instant(now));
    return null;
  });
  if (!found) throw wrongToken();
  return signedIn(auth, found.account, found.session.id, found.next);
}

/** Ends the session of a refresh token, on every server at once. */
export async function signOut({ shared: { db, auth } }: Context, text: string): Promise<void> {
  const token = readRefreshToken(text);
  const hash = token && sha256(token.secret);
  await transact(db, async (tx) => {
    const session = token && (await findSession(tx, token.code));
    if (!session || (session.refreshHash !== hash && session.previousHash !== hash)) throw wrongToken();
    if (session.revokedAt === null) await revokeSession(tx, session.id, instant(auth.now()));
  });
}

const wrongToken = (): UserErrors =>
  new UserErrors([userError("NOT_ACCEPTED", ["refreshToken"], messages.refreshTokenNotGood)]);

async function signedIn(auth: Auth, account: AccountRow, sessionId: number, token: RefreshToken): Promise<SignedIn> {
  const access = await auth.tokens.makeAccess({ accountId: account.id, sessionId }, auth.now());
  const refreshToken = writeRefreshToken(token);
  return { accessToken: access.token, expiresAt: access.expiresAt, refreshToken, account };
}

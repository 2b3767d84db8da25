import type { Database, Transaction } from "../../../core/database/database.js";
import { omit, type RowOf, selectList } from "../../../core/database/table.js";
import { insertRow } from "../../../core/database/upsert.js";
import { moveRevision } from "../../../core/snapshot/revision.js";
import { SESSION } from "./session.row.js";

const SESSIONS = omit(SESSION, "code", "startedAt");

/** One sign-in, with the refresh token that is good now and the one before it, both as hashes. */
export type SessionRow = RowOf<typeof SESSIONS>;

const COLUMNS = selectList(SESSIONS);

/** The sessions whose access tokens may still be about, although they were ended. */
export async function revokedSince(db: Database, instant: string): Promise<number[]> {
  const rows = await db.query<{ id: number }>("SELECT id FROM session WHERE revoked_at >= ?", [instant]);
  return rows.map(({ id }) => id);
}

export async function findSession(db: Database, code: string): Promise<SessionRow | null> {
  const [row] = await db.query<SessionRow>(`SELECT ${COLUMNS} FROM session WHERE code = ?`, [code]);
  return row ?? null;
}

/** What a new session starts with. */
export interface NewSession {
  accountId: number;
  code: string;
  refreshHash: string;
  now: string;
  expiresAt: string;
}

/** Starts a session, and forgets those of the account that have expired. */
export async function startSession(tx: Transaction, session: NewSession): Promise<SessionRow> {
  const { accountId, code, refreshHash, now, expiresAt } = session;
  // By their ids: a range would be taken with the gaps around it, where others start theirs.
  const expired = await tx.query<{ id: number }>("SELECT id FROM session WHERE account_id = ? AND expires_at < ?", [
    accountId,
    now,
  ]);
  for (const { id } of expired) await tx.query("DELETE FROM session WHERE id = ?", [id]);
  await insertRow(tx, SESSION, { accountId, code, refreshHash, startedAt: now, refreshedAt: now, expiresAt });
  const started = await findSession(tx, code);
  if (!started) throw new Error("A session that was just started is not on record.");
  return started;
}

/** Puts the next refresh token in the place of the one that is good now; does nothing if another one is. */
export async function rotate(
  tx: Transaction,
  code: string,
  { from, to, now, expiresAt }: { from: string; to: string; now: string; expiresAt: string },
): Promise<SessionRow | null> {
  await tx.query(
    `UPDATE session SET refresh_hash = ?, previous_hash = ?, refreshed_at = ?, expires_at = ?
     WHERE code = ? AND refresh_hash = ? AND revoked_at IS NULL AND expires_at > ?`,
    [to, from, now, expiresAt, code, from, now],
  );
  return findSession(tx, code);
}

/** Ends one session; one that has ended stays as it is. */
export async function revokeSession(tx: Transaction, id: number, now: string): Promise<void> {
  await tx.query("UPDATE session SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", [now, id]);
  moveRevision(tx, "ACCOUNT");
}

/** Ends the sessions of an account, except the one from which it is done. */
export async function revokeSessionsOf(
  tx: Transaction,
  accountId: number,
  now: string,
  except: number | null = null,
): Promise<void> {
  await tx.query("UPDATE session SET revoked_at = ? WHERE account_id = ? AND revoked_at IS NULL AND id <> ?", [
    now,
    accountId,
    except ?? 0,
  ]);
  moveRevision(tx, "ACCOUNT");
}

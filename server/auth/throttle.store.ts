import type { Connections } from "../database/database.js";
import { transact } from "../database/transaction.js";
import { insertNew } from "../database/upsert.js";

/** How often something was tried, and until when that counts. */
export interface Attempts {
  attempts: number;
  endsAt: string;
}

/** Counts one attempt more, shared by all servers; the first one after the end of a window opens the next. */
export function countAttempt(db: Connections, subjectHash: string, now: string, endsAt: string): Promise<Attempts> {
  return transact(db, async (tx) => {
    const fresh = { subject_hash: subjectHash, attempts: 0, ends_at: endsAt };
    await insertNew(tx, "sign_in_attempt", ["subject_hash"], [fresh]);
    // MariaDB sets from left to right: the end is the old one where it is compared.
    await tx.query(
      `UPDATE sign_in_attempt SET attempts = CASE WHEN ends_at <= ? THEN 1 ELSE attempts + 1 END,
         ends_at = CASE WHEN ends_at <= ? THEN ? ELSE ends_at END WHERE subject_hash = ?`,
      [now, now, endsAt, subjectHash],
    );
    const [counted] = await tx.query<Attempts>(
      "SELECT attempts, ends_at AS endsAt FROM sign_in_attempt WHERE subject_hash = ?",
      [subjectHash],
    );
    return counted ?? { attempts: 1, endsAt };
  });
}

/** Takes back an attempt that turned out to be no guess. */
export function forgiveAttempt(db: Connections, subjectHash: string): Promise<void> {
  return transact(db, async (tx) => {
    await tx.query("UPDATE sign_in_attempt SET attempts = attempts - 1 WHERE subject_hash = ? AND attempts > 0", [
      subjectHash,
    ]);
  });
}

/** Forgets what does not count any more. */
export function forgetAttempts(db: Connections, now: string): Promise<void> {
  return transact(db, async (tx) => {
    await tx.query("DELETE FROM sign_in_attempt WHERE ends_at <= ?", [now]);
  });
}

import type { Connections, Database, Transaction } from "../../../core/database/database.js";
import { locking, placeholders } from "../../../core/database/sql.js";
import { omit, type RowOf, selectList } from "../../../core/database/table.js";
import { transact } from "../../../core/database/transaction.js";
import { insertNew, upsert } from "../../../core/database/upsert.js";
import { SIGN_IN_ATTEMPT, SIGN_IN_PLACE } from "./session.row.js";

const ATTEMPTS = omit(SIGN_IN_ATTEMPT, "id");

/** How often something was tried, and until when that counts. */
export type Attempts = Pick<RowOf<typeof ATTEMPTS>, "attempts" | "endsAt">;

/** What attempts are counted of, and when a window that is opened now ends. */
export interface Subject {
  hash: string;
  endsAt: string;
}

/**
 * Counts an attempt at each of the subjects that `decide` wants to have counted, given how often each was tried before,
 * in their order. All servers share the counts, and nobody else counts meanwhile. What `decide` throws counts nothing.
 */
export function countAttempt<Answer>(
  db: Connections,
  subjects: readonly Subject[],
  now: string,
  decide: (before: readonly Attempts[]) => { counted: readonly Subject[]; answer: Answer },
): Promise<Answer> {
  const hashes = subjects.map(({ hash }) => hash);
  return transact(db, async (tx) => {
    // Those who count the same take them in one order.
    const fresh = [...hashes].sort().map((hash) => ({ subjectHash: hash, attempts: 0, endsAt: now }));
    await insertNew(tx, SIGN_IN_ATTEMPT, ["subjectHash"], fresh);
    const rows = await tx.query<RowOf<typeof ATTEMPTS>>(
      `SELECT ${selectList(ATTEMPTS)} FROM sign_in_attempt WHERE subject_hash IN (${placeholders(hashes)})${locking(tx)}`,
      hashes,
    );
    const before = new Map(rows.map((row) => [row.subjectHash, row]));
    // The first attempt after the end of a window opens the next one.
    const countOf = ({ hash, endsAt }: Subject): Attempts => {
      const found = before.get(hash);
      return found && found.endsAt > now ? found : { attempts: 0, endsAt };
    };
    const { counted, answer } = decide(subjects.map(countOf));
    const written = counted.map((subject) => {
      const { attempts, endsAt } = countOf(subject);
      return { subjectHash: subject.hash, attempts: attempts + 1, endsAt };
    });
    await upsert(tx, SIGN_IN_ATTEMPT, ["subjectHash"], written);
    return answer;
  });
}

/** Takes back an attempt that turned out to be no guess. */
export async function forgiveAttempt(tx: Transaction, subjects: readonly Subject[]): Promise<void> {
  const hashes = subjects.map(({ hash }) => hash);
  await tx.query(
    `UPDATE sign_in_attempt SET attempts = attempts - 1 WHERE attempts > 0 AND subject_hash IN (${placeholders(hashes)})`,
    hashes,
  );
}

/** Forgets what does not count any more. */
export function forgetAttempts(db: Connections, now: string): Promise<void> {
  return transact(db, async (tx) => {
    await tx.query("DELETE FROM sign_in_attempt WHERE ends_at <= ?", [now]);
    await tx.query("DELETE FROM sign_in_place WHERE ends_at <= ?", [now]);
  });
}

/** Whether somebody has signed in from this place, by what stands for the name and for both. */
export async function isPlaceOf(db: Database, placeHash: string, now: string): Promise<boolean> {
  const rows = await db.query("SELECT id FROM sign_in_place WHERE place_hash = ? AND ends_at > ?", [placeHash, now]);
  return rows.length > 0;
}

export const rememberPlace = (tx: Transaction, place: Omit<RowOf<typeof SIGN_IN_PLACE>, "id">): Promise<void> =>
  upsert(tx, SIGN_IN_PLACE, ["placeHash"], [place]);

export const forgetPlaces = (tx: Transaction, nameHash: string): Promise<unknown[]> =>
  tx.query("DELETE FROM sign_in_place WHERE name_hash = ?", [nameHash]);

import { instant } from "../acts/clock.js";
import { bySystem, traced } from "../acts/trail.js";
import type { Connections, Transaction } from "../database/database.js";
import { fold } from "../text/fold.js";
import { type AccountRow, addAccount, changeAccount, findByName, findBySubject, takeSubject } from "./account.store.js";
import type { AccountBook } from "./account-book.js";
import type { Claims } from "./oidc.js";
import { sha256 } from "./tokens.js";

const LONGEST_NAME = 40;

/**
 * The account of whom the issuer has let in, made at the first sight of them. The issuer decides its role and facility;
 * what it said last counts, also for older tokens.
 */
export async function accountOf(
  db: Connections,
  book: AccountBook,
  issuer: string,
  claims: Claims,
  facilityId: number | null,
  now: number,
): Promise<AccountRow> {
  const subjectHash = sha256(`${issuer} ${claims.subject}`);
  const values = { role: claims.role, facilityId, claimedAt: claims.issuedAt };
  const isSettled = (account: AccountRow): boolean =>
    claims.issuedAt <= (account.claimedAt ?? 0) ||
    (account.role === values.role && account.facilityId === values.facilityId);

  const held = book.bySubject(subjectHash);
  if (held && isSettled(held)) return held;
  const settle = () =>
    traced(db, bySystem(issuer, "issuerClaims", instant(now)), async (tx, trail) => {
      await takeSubject(tx, subjectHash);
      const known = await findBySubject(tx, subjectHash);
      if (!known) {
        const name = await freeName(tx, claims.name, subjectHash);
        return addAccount(tx, trail, name, values, { issuer, subject: claims.subject, subjectHash });
      }
      return isSettled(known) ? known : changeAccount(tx, trail, known.id, values);
    });
  // Whoever comes for the first time comes with several requests at once: one of them adds the account.
  return settle().catch(() => settle());
}

async function freeName(tx: Transaction, name: string, subjectHash: string): Promise<string> {
  const short = [...name.normalize("NFC")].slice(0, LONGEST_NAME).join("");
  const isFree = fold(short) !== "" && (await findByName(tx, short)) === null;
  return isFree ? short : `${short} ${subjectHash.slice(0, 8)}`;
}

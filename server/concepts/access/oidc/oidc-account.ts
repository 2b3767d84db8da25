import { type AccountRow } from "../../../core/access/account.row.js";
import type { Role } from "../../../core/access/role.js";
import type { Connections } from "../../../core/database/database.js";
import { bySystem, traced } from "../../../core/mutation/trail.js";
import { instant } from "../../../core/time/clock.js";
import { addAccount, changeAccount, findBySubject, lockSubject, noteClaim } from "../account/account.store.js";
import { freeName } from "../account/account-name.js";
import type { KnownAccounts } from "../account/known-accounts.js";
import { sha256 } from "../session/tokens.js";
import type { Claims } from "./oidc.js";

/** What the issuer says of an account at an instant. */
interface Statement {
  role: Role;
  facilityId: number | null;
  claimedAt: number;
}

/**
 * The account of whom the issuer has let in, made at the first sight of them; null: it may do nothing, and has none. The
 * issuer decides its role and facility. What it said last counts, also for older tokens and on every server: so that is
 * on record, and if nothing else has changed by it, without an entry in the trail or a move of the revision.
 */
export async function accountOf(
  db: Connections,
  accounts: KnownAccounts,
  issuer: string,
  claims: Claims,
  facilityId: number | null,
  now: number,
): Promise<AccountRow | null> {
  const subjectHash = sha256(`${issuer} ${claims.subject}`);
  const said: Statement = { role: claims.role, facilityId, claimedAt: claims.issuedAt };
  const held = accounts.bySubject(subjectHash);
  if (held && isAnswered(said, held, accounts.claimedAt(held))) return held;
  const settle = () =>
    traced(db, bySystem(issuer, "issuerClaims", instant(now)), async (tx, trail) => {
      await lockSubject(tx, subjectHash);
      const known = await findBySubject(tx, subjectHash);
      if (!known) {
        if (said.role === "PUBLIC") return null;
        const name = await freeName(tx, claims.name, subjectHash.slice(0, 8));
        return addAccount(tx, trail, name, said, { issuer, subject: claims.subject, subjectHash });
      }
      if (isAnswered(said, known, known.claimedAt)) return known;
      if (!isSame(said, known)) return changeAccount(tx, trail, known.id, said);
      await noteClaim(tx, known.id, said.claimedAt);
      return { ...known, claimedAt: said.claimedAt };
    });
  // Whoever comes for the first time comes with several requests at once: one of them adds the account.
  const settled = await settle().catch(() => settle());
  if (settled) accounts.noteClaim(settled);
  return settled;
}

const isSame = (said: Statement, known: AccountRow): boolean =>
  said.role === known.role && said.facilityId === known.facilityId;

const STRENGTH: Readonly<Record<Role, number>> = { PUBLIC: 0, INTEGRATOR: 0, FACILITY_EDITOR: 1, ADMIN: 2 };

/**
 * Whether a statement changes nothing of what is on record: it is older, or of the same second. Of two of one second
 * nobody knows which was the last: the one that allows less counts.
 */
function isAnswered(said: Statement, known: AccountRow, claimedAt: number | null): boolean {
  const last = claimedAt ?? Number.NEGATIVE_INFINITY;
  return said.claimedAt < last || (said.claimedAt === last && STRENGTH[said.role] >= STRENGTH[known.role]);
}

import { ACCOUNT, type AccountRow, SEEN_ACCOUNT } from "../../../core/access/account.row.js";
import type { Role } from "../../../core/access/role.js";
import type { Database, Transaction } from "../../../core/database/database.js";
import { columnName, pick, type RowOf, selectList } from "../../../core/database/table.js";
import { insertRow, valuesOf, type Written } from "../../../core/database/upsert.js";
import type { Trail } from "../../../core/mutation/trail.js";
import { fold } from "../../../core/text/fold.js";

const CREDENTIALS = pick(ACCOUNT, "id", "name", "passwordHash", "mustChange", "active", "role", "issuer");

/** What a password is checked against. */
export interface Credentials extends Omit<RowOf<typeof CREDENTIALS>, "mustChange" | "active"> {
  mustChange: boolean;
  active: boolean;
}

const COLUMNS = selectList(SEEN_ACCOUNT);

type Stored = RowOf<typeof SEEN_ACCOUNT>;

const rowOf = (stored: Stored): AccountRow => ({ ...stored, active: stored.active === 1 });

export async function allAccounts(db: Database): Promise<AccountRow[]> {
  return (await db.query<Stored>(`SELECT ${COLUMNS} FROM account ORDER BY folded_name`)).map(rowOf);
}

export async function findAccount(db: Database, id: number): Promise<AccountRow | null> {
  const [stored] = await db.query<Stored>(`SELECT ${COLUMNS} FROM account WHERE id = ?`, [id]);
  return stored ? rowOf(stored) : null;
}

/** The account whose name reads alike: names that differ by accents, case or signs alone are one. */
export async function findByName(db: Database, name: string): Promise<AccountRow | null> {
  const sql = `SELECT ${COLUMNS} FROM account WHERE folded_name = ?`;
  const [stored] = await db.query<Stored>(sql, [fold(name)]);
  return stored ? rowOf(stored) : null;
}

export async function findBySubject(db: Database, subjectHash: string): Promise<AccountRow | null> {
  const [stored] = await db.query<Stored>(`SELECT ${COLUMNS} FROM account WHERE subject_hash = ?`, [subjectHash]);
  return stored ? rowOf(stored) : null;
}

export async function credentialsOf(db: Database, name: string): Promise<Credentials | null> {
  const [stored] = await db.query<RowOf<typeof CREDENTIALS>>(
    `SELECT ${selectList(CREDENTIALS)} FROM account WHERE folded_name = ?`,
    [fold(name)],
  );
  return stored ? { ...stored, mustChange: stored.mustChange === 1, active: stored.active === 1 } : null;
}

/** What is written of an account; of a change only what changes. */
export interface AccountValues {
  role: Role;
  facilityId: number | null;
  active: boolean;
  passwordHash: string | null;
  mustChange: boolean;
  claimedAt: number | null;
}

const written = ({ active, mustChange, ...values }: Partial<AccountValues>): Written<typeof ACCOUNT.columns> => ({
  ...values,
  ...(active === undefined ? {} : { active: Number(active) }),
  ...(mustChange === undefined ? {} : { mustChange: Number(mustChange) }),
});

/** Adds an account; its name must be free. */
export async function addAccount(
  tx: Transaction,
  trail: Trail,
  name: string,
  values: Partial<AccountValues>,
  oidc?: { issuer: string; subject: string; subjectHash: string },
): Promise<AccountRow> {
  const { issuer = null, subject = null, subjectHash = null } = oidc ?? {};
  await insertRow(tx, ACCOUNT, {
    ...{ name, foldedName: fold(name), active: 1, mustChange: 0, issuer, subject, subjectHash },
    ...written(values),
  });
  const added = known(await findByName(tx, name));
  trail.add("ACCOUNT", { type: "Account", id: added.id, version: added.version, before: null, after: shownOf(added) });
  return added;
}

/**
 * Take an account, or all of them, until the transaction ends; the first statement of it, so that everything read
 * afterwards is as it is now.
 */
export const lockAccountRow = (tx: Transaction, id: number): Promise<unknown[]> =>
  tx.query("UPDATE account SET version = version WHERE id = ?", [id]);
export const lockSubject = (tx: Transaction, subjectHash: string): Promise<unknown[]> =>
  tx.query("UPDATE account SET version = version WHERE subject_hash = ?", [subjectHash]);
export const lockAccountRows = (tx: Transaction): Promise<unknown[]> =>
  tx.query("UPDATE account SET version = version");

/** Changes an account that has been taken. */
export async function changeAccount(
  tx: Transaction,
  trail: Trail,
  id: number,
  values: Partial<AccountValues>,
): Promise<AccountRow> {
  const before = known(await findAccount(tx, id));
  const changes = written(values);
  const columns = Object.keys(changes);
  const sets = columns.map((column) => `${columnName(ACCOUNT, column)} = ?, `).join("");
  await tx.query(`UPDATE account SET ${sets}version = version + 1 WHERE id = ?`, [...valuesOf(changes, columns), id]);
  const changed = known(await findAccount(tx, id));
  // That there is another password is told, and nothing of it.
  const after = values.passwordHash === undefined ? {} : { password: "replaced" };
  trail.add("ACCOUNT", {
    ...{ type: "Account", id, version: changed.version },
    ...{ before: shownOf(before), after: { ...shownOf(changed), ...after } },
  });
  return changed;
}

/** When the issuer spoke last is noted again and again, without being a change of the account. */
const shownOf = ({ claimedAt: _, ...shown }: AccountRow): object => shown;

/** Notes that the issuer has said of an account that has been taken what is on record, at a later instant. */
export const noteClaim = (tx: Transaction, id: number, claimedAt: number): Promise<unknown[]> =>
  tx.query("UPDATE account SET claimed_at = ? WHERE id = ?", [claimedAt, id]);

export async function countAdmins(tx: Database): Promise<number> {
  const [counted] = await tx.query<{ n: number }>(
    "SELECT COUNT(*) AS n FROM account WHERE role = 'ADMIN' AND active = 1",
  );
  return Number(counted?.n);
}

/** What was written or taken in this transaction is there. */
export function known<T>(row: T | null): T {
  if (row === null) throw new Error("An account that was just written is not on record.");
  return row;
}

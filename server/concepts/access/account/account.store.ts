import { type AccountRow } from "../../../core/access/account-row.js";
import type { Role } from "../../../core/access/role.js";
import type { Database, Transaction, Value } from "../../../core/database/database.js";
import type { Trail } from "../../../core/mutation/trail.js";
import { fold } from "../../../core/text/fold.js";

/** What a password is checked against. */
export interface Credentials {
  id: number;
  name: string;
  passwordHash: string | null;
  mustChange: boolean;
  active: boolean;
  role: Role;
  issuer: string | null;
}

const COLUMNS = `id, name, role, active, facility_id AS facilityId, issuer, subject_hash AS subjectHash,
  claimed_at AS claimedAt, version`;

type Stored<Row> = { [Key in keyof Row]: Row[Key] extends boolean ? number : Row[Key] };

const rowOf = (stored: Stored<AccountRow>): AccountRow => ({ ...stored, active: stored.active === 1 });

export async function allAccounts(db: Database): Promise<AccountRow[]> {
  return (await db.query<Stored<AccountRow>>(`SELECT ${COLUMNS} FROM account ORDER BY folded_name`)).map(rowOf);
}

export async function findAccount(db: Database, id: number): Promise<AccountRow | null> {
  const [stored] = await db.query<Stored<AccountRow>>(`SELECT ${COLUMNS} FROM account WHERE id = ?`, [id]);
  return stored ? rowOf(stored) : null;
}

/** The account whose name reads alike: names that differ by accents, case or signs alone are one. */
export async function findByName(db: Database, name: string): Promise<AccountRow | null> {
  const sql = `SELECT ${COLUMNS} FROM account WHERE folded_name = ?`;
  const [stored] = await db.query<Stored<AccountRow>>(sql, [fold(name)]);
  return stored ? rowOf(stored) : null;
}

export async function findBySubject(db: Database, subjectHash: string): Promise<AccountRow | null> {
  const [stored] = await db.query<Stored<AccountRow>>(`SELECT ${COLUMNS} FROM account WHERE subject_hash = ?`, [
    subjectHash,
  ]);
  return stored ? rowOf(stored) : null;
}

export async function credentialsOf(db: Database, name: string): Promise<Credentials | null> {
  const [stored] = await db.query<Stored<Credentials>>(
    "SELECT id, name, password_hash AS passwordHash, must_change AS mustChange, active, role, issuer FROM account WHERE folded_name = ?",
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

const COLUMN_OF = {
  role: "role",
  facilityId: "facility_id",
  active: "active",
  passwordHash: "password_hash",
  mustChange: "must_change",
  claimedAt: "claimed_at",
} as const satisfies Record<keyof AccountValues, string>;

const written = (values: Partial<AccountValues>): [column: string, value: Value][] =>
  Object.entries(values).map(([name, value]) => [
    COLUMN_OF[name as keyof AccountValues],
    typeof value === "boolean" ? Number(value) : value,
  ]);

/** Adds an account; its name must be free. */
export async function addAccount(
  tx: Transaction,
  trail: Trail,
  name: string,
  values: Partial<AccountValues>,
  oidc?: { issuer: string; subject: string; subjectHash: string },
): Promise<AccountRow> {
  const columns = new Map<string, Value>([
    ["name", name],
    ["folded_name", fold(name)],
    ["active", 1],
    ["must_change", 0],
    ["issuer", oidc?.issuer ?? null],
    ["subject", oidc?.subject ?? null],
    ["subject_hash", oidc?.subjectHash ?? null],
    ...written(values),
  ]);
  const names = [...columns.keys()];
  await tx.query(`INSERT INTO account (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`, [
    ...columns.values(),
  ]);
  const added = known(await findByName(tx, name));
  trail.add("ACCOUNT", { type: "Account", id: added.id, version: added.version, before: null, after: shownOf(added) });
  return added;
}

/**
 * Take an account, or all of them, until the transaction ends; the first statement of it, so that everything read
 * afterwards is as it is now.
 */
export const lockAccount = (tx: Transaction, id: number): Promise<unknown[]> =>
  tx.query("UPDATE account SET version = version WHERE id = ?", [id]);
export const takeSubject = (tx: Transaction, subjectHash: string): Promise<unknown[]> =>
  tx.query("UPDATE account SET version = version WHERE subject_hash = ?", [subjectHash]);
export const lockAccounts = (tx: Transaction): Promise<unknown[]> => tx.query("UPDATE account SET version = version");

/** Changes an account that has been taken. */
export async function changeAccount(
  tx: Transaction,
  trail: Trail,
  id: number,
  values: Partial<AccountValues>,
): Promise<AccountRow> {
  const before = known(await findAccount(tx, id));
  const changes = written(values);
  const sets = ["version = version + 1", ...changes.map(([column]) => `${column} = ?`)].join(", ");
  await tx.query(`UPDATE account SET ${sets} WHERE id = ?`, [...changes.map(([, value]) => value), id]);
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

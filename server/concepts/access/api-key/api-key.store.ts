import type { ApiKeyScope } from "../../../core/access/role.js";
import type { Database, Transaction } from "../../../core/database/database.js";
import { type RowOf, selectList } from "../../../core/database/table.js";
import { insertRow } from "../../../core/database/upsert.js";
import type { Trail } from "../../../core/mutation/trail.js";
import { API_KEY } from "./api-key.row.js";

type Stored = RowOf<typeof API_KEY>;

/** A key of another system; of the key itself its beginning and its hash. */
export interface ApiKeyRow extends Omit<Stored, "scopes"> {
  scopes: readonly ApiKeyScope[];
}

const COLUMNS = selectList(API_KEY);

const rowOf = (stored: Stored): ApiKeyRow => ({
  ...stored,
  scopes: stored.scopes.split(" ").filter(Boolean) as ApiKeyScope[],
});

/** Newest first. */
export async function allApiKeys(db: Database): Promise<ApiKeyRow[]> {
  return (await db.query<Stored>(`SELECT ${COLUMNS} FROM api_key ORDER BY id DESC`)).map(rowOf);
}

export async function findApiKey(db: Database, id: number): Promise<ApiKeyRow | null> {
  const [stored] = await db.query<Stored>(`SELECT ${COLUMNS} FROM api_key WHERE id = ?`, [id]);
  return stored ? rowOf(stored) : null;
}

/** Takes a key until the transaction ends; the first statement of it. */
export const lockApiKey = (tx: Transaction, id: number): Promise<unknown[]> =>
  tx.query("UPDATE api_key SET label = label WHERE id = ?", [id]);

export async function addApiKey(
  tx: Transaction,
  trail: Trail,
  key: Omit<ApiKeyRow, "id" | "revokedAt">,
): Promise<ApiKeyRow> {
  const { label, prefix, keyHash, scopes, issuedAt, expiresAt } = key;
  await insertRow(tx, API_KEY, { label, prefix, keyHash, scopes: scopes.join(" "), issuedAt, expiresAt });
  const [stored] = await tx.query<Stored>(`SELECT ${COLUMNS} FROM api_key WHERE key_hash = ?`, [key.keyHash]);
  if (!stored) throw new Error("A key that was just added is not on record.");
  const added = rowOf(stored);
  trail.add("ACCOUNT", { type: "ApiKey", id: added.id, version: 1, before: null, after: shownOf(added) });
  return added;
}

/** Revokes a key; one that was revoked before keeps the instant of then. */
export async function revokeApiKey(tx: Transaction, trail: Trail, id: number, now: string): Promise<ApiKeyRow | null> {
  const sql = "UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL";
  const { rows } = await tx.change(sql, [now, id]);
  const found = await findApiKey(tx, id);
  if (found && rows === 1) {
    const after = shownOf(found);
    trail.add("ACCOUNT", { type: "ApiKey", id, version: 2, before: { ...after, revokedAt: null }, after });
  }
  return found;
}

const shownOf = ({ keyHash: _, ...shown }: ApiKeyRow): object => shown;

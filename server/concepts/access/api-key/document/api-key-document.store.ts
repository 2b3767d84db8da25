import type { Database, Transaction } from "../../../../core/database/database.js";
import { isOneOf } from "../../../../core/database/sql.js";
import { type RowOf, selectList } from "../../../../core/database/table.js";
import { insertRow } from "../../../../core/database/upsert.js";
import { changeVersioned } from "../../../../core/mutation/mutation-run.js";
import type { Trail } from "../../../../core/mutation/trail.js";
import { API_KEY_DOCUMENT } from "./api-key-document.row.js";

/** A document that a key may ask by its id, which is the `code`; one that was withdrawn stays on record. */
export type ApiKeyDocumentRow = RowOf<typeof API_KEY_DOCUMENT>;

const COLUMNS = selectList(API_KEY_DOCUMENT);

/** Those of all keys that are not withdrawn, by name; of one name the newest first. */
export const documentsInForce = (db: Database): Promise<ApiKeyDocumentRow[]> =>
  db.query(
    `/* api-key.documents */ SELECT ${COLUMNS} FROM api_key_document WHERE withdrawn_at IS NULL ORDER BY name, id DESC`,
  );

/** Those of a key that were ever admitted. */
export const allDocumentsOf = (db: Database, apiKeyId: number): Promise<ApiKeyDocumentRow[]> =>
  db.query(`SELECT ${COLUMNS} FROM api_key_document WHERE api_key_id = ?`, [apiKeyId]);

export function findDocuments(db: Database, ids: readonly number[]): Promise<ApiKeyDocumentRow[]> {
  const { sql, params } = isOneOf("id", ids);
  return db.query(`SELECT ${COLUMNS} FROM api_key_document WHERE ${sql}`, params);
}

/** Admits a document of a key that is held; `before`: the same that was withdrawn. */
export async function admitDocument(
  tx: Transaction,
  trail: Trail,
  values: Pick<ApiKeyDocumentRow, "apiKeyId" | "code" | "name" | "text" | "admittedAt">,
  before: ApiKeyDocumentRow | undefined,
): Promise<void> {
  if (before) {
    await changeDocument(tx, trail, before, { admittedAt: values.admittedAt, withdrawnAt: null });
    return;
  }
  const id = await insertRow(tx, API_KEY_DOCUMENT, values);
  const after = { id, ...values, withdrawnAt: null, version: 1 };
  trail.add("ACCOUNT", { type: "ApiKeyDocument", id, version: 1, before: null, after });
}

export async function changeDocument(
  tx: Transaction,
  trail: Trail,
  before: ApiKeyDocumentRow,
  values: Partial<Pick<ApiKeyDocumentRow, "admittedAt" | "withdrawnAt">>,
): Promise<ApiKeyDocumentRow> {
  await changeVersioned(tx, API_KEY_DOCUMENT, before, values);
  const after = { ...before, ...values, version: before.version + 1 };
  trail.add("ACCOUNT", { type: "ApiKeyDocument", id: after.id, version: after.version, before, after });
  return after;
}

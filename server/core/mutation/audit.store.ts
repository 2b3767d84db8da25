import type { Database, Transaction } from "../database/database.js";
import { type Sql } from "../database/database.js";
import { withKeys } from "../database/keyed-rows.js";
import { placeholders, sqlOf } from "../database/sql.js";
import { omit, pick, type RowOf, selectList } from "../database/table.js";
import { insertInto, portionsOf, valuesOf } from "../database/upsert.js";
import { type Moved, movedTo } from "../snapshot/revision.js";
import { AUDIT_ENTRY } from "./audit.row.js";
import { type AuditEntryRow, hashOfEntry, NO_HASH } from "./audit-entry.js";
import type { AuditKey } from "./audit-key.js";

/** An entry before it is chained to the one before it. */
export type NewEntry = Omit<AuditEntryRow, "id" | "previousHash" | "hash" | "keyId" | "link">;
export type Chained = Omit<AuditEntryRow, "id" | "link">;

const COLUMNS = Object.keys(omit(AUDIT_ENTRY, "id", "revision").columns);
const HASHES = pick(AUDIT_ENTRY, "objectType", "objectId", "hash");
const AT_ONCE = 500;
/** Where entries wait the revision never stands. */
const NOWHERE = sqlOf("0");

/** Chains entries, each to the one before it of the same object; `last` has those that are on record. */
export const chainedTo = (last: Map<string, string>, key: AuditKey, entries: readonly NewEntry[]): Chained[] =>
  entries.map((entry) => {
    const object = keyOf(entry);
    const next = { previousHash: last.get(object) ?? NO_HASH, keyId: key.id, ...entry };
    const hash = hashOfEntry(next, key);
    last.set(object, hash);
    return { hash, ...next };
  });

/**
 * Adds entries at the end of the transaction. The revision that moves with them tells in which order they were
 * committed; `link`, which the last of them keeps, how they follow the act before them.
 */
export function addEntries(tx: Transaction, chained: readonly Chained[], moved: Moved, link: string): void {
  for (const { sql, params } of inserts(chained, moved, movedTo(tx, moved), link)) tx.last(sql, params);
}

const inserts = (chained: readonly Chained[], { scope, slot }: Moved, revision: Sql, link: string | null): Sql[] => {
  const rows = chained.map((entry, i) =>
    valuesOf({ scope, slot, link: i === chained.length - 1 ? link : null, ...entry }, COLUMNS),
  );
  return [...portionsOf(rows, revision.params.length)].map((portion) => {
    const places = portion.map((values) => `(${placeholders(values)}, ${revision.sql})`).join(", ");
    const params = portion.flatMap((values) => [...values, ...revision.params]);
    return sqlOf(`${insertInto(AUDIT_ENTRY, [...COLUMNS, "revision"])} VALUES ${places}`, params);
  });
};

/**
 * Writes entries before the revision has moved, into a slot of their own where nobody looks for them; answers their
 * hashes. Whose they are stays out until they are placed: until the transaction ends, nobody may change an account that
 * is named.
 */
export async function addWaiting(
  tx: Transaction,
  outside: Database,
  key: AuditKey,
  entries: readonly NewEntry[],
  waiting: Moved,
): Promise<string[]> {
  const chained = chainedTo(await lastHashes(tx, outside, entries), key, entries);
  const nameless = chained.map((entry) => ({ ...entry, accountId: null }));
  for (const { sql, params } of inserts(nameless, waiting, NOWHERE, null)) await tx.query(sql, params);
  return chained.map(({ hash }) => hash);
}

/** Puts entries that wait where the revision stands that has moved with them. */
export function placeEntries(
  tx: Transaction,
  waiting: Moved,
  moved: Moved,
  accountId: number | null,
  link: string | null,
): void {
  const revision = movedTo(tx, moved);
  tx.last(
    `UPDATE audit_entry SET account_id = ?, scope = ?, slot = ?, link = ?, revision = ${revision.sql} WHERE scope = ? AND slot = ?`,
    [...[accountId, moved.scope, moved.slot, link, ...revision.params], ...[waiting.scope, waiting.slot]],
  );
}

/** The same of seals of rows; where there are no entries they keep the link. */
export const placeSeals = (
  tx: Transaction,
  waiting: number,
  { scope, slot }: Moved,
  place: number,
  link: string | null,
) =>
  tx.last("UPDATE row_seal SET scope = ?, slot = ?, place = ?, link = ? WHERE scope = '' AND slot = ? AND place = 0", [
    ...[scope, slot, place, link],
    waiting,
  ]);

/**
 * The hash that each object's next entry follows, of those that have one on record; whoever changes one holds its row.
 * MariaDB shows a transaction what was there when it first read: an entry of whoever held the row until then is seen
 * `outside` it alone.
 */
export async function lastHashes(
  tx: Transaction,
  outside: Database,
  entries: readonly NewEntry[],
): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  const old = entries.filter(({ version }) => version > 1);
  for (let start = 0; start < old.length; start += AT_ONCE) {
    const some = old.slice(start, start + AT_ONCE);
    for (const row of await hashesBefore(tx, some)) known.set(keyOf(row), row.hash);
    const unseen = tx.dialect === "mysql" ? some.filter((entry) => !known.has(keyOf(entry))) : [];
    if (unseen.length === 0) continue;
    for (const row of await hashesBefore(outside, unseen)) known.set(keyOf(row), row.hash);
  }
  return known;
}

function hashesBefore(db: Database, entries: readonly NewEntry[]): Promise<RowOf<typeof HASHES>[]> {
  const before = entries.map(({ objectType, objectId, version }) => [objectType, objectId, version - 1]);
  const wanted = withKeys(db, AUDIT_ENTRY, "e", ["objectType", "objectId", "version"], before);
  return db.query(`SELECT ${selectList(HASHES, "e")} FROM ${wanted.sql}`, wanted.params);
}

const keyOf = ({ objectType, objectId }: Pick<NewEntry, "objectType" | "objectId">): string =>
  `${objectType} ${objectId}`;

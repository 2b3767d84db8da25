import type { Database, Transaction } from "../database/database.js";
import { locking } from "../database/sql.js";
import { selectList } from "../database/table.js";
import type { Moved } from "../snapshot/revision.js";
import { type Added, type AuditHead, HEAD, headBehind, type Link, sealOfHead } from "./audit-head.js";
import type { AuditKey } from "./audit-key.js";

const COLUMNS = selectList(HEAD);

export const allHeads = (db: Database): Promise<AuditHead[]> =>
  db.query(`SELECT ${COLUMNS} FROM audit_head ORDER BY scope, slot`);

/** Where a slot ends: it goes on by this act alone until the transaction ends. */
export async function takeHead(
  tx: Transaction,
  { scope, slot }: Pick<Moved, "scope" | "slot">,
): Promise<AuditHead & { seen: number }> {
  const [head] = await tx.query<AuditHead & { seen: number }>(
    `SELECT ${COLUMNS}, (SELECT SUM(place) FROM audit_head) AS seen FROM audit_head WHERE scope = ? AND slot = ?${locking(tx)}`,
    [scope, slot],
  );
  if (!head) throw new Error("The trail does not tell where it ends.");
  return { ...head, seen: Number(head.seen) };
}

/** The act follows the one before it. What it answers goes with its entries. */
export function moveHead(
  tx: Transaction,
  key: AuditKey,
  { scope, slot, ...before }: AuditHead & { seen: number },
  objects: string,
  added: Added,
): Link {
  const link = { place: before.place + 1, seen: before.seen, behind: before.objects, keyId: key.id };
  const head = headBehind(key, { scope, slot }, before.head, link, added);
  const { place } = link;
  tx.last("UPDATE audit_head SET place = ?, objects = ?, head = ?, key_id = ?, seal = ? WHERE scope = ? AND slot = ?", [
    ...[place, objects, head, key.id, sealOfHead(key, { scope, slot, place, objects, head })],
    ...[scope, slot],
  ]);
  return { ...link, head };
}

import { createHash } from "node:crypto";
import { ConfigError } from "../database/address.js";
import type { Connections, Transaction } from "../database/database.js";
import { alone } from "../database/start-lease.js";
import { transact } from "../database/transaction.js";
import { insertRow } from "../database/upsert.js";
import { SCOPES, type Scope, SLOTS } from "../snapshot/revision.js";
import { AUDIT_HEAD } from "./audit.row.js";
import { placeSeals } from "./audit.store.js";
import { type AuditHead, EMPTY, EntryNames, headBehind, NOTHING, sealOfHead } from "./audit-head.js";
import { allHeads, moveHead, takeHead } from "./audit-head.store.js";
import type { AuditKey, AuditKeys } from "./audit-key.js";
import { Sealing } from "./sealing.js";
import { entriesOfSlot } from "./verification.store.js";

/**
 * Sees to it that what is on record is sealed, and with the newest key: what was there before there were seals once;
 * where another key has become the newest one, the end of each slot, which stands for all before it. `anew` seals
 * everything as it is, whatever it was sealed with.
 */
export async function ensureSealed(db: Connections, anew: boolean): Promise<void> {
  if (!anew && (await isSealed(db))) return;
  const seal = async () => {
    if (!anew && (await isSealed(db))) return;
    await transact(db, async (tx) => {
      const heads = await allHeads(tx);
      if (heads.length === 0) await sealSlots(tx, db.auditKeys.newest);
      else for (const head of heads) await sealAgain(tx, db.auditKeys, head, anew);
      if (heads.length === 0 || anew) await sealRows(tx, db);
    });
  };
  await alone(db, seal, db.say);
}

/** Whether all is sealed with the newest key. Refuses where it is sealed with one that is not known here. */
async function isSealed(db: Connections): Promise<boolean> {
  const { auditKeys } = db;
  const rows = await db.query<{ keyId: string; n: number }>(
    "SELECT key_id AS keyId, COUNT(*) AS n FROM audit_head GROUP BY key_id",
  );
  const unknown = rows.find(({ keyId }) => !auditKeys.find(keyId) || (keyId !== "" && !auditKeys.isKeyed));
  if (unknown) throw new ConfigError([lost(unknown.keyId)]);
  const [row, ...others] = rows;
  return row?.keyId === auditKeys.newest.id && others.length === 0 && Number(row.n) === SCOPES.length * SLOTS;
}

const lost = (keyId: string): string =>
  `The trail of this database is sealed with another secret (key "${keyId}"): set it as AUDIT_SECRET, or put the file ` +
  ".audit-secret back beside the database. If it is lost: npm run audit -- --seal";

/** What has been on record before there were seals is at the first place of its slot. */
async function sealSlots(tx: Transaction, key: AuditKey): Promise<void> {
  for (const scope of SCOPES) {
    for (let slot = 0; slot < SLOTS; slot += 1) await sealSlot(tx, key, scope, slot);
  }
}

async function sealSlot(tx: Transaction, key: AuditKey, scope: Scope, slot: number): Promise<void> {
  const hashes = createHash("sha256");
  const named = new EntryNames();
  let last: number | null = null;
  for await (const entry of entriesOfSlot(tx, { scope, slot })) {
    hashes.update(entry.hash);
    named.add(entry);
    last = entry.id;
  }
  const added = { entries: hashes.digest("base64url"), seals: NOTHING };
  const link = { place: 1, seen: 0, behind: "", keyId: key.id };
  const head = headBehind(key, { scope, slot }, EMPTY.head, link, added);
  const end = last === null ? { scope, slot, ...EMPTY } : { scope, slot, place: 1, objects: `${named}`, head };
  if (last !== null)
    await tx.query("UPDATE audit_entry SET link = ? WHERE id = ?", [JSON.stringify({ ...link, head }), last]);
  await insertRow(tx, AUDIT_HEAD, { ...end, keyId: key.id, seal: sealOfHead(key, end) });
}

/** An end that is another than it was sealed as stays wrong. */
async function sealAgain(tx: Transaction, keys: AuditKeys, head: AuditHead, anew: boolean): Promise<void> {
  const old = keys.find(head.keyId);
  const isRight = anew || (old !== undefined && sealOfHead(old, head) === head.seal);
  await tx.query("UPDATE audit_head SET key_id = ?, seal = ? WHERE scope = ? AND slot = ?", [
    ...[keys.newest.id, isRight ? sealOfHead(keys.newest, head) : ""],
    ...[head.scope, head.slot],
  ]);
}

async function sealRows(tx: Transaction, db: Connections): Promise<void> {
  const { auditKeys } = db;
  const sealing = new Sealing(tx, db, auditKeys);
  await sealing.sealEverything();
  if (sealing.isEmpty) return;
  const place = { scope: "REFERENCE", slot: 0 } as const;
  const head = await takeHead(tx, place);
  const added = { entries: NOTHING, seals: sealing.digest() };
  const link = moveHead(tx, auditKeys.newest, head, "", added);
  placeSeals(tx, sealing.slot, place, link.place, JSON.stringify(link));
}

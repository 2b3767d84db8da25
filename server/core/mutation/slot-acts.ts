import { createHash } from "node:crypto";
import type { Database } from "../database/database.js";
import { mayGoOn } from "../time/turn.js";
import { type Added, type AuditHead, EntryNames, type Link, NOTHING } from "./audit-head.js";
import type { AuditKeys } from "./audit-key.js";
import { BUCKET, sealOfRecords } from "./row-seal.js";
import { entriesOfSlot, type SlotEntry, type SlotSeal, sealsOfSlot } from "./verification.store.js";

/** An act as it stands in its slot. */
export interface SlotAct {
  /** Null: it was on the entry that is missing. */
  link: Link | null;
  /** Whom it is about. */
  objects: string;
  /** Null: it has only sealed rows. */
  actedAt: string | null;
  added: Added;
  /** What is wrong with it whatever stands before it. */
  faults: string[];
}

/** The acts of a slot in the order in which they were committed; none is held whole, however much it is about. */
export async function* actsOfSlot(db: Database, keys: AuditKeys, slot: AuditHead): AsyncGenerator<SlotAct> {
  const seals = grouped(sealsOfSlot(db, slot), ({ place }) => place);
  let next = await seals.next();
  // What was there before there were keys was sealed as one.
  for await (const part of grouped(entriesOfSlot(db, slot), ({ keyId, revision }) => (keyId === null ? 0 : revision))) {
    const act = await actOf(part);
    while (!next.done && act.link && next.value.key < act.link.place) {
      yield await sealingOf(next.value, keys);
      next = await seals.next();
    }
    if (next.done || next.value.key !== act.link?.place) yield act;
    else {
      const { added, faults } = await sealingOf(next.value, keys);
      yield { ...act, added: { ...act.added, seals: added.seals }, faults: [...act.faults, ...faults] };
      next = await seals.next();
    }
  }
  for (; !next.done; next = await seals.next()) yield await sealingOf(next.value, keys);
}

interface Group<T> {
  key: number;
  rows: AsyncIterable<T>;
}

/** Rows that belong together stand together; those of a group have to be read before the next one is asked for. */
async function* grouped<T>(rows: AsyncGenerator<T>, keyOf: (row: T) => number): AsyncGenerator<Group<T>> {
  let next = await rows.next();
  while (!next.done) {
    const key = keyOf(next.value);
    yield {
      key,
      rows: (async function* () {
        for (; !next.done && keyOf(next.value) === key; next = await rows.next()) yield next.value;
      })(),
    };
  }
}

async function actOf({ rows }: Group<SlotEntry>): Promise<SlotAct> {
  const hashes = createHash("sha256");
  const named = new EntryNames();
  const keyIds = new Set<string | null>();
  let last: SlotEntry | undefined;
  for await (const entry of rows) {
    await mayGoOn();
    hashes.update(entry.hash);
    named.add(entry);
    keyIds.add(entry.keyId);
    last = entry;
  }
  const link = linkIn(last?.link ?? null);
  const isSealed = [...keyIds].every(
    (keyId) => keyId === (link?.keyId ?? keyId) || (keyId === null && link?.place === 1),
  );
  return {
    link,
    objects: `${named}`,
    actedAt: last?.actedAt ?? null,
    added: { entries: hashes.digest("base64url"), seals: NOTHING },
    faults: isSealed ? [] : ["its entries are not all sealed with one key"],
  };
}

async function sealingOf({ rows }: Group<SlotSeal>, keys: AuditKeys): Promise<SlotAct> {
  const hashes = createHash("sha256");
  const faults: string[] = [];
  let link: Link | null = null;
  for await (const { type, bucket, records, keyId, seal, link: kept } of rows) {
    await mayGoOn();
    hashes.update(seal);
    link = linkIn(kept);
    const key = keys.find(keyId);
    if ((key && sealOfRecords(key, type, bucket, records) !== seal) || (link && link.keyId !== keyId)) {
      faults.push(`the seal of ${type} ${bucket * BUCKET} to ${(bucket + 1) * BUCKET - 1} has been edited`);
    }
  }
  return { link, objects: "", actedAt: null, added: { entries: NOTHING, seals: hashes.digest("base64url") }, faults };
}

/** Null also where somebody has written something else there. */
function linkIn(kept: string | null): Link | null {
  try {
    const { place, seen, behind, keyId, head } = JSON.parse(kept ?? "");
    const isLink =
      [place, seen].every(Number.isSafeInteger) && [behind, keyId, head].every((text) => typeof text === "string");
    return isLink ? { place, seen, behind, keyId, head } : null;
  } catch {
    return null;
  }
}

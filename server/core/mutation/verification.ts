import { createHash } from "node:crypto";
import type { Database, SealedDatabase } from "../database/database.js";
import { mayGoOn } from "../time/turn.js";
import type { AuditEntryRow } from "./audit-entry.js";
import type { AuditKeys } from "./audit-key.js";
import { faultsAtEnd, faultsOf } from "./chain.js";
import type { KeptHeads } from "./kept-heads.js";
import { statesOf } from "./object-state.store.js";
import { recordsOf } from "./row-seal.store.js";
import { type Fault, faultsOfRows } from "./row-verification.js";
import { isAs, isAsEntry } from "./sealing.js";
import { faultsOfSlots } from "./slot-verification.js";
import { sealedTableOf } from "./traced-table.js";
import { entriesBehind, keysInTrail, standingOf, typesInTrail } from "./verification.store.js";

/** So many entries are looked at in one statement. */
const ENTRIES = 250;
/** What differs may be under change at this moment: so often it is looked at. */
const LOOKS = 3;

/** Told of everything that is wrong, a sentence each, and of how many entries have been read. */
interface Listener {
  fault(sentence: string): void;
  progress(entries: number): void;
}

export interface Verified {
  entries: number;
  faults: number;
  /** The objects of which something is wrong, as far as that can be told: "Observation 7". */
  accused: ReadonlySet<string>;
  /** Stands for all trails as they were at an instant: nothing before it can be rewritten without another digest. */
  digest: string;
}

/**
 * Holds every entry against the one before it of its object and of its slot, and every object against what it was
 * sealed as; the digest is that of the instant `until`. Acts may go on meanwhile. `kept` is what the ends of the trail
 * were once.
 */
export async function verifyTrail(
  db: SealedDatabase,
  until: string,
  listener: Listener,
  kept?: KeptHeads | null,
): Promise<Verified> {
  const { auditKeys: keys } = db;
  const heads = createHash("sha256");
  const accused = new Set<string>();
  let [entries, faults] = [0, 0];
  const fault = (sentence: string): void => {
    faults += 1;
    listener.fault(`${sentence}.`);
  };
  const note = ([type, id, found]: Fault): void => {
    if (found.length > 0) accused.add(`${type} ${id}`);
    for (const each of found) fault(`${type} ${id}: ${each}`);
  };
  for (const keyId of await keysInTrail(db)) {
    if (!keys.find(keyId))
      fault(`What is sealed with key "${keyId}" cannot be verified: AUDIT_SECRET does not have it`);
  }
  for (const type of await typesInTrail(db)) {
    let before: AuditEntryRow | null = null;
    let head: AuditEntryRow | null = null;
    for await (const piece of piecesOf(db, type)) {
      const ends: AuditEntryRow[] = [];
      for (const entry of piece) {
        await mayGoOn();
        const isNext: boolean = entry?.objectId !== before?.objectId;
        if (isNext && before) ends.push(before);
        if (isNext && head) heads.update(lineOf(head));
        if (isNext) head = null;
        if (!entry) break;
        note([type, entry.objectId, faultsOf(entry, isNext ? null : before, keys)]);
        if (entry.actedAt < until) head = entry;
        before = entry;
        entries += 1;
      }
      for (const found of await faultsAtEnds(db, keys, type, ends)) note(found);
      listener.progress(entries);
    }
  }
  for await (const found of faultsOfRows(db, keys)) note(found);
  const missed = new Set<string>();
  for await (const { sentence, object } of faultsOfSlots(db, keys, accused, kept)) {
    if (object !== undefined) missed.add(object);
    fault(sentence);
  }
  return { entries, faults, accused: new Set([...accused, ...missed]), digest: heads.digest("base64url") };
}

const lineOf = ({ objectType, objectId, version, hash }: AuditEntryRow): string =>
  `${objectType} ${objectId} ${version} ${hash}\n`;

/** The entries of a type, by object and version, a piece at a time; behind the last one stands null. */
async function* piecesOf(db: Database, type: string): AsyncGenerator<(AuditEntryRow | null)[]> {
  let behind = { objectId: 0, version: 0 };
  for (;;) {
    const piece = await entriesBehind(db, type, behind, ENTRIES);
    const last = piece.at(-1);
    if (!last || piece.length < ENTRIES) {
      yield [...piece, null];
      return;
    }
    yield piece;
    behind = last;
  }
}

async function faultsAtEnds(
  db: Database,
  keys: AuditKeys,
  type: string,
  ends: readonly AuditEntryRow[],
): Promise<Fault[]> {
  const sealed = sealedTableOf(type);
  if (!sealed) return [];
  const mayBeGone = sealed.withdrawn === undefined;
  let faulty: Fault[] = [];
  let asked = ends;
  for (let look = 0; look < LOOKS && asked.length > 0; look += 1) {
    const ids = asked.map(({ objectId }) => objectId);
    const standing = await standingOf(db, sealed, ids);
    const states = await statesOf(db, sealed, ids);
    const records = await recordsOf(db, keys, sealed, ids);
    faulty = asked.flatMap((end): Fault[] => {
      const id = end.objectId;
      const [stands, state, record] = [standing.get(id) ?? null, states.get(id), records.get(id)];
      if (!stands && record && !record.digest) return [];
      const found = faultsAtEnd(end, stands, mayBeGone);
      if (found.length > 0) return [[type, id, found]];
      // It has been changed since the entry was read, or is gone as it should.
      if (!stands || !state || stands.version !== end.version) return [];
      const isByRecord = record?.version === end.version;
      if (!(isByRecord ? record.key : keys.find(end.keyId ?? ""))) return [];
      const isRight = isByRecord ? isAs(record, state) : isAsEntry(keys, end, state);
      return isRight ? [] : [[type, id, ["it is not as its last act has left it"]]];
    });
    const still = new Set(faulty.map(([, id]) => id));
    asked = asked.filter(({ objectId }) => still.has(objectId));
  }
  return faulty;
}

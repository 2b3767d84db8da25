import { createHash } from "node:crypto";
import type { Database } from "../database/database.js";
import type { AuditEntryRow } from "./audit-entry.js";
import { faultsAtEnd, faultsOf } from "./chain.js";
import { TRACED_TABLES, type TracedTable } from "./traced-table.js";
import { entriesBehind, lastIdIn, standingOf, typesInTrail, untraced } from "./verification.store.js";

/** So many entries, and so many objects, are looked at in one statement. */
const ENTRIES = 1000;
const OBJECTS = 50_000;

/** Told of everything that is wrong, a sentence each, and of how many entries have been read. */
interface Listener {
  fault(sentence: string): void;
  progress(entries: number): void;
}

export interface Verified {
  entries: number;
  faults: number;
  /** Stands for all trails as they were at an instant: nothing before it can be rewritten without another digest. */
  digest: string;
}

/**
 * Holds every entry against the one before it, and every trail against its object; the digest is that of the instant
 * `until`. Acts may go on meanwhile: a trail and its object are compared as of one moment.
 */
export async function verifyTrail(db: Database, until: string, listener: Listener): Promise<Verified> {
  const heads = createHash("sha256");
  let [entries, faults] = [0, 0];
  const note = (type: string, id: number, found: readonly string[]): void => {
    faults += found.length;
    for (const fault of found) listener.fault(`${type} ${id}: ${fault}.`);
  };
  for (const type of await typesInTrail(db)) {
    let before: AuditEntryRow | null = null;
    let head: AuditEntryRow | null = null;
    for await (const piece of piecesOf(db, type)) {
      const ends: AuditEntryRow[] = [];
      for (const entry of piece) {
        const isNext: boolean = entry?.objectId !== before?.objectId;
        if (isNext && before) ends.push(before);
        if (isNext && head) heads.update(lineOf(head));
        if (isNext) head = null;
        if (!entry) break;
        note(type, entry.objectId, faultsOf(entry, isNext ? null : before));
        if (entry.actedAt < until) head = entry;
        before = entry;
        entries += 1;
      }
      for (const [end, found] of await faultsAtEnds(db, type, ends)) note(type, end.objectId, found);
      listener.progress(entries);
    }
  }
  for (const traced of TRACED_TABLES) {
    for await (const { id, version } of allUntraced(db, traced)) {
      note(traced.type, id, [`it is at version ${version}, and has no entry at all`]);
    }
  }
  return { entries, faults, digest: heads.digest("base64url") };
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
  type: string,
  ends: readonly AuditEntryRow[],
): Promise<(readonly [AuditEntryRow, string[]])[]> {
  const traced = TRACED_TABLES.find((table) => table.type === type);
  if (!traced || ends.length === 0) return [];
  const standing = await standingOf(
    db,
    traced,
    ends.map(({ objectId }) => objectId),
  );
  const mayBeGone = traced.withdrawn === undefined;
  return ends.map((end) => [end, faultsAtEnd(end, standing.get(end.objectId) ?? null, mayBeGone)] as const);
}

async function* allUntraced(db: Database, traced: TracedTable): AsyncGenerator<{ id: number; version: number }> {
  const { withdrawn, made: _, ...other } = traced;
  const tables = [traced, ...(withdrawn === undefined ? [] : [{ ...other, table: withdrawn }])];
  for (const each of tables) {
    const end = await lastIdIn(db, each.table);
    for (let from = 0; from < end; from += OBJECTS) yield* await untraced(db, each, from, from + OBJECTS);
  }
}

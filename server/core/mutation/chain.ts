import { type AuditEntryRow, type Changes, hashOfEntry, NO_HASH } from "./audit-entry.js";
import type { AuditKeys } from "./audit-key.js";

/** What is wrong with an entry, and with its place behind the one before it of the same object (null: there is none). */
export function faultsOf(entry: AuditEntryRow, before: AuditEntryRow | null, keys: AuditKeys): string[] {
  const { version, keyId } = entry;
  const faults: string[] = [];
  const key = keyId === null ? null : keys.find(keyId);
  // That a key is not set is told once, not of each entry.
  if (key !== undefined && hashOfEntry(entry, key) !== entry.hash)
    faults.push(`the entry of version ${version} has been edited`);
  else if (!keyId && before?.keyId)
    faults.push(`the entry of version ${version} is not sealed, and the one before it is`);
  // What was on record before there was a trail begins at a later version, and follows nothing.
  const last = before?.version ?? version - 1;
  if (version !== last + 1) faults.push(missing(last + 1, version - 1));
  else if (!before && entry.previousHash !== NO_HASH) faults.push(missing(1, last));
  else if (before && entry.previousHash !== before.hash) {
    faults.push(
      `the entry of version ${version} does not follow that of version ${last}: one of them is another than it was`,
    );
  }
  return faults;
}

const missing = (first: number, last: number): string =>
  first === last
    ? `the entry of version ${first} is missing`
    : `the entries of versions ${first} to ${last} are missing`;

/** Where an object stands, and how far its trail goes, as of one moment. */
export interface Standing {
  version: number;
  /** Null: it has no entry. */
  lastEntry: number | null;
}

/** What is wrong at the end of a trail; `standing` is null where the object is gone. */
export function faultsAtEnd(entry: AuditEntryRow, standing: Standing | null, mayBeGone: boolean): string[] {
  if (!standing) {
    return mayBeGone && isRemoval(entry) ? [] : [`it has a trail up to version ${entry.version}, and is not on record`];
  }
  const { version, lastEntry } = standing;
  if (lastEntry === null || version === lastEntry) return [];
  return version > lastEntry
    ? [missing(lastEntry + 1, version)]
    : [`it is at version ${version}, and has an entry of version ${lastEntry}`];
}

/** Nothing is left of the object. */
const isRemoval = ({ changes }: AuditEntryRow): boolean =>
  Object.values(JSON.parse(changes) as Changes).every(([, after]) => after === null);

import type { AuditEntryRow, Changes } from "./audit-entry.js";

/** What is needed of an entry to take it back. */
export type Undoable = Pick<AuditEntryRow, "version" | "changes">;

/**
 * A row as it was before these entries of its trail, which are all that came after some moment, in any order. Null: it
 * was not there, since the first of them made it. A row that is gone is given as it was when it went.
 */
export function undo<T extends object>(row: T, entries: readonly Undoable[]): T | null {
  const undone = { ...row } as Record<string, unknown>;
  for (const { version, changes } of [...entries].sort((a, b) => b.version - a.version)) {
    // What a data file loaded begins at version 1 without an entry.
    if (version === 1) return null;
    for (const [field, [before]] of Object.entries(JSON.parse(changes) as Changes)) undone[field] = before;
  }
  return undone as T;
}

import { hash } from "node:crypto";
import { omit, type RowOf } from "../database/table.js";
import { AUDIT_ENTRY } from "./audit.row.js";
import type { AuditKey } from "./audit-key.js";

/** What became of one object in one act: its fields, each before and after. */
export type Changes = Readonly<Record<string, readonly [before: unknown, after: unknown]>>;

/** One entry of an object's trail, without its place in the data. */
export const ENTRY = omit(AUDIT_ENTRY, "scope", "slot", "revision");
export type AuditEntryRow = RowOf<typeof ENTRY>;

/** The first entry of an object follows nothing. */
export const NO_HASH = "";

/** The fields that differ; of something new all that are not null. */
export function changesBetween(before: object | null, after: object | null): Changes {
  const [old, now] = [(before ?? {}) as Record<string, unknown>, (after ?? {}) as Record<string, unknown>];
  const changes: Record<string, readonly [unknown, unknown]> = {};
  for (const field of [...new Set([...Object.keys(old), ...Object.keys(now)])].sort()) {
    const pair = [old[field] ?? null, now[field] ?? null] as const;
    if (!isSame(...pair)) changes[field] = pair;
  }
  return changes;
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === "object" && JSON.stringify(one) === JSON.stringify(other));

type Hashed = Omit<AuditEntryRow, "id" | "hash" | "link">;

/**
 * Stands for an entry and, by the hash before it, for all that went before: none can be edited or left out unnoticed,
 * and nobody makes it without the key. An entry of before there were keys has a plain hash.
 */
export const hashOfEntry = (entry: Hashed, key: AuditKey | null): string =>
  key
    ? key.seal([...partsOf(entry), entry.keyId, entry.state])
    : hash("sha256", JSON.stringify(partsOf(entry)), "base64url");

const partsOf = (entry: Hashed): unknown[] => [
  entry.previousHash,
  entry.objectType,
  entry.objectId,
  entry.version,
  entry.act,
  entry.actedAt,
  entry.accountId,
  entry.role,
  entry.actor,
  entry.requestId,
  entry.reason,
  entry.changes,
];

import { createHash } from "node:crypto";
import { omit, type RowOf } from "../database/table.js";
import { AUDIT_HEAD } from "./audit.row.js";
import type { AuditEntryRow } from "./audit-entry.js";
import type { AuditKey } from "./audit-key.js";

/** The acts of a slot follow each other. This is kept with each. */
export interface Link {
  /** Counts the acts of the slot, from 1 on. */
  place: number;
  /** How many acts of all slots were on record by then, at least. */
  seen: number;
  /** The entries of the act before it, by name. */
  behind: string;
  keyId: string;
  /** Stands for this act and all before it. */
  head: string;
}

/** Where a slot ends: kept apart from the entries, so that the last of them cannot be left out. */
export const HEAD = omit(AUDIT_HEAD, "id");
export type AuditHead = RowOf<typeof HEAD>;

/** What an act has added: digests of its entries' hashes, and of the seals of rows. */
export interface Added {
  entries: string;
  seals: string;
}

/** The digest of no entries, or of no seals. */
export const NOTHING = createHash("sha256").digest("base64url");

export const EMPTY = { place: 0, objects: "", head: "" };

type Place = Pick<AuditHead, "scope" | "slot">;

export const headBehind = (
  key: AuditKey,
  { scope, slot }: Place,
  before: string,
  { place, seen, behind }: Omit<Link, "head" | "keyId">,
  { entries, seals }: Added,
): string => key.seal(["act", scope, slot, place, seen, behind, before, entries, seals]);

export const sealOfHead = (key: AuditKey, { scope, slot, place, objects, head }: Omit<AuditHead, "keyId" | "seal">) =>
  key.seal(["head", scope, slot, place, objects, head]);

const MOST_NAMED = 5;
const BETWEEN = ", ";

/** Names the first entries of an act, and counts the others. */
export class EntryNames {
  readonly #names: string[] = [];
  #others = 0;

  add({ objectType, objectId, version }: Pick<AuditEntryRow, "objectType" | "objectId" | "version">): void {
    if (this.#names.length < MOST_NAMED) this.#names.push(`${objectType} ${objectId} ${version}`);
    else this.#others += 1;
  }

  toString(): string {
    return [...this.#names, ...(this.#others > 0 ? [`${this.#others} more`] : [])].join(BETWEEN);
  }
}

/** The entries that are named, each by its object and version. */
export const namesIn = (named: string): { object: string; version: string }[] =>
  named.split(BETWEEN).flatMap((name) => {
    const [, object = "", version = ""] = /^(\w+ \d+) (\d+)$/.exec(name) ?? [];
    return object === "" ? [] : { object, version };
  });

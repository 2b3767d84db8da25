import { readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ConfigError, type DatabaseAddress } from "../database/address.js";
import type { Database } from "../database/database.js";
import { writeOwnFile } from "../database/own-file.js";
import type { Log } from "../log/log.js";
import { SCOPES } from "../snapshot/revision.js";
import { instant } from "../time/clock.js";
import type { AuditHead } from "./audit-head.js";
import { allHeads } from "./audit-head.store.js";

/**
 * Where each slot of the trail ended at some moment, kept apart from the database. A copy of a database that lacks the
 * last acts is whole in itself: only what was kept elsewhere tells that there were more.
 */
export interface KeptHeads {
  keptAt: string;
  heads: readonly KeptHead[];
}

type KeptHead = Pick<AuditHead, "scope" | "slot" | "place" | "head">;

/** Beside an embedded database. */
export const headsBeside = (file: string): string => `${file}.heads`;

/** Of the address of a database: where a server keeps them; null: nowhere. */
export const headsFileOf = (address: DatabaseAddress): string | null =>
  address.kind === "embedded" ? headsBeside(address.file) : null;

export async function headsNow(db: Database, now: string): Promise<KeptHeads> {
  const heads = await allHeads(db);
  return { keptAt: now, heads: heads.map(({ scope, slot, place, head }) => ({ scope, slot, place, head })) };
}

/** In the place of what was kept there before, whole or not at all. */
export function writeHeads(path: string, heads: KeptHeads): void {
  const made = `${path}.${process.pid}`;
  rmSync(made, { force: true });
  writeOwnFile(made, `${JSON.stringify(heads)}\n`);
  renameSync(made, path);
}

/** Null: there is no such file. */
export function readHeads(path: string): KeptHeads | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return null;
  }
  const kept = parsed(text);
  if (!kept)
    throw new ConfigError([`${path} is no file of the ends of a trail, as npm run audit -- --keep writes it.`]);
  return kept;
}

function parsed(text: string): KeptHeads | null {
  try {
    const kept = JSON.parse(text) as KeptHeads;
    return typeof kept.keptAt === "string" && Array.isArray(kept.heads) ? kept : null;
  } catch {
    return null;
  }
}

/** How many acts these have, in all slots; one that tells of several parts of the data counts in each. */
export const actsIn = (heads: readonly Pick<AuditHead, "place">[]): number =>
  heads.reduce((sum, { place }) => sum + place, 0);

/** How many acts were on record then, and are not now, at least: one may have told of several parts of the data. */
export function missingActs({ heads }: KeptHeads, now: readonly KeptHead[]): number {
  const missing = (scope: string) =>
    heads
      .filter((kept) => kept.scope === scope)
      .reduce((sum, kept) => sum + Math.max(0, kept.place - (sameSlot(now, kept)?.place ?? 0)), 0);
  return Math.max(...SCOPES.map(missing));
}

export const sameSlot = <Head extends Pick<AuditHead, "scope" | "slot">>(
  heads: readonly Head[],
  { scope, slot }: Pick<AuditHead, "scope" | "slot">,
): Head | undefined => heads.find((head) => head.scope === scope && head.slot === slot);

const ASIDE = /^\.\d{4}-\d{2}-\d{2}T[\d-]+Z$/;

/** What is kept in a file, and what a start has put aside since the database lacked acts of it: the newest first. */
export function readAllHeads(path: string): KeptHeads[] {
  const asides = readdirSync(dirname(path))
    .filter((name) => name.startsWith(basename(path)) && ASIDE.test(name.slice(basename(path).length)))
    .sort()
    .reverse();
  return [path, ...asides.map((name) => join(dirname(path), name))].flatMap((each) => readHeads(each) ?? []);
}

/** That of which most acts are missing now; of equal ones the first. */
export const lackingMost = (kept: readonly KeptHeads[], now: readonly KeptHead[]): KeptHeads | null =>
  kept.reduce<KeptHeads | null>(
    (most, each) => (most && missingActs(most, now) >= missingActs(each, now) ? most : each),
    null,
  );

const LACKS =
  "The database lacks acts that were on record before: it is an older copy, or one without its last acts. What was kept " +
  "of them lies beside it; npm run audit -- --heads tells more.";

/**
 * Keeps in a file where the trail ends now. Where there were more acts once, the log tells, and what was kept of them
 * stays under another name.
 */
export async function keepHeads(db: Database, path: string, log: Log): Promise<void> {
  const before = readHeads(path);
  const now = await headsNow(db, instant(Date.now()));
  const lost = before ? missingActs(before, now.heads) : 0;
  if (before && lost > 0) {
    const kept = `${path}.${before.keptAt.replace(/[:.]/g, "-")}`;
    renameSync(path, kept);
    log.error({ lost, keptAt: before.keptAt, kept }, LACKS);
  } else if (before && JSON.stringify(before.heads) === JSON.stringify(now.heads)) return;
  writeHeads(path, now);
}

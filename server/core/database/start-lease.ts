import { setTimeout as wait } from "node:timers/promises";
import { instant } from "../time/clock.js";
import type { Dialect, Driver } from "./database.js";
import { isAlive, ownerOfThis, readOwner } from "./process-owner.js";
import { START_LEASE } from "./start-lease.row.js";
import { CREATE_START_LEASE, FIRST_START_LEASE } from "./start-lease.table.js";
import { pick, type RowOf, selectList } from "./table.js";
import { isAway } from "./unavailable.js";

export interface Times {
  /** How often an owner tells that it lives. */
  beatMs: number;
  /** Whoever has not been heard of for so long has died, or is cut off. */
  endsAfterMs: number;
}

const USUAL: Times = { beatMs: 2000, endsAfterMs: 20_000 };
/** By how much the clocks of two machines may differ. */
const CLOCKS_MS = 60_000;
const LOOK_MS = 100;
/** Longer than this nobody waits for one that lives. */
const LONGEST_WAIT_MS = 3_600_000;

const ERROR_OF_A_CONFLICT = ["ER_LOCK_DEADLOCK", "ER_CHECKREAD", "SQLITE_BUSY"];

/** What is done alone was handed on to another process meanwhile, since nothing was heard of this one. */
class LeaseLost extends Error {}

/** What is prepared. */
type Prepared = Pick<Driver, "dialect" | "query" | "transaction">;

/** Tells that it lives, and throws where it is not its turn any more. To be asked between steps that take their time. */
export type Still = () => Promise<void>;

const LEASE = pick(START_LEASE, "owner", "beat", "untilAt");
type Lease = RowOf<typeof LEASE>;

/**
 * Runs `work` while no other process over the same database runs its own: servers and commands that start at once
 * migrate, seal, load and invite one after the other, also those over two nodes of a cluster, to which locks of rows and
 * `GET_LOCK` mean nothing. Whose turn it is stands in a row that is committed, and is taken by changing it as it was seen.
 * A process that is gone has no turn: at once where that can be told, else once nothing was heard of it. Where the turn
 * went to another one, `work` is run again once that one has ended; so whatever it does may be done twice.
 */
export async function alone<T>(
  db: Prepared,
  work: (still: Still, owner: string) => Promise<T>,
  say: (sentence: string) => void,
  times = USUAL,
): Promise<T> {
  for (;;) {
    const owner = ownerOfThis();
    await take(db, owner, say, times);
    const still = async () => {
      if (!(await goesOn(db, owner))) throw new LeaseLost();
    };
    // In the embedded database a beat would come between what a migration reads and what it writes.
    const beats =
      db.dialect === "mysql" ? setInterval(() => void goesOn(db, owner).catch(() => true), times.beatMs) : undefined;
    try {
      return await work(still, owner);
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
    } finally {
      clearInterval(beats);
      // Who cannot say so is found to be gone.
      await db
        .transaction((tx) => tx.change("UPDATE start_lease SET owner = '', until_at = '' WHERE owner = ?", [owner]))
        .catch(() => undefined);
    }
  }
}

/** Waits for whoever has it. */
async function take(
  db: Prepared,
  owner: string,
  say: (sentence: string) => void,
  { endsAfterMs }: Times,
): Promise<void> {
  const began = performance.now();
  let seen: Lease | undefined;
  let seenAt = began;
  let hasSaid = false;
  for (;;) {
    const lease = await read(db);
    const now = performance.now();
    if (lease.owner !== seen?.owner || lease.beat !== seen.beat) [seen, seenAt] = [lease, now];
    if (hasEnded(lease, now - seenAt > endsAfterMs)) {
      if (await takeOver(db, owner, lease)) return;
      continue;
    }
    const { pid, host } = readOwner(lease.owner);
    if (!hasSaid) say(`Process ${pid} on ${host} is preparing this database; waiting until it is done.`);
    hasSaid = true;
    if (now - began > LONGEST_WAIT_MS) {
      throw new Error(`Process ${pid} on ${host} has been preparing this database for more than an hour.`);
    }
    await wait(LOOK_MS);
  }
}

function hasEnded({ owner, untilAt }: Lease, isSilent: boolean): boolean {
  if (owner === "") return true;
  const alive = isAlive(readOwner(owner));
  if (alive !== undefined) return !alive;
  return isSilent || Date.parse(untilAt) + CLOCKS_MS < Date.now();
}

async function read(db: Prepared): Promise<Lease> {
  const found = await db
    .query<Lease>(`SELECT ${selectList(LEASE)} FROM start_lease WHERE id = 1`)
    .catch((error: unknown) => {
      if (isAway(error)) throw error;
      return [];
    });
  const [lease] = found;
  if (lease) return lease;
  await db.transaction((tx) => tx.query(CREATE_START_LEASE[db.dialect]));
  await db.transaction((tx) => tx.change(FIRST_START_LEASE[db.dialect])).catch(unlessConflict);
  return { owner: "", beat: 0, untilAt: "" };
}

/** Of two who try at once over two nodes, one is told that it was overtaken. */
async function takeOver(db: Prepared, owner: string, seen: Lease): Promise<boolean> {
  const taken = await db
    .transaction((tx) =>
      tx.change(
        "UPDATE start_lease SET owner = ?, beat = beat + 1, until_at = ? WHERE id = 1 AND owner = ? AND beat = ?",
        [owner, untilAt(), seen.owner, seen.beat],
      ),
    )
    .catch(unlessConflict);
  return taken?.rows === 1;
}

/** False: it is another one's by now. */
async function goesOn(db: Prepared, owner: string): Promise<boolean> {
  for (;;) {
    const changed = await db.transaction((tx) => tx.change(BEAT, [untilAt(), owner])).catch(unlessConflict);
    if (changed) return changed.rows === 1;
  }
}

const BEAT = "UPDATE start_lease SET beat = beat + 1, until_at = ? WHERE owner = ?";

/** The same as `Still`, within a transaction of another connection: that of a migration. */
export async function stillWithin(
  dialect: Dialect,
  ask: (sql: string, params: string[]) => Promise<unknown[]>,
  owner: string,
): Promise<void> {
  // In the embedded database who writes first waits for nobody later on; in MariaDB its own beats would wait for this.
  if (dialect === "sqlite") await ask(BEAT, [untilAt(), owner]);
  const found = await ask("SELECT id FROM start_lease WHERE owner = ?", [owner]);
  if (found.length === 0) throw new LeaseLost();
}

const untilAt = (): string => instant(Date.now() + USUAL.endsAfterMs);

function unlessConflict(error: unknown): undefined {
  if (!ERROR_OF_A_CONFLICT.includes(`${(error as { code?: unknown }).code}`)) throw error;
}

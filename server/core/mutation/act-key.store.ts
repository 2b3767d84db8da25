import type { Connections, Database, Transaction } from "../database/database.js";
import { transact } from "../database/transaction.js";
import { isTaken } from "../database/unique-violation.js";

/** Whose act it is, by the name that the client gave it, and what stands for its input. */
export interface ActKey {
  actorKey: string;
  clientKey: string;
  inputHash: string;
}

export interface KeptAct {
  inputHash: string;
  /** The payload, as JSON; without the seed of a secret that it hands out. */
  answer: string;
  keptUntil: string;
  /** Of which the secret is made again, as long as it may be shown. */
  seed: string | null;
  /** Null: it hands out none. */
  shownUntil: string | null;
}

/** Keeps the answer of an act with its key, at the end of the transaction; it fails if there is such a key already. */
export const keepAct = (
  tx: Transaction,
  { actorKey, clientKey }: ActKey,
  { inputHash, answer, keptUntil, seed, shownUntil }: KeptAct,
): void =>
  tx.last(
    "INSERT INTO act_key (actor_key, client_key, input_hash, answer, kept_until, seed, shown_until) VALUES (?, ?, ?, ?, ?, ?, ?)",
    [actorKey, clientKey, inputHash, answer, keptUntil, seed, shownUntil],
  );

/** Whether a transaction failed because there is such a key. */
export const isKeyTaken = (error: unknown): boolean =>
  isTaken(error, { table: "act_key", columns: ["actor_key", "client_key"] });

export async function findAct(db: Database, { actorKey, clientKey }: ActKey): Promise<KeptAct | null> {
  const [kept] = await db.query<KeptAct>(
    "SELECT input_hash AS inputHash, answer, kept_until AS keptUntil, seed, shown_until AS shownUntil FROM act_key " +
      "WHERE actor_key = ? AND client_key = ?",
    [actorKey, clientKey],
  );
  return kept ?? null;
}

/** Forgets the keys that were kept long enough. */
export const forgetActs = (db: Connections, now: string): Promise<void> =>
  transact(db, async (tx) => {
    await tx.query("DELETE FROM act_key WHERE kept_until <= ?", [now]);
  });

/** Forgets of what secrets are made that are not shown any more; that there was one stays known as long as the act. */
export const forgetSeeds = (db: Connections, now: string): Promise<void> =>
  transact(db, async (tx) => {
    await tx.query("UPDATE act_key SET seed = NULL WHERE shown_until <= ? AND seed IS NOT NULL", [now]);
  });

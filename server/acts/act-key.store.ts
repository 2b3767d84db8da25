import type { Connections, Database, Transaction } from "../database/database.js";
import { isTaken } from "../database/taken.js";
import { transact } from "../database/transaction.js";

/** Whose act it is, by the name that the client gave it, and what stands for its input. */
export interface ActKey {
  actorKey: string;
  clientKey: string;
  inputHash: string;
}

export interface KeptAct {
  inputHash: string;
  /** The payload, as JSON. */
  answer: string;
  keptUntil: string;
}

/** Keeps the answer of an act with its key, at the end of the transaction; it fails if there is such a key already. */
export const keepAct = (tx: Transaction, key: ActKey, answer: string, keptUntil: string): void =>
  tx.last("INSERT INTO act_key (actor_key, client_key, input_hash, answer, kept_until) VALUES (?, ?, ?, ?, ?)", [
    key.actorKey,
    key.clientKey,
    key.inputHash,
    answer,
    keptUntil,
  ]);

/** Whether a transaction failed because there is such a key. */
export const isKeyTaken = (error: unknown): boolean =>
  isTaken(error, { table: "act_key", columns: ["actor_key", "client_key"] });

export async function findAct(db: Database, { actorKey, clientKey }: ActKey): Promise<KeptAct | null> {
  const [kept] = await db.query<KeptAct>(
    "SELECT input_hash AS inputHash, answer, kept_until AS keptUntil FROM act_key WHERE actor_key = ? AND client_key = ?",
    [actorKey, clientKey],
  );
  return kept ?? null;
}

/** Forgets the keys that were kept long enough. */
export const forgetActs = (db: Connections, now: string): Promise<void> =>
  transact(db, async (tx) => {
    await tx.query("DELETE FROM act_key WHERE kept_until <= ?", [now]);
  });

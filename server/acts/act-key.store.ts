import type { Connections, Database, Transaction } from "../database/database.js";
import { transact } from "../database/transaction.js";
import { insertNew } from "../database/upsert.js";

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

/** Keeps the answer of an act with its key; false if there is such a key already. */
export async function keepAct(tx: Transaction, key: ActKey, answer: string, keptUntil: string): Promise<boolean> {
  const row = {
    actor_key: key.actorKey,
    client_key: key.clientKey,
    input_hash: key.inputHash,
    answer,
    kept_until: keptUntil,
  };
  return (await insertNew(tx, "act_key", ["actor_key", "client_key"], [row])) === 1;
}

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

import type { Connections, Database, Transaction } from "../database/database.js";
import { placeholders } from "../database/sql.js";
import { omit, type RowOf, selectList } from "../database/table.js";
import { transact } from "../database/transaction.js";
import { isTaken } from "../database/unique-violation.js";
import { insertInto, valuesOf } from "../database/upsert.js";
import { ACT_KEY } from "./act.row.js";

/** Whose act it is, by the name that the client gave it, and what stands for its input. */
export type ActKey = Pick<RowOf<typeof ACT_KEY>, "actorKey" | "clientKey" | "inputHash">;

const KEPT = omit(ACT_KEY, "id", "actorKey", "clientKey");
export type KeptAct = RowOf<typeof KEPT>;
const COLUMNS = Object.keys(omit(ACT_KEY, "id").columns);

/** Keeps the answer of an act with its key, at the end of the transaction; it fails if there is such a key already. */
export const keepAct = (tx: Transaction, { actorKey, clientKey }: ActKey, kept: KeptAct): void =>
  tx.last(
    `${insertInto(ACT_KEY, COLUMNS)} VALUES (${placeholders(COLUMNS)})`,
    valuesOf({ actorKey, clientKey, ...kept }, COLUMNS),
  );

/** Whether a transaction failed because there is such a key. */
export const isKeyTaken = (error: unknown): boolean =>
  isTaken(error, { table: "act_key", columns: ["actor_key", "client_key"] });

export async function findAct(db: Database, { actorKey, clientKey }: ActKey): Promise<KeptAct | null> {
  const [kept] = await db.query<KeptAct>(
    `SELECT ${selectList(KEPT)} FROM act_key WHERE actor_key = ? AND client_key = ?`,
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

import type { Connections, Database } from "../../../core/database/database.js";
import { omit, type RowOf, selectList } from "../../../core/database/table.js";
import { transact } from "../../../core/database/transaction.js";
import { upsert } from "../../../core/database/upsert.js";
import { RUNNING_SERVER } from "./running-server.row.js";

const SERVERS = omit(RUNNING_SERVER, "id");

/** One process that serves, as it was seen last. */
export type RunningServer = RowOf<typeof SERVERS>;

/** Says that a server runs, and forgets those that were not seen since. */
export const noteServer = (db: Connections, server: RunningServer, since: string): Promise<void> =>
  transact(db, async (tx) => {
    // By their ids: a range would be taken with the gaps around it, where others write theirs.
    const gone = await tx.query<{ id: number }>("SELECT id FROM running_server WHERE seen_at < ?", [since]);
    for (const { id } of gone) await tx.query("DELETE FROM running_server WHERE id = ?", [id]);
    await upsert(tx, RUNNING_SERVER, ["code"], [server]);
  });

export const forgetServer = (db: Connections, code: string): Promise<void> =>
  transact(db, async (tx) => {
    await tx.query("DELETE FROM running_server WHERE code = ?", [code]);
  });

export const otherServers = (db: Database, code: string, since: string): Promise<RunningServer[]> =>
  db.query(`SELECT ${selectList(SERVERS)} FROM running_server WHERE code <> ? AND seen_at >= ?`, [code, since]);

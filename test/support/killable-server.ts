import "reflect-metadata";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { AuthSettings } from "../../server/concepts/access/auth.js";
import { sharedOver } from "../../server/concepts/shared.js";
import type { DatabaseAddress } from "../../server/core/database/address.js";
import { openDatabase } from "../../server/core/database/data-source.js";
import type { Connections, Transaction } from "../../server/core/database/database.js";
import { createHttp } from "../../server/http/server.js";

/**
 * A server in a process of its own, which says each statement of a transaction before it sends it, and COMMIT before it
 * commits: whoever started it kills it there. Its database and its settings come as JSON.
 */
const say = (line: string): unknown => process.stdout.write(`${line}\n`);

function saying(db: Connections): Connections {
  const begin = db.transaction.bind(db);
  db.transaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    begin(async (tx) => {
      const done = await work({
        ...tx,
        query: (sql, params) => {
          say("STATEMENT");
          return tx.query(sql, params);
        },
        change: (sql, params) => {
          say("STATEMENT");
          return tx.change(sql, params);
        },
      });
      say("COMMIT");
      return done;
    });
  return db;
}

async function start(): Promise<void> {
  const { address, auth } = JSON.parse(process.env.KILLABLE ?? "") as { address: DatabaseAddress; auth: AuthSettings };
  const db = saying(await openDatabase(address));
  const http = await createHttp(sharedOver(db, auth), (error) => console.error(error));
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  say(`http://127.0.0.1:${(http.address() as AddressInfo).port}`);
}

start();

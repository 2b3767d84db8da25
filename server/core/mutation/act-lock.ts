import { createHash } from "node:crypto";
import type { Transaction } from "../database/database.js";
import { isOneOf, sqlOf } from "../database/sql.js";
import { ACT_LOCK } from "./act.row.js";

/** How many there are: two things may share one, and then wait for each other without need. */
const LOCKS = 256;

/** Everything that anybody takes. */
export const ALL_LOCKS = "ALL";

/**
 * From here on until the transaction ends nobody else takes any of these: for rules about what no row tells the version
 * of, such as that a name is free. It has to be what the transaction does first. It is written, not only looked at, so
 * that two nodes of a cluster do not both take one.
 */
export async function takeLocks(tx: Transaction, what: readonly string[] | typeof ALL_LOCKS): Promise<void> {
  if (what.length === 0) return;
  const { sql, params } = what === ALL_LOCKS ? sqlOf("1 = 1") : isOneOf("id", what.map(numberOf));
  await tx.change(`UPDATE ${ACT_LOCK.name} SET taken = taken + 1 WHERE ${sql}`, params);
}

const numberOf = (what: string): number => 1 + (createHash("sha256").update(what).digest().readUInt32BE() % LOCKS);

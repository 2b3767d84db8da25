import type { Transaction } from "./database.js";
import { type Sql } from "./database.js";
import { sqlOf } from "./sql.js";

/**
 * Puts the dated rows of a table in order: in each group a row ends at the latest where the next one begins, and the
 * last one is what is known last. Rows that `stated` rules out never are; nor, where that looks at their ends
 * (`byEnd`), those that end only now. `where` says which groups, if not all.
 */
export async function settleIntervals(
  tx: Transaction,
  table: string,
  group: readonly string[],
  { stated = "1", byEnd = false, where = sqlOf("1 = 1") }: { stated?: string; byEnd?: boolean; where?: Sql } = {},
): Promise<void> {
  const rows = await tx.query<{
    id: number;
    own: string;
    validFrom: string;
    validTo: string;
    latest: number;
    stated: number;
  }>(
    `SELECT id, CONCAT(${group.join(", '/', ")}, '') AS own, valid_from AS validFrom, valid_to AS validTo, latest, ${stated} AS stated ` +
      `FROM ${table} WHERE ${where.sql} ORDER BY ${group.join(", ")}, valid_from`,
    where.params,
  );
  let next: (typeof rows)[number] | undefined;
  let latestFound = false;
  for (const row of rows.reverse()) {
    if (next?.own !== row.own) {
      next = undefined;
      latestFound = false;
    }
    const validTo = next && next.validFrom < row.validTo ? next.validFrom : row.validTo;
    const latest: number = row.stated === 1 && !latestFound && !(byEnd && validTo < row.validTo) ? 1 : 0;
    latestFound ||= latest === 1;
    next = row;
    if (validTo === row.validTo && latest === row.latest) continue;
    tx.soon(`UPDATE ${table} SET valid_to = ?, latest = ? WHERE id = ?`, [validTo, latest, row.id]);
  }
}

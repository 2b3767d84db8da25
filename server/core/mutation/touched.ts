import type { Transaction, Value } from "../database/database.js";

/** What a transaction has done to a table. */
export interface Touch {
  /** How many rows were inserted; what was written over others may be counted with them. */
  added: number;
  /** Rows that were changed or removed, by id. */
  ids: Set<number>;
  /** Those of them that were removed. */
  removed: Set<number>;
  /** Whether rows were changed of which nothing is known. */
  isRewritten: boolean;
}

export const untouched = (): Touch => ({ added: 0, ids: new Set(), removed: new Set(), isRewritten: false });

const WRITE = /^(INSERT INTO|UPDATE|DELETE FROM) `?(\w+)`?/;
/** Takes rows, and leaves them as they are. */
const TAKE = /^UPDATE \w+ SET (\w+) = \1\b(?! [+-])/;
const OF_ONE = /WHERE id = \?(?: AND version = \?)?$/;

/** The same transaction, which notes what it does to which tables. */
export function touching(tx: Transaction): { tx: Transaction; touched: ReadonlyMap<string, Touch> } {
  const touched = new Map<string, Touch>();
  const note = (sql: string, params: readonly Value[], rows: number | null): void => {
    const [, verb, table] = WRITE.exec(sql) ?? [];
    if (table === undefined || rows === 0 || TAKE.test(sql)) return;
    const touch = touched.get(table) ?? untouched();
    touched.set(table, touch);
    if (verb === "INSERT INTO" && rows !== null) touch.added += rows;
    else if (verb !== "INSERT INTO" && OF_ONE.test(sql)) {
      const id = Number(params.at(sql.endsWith("version = ?") ? -2 : -1));
      touch.ids.add(id);
      if (verb === "DELETE FROM") touch.removed.add(id);
    } else touch.isRewritten = true;
  };
  return {
    touched,
    tx: {
      ...tx,
      async query(sql, params = []) {
        const found = await tx.query(sql, params);
        note(sql, params, null);
        return found as never;
      },
      async change(sql, params = []) {
        const changed = await tx.change(sql, params);
        note(sql, params, changed.rows);
        return changed;
      },
      soon(sql, params) {
        note(sql, params, null);
        tx.soon(sql, params);
      },
      last(sql, params) {
        note(sql, params, null);
        tx.last(sql, params);
      },
    },
  };
}

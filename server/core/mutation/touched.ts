import type { Changed, Transaction, Value } from "../database/database.js";

/** What a transaction has done to a table. */
export interface Touch {
  /** How many rows were inserted; what was written over others may be counted with them. */
  added: number;
  /** No row that was inserted has an id below; infinite: that is not known. */
  first: number;
  /** Rows that were changed or removed, by id. */
  ids: Set<number>;
  /** Those of them that were removed. */
  removed: Set<number>;
  /** Whether rows were changed of which nothing is known. */
  isRewritten: boolean;
}

export const untouched = (): Touch => ({
  ...{ added: 0, first: Number.POSITIVE_INFINITY },
  ids: new Set(),
  removed: new Set(),
  isRewritten: false,
});

const WRITE = /^(INSERT INTO|UPDATE|DELETE FROM) `?(\w+)`?/;
/** Takes rows, and leaves them as they are. */
const TAKE = /^UPDATE \w+ SET (\w+) = \1\b(?! [+-])/;
const OVER_OTHERS = /ON DUPLICATE KEY UPDATE (?!id = id)/;
const OF_ONE = /WHERE id = \?(?: AND version = \?)?$/;

/** The same transaction, which notes what it does to which tables. */
export function touching(tx: Transaction): { tx: Transaction; touched: ReadonlyMap<string, Touch> } {
  const touched = new Map<string, Touch>();
  const note = (sql: string, params: readonly Value[], told?: Changed): void => {
    const { rows = null, id = 0 } = told ?? {};
    const [, verb, table] = WRITE.exec(sql) ?? [];
    if (table === undefined || rows === 0 || TAKE.test(sql)) return;
    const touch = touched.get(table) ?? untouched();
    touched.set(table, touch);
    if (verb === "INSERT INTO" && rows !== null) {
      touch.added += rows;
      if (tx.dialect === "mysql" && !OVER_OTHERS.test(sql)) touch.first = Math.min(touch.first, id);
    } else if (verb !== "INSERT INTO" && OF_ONE.test(sql)) {
      const changed = Number(params.at(sql.endsWith("version = ?") ? -2 : -1));
      touch.ids.add(changed);
      if (verb === "DELETE FROM") touch.removed.add(changed);
    } else touch.isRewritten = true;
  };
  return {
    touched,
    tx: {
      ...tx,
      async query(sql, params = []) {
        const found = await tx.query(sql, params);
        note(sql, params);
        return found as never;
      },
      async change(sql, params = []) {
        const changed = await tx.change(sql, params);
        note(sql, params, changed);
        return changed;
      },
      soon(sql, params) {
        note(sql, params);
        tx.soon(sql, params);
      },
      last(sql, params) {
        note(sql, params);
        tx.last(sql, params);
      },
    },
  };
}

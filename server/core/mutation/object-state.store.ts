import type { Database, Value } from "../database/database.js";
import { type Sql } from "../database/database.js";
import { isOneOf, sqlOf } from "../database/sql.js";
import type { Columns, Table } from "../database/table.js";
import type { Written } from "../database/upsert.js";
import { type SealedTable, sealedTableOf, type TracedType } from "./traced-table.js";

/** How an object stands in its tables. */
export interface ObjectState {
  version: number;
  /** Its rows, with all that is in them. */
  rows: string;
}

/** Which objects: these, or those from an id up to another one. */
export type Objects = readonly number[] | { from: number; to: number };

/** That a column has the id of one of these objects. */
export const within = (column: string, objects: Objects): Sql =>
  "from" in objects ? sqlOf(`${column} >= ? AND ${column} <= ?`, [objects.from, objects.to]) : isOneOf(column, objects);

const VERSION = "version of the object";

/** What ends the statements that read the rows of objects, and those of their parts. */
export interface Ends {
  own?: string;
  parts?: string;
}

/** How these objects stand, by id. One that has been withdrawn stands where it went. */
export async function statesOf(
  db: Database,
  sealed: SealedTable,
  objects: Objects,
  { own: ownEnd = "", parts: partsEnd = "" }: Ends = {},
): Promise<ReadonlyMap<number, ObjectState>> {
  const states = new Map<number, ObjectState>();
  const { version = "version", derived = [], parts = [], withdrawn } = sealed;
  const tables = withdrawn === undefined ? [sealed.table] : [sealed.table, withdrawn];
  // All are asked for at once: whoever waits for one table after the other waits longer.
  const [own, others] = await Promise.all([
    Promise.all(
      tables.map((table) =>
        rowsOf(
          db,
          `SELECT o.*, ${version} AS \`${VERSION}\` FROM ${table} o`,
          within("o.id", objects),
          `o.id${ownEnd}`,
        ),
      ),
    ),
    Promise.all(
      parts.map(({ table, owner }) => rowsOf(db, `SELECT * FROM ${table}`, within(owner, objects), `id${partsEnd}`)),
    ),
  ]);
  for (const [i, table] of tables.entries()) {
    const rows = own[i] ?? [];
    const columns = columnsOf(rows, [...derived, VERSION]);
    for (const row of rows) {
      const id = Number(row.id);
      // Whoever puts a withdrawn object back has it twice.
      const before = states.get(id)?.rows ?? "";
      states.set(id, { version: Number(row[VERSION]), rows: before + textOf(table, row, columns) });
    }
  }
  for (const [i, { table, owner }] of parts.entries()) {
    const rows = others[i] ?? [];
    const columns = columnsOf(rows, []);
    for (const row of rows) {
      const state = states.get(Number(row[owner]));
      if (state) state.rows += textOf(table, row, columns);
    }
  }
  return states;
}

/** How an object stands that has just been inserted, and is one row of this table: as it would be read. */
export function stateOfNew<C extends Columns>(type: TracedType, table: Table<C>): (row: Written<C>) => string {
  const { derived = [] } = sealedTableOf(type) ?? {};
  const columns = Object.entries(table.columns)
    .map(([property, { name }]) => [name ?? property, property] as const)
    .filter(([column]) => !derived.includes(column))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return (row) => textOf(table.name, row, columns);
}

type Row = Readonly<Record<string, Value>>;

/** The name of a column, and what a row calls it. */
type ColumnOfRow = readonly [column: string, property: string];

const rowsOf = (db: Database, sql: string, where: Sql, order: string): Promise<Row[]> =>
  db.query<Row>(`${sql} WHERE ${where.sql} ORDER BY ${order}`, where.params);

/** In an order of their own: that of a table depends on what it has been through. */
const columnsOf = ([first]: readonly Row[], but: readonly string[]): ColumnOfRow[] =>
  Object.keys(first ?? {})
    .filter((column) => !but.includes(column))
    .sort()
    .map((column) => [column, column]);

/** A column that is blank says nothing, so that one that is added later changes nothing. */
function textOf(
  table: string,
  row: Readonly<Record<string, Value | undefined>>,
  columns: readonly ColumnOfRow[],
): string {
  let text = table;
  for (const [column, property] of columns) {
    const value = row[property] ?? null;
    if (value !== null) text += `|${column}=${typeof value === "number" ? value : JSON.stringify(value)}`;
  }
  return `${text}\n`;
}

import type { Database, Value } from "../database/database.js";
import { type Sql } from "../database/database.js";
import { isOneOf, sqlOf } from "../database/sql.js";
import type { SealedTable } from "./traced-table.js";

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

/** How these objects stand, by id. One that has been withdrawn stands where it went. */
export async function statesOf(
  db: Database,
  sealed: SealedTable,
  objects: Objects,
): Promise<ReadonlyMap<number, ObjectState>> {
  const states = new Map<number, ObjectState>();
  const { version = "version", derived = [], parts = [], withdrawn } = sealed;
  for (const table of withdrawn === undefined ? [sealed.table] : [sealed.table, withdrawn]) {
    const rows = await rowsOf(
      db,
      `SELECT o.*, ${version} AS \`${VERSION}\` FROM ${table} o`,
      within("o.id", objects),
      "o.id",
    );
    const columns = columnsOf(rows, [...derived, VERSION]);
    for (const row of rows) {
      const id = Number(row.id);
      // Whoever puts a withdrawn object back has it twice.
      const before = states.get(id)?.rows ?? "";
      states.set(id, { version: Number(row[VERSION]), rows: before + textOf(table, row, columns) });
    }
  }
  for (const { table, owner } of parts) {
    const rows = await rowsOf(db, `SELECT * FROM ${table}`, within(owner, objects), "id");
    const columns = columnsOf(rows, []);
    for (const row of rows) {
      const state = states.get(Number(row[owner]));
      if (state) state.rows += textOf(table, row, columns);
    }
  }
  return states;
}

type Row = Readonly<Record<string, Value>>;

const rowsOf = (db: Database, sql: string, where: Sql, order: string): Promise<Row[]> =>
  db.query<Row>(`${sql} WHERE ${where.sql} ORDER BY ${order}`, where.params);

/** In an order of their own: that of a table depends on what it has been through. */
const columnsOf = ([first]: readonly Row[], but: readonly string[]): string[] =>
  Object.keys(first ?? {})
    .filter((column) => !but.includes(column))
    .sort();

/** A column that is blank says nothing, so that one that is added later changes nothing. */
function textOf(table: string, row: Row, columns: readonly string[]): string {
  let text = table;
  for (const column of columns) {
    const value = row[column] ?? null;
    if (value !== null) text += `|${column}=${typeof value === "number" ? value : JSON.stringify(value)}`;
  }
  return `${text}\n`;
}

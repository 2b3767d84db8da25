import type { Transaction, Value } from "./database.js";
import { placeholders } from "./sql.js";
import { type Column, type Columns, columnName, type RowOf, type Selection, type Table } from "./table.js";

/** About how many values one statement carries: of more, SQLite takes longer for each, and MariaDB describes each anew. */
const MOST_VALUES = 3000;
/** How many bytes, by the largest that a text may become: some servers take messages of a megabyte only. */
const MOST_BYTES = 500_000;
const [BYTES_OF_SIGN, BYTES_OF_VALUE] = [3, 12];

/** What is written of a row. What must not be blank, the database refuses: whoever reads files has told before. */
export type Written<C extends Columns> = { readonly [P in keyof C]?: RowOf<Selection<C>>[P] | null };

/** The same to those who do not care of which table. */
type Values = Readonly<Record<string, Value | undefined>>;

/**
 * Writes rows that are known by their `key` columns: new ones are inserted, known ones get the given values. All rows
 * have the same columns. Writing the same again changes nothing.
 */
export async function upsert<C extends Columns>(
  tx: Transaction,
  table: Table<C>,
  key: readonly (keyof C & string)[],
  rows: readonly Written<C>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const changed = columns.filter((column) => !(key as readonly string[]).includes(column));
  await insert(tx, table, columns, rows, onKnown(tx, table, key, changed));
}

/** Of rows that were given how many are new; if all are, `last` is the id of the last one. */
interface Inserted {
  rows: number;
  last: number;
}

/** Inserts rows whose `key` is not on record yet; those that are there already stay as they are. */
export function insertNew<C extends Columns>(
  tx: Transaction,
  table: Table<C>,
  key: readonly (keyof C & string)[],
  rows: readonly Written<C>[],
): Promise<Inserted> {
  // What is blank in all of them need not be sent.
  const columns = Object.keys(rows[0] ?? {}).filter((column) => rows.some((row: Values) => row[column] !== null));
  return insert(tx, table, columns, rows, onKnown(tx, table, key, []));
}

/** Inserts a row; null if its `key` is on record already. */
export async function insertOne<C extends Columns>(
  tx: Transaction,
  table: Table<C>,
  key: readonly (keyof C & string)[],
  row: Written<C>,
): Promise<number | null> {
  const { rows, id } = await tx.change(
    `${insertInto(table, Object.keys(row))} VALUES (${placeholders(Object.keys(row))}) ${onKnown(tx, table, key, [])}`,
    valuesOf(row, Object.keys(row)),
  );
  return rows === 1 ? id : null;
}

/** Inserts a row that is new; answers its id. */
export async function insertRow<C extends Columns>(tx: Transaction, table: Table<C>, row: Written<C>): Promise<number> {
  const columns = Object.keys(row);
  const sql = `${insertInto(table, columns)} VALUES (${placeholders(columns)})`;
  return (await tx.change(sql, valuesOf(row, columns))).id;
}

/** Inserts rows that are new, some at a time. */
export async function insertAll<C extends Columns>(
  tx: Transaction,
  table: Table<C>,
  rows: readonly Written<C>[],
): Promise<void> {
  await insert(tx, table, Object.keys(rows[0] ?? {}), rows, "");
}

/** The beginning of a statement that inserts these columns. */
export const insertInto = (table: Table, columns: readonly string[]): string =>
  `INSERT INTO ${table.name} (${columns.map((column) => columnName(table, column)).join(", ")})`;

/** What is set in an UPDATE, in the order of `columns`. */
export const setList = (table: Table, columns: readonly string[]): string =>
  columns.map((column) => `${columnName(table, column)} = ?`).join(", ");

export const valuesOf = (row: Values, columns: readonly string[]): Value[] =>
  columns.map((column) => row[column] ?? null);

async function insert(
  tx: Transaction,
  table: Table,
  columns: readonly string[],
  rows: readonly Values[],
  known: string,
): Promise<Inserted> {
  const [first] = rows;
  // What SQLite knows by a number is given once for all rows, if it stands first.
  const isSame = (column: string) => tx.dialect === "sqlite" && rows.every((row) => row[column] === first?.[column]);
  const same = columns.filter(isSame);
  const own = columns.filter((column) => !same.includes(column));
  const places = `(${[...same.map((_, i) => `?${i + 1}`), ...own.map(() => "?")].join(", ")})`;
  const begin = `${insertInto(table, [...same, ...own])} VALUES `;
  const inserted = { rows: 0, last: 0 };
  for (const some of portionsOf(rows.map((row) => valuesOf(row, own)))) {
    const { rows: count, id } = await tx.change(`${begin}${some.map(() => places).join(", ")} ${known}`, [
      ...valuesOf(first ?? {}, same),
      ...some.flat(),
    ]);
    inserted.rows += count;
    inserted.last = tx.dialect === "mysql" ? id + count - 1 : id;
  }
  return inserted;
}

/**
 * Rows of values, as many at a time as one statement may carry; `beside`: values that it carries for each of them. Each
 * has as many rows as the others, so that the statement is prepared once; fewer, where they are long.
 */
export function* portionsOf(rows: readonly (readonly Value[])[], beside = 0): Generator<(readonly Value[])[]> {
  const values = rows.length * ((rows[0]?.length ?? 0) + beside);
  const most = Math.ceil(rows.length / Math.ceil(values / MOST_VALUES));
  let portion: (readonly Value[])[] = [];
  let bytes = 0;
  for (const row of rows) {
    const more = bytesOf(row) + BYTES_OF_VALUE * beside;
    if (portion.length > 0 && (portion.length === most || bytes + more > MOST_BYTES)) {
      yield portion;
      portion = [];
      bytes = 0;
    }
    portion.push(row);
    bytes += more;
  }
  if (portion.length > 0) yield portion;
}

function bytesOf(row: readonly Value[]): number {
  let bytes = BYTES_OF_VALUE * row.length;
  for (const value of row) if (typeof value === "string") bytes += BYTES_OF_SIGN * value.length;
  return bytes;
}

/** A table whose rows are the list that a section prints. */
type ListColumns = Columns & Readonly<Record<"sectionId" | "position", Column<number>>>;

/**
 * Writes the rows of a list, known by section and position; what stood behind its end goes. Rows at `kept` positions
 * stay as they are.
 */
export async function writeList<C extends ListColumns>(
  tx: Transaction,
  table: Table<C>,
  sectionId: number,
  rows: readonly Written<C>[],
  kept: ReadonlySet<number> = new Set(),
): Promise<void> {
  const placed = rows.map((row, position) => ({ sectionId, position, ...row }));
  await upsert(
    tx,
    table,
    ["sectionId", "position"],
    placed.filter(({ position }) => !kept.has(position)),
  );
  const behind = [...kept].filter((position) => position >= rows.length);
  await tx.change(
    `DELETE FROM ${table.name} WHERE section_id = ? AND position >= ? AND position NOT IN (${placeholders([-1, ...behind])})`,
    [sectionId, rows.length, -1, ...behind],
  );
}

/** Adds a row to the end of a list; answers its id. Whoever else adds to a list of the section waits. */
export async function appendToList<C extends ListColumns>(
  tx: Transaction,
  table: Table<C>,
  sectionId: number,
  row: Written<C>,
): Promise<number> {
  await tx.query("UPDATE source_section SET label = label WHERE id = ?", [sectionId]);
  // MariaDB shows what others have added meanwhile only to those who lock it.
  const [last] = await tx.query<{ position: number }>(
    `SELECT position FROM ${table.name} WHERE section_id = ? ORDER BY position DESC LIMIT 1${tx.dialect === "mysql" ? " FOR UPDATE" : ""}`,
    [sectionId],
  );
  const placed = { sectionId, position: (last?.position ?? -1) + 1, ...row };
  const id = await insertOne(tx, table, ["sectionId", "position"], placed);
  if (id === null) throw new Error("The end of a list is taken already.");
  return id;
}

function onKnown({ dialect }: Transaction, table: Table, key: readonly string[], changed: readonly string[]): string {
  const columns = changed.map((property) => columnName(table, property));
  if (dialect === "mysql") {
    const values = columns.map((column) => `${column} = VALUES(${column})`);
    return `ON DUPLICATE KEY UPDATE ${values.length > 0 ? values.join(", ") : "id = id"}`;
  }
  const values = columns.map((column) => `${column} = excluded.${column}`);
  const on = `ON CONFLICT (${key.map((property) => columnName(table, property)).join(", ")}) DO`;
  if (values.length === 0) return `${on} NOTHING`;
  // MariaDB leaves a row alone that has these values already, and does not count it.
  const differs = columns.map((column) => `${table.name}.${column} IS NOT excluded.${column}`);
  return `${on} UPDATE SET ${values.join(", ")} WHERE ${differs.join(" OR ")}`;
}

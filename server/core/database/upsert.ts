import type { Transaction, Value } from "./database.js";
import { placeholders } from "./sql.js";

/** How many values one statement may carry: SQLite counts no further. */
const MOST_VALUES = 32_766;
/** How many characters: MariaDB takes messages of 16 MiB, MySQL has taken some of 4, and a character has up to four bytes. */
const MOST_CHARACTERS = 1_000_000;

type WrittenRow = Readonly<Record<string, Value>>;

/**
 * Writes rows that are known by their `key` columns: new ones are inserted, known ones get the given values. All rows
 * have the same columns. Writing the same again changes nothing.
 */
export async function upsert(
  tx: Transaction,
  table: string,
  key: readonly string[],
  rows: readonly WrittenRow[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const changed = columns.filter((column) => !key.includes(column));
  await insert(tx, table, columns, rows, onKnown(tx, table, key, changed));
}

/** Inserts rows whose `key` is not on record yet; those that are there already stay as they are. Answers how many are new. */
export function insertNew(
  tx: Transaction,
  table: string,
  key: readonly string[],
  rows: readonly WrittenRow[],
): Promise<number> {
  // What is blank in all of them need not be sent.
  const columns = Object.keys(rows[0] ?? {}).filter((column) => rows.some((row) => row[column] !== null));
  return insert(tx, table, columns, rows, onKnown(tx, table, key, []));
}

/** Inserts a row; null if its `key` is on record already. */
export async function insertOne(
  tx: Transaction,
  table: string,
  key: readonly string[],
  row: WrittenRow,
): Promise<number | null> {
  const { rows, id } = await tx.change(
    `INSERT INTO ${table} (${Object.keys(row).map(quoted).join(", ")}) VALUES (${placeholders(Object.keys(row))}) ${onKnown(tx, table, key, [])}`,
    Object.values(row),
  );
  return rows === 1 ? id : null;
}

async function insert(
  tx: Transaction,
  table: string,
  columns: readonly string[],
  rows: readonly WrittenRow[],
  known: string,
): Promise<number> {
  let changed = 0;
  const places = `(${placeholders(columns)})`;
  for (const some of portionsOf(rows.map((row) => columns.map((column) => row[column] ?? null)))) {
    const { rows: count } = await tx.change(
      `INSERT INTO ${table} (${columns.map(quoted).join(", ")}) VALUES ${some.map(() => places).join(", ")} ${known}`,
      some.flat(),
    );
    changed += count;
  }
  return changed;
}

/** Rows of values, as many at a time as one statement may carry; `beside`: values that it carries for each of them. */
export function* portionsOf(rows: Iterable<readonly Value[]>, beside = 0): Generator<(readonly Value[])[]> {
  let portion: (readonly Value[])[] = [];
  let [values, characters] = [0, 0];
  for (const row of rows) {
    if (values + row.length + beside > MOST_VALUES || characters > MOST_CHARACTERS) {
      yield portion;
      portion = [];
      [values, characters] = [0, 0];
    }
    portion.push(row);
    values += row.length + beside;
    for (const value of row) if (typeof value === "string") characters += value.length;
  }
  if (portion.length > 0) yield portion;
}

/**
 * Writes the rows of a list, known by section and position; what stood behind its end goes. Rows at `kept` positions
 * stay as they are.
 */
export async function writeList(
  tx: Transaction,
  table: string,
  sectionId: number,
  rows: readonly Readonly<Record<string, Value>>[],
  kept: ReadonlySet<number> = new Set(),
): Promise<void> {
  const placed = rows.map((row, position) => ({ section_id: sectionId, position, ...row }));
  await upsert(
    tx,
    table,
    ["section_id", "position"],
    placed.filter(({ position }) => !kept.has(position)),
  );
  const behind = [...kept].filter((position) => position >= rows.length);
  await tx.change(
    `DELETE FROM ${table} WHERE section_id = ? AND position >= ? AND position NOT IN (${placeholders([-1, ...behind])})`,
    [sectionId, rows.length, -1, ...behind],
  );
}

/** Adds a row to the end of a list; answers its id. Whoever else adds to a list of the section waits. */
export async function appendToList(
  tx: Transaction,
  table: string,
  sectionId: number,
  row: Readonly<Record<string, Value>>,
): Promise<number> {
  await tx.query("UPDATE source_section SET label = label WHERE id = ?", [sectionId]);
  // MariaDB shows what others have added meanwhile only to those who lock it.
  const [last] = await tx.query<{ position: number }>(
    `SELECT position FROM ${table} WHERE section_id = ? ORDER BY position DESC LIMIT 1${tx.dialect === "mysql" ? " FOR UPDATE" : ""}`,
    [sectionId],
  );
  const placed = { section_id: sectionId, position: (last?.position ?? -1) + 1, ...row };
  const id = await insertOne(tx, table, ["section_id", "position"], placed);
  if (id === null) throw new Error("The end of a list is taken already.");
  return id;
}

/** `number`, `value` and `count` are words of SQL as well; back quotes are understood by both databases. */
const quoted = (column: string): string => `\`${column}\``;

function onKnown({ dialect }: Transaction, table: string, key: readonly string[], changed: readonly string[]): string {
  if (dialect === "mysql") {
    const values = changed.map((column) => `${quoted(column)} = VALUES(${quoted(column)})`);
    return `ON DUPLICATE KEY UPDATE ${values.length > 0 ? values.join(", ") : "id = id"}`;
  }
  const values = changed.map((column) => `${quoted(column)} = excluded.${quoted(column)}`);
  const on = `ON CONFLICT (${key.map(quoted).join(", ")}) DO`;
  if (values.length === 0) return `${on} NOTHING`;
  // MariaDB leaves a row alone that has these values already, and does not count it.
  const differs = changed.map((column) => `${table}.${quoted(column)} IS NOT excluded.${quoted(column)}`);
  return `${on} UPDATE SET ${values.join(", ")} WHERE ${differs.join(" OR ")}`;
}

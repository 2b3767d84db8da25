import type { Database, Sql, Value } from "./database.js";
import { placeholders, sqlOf } from "./sql.js";
import { type Column, type Columns, columnName, type Table } from "./table.js";

/**
 * What a statement reads from, to find the rows of a table that have one of these keys: columns with which a unique
 * index begins. Both databases look by that index for one key after the other: of a long list of conditions MariaDB would plan
 * for longer than it reads, and SQLite would take another index. MariaDB is told the index: while a file is imported into
 * a table that was nearly empty it plans by what it knew of that, and would go through all rows for each key.
 */
export function withKeys<C extends Columns>(
  { dialect }: Pick<Database, "dialect">,
  table: Table<C>,
  as: string,
  properties: readonly (keyof C & string)[],
  keys: readonly (readonly Value[])[],
): Sql {
  const each = [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
  const same = properties.map((property, i) => `${as}.${columnName(table, property)} = k.column${i + 1}`);
  const rows = (index = "") => `${table.name} ${as}${index} ON ${same.join(" AND ")}`;
  if (dialect !== "mysql") {
    const places = each.map((key) => `(${placeholders(key)})`).join(", ");
    return sqlOf(`(VALUES ${places}) k CROSS JOIN ${rows()}`, each.flat());
  }
  const columns = properties.map(
    (property, i) => `column${i + 1} ${typeOf(table.columns[property] as Column)} PATH '$[${i}]'`,
  );
  const index = ` FORCE INDEX FOR JOIN (${indexOf(table, properties)})`;
  const from = `JSON_TABLE(?, '$[*]' COLUMNS (${columns.join(", ")})) k STRAIGHT_JOIN ${rows(index)}`;
  return sqlOf(from, [JSON.stringify(each)]);
}

/** How many are looked for at once. */
const AT_ONCE = 500;

/** The ids of the rows of a table that have one of these texts in a column that tells them apart, by that text. */
export async function idsByKey<C extends Columns>(
  db: Database,
  table: Table<C>,
  property: keyof C & string,
  texts: readonly string[],
  ending = "",
): Promise<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>();
  const column = table.columns[property] as Column;
  // What the column cannot hold no row has.
  const keys = texts.filter((text) => text.length <= Number(column.length)).map((text) => [text]);
  for (let start = 0; start < keys.length; start += AT_ONCE) {
    const wanted = withKeys(db, table, "t", [property], keys.slice(start, start + AT_ONCE));
    const rows = await db.query<{ id: number; text: string }>(
      `SELECT t.id, t.${columnName(table, property)} AS text FROM ${wanted.sql}${ending}`,
      wanted.params,
    );
    for (const { id, text } of rows) ids.set(text, id);
  }
  return ids;
}

/** The index that begins with these columns. */
function indexOf<C extends Columns>({ name, uniques }: Table<C>, properties: readonly string[]): string {
  const found = uniques.find(({ columns }) => properties.every((property, i) => columns[i] === property));
  if (!found) throw new Error(`No index of ${name} begins with ${properties.join(", ")}.`);
  return found.name;
}

/** Keys are texts, days and whole numbers. */
const typeOf = ({ type, length }: Column): string =>
  type === "varchar" ? `VARCHAR(${length}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin` : String(type);

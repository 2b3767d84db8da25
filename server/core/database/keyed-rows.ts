import type { Database, Sql, Value } from "./database.js";
import { placeholders, sqlOf } from "./sql.js";
import { type Column, type Columns, columnName, type Table } from "./table.js";

/**
 * What a statement reads from, to find the rows of a table that have one of these keys: columns with which an index
 * begins. Both databases look by that index for one key after the other: of a long list of conditions MariaDB would plan
 * for longer than it reads, and SQLite would take another index.
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
  const rows = `${table.name} ${as} ON ${same.join(" AND ")}`;
  if (dialect !== "mysql") {
    const places = each.map((key) => `(${placeholders(key)})`).join(", ");
    return sqlOf(`(VALUES ${places}) k CROSS JOIN ${rows}`, each.flat());
  }
  const columns = properties.map(
    (property, i) => `column${i + 1} ${typeOf(table.columns[property] as Column)} PATH '$[${i}]'`,
  );
  return sqlOf(`JSON_TABLE(?, '$[*]' COLUMNS (${columns.join(", ")})) k STRAIGHT_JOIN ${rows}`, [JSON.stringify(each)]);
}

/** Keys are texts, days and whole numbers. */
const typeOf = ({ type, length }: Column): string =>
  type === "varchar" ? `VARCHAR(${length}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin` : String(type);

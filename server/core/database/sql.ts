import type { Database, Value } from "./database.js";
import { type Sql } from "./database.js";

export const sqlOf = (sql: string, params: readonly Value[] = []): Sql => ({ sql, params });

export const placeholders = (values: readonly unknown[]): string => values.map(() => "?").join(", ");

/** A list up to this length is given as parameters, a longer one is written out. */
const MOST_IDS = 256;
/** A text that is longer than those lists make it is one of a kind: keeping it prepared would only push out others. */
const LONGEST_PREPARED = 2000;

export const isWorthPreparing = (sql: string): boolean => sql.length <= LONGEST_PREPARED;

/** That a column is one of these ids. Lists of about the same length make the same text, which is prepared once. */
export function isOneOf(column: string, ids: readonly number[]): Sql {
  const last = ids.at(-1);
  if (last === undefined) return sqlOf("1 = 0");
  if (ids.length > MOST_IDS) return sqlOf(`${column} IN (${ids.map((id) => Math.trunc(id)).join(",")})`);
  const length = 2 ** Math.ceil(Math.log2(ids.length));
  const params = [...ids, ...Array.from({ length: length - ids.length }, () => last)];
  return sqlOf(`${column} IN (${params.map(() => "?").join(",")})`, params);
}

/** That these columns together are one of these rows; of more than some hundred, MariaDB plans badly. */
export const isOneOfRows = (
  { dialect }: Pick<Database, "dialect">,
  columns: readonly string[],
  rows: readonly (readonly Value[])[],
): Sql => {
  const places = rows.map((row) => `(${placeholders(row)})`).join(", ");
  return sqlOf(`(${columns.join(", ")}) IN (${dialect === "mysql" ? "" : "VALUES "}${places})`, rows.flat());
};

/**
 * Ends a statement of a transaction whose rows have to be those of now, and stay so until it ends. MariaDB shows others
 * as they were when the transaction began; the embedded database has one writer.
 */
export const locking = ({ dialect, holds }: Pick<Database, "dialect" | "holds">): string =>
  dialect === "mysql" && holds !== false ? " FOR UPDATE" : "";

/** The same for rows that others may read meanwhile, and hold as well. */
export const sharing = ({ dialect, holds }: Pick<Database, "dialect" | "holds">): string =>
  dialect === "mysql" && holds !== false ? " LOCK IN SHARE MODE" : "";

/** That all of these conditions hold. */
export const allOf = (conditions: readonly Sql[]): Sql =>
  sqlOf(
    conditions.map(({ sql }) => sql).join(" AND "),
    conditions.flatMap(({ params }) => params),
  );

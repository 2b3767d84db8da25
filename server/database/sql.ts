import type { Dialect, Value } from "./database.js";

/** A part of a statement: SQL with `?`, and what goes into them. */
export interface Sql {
  sql: string;
  params: readonly Value[];
}

export const sqlOf = (sql: string, params: readonly Value[] = []): Sql => ({ sql, params });

export const placeholders = (values: readonly unknown[]): string => values.map(() => "?").join(", ");

/** Values as a table to join with, one row for each `count`. SQLite has no long UNION, MySQL no plain VALUES. */
export function valuesTable(dialect: Dialect, columns: readonly string[], count: number): string {
  const places = placeholders(columns);
  const rows = Array.from({ length: count });
  if (dialect === "sqlite") {
    const values = rows.map(() => `(${places})`).join(", ");
    return `(WITH given (${columns.join(", ")}) AS (VALUES ${values}) SELECT * FROM given)`;
  }
  const named = columns.map((column) => `? AS ${column}`).join(", ");
  return `(${rows.map((_, i) => `SELECT ${i === 0 ? named : places}`).join(" UNION ALL ")})`;
}

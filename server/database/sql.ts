import type { Value } from "./database.js";

/** A part of a statement: SQL with `?`, and what goes into them. */
export interface Sql {
  sql: string;
  params: readonly Value[];
}

export const sqlOf = (sql: string, params: readonly Value[] = []): Sql => ({ sql, params });

export const placeholders = (values: readonly unknown[]): string => values.map(() => "?").join(", ");

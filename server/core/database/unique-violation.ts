/** A unique index, by its table and its columns, as migrations name it. */
interface UniqueIndex {
  table: string;
  columns: readonly string[];
}

/**
 * Whether a statement failed because a row with these values is there already. Both databases have a code for it; which
 * index it was stands in the message alone, behind whatever the values are: MariaDB gives its name (MySQL with the table
 * before it), SQLite its columns.
 */
export function isTaken(error: unknown, { table, columns }: UniqueIndex): boolean {
  if (!(error instanceof Error)) return false;
  const { code, message } = error as Error & { code?: string };
  if (code === "SQLITE_CONSTRAINT_UNIQUE") {
    return message.endsWith(` ${columns.map((column) => `${table}.${column}`).join(", ")}`);
  }
  if (code !== "ER_DUP_ENTRY") return false;
  const [, index] = /'([^']*)'[^']*$/.exec(message) ?? [];
  const name = `uq_${table}_${columns.join("_")}`;
  return index === name || index === `${table}.${name}`;
}

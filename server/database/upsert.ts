import type { Transaction, Value } from "./database.js";

/** Rows a statement writes at once: below the parameter limits of both databases for the widest table. */
const ROWS_AT_ONCE = 500;

/**
 * Writes rows that are known by their `key` columns: new ones are inserted, known ones get the given values. All rows
 * have the same columns. Writing the same again changes nothing.
 */
export async function upsert(
  tx: Transaction,
  table: string,
  key: readonly string[],
  rows: readonly Readonly<Record<string, Value>>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const changed = columns.filter((column) => !key.includes(column));
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const some = rows.slice(start, start + ROWS_AT_ONCE);
    const places = `(${columns.map(() => "?").join(", ")})`;
    await tx.query(
      `INSERT INTO ${table} (${columns.map(quoted).join(", ")}) VALUES ${some.map(() => places).join(", ")} ` +
        onKnown(tx.dialect, key, changed),
      some.flatMap((row) => columns.map((column) => row[column] ?? null)),
    );
  }
}

/** Writes the rows of a list, known by section and position; what stood behind its end goes. */
export async function writeList(
  tx: Transaction,
  table: string,
  sectionId: number,
  rows: readonly Readonly<Record<string, Value>>[],
): Promise<void> {
  const placed = rows.map((row, position) => ({ section_id: sectionId, position, ...row }));
  await upsert(tx, table, ["section_id", "position"], placed);
  await tx.query(`DELETE FROM ${table} WHERE section_id = ? AND position >= ?`, [sectionId, rows.length]);
}

/** `number`, `value` and `count` are words of SQL as well; back quotes are understood by both databases. */
const quoted = (column: string): string => `\`${column}\``;

function onKnown(dialect: Transaction["dialect"], key: readonly string[], changed: readonly string[]): string {
  if (dialect === "mysql") {
    const values = changed.map((column) => `${quoted(column)} = VALUES(${quoted(column)})`);
    return `ON DUPLICATE KEY UPDATE ${values.length > 0 ? values.join(", ") : "id = id"}`;
  }
  const values = changed.map((column) => `${quoted(column)} = excluded.${quoted(column)}`);
  return `ON CONFLICT (${key.map(quoted).join(", ")}) DO ${values.length > 0 ? `UPDATE SET ${values.join(", ")}` : "NOTHING"}`;
}

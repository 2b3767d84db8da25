import type { Transaction } from "../../../core/database/database.js";
import { type Sql } from "../../../core/database/database.js";
import { isOneOf, sqlOf } from "../../../core/database/sql.js";
import { searchWords } from "../../../core/text/fold.js";

/**
 * Writes on each of these facilities, or on all, the words by which a search finds it: those of its code, its names and
 * its spellings.
 */
export async function indexForSearch(tx: Transaction, ids?: readonly number[]): Promise<void> {
  const those = (column: string): Sql => (ids === undefined ? sqlOf("1 = 1") : isOneOf(column, ids));
  const [own, others] = [those("id"), those("facility_id")];
  const rows = await tx.query<{ id: number; text: string; searchText: string }>(
    `SELECT f.id, f.search_text AS searchText, t.text FROM facility f JOIN (SELECT id, code AS text FROM facility WHERE ${own.sql} ` +
      `UNION ALL SELECT facility_id, name FROM facility_name WHERE ${others.sql} ` +
      `UNION ALL SELECT facility_id, spelling FROM facility_spelling WHERE ${others.sql}) t ON t.id = f.id ORDER BY f.id, t.text`,
    [...own.params, ...others.params, ...others.params],
  );
  const words = new Map<number, Set<string>>();
  for (const { id, text } of rows) {
    const known = words.get(id) ?? new Set<string>();
    for (const word of searchWords(text)) known.add(word);
    words.set(id, known);
  }
  const stored = new Map(rows.map((row) => [row.id, row.searchText]));
  for (const [id, known] of words) {
    const text = ` ${[...known].join(" ")} `;
    if (stored.get(id) !== text) tx.soon("UPDATE facility SET search_text = ? WHERE id = ?", [text, id]);
  }
}

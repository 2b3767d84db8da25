import type { Database } from "../core/database/database.js";
import { counted } from "../core/text/counted.js";

/** What is in the database, in one line for whoever starts the server. */
export async function summaryOf(db: Database): Promise<string> {
  const rows = await db.query<{ name: string; n: number }>(
    TABLES.map(([table]) => `SELECT '${table}' AS name, COUNT(*) AS n FROM ${table}`).join(" UNION ALL "),
  );
  const countOf = new Map(rows.map(({ name, n }) => [name, Number(n)]));
  const counts = TABLES.map(([table, one, many]) => counted(countOf.get(table) ?? 0, one, many));
  return `On record: ${counts.join(", ")}.`;
}

const TABLES: readonly (readonly [table: string, one: string, many?: string])[] = [
  ["facility", "facility", "facilities"],
  ["area", "area"],
  ["assessment", "assessment"],
  ["stated_need", "stated need"],
  ["metric", "metric"],
  ["observation", "observation"],
  ["legal_document", "legal document"],
  ["target", "target"],
  ["milestone", "milestone"],
  ["finding", "finding"],
];

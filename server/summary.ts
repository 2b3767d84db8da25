import type { Database } from "./database/database.js";

/** What is in the database, in one line for whoever starts the server. */
export async function summaryOf(db: Database): Promise<string> {
  const counted = await db.query<{ name: string; n: number }>(
    TABLES.map(([table, name]) => `SELECT '${name}' AS name, COUNT(*) AS n FROM ${table}`).join(" UNION ALL "),
  );
  return `On record: ${counted.map(({ name, n }) => `${n} ${name}`).join(", ")}.`;
}

const TABLES = [
  ["facility", "facilities"],
  ["area", "areas"],
  ["assessment", "assessments"],
  ["stated_need", "stated needs"],
  ["metric", "metrics"],
  ["observation", "observations"],
  ["legal_document", "legal documents"],
  ["target", "targets"],
  ["milestone", "milestones"],
  ["finding", "findings"],
] as const;

import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { type Imported, importFile } from "../../server/concepts/import/importer.js";
import type { Reader } from "../../server/concepts/import/reader.js";
import { IMPORTS, READERS } from "../../server/concepts/index.js";
import type { Connections } from "../../server/core/database/database.js";
import { ImportRefused, type Problem } from "../../server/files/reading/problems.js";

/** The header of the format for a user's own figures. */
export const FIGURES = "metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en";

export interface IndexEntry {
  file: string;
  reader: string;
  document: string;
  section: string;
}

/** The tables that `data/index.csv` names. */
export const dataIndex = async (): Promise<IndexEntry[]> =>
  parse(await readFile("data/index.csv", "utf8"), { columns: true });

export function readerNamed(name: string): Reader {
  const reader = READERS.find(name);
  if (!reader) throw new Error(`There is no reader "${name}".`);
  return reader;
}

/** What reads the list that people fill in of this name. */
export function listNamed(name: string): Reader {
  const list = Object.values(IMPORTS).find(({ format }) => format.name === name);
  if (!list) throw new Error(`There is no list "${name}".`);
  return list.reader;
}

/** Imports lines of a table as a user's file of this name. */
export const importLines = (
  db: Connections,
  reader: string,
  file: string,
  lines: readonly string[],
): Promise<Imported> =>
  importFile(db, readerNamed(reader), {
    file,
    content: `${lines.join("\n")}\n`,
    document: "REGISTER",
    section: file,
  });

/** The problems that an import must be refused for, in English. */
export async function problemsOf(
  importing: Promise<unknown>,
): Promise<(Omit<Problem, "message"> & { message: string })[]> {
  const outcome = await importing.catch((error: unknown) => error);
  if (outcome instanceof ImportRefused)
    return outcome.problems.map((problem) => ({ ...problem, message: problem.message.en }));
  throw outcome instanceof Error ? outcome : new Error(`Nothing was refused: ${JSON.stringify(outcome)}`);
}

/** How many rows each table holds. */
export async function rowCounts(db: Connections): Promise<Record<string, number>> {
  const names = await db.query<{ name: string }>(
    db.dialect === "mysql"
      ? "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1"
      : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1",
  );
  const counts: Record<string, number> = {};
  for (const { name } of names) {
    const [row] = await db.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${name}`);
    counts[name] = Number(row?.n);
  }
  return counts;
}

/** A metric of facilities that is counted in parts of one, as none of the documents is. */
export const DECIMAL_METRIC = "SYNTHETIC_STAFF";
export const addDecimalMetric = (db: Connections): Promise<Imported> =>
  importLines(db, "metrics", "synthetic-metrics.csv", [
    "code,name_vi,name_en,programme,unit,kind,subject_type,numerator_vi,denominator_vi,numerator_en,denominator_en,legal_document,note_vi,note_en",
    `${DECIMAL_METRIC},SYNTHETIC,SYNTHETIC,WORKFORCE,STAFF_PER_FACILITY,COUNT,FACILITY,,,,,,,`,
  ]);

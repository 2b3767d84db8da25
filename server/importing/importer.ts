import { createHash } from "node:crypto";
import type { Connections, Transaction } from "../database/database.js";
import { moveRevision } from "../database/revision.js";
import { readTable } from "./csv.js";
import { ImportRefused } from "./problems.js";
import { Into, type Reader } from "./reader.js";

/** A file to import: what it is called in messages, what it holds, and where its figures come from. */
export interface ImportFile {
  file: string;
  content: string;
  document: string;
  section: string;
}

/** What became of a file: how many rows it has, and whether the very same file had been loaded before. */
export interface Imported {
  file: string;
  rows: number;
  loadedBefore: boolean;
}

/**
 * Imports one file, ours or a user's: all of it in one transaction, or, if any row cannot be placed, nothing of it and
 * every problem at once (`ImportRefused`). A file that was loaded before is not read again until it changes.
 */
export async function importFile(
  db: Connections,
  reader: Reader,
  { file, content, document, section }: ImportFile,
): Promise<Imported> {
  const sha256 = createHash("sha256").update(content).digest("hex");
  return db.transaction(async (tx) => {
    const before = await rowsLoaded(tx, file, sha256);
    if (before !== null) return { file, rows: before, loadedBefore: true };
    const { rows, problems } = readTable(file, content, reader.columns);
    const write = await reader.read(rows, new Into(tx, { file, document, section }));
    if (problems.length > 0) throw new ImportRefused(problems);
    await write();
    await remember(tx, file, sha256, rows.length);
    await moveRevision(tx, reader.writes);
    return { file, rows: rows.length, loadedBefore: false };
  });
}

async function rowsLoaded(tx: Transaction, file: string, sha256: string): Promise<number | null> {
  const [known] = await tx.query<{ n: number }>(
    "SELECT row_count AS n FROM imported_file WHERE file = ? AND sha256 = ?",
    [file, sha256],
  );
  return known?.n ?? null;
}

async function remember(tx: Transaction, file: string, sha256: string, rowCount: number): Promise<void> {
  await tx.query("DELETE FROM imported_file WHERE file = ?", [file]);
  await tx.query("INSERT INTO imported_file (file, sha256, row_count, loaded_at) VALUES (?, ?, ?, ?)", [
    file,
    sha256,
    rowCount,
    new Date().toISOString(),
  ]);
}

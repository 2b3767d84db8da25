import { createHash } from "node:crypto";
import type { Connections, Transaction } from "../database/database.js";
import { moveRevision } from "../database/revision.js";
import type { Row } from "./cells.js";
import { type Content, partsOf, sha256Of } from "./content.js";
import { readRows } from "./csv.js";
import { ImportRefused, Problems } from "./problems.js";
import { Into, type Reader } from "./reader.js";

/** A file to import: what it is called in messages, what it holds, and where its figures come from. */
export interface ImportFile {
  file: string;
  content: Content;
  document: string;
  section: string;
  /** It comes with the product: what people have changed by acts it does not take back. */
  ours?: boolean;
}

/** What became of a file: how many rows it has, and whether the very same file had been loaded before. */
export interface Imported {
  file: string;
  rows: number;
  loadedBefore: boolean;
}

/** Told from time to time: how many rows have been read, which end at this byte. */
export type Progress = (rows: number, bytes: number) => void;

/**
 * Imports one file, ours or a user's: all of it in one transaction, or, if any row cannot be placed, nothing of it and
 * every problem at once (`ImportRefused`). A file that was loaded before is not read again until it changes. However
 * long a file is, only a part of it is held at a time.
 */
export async function importFile(
  db: Connections,
  reader: Reader,
  { file, content, document, section, ours = false }: ImportFile,
  progress: Progress = () => {},
): Promise<Imported> {
  const sha256 = await sha256Of(partsOf(content));
  return db.transaction(async (tx) => {
    const before = await rowsLoaded(tx, file, sha256);
    if (before !== null) return { file, rows: before, loadedBefore: true };
    const problems = new Problems();
    const again = () => readRows(file, partsOf(content), reader.columns, new Problems(0), reader.later);
    const into = new Into(tx, { file, document, section, ours }, again);
    const [hash, seen] = [createHash("sha256"), { rows: 0, bytes: 0 }];
    async function* parts() {
      for await (const part of partsOf(content)) {
        hash.update(part);
        seen.bytes += part.length;
        yield part;
      }
    }
    async function* pieces() {
      for await (const rows of readRows(file, parts(), reader.columns, problems, reader.later)) {
        seen.rows += rows.length;
        yield rows;
        progress(seen.rows, seen.bytes);
      }
    }
    await load(reader, into, pieces(), problems);
    problems.refuse();
    if (hash.digest("hex") !== sha256) throw changedMeanwhile(file);
    await remember(tx, file, sha256, seen.rows);
    for (const scope of into.moved.add(reader.writes)) moveRevision(tx, scope);
    return { file, rows: seen.rows, loadedBefore: false };
  });
}

async function load(reader: Reader, into: Into, pieces: AsyncIterable<Row[]>, problems: Problems): Promise<void> {
  if ("read" in reader) {
    const all: Row[] = [];
    for await (const rows of pieces) all.push(...rows);
    const write = await reader.read(all, into);
    problems.refuse();
    return write();
  }
  const reading = await reader.begin(into);
  let writing = Promise.resolve();
  try {
    for await (const rows of pieces) {
      // The database writes a piece while the next one is read.
      const write = reading.read(rows);
      await writing;
      // Until then rows are written though the file is refused: the later ones are compared with them.
      if (!problems.isFull) writing = write();
      writing.catch(() => undefined);
    }
  } finally {
    // Nothing may be under way when the transaction ends.
    await writing.catch(() => undefined);
  }
  await writing;
  await reading.end();
}

const changedMeanwhile = (file: string): ImportRefused => {
  const message = "The file changed while it was read; import it again.";
  return new ImportRefused([{ file, line: 1, column: "", code: "UNREADABLE_FILE", value: "", message, nearest: [] }]);
};

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

import type { Row } from "./cells.js";
import type { Source } from "./content.js";
import { ImportRefused, type Problems } from "./problems.js";
import type { Into, Reader } from "./reader.js";
import { readRows } from "./sheet.js";

/** Told from time to time: how many rows have been read, which end at about this byte. */
export type Progress = (rows: number, bytes: number) => void;

/** Reads the rows and writes them; answers how many there are. */
export async function load(
  reader: Reader,
  into: Into,
  source: Source,
  problems: Problems,
  progress: Progress = () => {},
): Promise<number> {
  const seen = { rows: 0, bytes: 0, encoding: null };
  async function* pieces() {
    for await (const rows of readRows(source, reader, problems, seen)) {
      seen.rows += rows.length;
      yield rows;
      progress(seen.rows, seen.bytes);
    }
  }
  try {
    if ("begin" in reader) await loadInPieces(reader, into, pieces(), problems);
    else await loadWhole(reader, into, pieces(), problems);
    problems.refuse();
  } catch (error) {
    if (error instanceof ImportRefused) error.rows = seen.rows;
    throw error;
  }
  return seen.rows;
}

async function loadWhole(
  reader: Extract<Reader, { read: unknown }>,
  into: Into,
  pieces: AsyncIterable<Row[]>,
  problems: Problems,
): Promise<void> {
  const all: Row[] = [];
  for await (const rows of pieces) all.push(...rows);
  const write = await reader.read(all, into);
  problems.refuse();
  if (reader.traces) await into.tracing(reader.traces, null, write);
  else await write();
}

async function loadInPieces(
  reader: Extract<Reader, { begin: unknown }>,
  into: Into,
  pieces: AsyncIterable<Row[]>,
  problems: Problems,
): Promise<void> {
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

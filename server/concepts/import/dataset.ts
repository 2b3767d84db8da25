import { join } from "node:path";
import type { Connections } from "../../core/database/database.js";
import type { Row } from "../../files/reading/cells.js";
import { partsOfFile } from "../../files/reading/content.js";
import { readTable } from "../../files/reading/sheet.js";
import { READERS } from "../index.js";
import type { ImportFile } from "./import-options.js";
import { type Imported, importFile, loadedBefore } from "./importer.js";
import type { Reader } from "./reader.js";

const INDEX = "index.csv";

/** A file that `data/index.csv` names. */
interface Entry {
  reader: Reader | undefined;
  file: ImportFile;
}

/** Loads the files that `data/index.csv` names, in its order; what is there already is left alone. */
export async function loadDataset(
  db: Connections,
  dir: string,
  /** Asked before each file. */
  still: () => Promise<void> = async () => undefined,
): Promise<Imported[]> {
  const loaded: Imported[] = [];
  for (const { reader, file } of await entriesIn(dir)) {
    if (!reader) continue;
    await still();
    loaded.push(await importFile(db, reader, file, { origin: "DATA" }));
  }
  return loaded;
}

/** What loading them answers where all of them are loaded as they are, which needs nobody to wait; else null. */
export async function datasetLoadedBefore(db: Connections, dir: string): Promise<Imported[] | null> {
  const loaded: Imported[] = [];
  for (const { file } of await entriesIn(dir)) {
    const before = await loadedBefore(db, file);
    if (!before) return null;
    loaded.push(before);
  }
  return loaded;
}

async function entriesIn(dir: string): Promise<Entry[]> {
  const index = await readTable({ file: INDEX, content: partsOfFile(join(dir, INDEX)) }, [
    ...["file", "reader"],
    ...["document", "section"],
  ]);
  const entries = index.rows.map((row) => {
    const file = row.required("file");
    const [document, section] = [row.required("document"), row.required("section")];
    return { reader: readerOf(row), file: { file, content: partsOfFile(join(dir, file)), document, section } };
  });
  await index.problems.refuse();
  return entries;
}
function readerOf(row: Row) {
  const name = row.required("reader");
  const reader = READERS.find(name);
  if (!reader) row.unknown("reader", "kind of table", name, READERS.all());
  return reader;
}

import { join } from "node:path";
import type { Connections } from "../../core/database/database.js";
import type { Row } from "../../files/reading/cells.js";
import { partsOfFile } from "../../files/reading/content.js";
import { readTable } from "../../files/reading/sheet.js";
import { READERS } from "../index.js";
import { type Imported, importFile } from "./importer.js";

const INDEX = "index.csv";

/** Loads the files that `data/index.csv` names, in its order; what is there already is left alone. */
export async function loadDataset(
  db: Connections,
  dir: string,
  progress: (done: Imported) => void = () => {},
): Promise<Imported[]> {
  const index = await readTable({ file: INDEX, content: partsOfFile(join(dir, INDEX)) }, [
    ...["file", "reader"],
    ...["document", "section"],
  ]);
  const entries = index.rows.map((row) => ({
    reader: readerOf(row),
    file: row.required("file"),
    document: row.required("document"),
    section: row.required("section"),
  }));
  index.problems.refuse();
  const loaded: Imported[] = [];
  for (const { reader, file, document, section } of entries) {
    if (!reader) continue;
    const content = partsOfFile(join(dir, file));
    const done = await importFile(db, reader, { file, content, document, section }, { origin: "DATA" });
    progress(done);
    loaded.push(done);
  }
  return loaded;
}

function readerOf(row: Row) {
  const name = row.required("reader");
  const reader = READERS.find(name);
  if (!reader) row.unknown("reader", "kind of table", name, READERS.all());
  return reader;
}

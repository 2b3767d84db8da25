import { join } from "node:path";
import type { Connections } from "../database/database.js";
import type { Row } from "./cells.js";
import { contentOfFile } from "./content.js";
import { readTable } from "./csv.js";
import { type Imported, importFile } from "./importer.js";
import { nearestNames } from "./problems.js";
import { READERS } from "./readers.js";

const INDEX = "index.csv";

/** Loads the files that `data/index.csv` names, in its order; what is there already is left alone. */
export async function loadDataset(
  db: Connections,
  dir: string,
  progress: (done: Imported) => void = () => {},
): Promise<Imported[]> {
  const index = await readTable(INDEX, contentOfFile(join(dir, INDEX)), ["file", "reader", "document", "section"]);
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
    const content = contentOfFile(join(dir, file));
    const done = await importFile(db, reader, { file, content, document, section, ours: true });
    progress(done);
    loaded.push(done);
  }
  return loaded;
}

function readerOf(row: Row) {
  const name = row.required("reader");
  const reader = READERS.find(name);
  if (!reader)
    row.problem("reader", "UNKNOWN_NAME", `No kind of table is called "${name}".`, () =>
      nearestNames(name, READERS.all()),
    );
  return reader;
}

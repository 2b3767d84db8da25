// Imports a file of so many new figures, which is made while it is read; tells how long that took and how much memory
// the process held at most. Run as a process of its own: `node bench/long-import.mjs SCALE ROWS`.
import "reflect-metadata";
import { importFile } from "../dist/server/concepts/import/importer.js";
import { READERS } from "../dist/server/concepts/index.js";
import { readDatabaseAddress } from "../dist/server/config.js";
import { openDatabase } from "../dist/server/core/database/data-source.js";
import { forget, linesOf, newFigures } from "./data/new-figures.mjs";
import { mostMemoryOf } from "./processes.mjs";

const [scaleName, rows] = [process.argv[2], Number(process.argv[3])];

const FILE = "long.csv";

const db = await openDatabase(readDatabaseAddress(process.env));
const start = performance.now();
await importFile(db, READERS.find("observations"), {
  file: FILE,
  content: linesInParts,
  document: "SYNTHETIC",
  section: "M2",
});
const seconds = (performance.now() - start) / 1000;
const megabytes = mostMemoryOf(process.pid);
await forget(db, FILE);
await db.close();
console.log(JSON.stringify({ rows, seconds, rate: rows / seconds, megabytes }));

async function* linesInParts() {
  let part = "";
  for (const line of linesOf(newFigures(scaleName, rows))) {
    part += line;
    if (part.length < 65_536) continue;
    yield Buffer.from(part);
    part = "";
  }
  yield Buffer.from(part);
}

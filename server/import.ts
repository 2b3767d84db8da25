import "reflect-metadata";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { ConfigError, readDatabaseAddress } from "./config.js";
import { openDatabase } from "./database/data-source.js";
import { contentOfFile } from "./importing/content.js";
import { importFile } from "./importing/importer.js";
import { ImportRefused, nearestNames } from "./importing/problems.js";
import { progressLine } from "./importing/progress.js";
import { READERS } from "./importing/readers.js";

const USAGE = `npm run import -- --as KIND FILE [--document CODE] [--section "HEADING"]

  KIND        what the file holds: ${[...READERS.all()].join(", ")}
  --document  the source document that its figures come from; REGISTER if left out
  --section   where in that document; the file's name if left out`;

/** Imports a file of one's own by the same path as the files in data/: all of it, or every problem and nothing. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { as: { type: "string" }, document: { type: "string" }, section: { type: "string" } },
  });
  const [path] = positionals;
  if (!values.as || !path) {
    console.error(USAGE);
    return 1;
  }
  const reader = READERS.find(values.as);
  if (!reader) {
    const nearest = nearestNames(values.as, READERS.all()).map((name) => `"${name}"`);
    console.error(`No kind of file is called "${values.as}". Nearest: ${nearest.join(", ")}.\n\n${USAGE}`);
    return 1;
  }
  const { size } = await stat(path);
  const db = await openDatabase(readDatabaseAddress(process.env));
  try {
    const { document = "REGISTER", section = basename(path) } = values;
    const file = { file: basename(path), content: contentOfFile(path), document, section };
    const line = progressLine(size, process.stderr);
    const { rows, loadedBefore } = await importFile(db, reader, file, line.progress).finally(line.end);
    console.log(
      loadedBefore ? `${path} was imported before, and has not changed.` : `Imported ${rows} rows of ${path}.`,
    );
    return 0;
  } finally {
    await db.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const known = error instanceof ConfigError || error instanceof ImportRefused;
    const message = error instanceof Error ? error.message : String(error);
    console.error(known ? `${message}\nNothing was imported.` : `The import failed: ${message}`);
    process.exit(1);
  },
);

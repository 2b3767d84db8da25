import "reflect-metadata";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { type Imported, importFile } from "../concepts/import/importer.js";
import { KINDS, readerOf } from "../concepts/reader-of-file.js";
import { readDatabaseAddress } from "../config.js";
import { openDatabase } from "../core/database/data-source.js";
import { counted } from "../core/text/counted.js";
import { didYouMean } from "../core/text/nearest-names.js";
import { OpenFile } from "../files/reading/content.js";
import { progressLine } from "../files/reading/progress.js";
import { problemsOf } from "./places.js";
import { sentencesOf } from "./problems.js";

const USAGE = `npm run import -- --as KIND FILE [--dry-run] [--may-undo-acts] [--document CODE] [--section "HEADING"]

  KIND        what the file holds: ${KINDS.join(", ")}
  FILE        comma-separated values in UTF-8, UTF-16 with a mark or windows-1258, or a workbook (.xlsx),
              of which the sheet with the header of such a table is read
  --dry-run   says what the import would do, and does nothing
  --may-undo-acts  lets the file undo what people have changed by acts since; otherwise such a row is a problem
  --document  the source document that its figures come from; REGISTER if left out
  --section   where in that document; the file's name if left out`;

/** Imports a file of one's own by the same path as the files in data/: all of it, or every problem and nothing. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      as: { type: "string" },
      document: { type: "string" },
      section: { type: "string" },
      "dry-run": { type: "boolean" },
      "may-undo-acts": { type: "boolean" },
    },
  });
  const [path] = positionals;
  if (!values.as || !path) {
    console.error(USAGE);
    return 1;
  }
  const content = await OpenFile.at(path);
  const reader = await readerOf(values.as, { file: basename(path), content });
  if (!reader) {
    await content.close();
    console.error(`No kind of file is called "${values.as}".${didYouMean(values.as, KINDS).en}\n\n${USAGE}`);
    return 1;
  }
  const db = await openDatabase(readDatabaseAddress(process.env, problemsOf));
  try {
    const {
      document = "REGISTER",
      section = basename(path),
      "dry-run": dryRun = false,
      "may-undo-acts": mayUndoActs = false,
    } = values;
    const file = { file: basename(path), content, document, section };
    const line = progressLine(content.size, process.stderr);
    const imported = await importFile(db, reader, file, { dryRun, mayUndoActs, progress: line.progress }).finally(
      line.end,
    );
    console.log(sentenceOf(path, imported, dryRun));
    const { told = [], count = 0 } = imported.warnings ?? {};
    for (const { line, message } of told) console.log(`Row ${line} was taken, but: ${message.en}`);
    if (count > told.length) console.log(`Rows of which the same is to be said: ${count - told.length} more.`);
    return 0;
  } finally {
    await db.close();
    await content.close();
  }
}

function sentenceOf(
  path: string,
  { rows, inserted, changed, loadedBefore, tidiedCells }: Imported,
  dryRun: boolean,
): string {
  if (loadedBefore) return `${path} was imported before, and all that it says is on record.`;
  const brought = inserted === null || changed === null ? "" : `: ${inserted} new, ${changed} changed`;
  const tidied =
    tidiedCells === 0
      ? ""
      : ` At the edges of ${counted(tidiedCells, "cell")} characters were dropped that nobody sees.`;
  const whole = `${counted(rows, "row")} of ${path}${brought}.${tidied}`;
  return dryRun ? `Nothing was imported; there would be ${whole}` : `Imported ${whole}`;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    const sentences = sentencesOf(error);
    console.error(sentences ? `${sentences}\nNothing was imported.` : `The import failed: ${message}`);
    process.exit(1);
  },
);

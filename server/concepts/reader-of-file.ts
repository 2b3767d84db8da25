import { ImportRefused, Problems } from "../files/reading/problems.js";
import { readRows } from "../files/reading/sheet.js";
import type { ImportFile } from "./import/import-options.js";
import type { Reader } from "./import/reader.js";
import { FORMATS, IMPORTS, READERS } from "./index.js";

/** What files are called on the command line; names that something had before are taken and not shown. */
export const KINDS: readonly string[] = [
  ...new Set([
    ...FORMATS.map(({ name }) => name),
    ...[...READERS.all()].filter((name) => FORMATS.every(({ formerly }) => formerly !== name)),
  ]),
];

/**
 * What reads a file of this kind; undefined: nothing is called so. Of a list that bears the name of a document's table
 * the header says which one it is: the table names columns that the list has not.
 */
export async function readerOf(kind: string, file: Pick<ImportFile, "file" | "content">): Promise<Reader | undefined> {
  const list = Object.values(IMPORTS).find(({ format }) => format.name === kind)?.reader;
  const table = READERS.find(kind);
  return list && table && list !== table && !(await isTable(table, file)) ? list : (table ?? list);
}

async function isTable(table: Reader, file: Pick<ImportFile, "file" | "content">): Promise<boolean> {
  try {
    const problems = new Problems();
    for await (const _ of readRows(file, table, problems)) return true;
    return !problems.areAny;
  } catch (error) {
    if (error instanceof ImportRefused) return false;
    throw error;
  }
}

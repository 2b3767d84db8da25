import type { Connections, Transaction } from "../../core/database/database.js";
import { takeLocks } from "../../core/mutation/act-lock.js";
import { Trail } from "../../core/mutation/trail.js";
import { nameKey } from "../../core/text/fold.js";
import { nearestNames } from "../../core/text/nearest-names.js";
import { type Content, OpenFile } from "../../files/reading/content.js";
import { ImportRefused, type Problem, Problems } from "../../files/reading/problems.js";
import { sheetsOf } from "../../files/reading/records.js";
import type { ImportedBook, ImportedSheet } from "../concept.js";
import type { MadeSection } from "../provenance/source/made-section.js";
import * as messages from "./import.messages.js";
import { ImportContext, type Run, type Warnings } from "./import-context.js";
import type { ImportFile, ImportOptions } from "./import-options.js";
import { addRun, endRun, forgetRun, isImported } from "./import-run.store.js";
import { type InTransaction, Rehearsed } from "./importer.js";
import { load } from "./load.js";
import { ReadFile } from "./read-file.js";

/** A table that somebody sends: as the sheet of a workbook or as a text. */
interface Given {
  /** What whoever sends it calls it. */
  called: string;
  content: Content;
}

interface GivenSheet extends Given {
  is: ImportedSheet;
}

/** What became of one of the tables. */
interface SheetImported {
  name: string;
  /** What whoever sent it calls it. */
  called: string;
  rows: number;
  inserted: number;
  changed: number;
  removed: number;
  warnings: Warnings;
}

export interface BookImported<Checks> {
  loadedBefore: boolean;
  tidiedCells: number;
  sheets: readonly SheetImported[];
  checks: Checks;
}

/** The sheets of the book that a file holds, in the order of the book; what is none of them is a problem. */
export async function sheetsIn(
  book: ImportedBook,
  file: string,
  content: OpenFile | readonly Given[],
): Promise<GivenSheet[]> {
  const given =
    content instanceof OpenFile
      ? (await sheetsOf(file, content)).map((called): Given => ({ called, content }))
      : content;
  const found = new Map<ImportedSheet, GivenSheet>();
  const problems: Problem[] = [];
  const wrong = (called: string, problem: Pick<Problem, "code" | "message" | "nearest">) =>
    problems.push({ file, sheet: called, line: 1, column: "", value: called, ...problem });
  for (const { called, content } of given) {
    const is = book.sheets.find((sheet) => namesOf(sheet).some((name) => nameKey(name) === nameKey(called)));
    const before = is && found.get(is);
    if (before) wrong(called, { code: "DUPLICATE", message: messages.sameSheet(before.called), nearest: [] });
    else if (is) found.set(is, { called, content, is });
    else if (!EXPLAINS.test(nameKey(called))) {
      const names = book.sheets.flatMap(namesOf);
      wrong(called, {
        code: "UNKNOWN_NAME",
        message: messages.noSuchSheet(names),
        nearest: nearestNames(called, names),
      });
    }
  }
  const [first] = book.sheets;
  if (!found.has(first)) {
    problems.push({
      ...{ file, line: 1, column: "", code: "MISSING_VALUE", value: "", nearest: [] },
      message: messages.sheetNeeded(namesOf(first)),
    });
  }
  if (problems.length > 0) throw new ImportRefused(problems);
  return book.sheets.flatMap((sheet) => found.get(sheet) ?? []);
}

const namesOf = ({ name, format }: ImportedSheet): [string, string] => [name, format.titleVi];

/** The sheets of a template, or of an export, that hold no rows. */
const EXPLAINS = /^(?:hướng dẫn|thông tin|danh mục$)/;

/**
 * Imports tables that come together: all of them in one transaction, under one entry of the trail, or, if anything is
 * wrong with any of them, nothing, and all that is wrong. Everything is read and checked before the transaction begins;
 * a dry run does the same and is taken back, since only what is written can be checked.
 */
export async function importBook<Checks>(
  db: Connections,
  book: ImportedBook,
  { file, sheets, replacements }: { file: string; sheets: readonly GivenSheet[] } & Pick<ImportFile, "replacements">,
  sha256: string,
  options: ImportOptions,
  dryRun: boolean,
  write: InTransaction<BookImported<Checks>>,
  checksOf: (tx: Transaction, document: string) => Promise<Checks>,
): Promise<BookImported<Checks>> {
  const run = {
    ...{ by: options.by, today: options.today, isOurs: false, isTraced: true },
    ...{ mayUndoActs: options.mayUndoActs ?? false, mayWrite: options.mayWrite },
  };
  const read: Read[] = [];
  try {
    let document = "";
    const wrong: ImportRefused[] = [];
    for (const sheet of sheets) {
      const { called, content, is } = sheet;
      // What names no sheet of the book is told of the first.
      const chosen = replacements?.filter(
        ({ sheet: of }) => of === called || (sheet === sheets[0] && !sheets.some((each) => each.called === of)),
      );
      const from: ImportFile = {
        ...{ file, content, document, section: file, bringsDocument: true, sheet: called },
        ...(chosen && { replacements: chosen }),
      };
      try {
        const own = await ReadFile.of(db, is.reader, from, sha256, { ...run, trail: new Trail(db) }, options, "WRITE");
        read.push({ ...sheet, from, own });
        if (is === book.sheets[0]) document = await documentOf(own);
      } catch (error) {
        if (!(error instanceof ImportRefused)) throw error;
        const { rows, encoding, tidiedCells } = error;
        wrong.push(error.of({ rows, encoding, tidiedCells, sheet: called }));
      }
    }
    if (wrong.length > 0) throw together(wrong, read);
    const origin = { file, document, section: file };
    const wasImported = await isImported(db, origin, book.name, sha256);
    return await write(async (tx, trail) => {
      // The codes that the chosen bring are seen from the beginning: one such book at a time.
      await takeLocks(tx, [book.name]);
      const begun = {
        ...origin,
        ...(replacements && { replacements }),
        format: book.name,
        sha256,
        rows: 0,
        inserted: null,
        changed: null,
      };
      const id = await addRun(tx, begun, options.by);
      const written = await writeSheets(tx, read, document, { ...run, id, trail });
      const count = (of: "rows" | "inserted" | "changed") => written.done.reduce((sum, each) => sum + each[of], 0);
      const after = { ...begun, rows: count("rows"), inserted: count("inserted"), changed: count("changed") };
      if (written.didNothing) await forgetRun(tx, id, written.made);
      else {
        await endRun(tx, id, after, options.by);
        trail.add("DATA", { type: "Import", id, version: 1, before: null, after });
        trail.scopes.add("REFERENCE");
      }
      const imported: BookImported<Checks> = {
        loadedBefore: wasImported && written.didNothing,
        tidiedCells: read.reduce((sum, { own }) => sum + own.tidiedCells, 0),
        sheets: written.done,
        checks: await checksOf(tx, document),
      };
      if (dryRun) throw new Rehearsed(imported);
      return imported;
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error.imported as BookImported<Checks>;
    throw error;
  } finally {
    for (const { own } of read) own.close();
  }
}

/** A table that was read and checked. */
interface Read extends GivenSheet {
  from: ImportFile;
  own: ReadFile;
}

/** Which document the only row of the first table tells of. */
async function documentOf(read: ReadFile): Promise<string> {
  for await (const [row] of read.again(new Problems())) if (row) return row.text("code") ?? "";
  return "";
}

/** All that is wrong with any of them, in the order of the book. */
function together(wrong: readonly ImportRefused[], read: readonly Read[]): ImportRefused {
  const sum = (of: (each: ImportRefused) => number) => wrong.reduce((all, each) => all + of(each), 0);
  const problems = wrong.flatMap((each) => each.problems);
  const rows = sum((each) => each.rows) + read.reduce((all, { own }) => all + own.rows, 0);
  return new ImportRefused(
    problems,
    sum((each) => each.more),
    rows,
    null,
    sum((each) => each.tidiedCells),
  );
}

async function writeSheets(
  tx: Transaction,
  read: readonly Read[],
  document: string,
  run: Run,
): Promise<{ done: SheetImported[]; didNothing: boolean; made: MadeSection[] }> {
  const done: SheetImported[] = [];
  const made: MadeSection[] = [];
  let didNothing = true;
  for (const { is, from, own, called } of read) {
    const { rows, encoding, tidiedCells } = own;
    const seen = { rows, encoding, tidiedCells };
    const problems = new Problems();
    const into = new ImportContext(tx, { ...from, document }, run);
    try {
      await load(is.reader, into, own.again(problems), problems);
    } catch (error) {
      throw error instanceof ImportRefused ? error.of({ ...seen, sheet: called }) : error;
    }
    done.push({ name: is.name, called, rows, ...into.counts, removed: into.removed, warnings: into.warnings });
    made.push(...into.made);
    didNothing &&= into.isUntouched;
  }
  return { done, didNothing, made };
}

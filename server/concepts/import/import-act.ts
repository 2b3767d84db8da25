import { mayActOn } from "../../core/access/reach.js";
import type { Context, Snapshot } from "../../core/context.js";
import type { Transaction } from "../../core/database/database.js";
import { type MutationRun, runMutation } from "../../core/mutation/mutation-run.js";
import { throwUserErrors, type UserError, UserErrors, userError } from "../../core/schema/user-errors.js";
import { partsOf, sha256Of } from "../../files/reading/content.js";
import { ImportRefused } from "../../files/reading/problems.js";
import type { ImportedBook, ImportedList } from "../concept.js";
import type { DiscrepancyRow } from "../provenance/discrepancy/discrepancy-row.js";
import type { FileImportInput } from "./import.input.js";
import * as messages from "./import.messages.js";
import {
  encodingNamed,
  type ImportCheck,
  type ImportFormat,
  type ImportProblem,
  type ImportReport,
} from "./import.type.js";
import { type BookImported, importBook, sheetsIn } from "./import-book.js";
import { type ImportFile, type ImportOptions } from "./import-options.js";
import { type Imported, type InTransaction, importRead } from "./importer.js";

interface Payload {
  report: ImportReport;
}

/** How a file was answered. */
export type FileOutcome = "IMPORTED" | "TRIED" | "REFUSED" | "FAILED";

/** Imports a file of somebody who asks, and counts how that was answered. */
export async function importOf(context: Context, input: FileImportInput): Promise<Payload> {
  const { importedFiles } = context.shared;
  try {
    const payload = await answered(context, input);
    importedFiles.add(`${input.format} ${input.dryRun ? "TRIED" : "IMPORTED"}`);
    return payload;
  } catch (error) {
    importedFiles.add(`${input.format} ${error instanceof UserErrors ? "REFUSED" : "FAILED"}`);
    throw error;
  }
}

async function answered(context: Context, input: FileImportInput): Promise<Payload> {
  throwUserErrors(problemsOf(context, input));
  const book = context.shared.books[input.format];
  if (book) return importBookOf(context, input, book);
  const file = fileOf(context, input);
  const sha256 = await readAs(input, input.file?.sha256 ?? (await sha256Of(partsOf(file.content))));
  return runMutation(context, "fileImport", input, (run) => importBy(run, input, file, sha256));
}

/** One try of the act; a file that is refused is a mistake of whoever sent it. */
async function importBy(run: MutationRun, input: FileImportInput, file: ImportFile, sha256: string): Promise<Payload> {
  const { doing: by, today } = run;
  const options: ImportOptions = {
    origin: "CLIENT",
    by,
    today,
    mayWrite: mayWriteOf(run),
    mayUndoActs: input.mayUndoActs,
    progress: input.file?.progress,
    names: { now: async () => run.context.snapshot, within: (tx) => run.context.shared.snapshots.within(tx) },
  };
  const { reader } = listNamed(run.context, input.format);
  try {
    let payload: Payload | undefined;
    const imported = await importRead(
      run.context.shared.db,
      reader,
      file,
      sha256,
      options,
      input.dryRun,
      async (work) => {
        let done: Imported | undefined;
        payload = await run.write(async (tx, trail) => {
          done = await work(tx, trail);
          return { report: reportOf(input, done) };
        });
        return done as Imported;
      },
    );
    return payload ?? { report: reportOf(input, imported) };
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    throw refusedFile(input, file.file, error);
  }
}

/** Imports several tables of somebody who asks, as one act. */
async function importBookOf(context: Context, input: FileImportInput, book: ImportedBook): Promise<Payload> {
  const { file: upload, texts } = input;
  const given = upload?.content ?? (texts ?? []).map(({ sheet, text }) => ({ called: sheet, content: text }));
  const file = input.fileName?.trim() || upload?.name || `${book.name}.xlsx`;
  const sha256 = await readAs(input, upload?.sha256 ?? (await sha256Of(partsOf(JSON.stringify(given)))));
  return runMutation(context, "fileImport", input, async (run) => {
    const options: ImportOptions = {
      ...{ origin: "CLIENT", by: run.doing, today: run.today, mayUndoActs: input.mayUndoActs },
    };
    const checksOf = async (tx: Transaction, document: string) => {
      const snapshot = await context.shared.snapshots.asWritten(tx);
      return (await book.checks(tx, snapshot, document)).map((row) => checkOf(row, snapshot));
    };
    try {
      const sheets = await sheetsIn(book, file, given);
      let payload: Payload | undefined;
      const write: InTransaction<BookImported<ImportCheck[]>> = async (work) => {
        let done: BookImported<ImportCheck[]> | undefined;
        payload = await run.write(async (tx, trail) => {
          done = await work(tx, trail);
          return { report: bookReport(input, file, done) };
        });
        return done as BookImported<ImportCheck[]>;
      };
      const { db } = context.shared;
      const imported = await importBook(
        db,
        book,
        { file, sheets, ...replacementsIn(input) },
        sha256,
        options,
        input.dryRun,
        write,
        checksOf,
      );
      return payload ?? { report: bookReport(input, file, imported) };
    } catch (error) {
      throw error instanceof ImportRefused ? refusedFile(input, file, error) : error;
    }
  });
}

/** A file of which cells are read otherwise is another file. */
const readAs = async (input: FileImportInput, sha256: string): Promise<string> => {
  const { replacements } = replacementsIn(input);
  return replacements ? sha256Of(partsOf(JSON.stringify([sha256, replacements]))) : sha256;
};

/** The cells that are read otherwise, if any are. */
const replacementsIn = ({ replacements }: FileImportInput): Pick<ImportFile, "replacements"> =>
  replacements && replacements.length > 0
    ? {
        replacements: replacements.map(({ sheet, row, column, value }) => ({
          sheet: sheet ?? null,
          row,
          column,
          value,
        })),
      }
    : {};

/** As it is answered, and kept with the act: nothing that only a transaction has seen. */
const checkOf = ({ id, sectionId, about: _, ...check }: DiscrepancyRow, snapshot: Snapshot): ImportCheck => ({
  ...check,
  code: id,
  section: snapshot.citation(sectionId).section,
});

function refusedFile(input: FileImportInput, file: string, error: ImportRefused): UserErrors {
  const report = refusedReport(input, file, error);
  const sent = input.file ? "file" : input.texts ? "texts" : "text";
  const message = messages.nothingImported(file, report.problemCount);
  return new UserErrors([userError("FILE_REFUSED", [sent], message)], { report });
}

/** What is imported under a value of `ImportFormat`. */
function listNamed({ shared }: Context, format: ImportFormat): ImportedList {
  const list = shared.imports[format];
  if (!list) throw new Error(`There is no list "${format}".`);
  return list;
}

/** With whose data an editor may do it; the same units come again and again. */
function mayWriteOf({ context, today }: MutationRun): ((facilityId: number) => boolean) | undefined {
  if (context.viewer.role === "ADMIN") return undefined;
  const known = new Map<number, boolean>();
  return (facilityId) => {
    const may = known.get(facilityId) ?? mayActOn(context, "Mutation.fileImport", facilityId, today);
    known.set(facilityId, may);
    return may;
  };
}

function fileOf(context: Context, input: FileImportInput): ImportFile {
  const { file, text, fileName, format, document, section } = input;
  const name = fileName?.trim() || file?.name || `${listNamed(context, format).reader.name}.csv`;
  return {
    file: name,
    content: file?.content ?? text ?? "",
    document: document ?? "REGISTER",
    section: section?.trim() || name,
    ...replacementsIn(input),
  };
}

function problemsOf({ viewer, shared }: Context, input: FileImportInput): (UserError | undefined)[] {
  const { format } = input;
  const book = shared.books[format];
  const isAdmin = viewer.role === "ADMIN";
  const forEditors = Object.entries(shared.imports).flatMap(([name, list]) => (list.forEditors ? name : []));
  const forAdmin = (field: "document" | "section") =>
    input[field] == null || (isAdmin && !book)
      ? undefined
      : userError("INVALID", [field], book ? messages.documentOfReport : messages.documentOfDepartment);
  return [
    book ? sentAsBook(input, book) : sentAsTable(input),
    isAdmin || forEditors.includes(format)
      ? undefined
      : userError("INVALID", ["format"], messages.importedByDepartment(format, forEditors)),
    forAdmin("document"),
    forAdmin("section"),
  ];
}

const sentAsTable = ({ file, text, texts }: FileImportInput): UserError | undefined => {
  if (texts != null) return userError("INVALID", ["texts"], messages.oneTableOnly);
  return (file == null) === (text == null) ? userError("INVALID", ["file"], messages.eitherFileOrText) : undefined;
};

const sentAsBook = ({ file, text, texts }: FileImportInput, { sheets }: ImportedBook): UserError | undefined => {
  if (text == null && (file == null) !== (texts == null)) return undefined;
  return userError("INVALID", ["file"], messages.eitherFileOrTexts(sheets.map(({ name }) => name)));
};

function bookReport(input: FileImportInput, file: string, imported: BookImported<ImportCheck[]>): ImportReport {
  const sheets = imported.sheets.map((sheet) => ({
    ...sheet,
    unchanged: sheet.rows - sheet.inserted - sheet.changed,
  }));
  const warnings = imported.sheets.flatMap(({ called, warnings: { told } }) =>
    told.map(({ line, message }) => ({ row: line, sheet: called, message })),
  );
  const sum = (of: "rows" | "inserted" | "changed" | "unchanged") => sheets.reduce((all, sheet) => all + sheet[of], 0);
  const { format, dryRun } = input;
  const { loadedBefore, tidiedCells, checks } = imported;
  return {
    ...{ format, file, imported: !dryRun, dryRun, loadedBefore, encoding: null, tidiedCells },
    ...{ rows: sum("rows"), inserted: sum("inserted"), changed: sum("changed"), unchanged: sum("unchanged") },
    ...{ sheets, checks, problemCount: 0, problems: [] },
    warningCount: imported.sheets.reduce((all, { warnings: { count } }) => all + count, 0),
    warnings,
  };
}

function reportOf({ format, dryRun }: FileImportInput, imported: Imported): ImportReport {
  const { file, rows, loadedBefore } = imported;
  const [inserted, changed] = [imported.inserted ?? 0, imported.changed ?? 0];
  const unchanged = rows - inserted - changed;
  return {
    ...{ format, file, imported: !dryRun, dryRun, loadedBefore, rows, inserted, changed, unchanged },
    encoding: encodingNamed(imported.encoding),
    tidiedCells: imported.tidiedCells,
    ...{ sheets: [], checks: [] },
    problemCount: 0,
    problems: [],
    warningCount: imported.warnings?.count ?? 0,
    warnings: imported.warnings?.told.map(({ line, message }) => ({ row: line, sheet: null, message })) ?? [],
  };
}

function refusedReport({ format, dryRun }: FileImportInput, file: string, refused: ImportRefused): ImportReport {
  const problems = refused.problems.map(
    ({ line, file: _, sheet = null, ...problem }): ImportProblem => ({ row: line, sheet, ...problem }),
  );
  return {
    ...{ format, file, imported: false, dryRun, loadedBefore: false, rows: refused.rows },
    ...{ inserted: 0, changed: 0, unchanged: 0, encoding: encodingNamed(refused.encoding) },
    ...{ tidiedCells: refused.tidiedCells, sheets: [], checks: [] },
    problemCount: problems.length + refused.more,
    problems,
    warningCount: 0,
    warnings: [],
  };
}

import { mayActOn } from "../../core/access/reach.js";
import type { Context } from "../../core/context.js";
import { type MutationRun, runMutation } from "../../core/mutation/mutation-run.js";
import { throwUserErrors, type UserError, UserErrors, userError } from "../../core/schema/user-errors.js";
import { partsOf, sha256Of } from "../../files/reading/content.js";
import { ImportRefused } from "../../files/reading/problems.js";
import type { ImportedList } from "../concept.js";
import type { FileImportInput } from "./import.input.js";
import * as messages from "./import.messages.js";
import { encodingNamed, type ImportFormat, type ImportProblem, type ImportReport } from "./import.type.js";
import { type ImportFile, type ImportOptions } from "./import-options.js";
import { type Imported, importRead } from "./importer.js";

interface Payload {
  report: ImportReport;
}

/** Imports a file of somebody who asks. */
export async function importOf(context: Context, input: FileImportInput): Promise<Payload> {
  throwUserErrors(problemsOf(context, input));
  const file = fileOf(context, input);
  const sha256 = input.file?.sha256 ?? (await sha256Of(partsOf(file.content)));
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
    const report = refusedReport(input, file.file, error);
    const { problemCount: count } = report;
    throw new UserErrors(
      [userError("FILE_REFUSED", [input.file ? "file" : "text"], messages.nothingImported(file.file, count))],
      { report },
    );
  }
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

function fileOf(context: Context, { file, text, fileName, format, document, section }: FileImportInput): ImportFile {
  const name = fileName?.trim() || file?.name || `${listNamed(context, format).reader.name}.csv`;
  return {
    file: name,
    content: file?.content ?? text ?? "",
    document: document ?? "REGISTER",
    section: section?.trim() || name,
  };
}

function problemsOf({ viewer, shared }: Context, input: FileImportInput): (UserError | undefined)[] {
  const { format, file, text } = input;
  const isAdmin = viewer.role === "ADMIN";
  const forEditors = Object.entries(shared.imports).flatMap(([name, list]) => (list.forEditors ? name : []));
  const forAdmin = (field: "document" | "section") =>
    isAdmin || input[field] == null ? undefined : userError("INVALID", [field], messages.documentOfDepartment);
  return [
    (file == null) === (text == null) ? userError("INVALID", ["file"], messages.eitherFileOrText) : undefined,
    isAdmin || forEditors.includes(format)
      ? undefined
      : userError("INVALID", ["format"], messages.importedByDepartment(format, forEditors)),
    forAdmin("document"),
    forAdmin("section"),
  ];
}

function reportOf({ format, dryRun }: FileImportInput, imported: Imported): ImportReport {
  const { file, rows, loadedBefore } = imported;
  const [inserted, changed] = [imported.inserted ?? 0, imported.changed ?? 0];
  const unchanged = rows - inserted - changed;
  return {
    ...{ format, file, imported: !dryRun, dryRun, loadedBefore, rows, inserted, changed, unchanged },
    encoding: encodingNamed(imported.encoding),
    tidiedCells: imported.tidiedCells,
    problemCount: 0,
    problems: [],
    warningCount: imported.warnings?.count ?? 0,
    warnings: imported.warnings?.told.map(({ line, message }) => ({ row: line, message })) ?? [],
  };
}

function refusedReport({ format, dryRun }: FileImportInput, file: string, refused: ImportRefused): ImportReport {
  const problems = refused.problems.map(({ line, file: _, ...problem }): ImportProblem => ({ row: line, ...problem }));
  return {
    ...{ format, file, imported: false, dryRun, loadedBefore: false, rows: refused.rows },
    ...{ inserted: 0, changed: 0, unchanged: 0, encoding: encodingNamed(refused.encoding) },
    tidiedCells: refused.tidiedCells,
    problemCount: problems.length + refused.more,
    problems,
    warningCount: 0,
    warnings: [],
  };
}

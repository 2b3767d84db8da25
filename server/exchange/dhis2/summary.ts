import type { FileImportInput } from "../../concepts/import/import.input.js";
import type { ImportReport } from "../../concepts/import/import.type.js";
import { importOf } from "../../concepts/import/import-act.js";
import type { Context, Language } from "../../core/context.js";
import { UserErrors } from "../../core/schema/user-errors.js";
import type { LocalizedMessage } from "../../core/text/localized-message.js";
import type { Format } from "../../files/format.js";
import { csvOf } from "../../files/writing/csv.js";
import type { Cell } from "../../files/writing/table.js";
import * as messages from "./dhis2.messages.js";

/** What something that was sent cannot be placed for. */
export interface Conflict {
  /** What of it is meant, as it was sent. */
  object: string;
  sentence: LocalizedMessage;
  errorCode: string;
  /** As DHIS2 calls it. */
  property: string;
  /** Where it stands in what was sent; empty: nowhere in it. */
  indexes: readonly number[];
}

/** Nobody reads more of them at once. */
export const MOST_CONFLICTS = 1000;

/** A row of a list of ours, and what of what was sent it is made of. */
export interface SentRow {
  cells: Readonly<Record<string, Cell>>;
  object: string;
  indexes: readonly number[];
}

/** How something is to be imported, as the address says. */
export interface ImportTerms {
  dryRun: boolean;
  mayUndoActs: boolean;
  document: string | null;
  section: string | null;
  clientMutationId: string | null;
}

export interface Outcome {
  counts: { imported: number; updated: number; ignored: number };
  conflicts: readonly Conflict[];
  /** What looks wrong, and was taken all the same. */
  warnings: readonly Conflict[];
}

/**
 * Imports rows as a file of a format, by the rules for such files. Where there are conflicts already it is only tried:
 * all that is wrong is told at once.
 */
export async function importRows(
  context: Context,
  format: { name: string; of: Format },
  columns: readonly string[],
  rows: readonly SentRow[],
  terms: ImportTerms,
  conflicts: readonly Conflict[],
  propertyOf: (column: string) => string,
): Promise<Outcome> {
  const ignored = { imported: 0, updated: 0, ignored: rows.length };
  if (rows.length === 0) return { counts: ignored, conflicts, warnings: [] };
  const { text, rowAt } = await fileOf(format.of, columns, rows);
  const told = (row: number, column: string, errorCode: string, sentence: LocalizedMessage): Conflict => {
    const { object, indexes } = rowAt(row) ?? { object: "", indexes: [] };
    return { object, sentence, errorCode, property: propertyOf(column), indexes };
  };
  const dryRun = terms.dryRun || conflicts.length > 0;
  const { clientMutationId, ...rest } = terms;
  try {
    const input = { ...rest, format: format.name, text, fileName: "dhis2", dryRun };
    const { report } = await importOf(context, { ...input, ...(!dryRun && { clientMutationId }) } as FileImportInput);
    const warnings = report.warnings.map(({ row, message }) => told(row, "", "WARNING", message));
    if (conflicts.length > 0) return { counts: ignored, conflicts, warnings };
    const counts = { imported: report.inserted, updated: report.changed, ignored: report.unchanged };
    return { counts, conflicts, warnings };
  } catch (error) {
    if (!(error instanceof UserErrors)) throw error;
    const report = (error.payload as { report?: ImportReport }).report;
    const problems = report?.problems.map(({ row, column, code, message, nearest }) =>
      told(row, column, code, nearest.length > 0 ? messages.withNearest(message, nearest) : message),
    );
    const mistakes = error.mistakes.map(({ path, code, sentence }) => told(0, path.join("."), code, sentence));
    return { counts: ignored, conflicts: [...conflicts, ...(problems ?? mistakes)], warnings: [] };
  }
}

/** The rows as comma-separated values, and which of them stands on a line. */
async function fileOf({ columns: all }: Format, names: readonly string[], rows: readonly SentRow[]) {
  const columns = all.filter(({ name }) => names.includes(name));
  const lines = new Map<number, SentRow>();
  let line = 2;
  for (const row of rows) {
    lines.set(line, row);
    for (const { name } of columns) line += String(row.cells[name] ?? "").split(/\r\n|\r|\n/).length - 1;
    line += 1;
  }
  const pieces = async function* () {
    yield rows.map(({ cells }) => columns.map(({ name }) => cells[name] ?? null));
  };
  let text = "";
  for await (const part of csvOf({
    columns: columns.map(({ name, holds }) => ({ header: name, holds })),
    pieces: pieces(),
  })) {
    text += part;
  }
  return { text, rowAt: (at: number) => lines.get(at) };
}

const shown = ({ object, sentence, errorCode, property, indexes }: Conflict, language: Language) => ({
  object,
  value: sentence[language],
  errorCode,
  property,
  indexes,
});

/** The answer of DHIS2 to a set of data values, and its status. */
export function dataValueAnswer(
  { counts, conflicts, warnings }: Outcome,
  dryRun: boolean,
  language: Language,
): { status: number; body: object } {
  const isDone = conflicts.length === 0;
  const status = isDone ? "SUCCESS" : "ERROR";
  const sentence = isDone ? (dryRun ? messages.tried : messages.imported) : messages.notImported;
  return {
    status: isDone ? 200 : 409,
    body: {
      ...envelope(isDone, sentence[language]),
      response: {
        responseType: "ImportSummary",
        ...{ status, description: sentence[language], importOptions: { dryRun, importStrategy: "CREATE_AND_UPDATE" } },
        importCount: { ...counts, deleted: 0 },
        conflicts: conflicts.map((each) => shown(each, language)),
        rejectedIndexes: [...new Set(conflicts.flatMap(({ indexes }) => indexes))].sort((a, b) => a - b),
        warnings: warnings.map((each) => shown(each, language)),
        dataSetComplete: "false",
      },
    },
  };
}

export const envelope = (isDone: boolean, message: string) => ({
  httpStatus: isDone ? "OK" : "Conflict",
  httpStatusCode: isDone ? 200 : 409,
  status: isDone ? "OK" : "ERROR",
  message,
});

// What is wrong with a file that was tried, and how its cells can be read otherwise.
import type { FileImportInput, importFile } from "hue-health-sdk";

type Answered = Awaited<ReturnType<typeof importFile>>;
export type Report = Extract<Answered, { ok: true }>["report"];
export type Problem = Report["problems"][number];

/** A cell that is read otherwise than the file has it. */
type Replacement = NonNullable<FileImportInput["replacements"]>[number];
/** By sheet, row and column. */
export type Replacements = ReadonlyMap<string, Replacement>;

export const placeOf = ({ sheet, row, column }: Pick<Problem, "sheet" | "row" | "column">): string =>
  JSON.stringify([sheet, row, column]);

/** Cells that read the same in the same column have the same mistake. */
export const alike = ({ problems }: Report, { sheet, column, value, code }: Problem): readonly Problem[] =>
  problems.filter(
    (other) => other.sheet === sheet && other.column === column && other.value === value && other.code === code,
  );

/** All cells like this one are read as a person has chosen; null: as the file has them. */
export function readAs(before: Replacements, report: Report, problem: Problem, value: string | null): Replacements {
  const replacements = new Map(before);
  for (const each of alike(report, problem)) {
    const { sheet, row, column } = each;
    if (value === null) replacements.delete(placeOf(each));
    else replacements.set(placeOf(each), { sheet, row, column, value });
  }
  return replacements;
}

/** Whether it would undo what people have changed by acts since, and says so of a cell. */
export const undoesActs = ({ problems }: Report): boolean => problems.some(({ code }) => code === "UNDOES_ACT");

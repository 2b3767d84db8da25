// What a form of a campaign holds, cell by cell and part by part, as it is typed and as acts take it.
import type { CampaignFormsQuery, FormAnswerPageFragment, FormAnswerSaveInput } from "hue-health-sdk";
import { number } from "../format.js";
import { numberTyped } from "./figure-words.js";
import type { Values } from "./work.js";

export type Draft = FormAnswerPageFragment;
export type Form = NonNullable<CampaignFormsQuery["reportingCampaign"]>["forms"][number];
export type Obligation = Form["demands"][number]["obligations"][number];
type Row = Obligation["rows"][number];

/** What is wrong with what is typed, by field. */
export type Mistakes = ReadonlyMap<string, string>;

type Cell = NonNullable<FormAnswerSaveInput["cells"]>[number];

/** The name of a field: a figure by its row and column, a part by its code. Rows of the facility itself have no name. */
export const cellField = (row: string | null | undefined, column: string): string => `cell ${row ?? ""} ${column}`;
export const partField = (code: string): string => `part ${code}`;

/** The cells of a form with their fields, row by row. */
export const cellsOf = ({ columns }: Form, rows: readonly Row[]) =>
  rows.flatMap(({ row }) =>
    columns
      .filter(({ isEntered }) => isEntered)
      .map((column) => ({ row, column, field: cellField(row, column.number) })),
  );

export const valuesOf = (draft: Draft | undefined): Values => ({
  ...Object.fromEntries(
    (draft?.rows ?? []).flatMap(({ row, cells }) =>
      cells.map(({ column, value }) => [cellField(row, column), value === null ? "" : number(value)]),
    ),
  ),
  ...Object.fromEntries((draft?.parts ?? []).map(({ code, textVi }) => [partField(code), textVi ?? ""])),
});

const isFigure = (field: string): boolean => field.startsWith("cell ");

/** A figure is the same however its thousands are written, a text whatever stands around it. */
export function isSame(field: string, one: string, other: string): boolean {
  if (!isFigure(field)) return tidy(one) === tidy(other);
  const [a, b] = [numberTyped(one), numberTyped(other)];
  return a === undefined || b === undefined ? one === other : a === b;
}

const tidy = (text: string): string => text.normalize("NFC").trim();

/** Whether it is typed as a figure, and cannot be read as one. */
export const isUnreadable = (field: string, typed: string): boolean =>
  isFigure(field) && numberTyped(typed) === undefined;

/** The figures that are typed, as the server takes them, and the fields that they stand in. */
export function figuresIn(form: Form, rows: readonly Row[], values: Values): { cells: Cell[]; fields: string[] } {
  const typed = cellsOf(form, rows).flatMap(({ row, column, field }) => {
    const value = numberTyped(values[field] ?? "");
    return value == null ? [] : [{ cell: { row: row ?? null, column: column.number, value }, field }];
  });
  return { cells: typed.map(({ cell }) => cell), fields: typed.map(({ field }) => field) };
}

/** In which fields stands what was sent. */
export type SentFields = Readonly<Record<"cells" | "parts", readonly string[]>>;

/** As ids of fields and paths of mistakes name a field. */
export const pathOf = (field: string): string => field.replaceAll(" ", "-");

/** What is sent to be saved; null takes back what was entered. */
export function entryOf(
  form: Form,
  rows: readonly Row[],
  sent: Values,
): Pick<FormAnswerSaveInput, "cells" | "parts"> & { fields: SentFields } {
  const own = cellsOf(form, rows).filter(({ field }) => sent[field] !== undefined);
  const parts = form.parts.map(({ code }) => code).filter((code) => sent[partField(code)] !== undefined);
  return {
    cells: own.map(({ row, column, field }) => ({
      ...{ row: row ?? null, column: column.number, value: numberTyped(sent[field] ?? "") ?? null },
    })),
    parts: parts.map((code) => ({ code, textVi: tidy(sent[partField(code)] ?? "") || null })),
    fields: { cells: own.map(({ field }) => field), parts: parts.map(partField) },
  };
}

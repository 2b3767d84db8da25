import type { Snapshot } from "../../../core/context.js";
import { type UserError, userError } from "../../../core/schema/user-errors.js";
import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import { mistakesIn } from "../../metric/observation/observation-rules.js";
import { compareExactly, exactly, rounded } from "../../provenance/fraction.js";
import { type ColumnDefinition, enteredIn, type FormDefinition } from "../campaign/definition.js";
import { divides, evaluate, type Formula, parseFormula } from "../campaign/formula.js";
import * as messages from "../reporting.messages.js";

/** What was entered of a form: figures by row and column, texts by part. What is blank stands nowhere. */
export interface AnswerContent {
  cells: Readonly<Record<string, Readonly<Record<string, number>>>>;
  words: Readonly<Record<string, string>>;
}

export const NOTHING_ENTERED: AnswerContent = { cells: {}, words: {} };

/** What somebody enters; null takes back what was entered, and what is left out stays. */
export interface AnswerEntry {
  cells?: readonly { row?: string | null; column: string; value?: number | null }[] | null;
  parts?: readonly { code: string; textVi?: string | null }[] | null;
}

/** Something that cannot be, and which entry says it. */
export interface EntryMistake {
  list: "cells" | "parts";
  place: number;
  field: "row" | "column" | "value" | "code" | "textVi";
  message: LocalizedMessage;
}

/** Rates are rounded so, half up, where their formula does not give them exactly. */
const RATE_DECIMALS = 2;
const LONGEST_WORDS = 20_000;

/** The answer with an entry in it, or all that is wrong with it. `rows` are those of the facility's form. */
export function withEntry(
  form: FormDefinition,
  rows: readonly string[],
  before: AnswerContent,
  { cells, parts }: AnswerEntry,
  snapshot: Pick<Snapshot, "metrics">,
): { after: AnswerContent; mistakes: EntryMistake[] } {
  const mistakes: EntryMistake[] = [];
  const wrong = (list: EntryMistake["list"], place: number, field: EntryMistake["field"], message: LocalizedMessage) =>
    void mistakes.push({ list, place, field, message });
  const columns = enteredIn(form);
  const figures = new Map(rows.map((row) => [row, new Map(Object.entries(before.cells[row] ?? {}))] as const));
  const placeOf = new Map<string, number>();
  for (const [place, { row, column, value = null }] of (cells ?? []).entries()) {
    const own = row ?? (rows.length === 1 ? rows[0] : undefined);
    const figuresOfRow = figures.get(own ?? "");
    const definition = columns.find(({ number }) => number === column);
    if (!figuresOfRow)
      wrong("cells", place, "row", own === undefined ? messages.rowNeeded(rows) : messages.noSuchRow(own, rows));
    if (!definition)
      wrong(
        "cells",
        place,
        "column",
        messages.noSuchColumn(
          column,
          columns.map(({ number }) => number),
        ),
      );
    if (!figuresOfRow || !definition) continue;
    const key = `${own} ${column}`;
    if (placeOf.has(key)) wrong("cells", place, "column", messages.givenTwice(column));
    placeOf.set(key, place);
    const message = value === null ? undefined : againstColumn(definition, value, snapshot);
    if (value === null) figuresOfRow.delete(column);
    else if (message) wrong("cells", place, "value", message);
    else figuresOfRow.set(column, value);
  }
  if (mistakes.length === 0) {
    for (const [row, figuresOfRow] of figures) {
      for (const column of columns) {
        const message = againstFormula(column, figuresOfRow);
        if (!message) continue;
        // The sum itself, or else the figure it is made of that was entered last.
        const place = placeOf.get(`${row} ${column.number}`) ?? lastPlaceOf(row, placeOf);
        if (place !== undefined) wrong("cells", place, "value", message);
      }
    }
  }

  const words = new Map(Object.entries(before.words));
  const codes = form.parts.map(({ code }) => code);
  const given = new Set<string>();
  for (const [place, { code, textVi }] of (parts ?? []).entries()) {
    if (!codes.includes(code)) wrong("parts", place, "code", messages.noSuchPart(code, codes));
    else if (given.has(code)) wrong("parts", place, "code", messages.givenTwice(code));
    given.add(code);
    const tidy = textVi?.normalize("NFC").trim() || null;
    if (tidy === null) words.delete(code);
    else if (tidy.length > LONGEST_WORDS) wrong("parts", place, "textVi", messages.tooLong(LONGEST_WORDS));
    else words.set(code, tidy);
  }
  const filled = [...figures].filter(([, figuresOfRow]) => figuresOfRow.size > 0);
  const after = {
    cells: Object.fromEntries(filled.map(([row, figuresOfRow]) => [row, Object.fromEntries(figuresOfRow)])),
    words: Object.fromEntries(words),
  };
  return { after, mistakes };
}

/** The same as an act and a question tell them. */
export const mistakesOfEntry = (mistakes: readonly EntryMistake[]): UserError[] =>
  mistakes.map(({ list, place, field, message }) => userError("INVALID", [list, `${place}`, field], message));

const lastPlaceOf = (row: string, placeOf: ReadonlyMap<string, number>): number | undefined =>
  [...placeOf].filter(([key]) => key.startsWith(`${row} `)).at(-1)?.[1];

/** Why a column never takes a figure, whatever stands beside it: a draft may be incomplete, and is of the right kind. */
function againstColumn(
  { number, mayBeNegative, metric: code, holds }: ColumnDefinition,
  value: number,
  { metrics }: Pick<Snapshot, "metrics">,
): LocalizedMessage | undefined {
  if (value < 0 && !mayBeNegative) return messages.belowZero(number, value);
  const metric = code === null ? undefined : metrics.all().find((each) => each.code === code);
  const blank = { value: null, numerator: null, denominator: null };
  return metric && mistakesIn(metric, { ...blank, [PART_OF[holds]]: value })[0]?.message;
}

const PART_OF = { VALUE: "value", NUMERATOR: "numerator", DENOMINATOR: "denominator" } as const;

const formulaOf = ({ formula, number }: ColumnDefinition): Formula | null =>
  formula === null ? null : parseFormula(formula, number);

/** What the formula of a column gives: undefined while a figure is missing, null where it divides by 0. */
function expectedOf(
  column: ColumnDefinition,
  figures: (number: string) => number | undefined,
): number | null | undefined {
  const formula = formulaOf(column);
  const found = formula ? evaluate(formula, figures) : undefined;
  if (formula === null || found === undefined) return undefined;
  if (found === null) return null;
  return rounded(found, divides(formula) ? RATE_DECIMALS : EXACT_DECIMALS);
}

/** As many as figures are kept with. */
const EXACT_DECIMALS = 6;

/** Why a figure cannot stand beside those that it is made of. */
function againstFormula(column: ColumnDefinition, figures: ReadonlyMap<string, number>): LocalizedMessage | undefined {
  const entered = figures.get(column.number);
  const formula = formulaOf(column);
  if (entered === undefined || formula === null) return undefined;
  const exact = evaluate(formula, (number) => figures.get(number));
  if (exact === undefined) return undefined;
  if (exact === null) return messages.dividesByZero(column.number, column.formula ?? "");
  const expected = rounded(exact, divides(formula) ? RATE_DECIMALS : EXACT_DECIMALS);
  if (entered === expected || compareExactly(exactly(entered), exact) === 0) return undefined;
  return messages.otherThanFormula(column.number, column.formula ?? "", entered, expected);
}

/** What was entered row by row, with what formulas give for it. */
export const rowsOf = (
  { definition, rows }: { definition: FormDefinition; rows: readonly { code: string }[] },
  { cells }: AnswerContent,
) =>
  rows.map(({ code }) => {
    const figures = cells[code] ?? {};
    const ofRow = enteredIn(definition).map((column) => ({
      column: column.number,
      value: figures[column.number] ?? null,
      computed: expectedOf(column, (number) => figures[number]) ?? null,
    }));
    return { row: code || null, cells: ofRow };
  });

/** How much of a form is answered. */
export interface Extent {
  asked: number;
  given: number;
  /** All figures, and all parts in words. */
  complete: boolean;
}

/** A rate of 0 of 0 has no figure, and none is missing. */
export function extentOf(form: FormDefinition, rows: readonly string[], { cells, words }: AnswerContent): Extent {
  const columns = enteredIn(form);
  const asked = rows.length * columns.length;
  const given = rows.reduce((sum, row) => {
    const figures = cells[row] ?? {};
    const isSettled = (column: ColumnDefinition) =>
      figures[column.number] !== undefined || expectedOf(column, (number) => figures[number]) === null;
    return sum + columns.filter(isSettled).length;
  }, 0);
  return { asked, given, complete: given === asked && form.parts.every(({ code }) => words[code] !== undefined) };
}

export const isBlank = ({ cells, words }: AnswerContent): boolean =>
  Object.keys(cells).length === 0 && Object.keys(words).length === 0;

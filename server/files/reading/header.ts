import { nameKey } from "../../core/text/fold.js";
import { cut, type LocalizedMessage } from "../../core/text/localized-message.js";
import { nearestNames } from "../../core/text/nearest-names.js";
import * as messages from "../files.messages.js";
import type { Cells } from "./content.js";
import { oldLettersIn } from "./old-letters.js";
import { ImportRefused, type Problem, type ProblemCode, type Problems } from "./problems.js";

/** Which columns a file has, and how its header may call them. */
export interface Columns {
  /** Those that every header has. */
  columns: readonly string[];
  /** Those that may be left out: then the file says nothing of them. */
  optional?: readonly string[];
  /** Of these at least one has to be there. */
  anyOf?: readonly string[];
  /** What else a header may call a column, in Vietnamese. */
  headers?: Readonly<Record<string, string>>;
  /** Headers of further columns that may be there, and say nothing. */
  passedOver?: readonly string[];
}

/** No table has nearly as many columns. */
export const WIDEST = 1000;
/** How many rows are looked at for the header: a title, a day and who signs may stand above it. */
export const MOST_ABOVE = 30;

/** What the header of a table may look like. */
export class Header {
  readonly #byName: ReadonlyMap<string, string>;
  readonly #passedOver: ReadonlySet<string>;
  /** Everything that it may call a column. */
  readonly names: readonly string[];
  readonly #all: readonly string[];

  constructor(private readonly wanted: Columns) {
    const { columns, optional = [], headers = {}, passedOver = [] } = wanted;
    this.#all = [...columns, ...optional];
    this.names = [...this.#all, ...Object.values(headers)];
    const called = Object.entries(headers).map(([name, header]) => [nameKey(header), name] as const);
    this.#byName = new Map([...called, ...this.#all.map((name) => [nameKey(name), name] as const)]);
    this.#passedOver = new Set(passedOver.map(nameKey));
  }

  /** How many columns a row names, those that are passed over as well. */
  knownIn(cells: readonly string[]): number {
    return new Set(
      cells.flatMap((cell) => this.#columnOf(cell) ?? (this.#isPassedOver(cell) ? nameKey(shown(cell)) : [])),
    ).size;
  }

  /** Whether a row is a header, and not one of a guide that explains a column a row. */
  isIn(cells: readonly string[]): boolean {
    const known = this.knownIn(cells);
    const filled = cells.filter((cell) => cell.trim() !== "").length;
    return this.#lacking(new Set(cells.map((cell) => this.#columnOf(cell)))).length === 0 && 2 * known >= filled;
  }

  /** Which of the first rows is the header: the one that names most columns, in whatever letters. */
  choose(rows: readonly (readonly string[])[]): { at: number; known: number } {
    const known = rows.map((cells) => this.knownIn(cells));
    const most = Math.max(0, ...known);
    if (most > 0) return { at: known.indexOf(most), known: most };
    const old = rows.findIndex((cells) => oldLettersIn(cells, this.names));
    return { at: Math.max(old, 0), known: 0 };
  }

  /** Where each column stands; a header that is none of this table is refused in one sentence. */
  placesIn(file: string, header: Cells): ReadonlyMap<string, number> {
    const { cells, line, sheet } = header;
    const refuse = (
      column: string,
      code: ProblemCode,
      value: string,
      message: LocalizedMessage,
      nearest: string[] = [],
    ) => {
      const problem: Problem = { file, line, column: cut(column), code, value: cut(value), message, nearest };
      throw new ImportRefused([problem]);
    };
    const wrong = cells.length > WIDEST ? messages.tooWide(WIDEST) : oldLettersIn(cells, this.names);
    if (wrong) refuse("", "UNREADABLE_FILE", "", wrong);
    const places = new Map<string, number>();
    const [unknown, twice]: [string[], string[]] = [[], []];
    for (const [place, cell] of cells.entries()) {
      const text = shown(cell);
      if (text === "") continue;
      const column = this.#columnOf(cell);
      if (column === undefined) unknown.push(...(this.#isPassedOver(cell) ? [] : [text]));
      else if (places.has(column)) twice.push(text);
      else places.set(column, place);
    }
    const missing = this.#lacking(places);
    if (missing.length + unknown.length + twice.length === 0) return places;
    const message = messages.wrongHeader(
      cells.map(shown),
      { line, sheet },
      { missing, unknown, twice },
      this.#all,
      this.wanted.headers ?? {},
    );
    const read = cells.map(shown).join(", ");
    const absent = this.#all.filter((column) => !places.has(column));
    const [only] = [...unknown, ...twice, ...missing];
    if (unknown.length === 1 && missing.length <= 1 && twice.length === 0)
      refuse(only ?? "", "UNKNOWN_COLUMN", only ?? "", message, nearestNames(only ?? "", this.#calledOf(absent)));
    if (unknown.length === 0 && missing.length + twice.length === 1)
      refuse(only ?? "", missing.length === 1 ? "MISSING_COLUMN" : "DUPLICATE", only ?? "", message);
    const code = missing.length > 0 ? "MISSING_COLUMN" : unknown.length > 0 ? "UNKNOWN_COLUMN" : "DUPLICATE";
    refuse("", code, read, message);
    return places;
  }

  #columnOf(cell: string): string | undefined {
    return this.#byName.get(nameKey(shown(cell)));
  }

  #isPassedOver(cell: string): boolean {
    return this.#passedOver.has(nameKey(shown(cell)));
  }

  /** Which columns are needed and not there. */
  #lacking(there: { has(column: string): boolean }): string[] {
    const { columns, anyOf = [] } = this.wanted;
    const missing = columns.filter((column) => !there.has(column));
    const hasAny = anyOf.length === 0 || anyOf.some((column) => there.has(column));
    return hasAny ? missing : [...missing, anyOf[0] ?? ""];
  }

  #calledOf(columns: readonly string[]): string[] {
    const { headers = {} } = this.wanted;
    return columns.flatMap((column) => [column, headers[column] ?? []].flat());
  }
}

/** A cell of a header as the file has it. */
export const shown = (cell: string): string => cell.normalize("NFC").trim();

/** The places up to the last cell that says something: programs write empty ones after it. */
export function withoutBlankEnd(cells: readonly string[]): string[] {
  let end = cells.length;
  while (end > 0 && (cells[end - 1] ?? "").trim() === "") end -= 1;
  return cells.slice(0, end);
}

/** A value in a column that the header does not name: told once for the column. */
export function tellUnnamed(problems: Problems, file: string, line: number, place: number, value: string): void {
  if (!problems.isFirst(`unnamed ${place}`)) return;
  problems.add({
    ...{ file, line, column: "", code: "INCONSISTENT", value: cut(value), nearest: [] },
    message: messages.valueWithoutHeader,
  });
}

import { cut } from "../../../core/text/localized-message.js";
import type { Cells } from "../content.js";
import { tellUnnamed, WIDEST, withoutBlankEnd } from "../header.js";
import type { Problems } from "../problems.js";
import { type CellValue, cellValue } from "./cell-value.js";
import { LONGEST_TEXT, TextCollector, type Workbook } from "./parts.js";
import { noPlace } from "./unreadable.js";

/** Excel has no more. */
const [MOST_COLUMNS, MOST_ROWS] = [16_384, 1_048_576];
const WHOLE = /^\d{1,7}$/;

/** Hears a sheet, and makes rows of it, from its header on; without a header of all of it. */
export class SheetHearer {
  /** Of the row that is heard. */
  line = 0;
  #rows: Cells[] = [];
  #cells: string[] = [];
  #unreadable = new Set<number>();
  #column = -1;
  /** The columns of this row that have had their cell. */
  readonly #filled = new Set<number>();
  #type = "";
  #style = "0";
  #value = "";
  #isValue = false;
  #hasFormula = false;
  readonly #text = new TextCollector();

  constructor(
    private readonly workbook: Workbook,
    private readonly file: string,
    private readonly problems: Problems,
    private readonly header?: Cells,
  ) {}

  /** The rows that were heard since they were taken last. */
  take(): Cells[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    if (tag === "row") {
      this.line = this.#rowAt(attributes.r);
      this.#cells = [];
      this.#filled.clear();
      this.#unreadable = new Set();
      this.#column = -1;
    } else if (tag === "c") {
      this.#column = this.#columnAt(attributes.r);
      this.#type = attributes.t ?? "n";
      this.#style = attributes.s ?? "0";
      this.#value = "";
      this.#hasFormula = false;
      this.#text.begin();
    } else if (tag === "v") this.#isValue = true;
    else if (tag === "f") this.#hasFormula = true;
    else this.#text.open(tag);
  }

  text(text: string): void {
    if (!this.#isValue) this.#text.add(text);
    else if (this.#value.length < LONGEST_TEXT) this.#value += text.slice(0, LONGEST_TEXT);
  }

  close(tag: string): void {
    if (tag === "v") this.#isValue = false;
    else if (tag === "c") this.#place();
    else if (tag === "row") this.#end();
    else this.#text.close(tag);
  }

  /** Where a row stands: where it says, after all that came before, or next. */
  #rowAt(given: string | undefined): number {
    const row = given === undefined ? this.line + 1 : WHOLE.test(given) ? Number(given) : 0;
    if (row <= this.line || row > MOST_ROWS) throw noPlace("row", given ?? `${row}`, this.line);
    return row;
  }

  /** Which column a cell stands in: in that which it says, or next; no other cell of the row is there. */
  #columnAt(given: string | undefined): number {
    const [, letters = "", row] = /^([A-Z]{1,3})(\d{1,7})$/.exec(given ?? "") ?? [];
    const column = given === undefined ? this.#column + 1 : columnOf(letters);
    const isHere = given === undefined || Number(row) === this.line;
    if (!isHere || column < 0 || column >= MOST_COLUMNS || this.#filled.has(column))
      throw noPlace("cell", given ?? `${column + 1}`, this.line);
    this.#filled.add(column);
    return column;
  }

  #place(): void {
    // What stands above the header, and it itself, has been read.
    if (this.header && this.line <= this.header.line) return;
    const { texts, styles, since1904 } = this.workbook;
    // A file without styles may say that cells have the first one.
    const shown =
      this.#style === "0" ? (styles[0] ?? "NUMBER") : WHOLE.test(this.#style) ? styles[Number(this.#style)] : undefined;
    const raw = { type: this.#type, shown, value: this.#value, text: this.#text.text, hasFormula: this.#hasFormula };
    const value: CellValue = cellValue(raw, texts, since1904);
    if (value === "") return;
    if (this.header && this.#column >= this.header.cells.length) {
      if (typeof value !== "string" || value.trim() !== "")
        tellUnnamed(this.problems, this.file, this.line, this.#column, typeof value === "string" ? value : value.value);
      return;
    }
    // That a header is too wide is known by one cell more.
    const place = Math.min(this.#column, WIDEST);
    while (this.#cells.length < place) this.#cells.push("");
    if (typeof value !== "string") {
      this.#unreadable.add(place);
      this.#problem("UNREADABLE_CELL", value.value, value.wrong);
    }
    this.#cells[place] = typeof value === "string" ? value : "";
  }

  #problem(code: "UNREADABLE_CELL", value: string, message: { en: string; vi: string }): void {
    const column = this.header?.cells[this.#column]?.trim() ?? "";
    this.problems.add({ file: this.file, line: this.line, column, code, value: cut(value), message, nearest: [] });
  }

  #end(): void {
    if (this.#cells.every((cell) => cell.trim() === "") && this.#unreadable.size === 0) return;
    const cells = this.header ? this.#cells : withoutBlankEnd(this.#cells);
    this.#rows.push({ cells, line: this.line, unreadable: this.#unreadable });
  }
}

/** "AB" → 27. */
const columnOf = (letters: string): number =>
  Array.from(letters).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;

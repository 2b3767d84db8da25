import type { LocalizedMessage } from "../../core/text/localized-message.js";
import * as messages from "../files.messages.js";
import type { Cells } from "./content.js";
import { WIDEST, withoutBlankEnd } from "./header.js";
import { ownText } from "./own-text.js";

/** Longer than any cell that is kept; of one that never ends only so much is held. */
const LONGEST_ROW = 1_000_000;

/** Why a text is no table, and the line of the row that is none. */
export class NoTable extends Error {
  constructor(
    readonly sentence: LocalizedMessage,
    readonly line: number,
  ) {
    super(sentence.en);
  }
}

const [QUOTE, LINE_FEED, RETURN] = [34, 10, 13];
const LINE_ENDS = /\r\n?|\n/g;

/**
 * Makes rows of a text that comes in parts, as RFC 4180 has them, with any line ends. Each sign is looked at once or
 * twice, and nothing is held but the row that has begun. The first row is the header: no other says more than it has
 * columns, and blank cells after its last name are none. Rows of blank cells are left out.
 */
export class CsvRows {
  /** How many lines its quoted cells have added to it. */
  #more = 0;
  #cells: string[] = [];
  #isBlank = true;
  /** How long it is, without what is still to be read. */
  #length = 0;
  /** What has begun and is not a whole cell yet. */
  #rest = "";
  /** How many cells each row has; of the header that is not known before its end. */
  #width: number | undefined;
  #found: Cells[] = [];

  /** The line on which the row begins that is read. */
  #line: number;

  constructor(
    private readonly separator: string,
    firstLine = 1,
  ) {
    this.#line = firstLine;
  }

  get line(): number {
    return this.#line;
  }

  /** Reads on; answers the rows that have ended. */
  read(part: string): Cells[] {
    return this.#read(this.#rest + part, false);
  }

  /** The last row, which may have no line end. */
  end(): Cells[] {
    return this.#read(this.#rest, true);
  }

  /** The rows that have ended, of a text that is no table from there on. */
  taken(): Cells[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #read(text: string, isLast: boolean): Cells[] {
    const separator = this.separator.charCodeAt(0);
    let at = 0;
    for (;;) {
      if (this.#cells.length === 0) at = this.#skipEmpty(text, at);
      const end = text.charCodeAt(at) === QUOTE ? this.#endOfQuoted(text, at, isLast) : endOfPlain(text, at, separator);
      const sign = text.charCodeAt(end);
      // Whether a line feed belongs to a return, and what follows a quotation mark, is not known before it is there.
      const isWhole = end < text.length && !(sign === RETURN && end + 1 === text.length);
      if (!isWhole && !isLast) break;
      if (end === text.length && end === at && this.#cells.length === 0) {
        at = end;
        break;
      }
      if (sign === QUOTE) throw this.#wrongQuote();
      this.#endCell(text, at, end);
      const isReturn = sign === RETURN && text.charCodeAt(end + 1) === LINE_FEED;
      const next = Math.min(text.length, end + (isReturn ? 2 : 1));
      this.#length += next - at;
      at = next;
      if (sign !== separator) this.#endRow();
      if (end >= text.length) break;
    }
    this.#rest = text.slice(at);
    this.#mindLength(this.#length + this.#rest.length);
    return this.taken();
  }

  /** Passes over lines without any cell. */
  #skipEmpty(text: string, start: number): number {
    for (let at = start; ; at += 1) {
      const sign = text.charCodeAt(at);
      const next = text.charCodeAt(at + 1);
      // A return at the end of a part may have its line feed in the next one.
      if (sign !== LINE_FEED && (sign !== RETURN || Number.isNaN(next))) return at;
      if (sign === LINE_FEED || next !== LINE_FEED) this.#line += 1;
    }
  }

  /** Where a cell in quotation marks ends; beyond the text: it has not ended. */
  #endOfQuoted(text: string, start: number, isLast: boolean): number {
    for (let from = start + 1; ; from += 2) {
      from = text.indexOf('"', from);
      if (from < 0 && isLast) throw this.#wrong(messages.quoteNotClosed);
      if (from < 0) return text.length;
      if (text.charCodeAt(from + 1) === QUOTE) continue;
      const sign = text.charCodeAt(from + 1);
      const isEnd = Number.isNaN(sign) || sign === LINE_FEED || sign === RETURN || text[from + 1] === this.separator;
      if (!isEnd) throw this.#wrongQuote();
      return from + 1;
    }
  }

  #endCell(text: string, start: number, end: number): void {
    const cells = this.#cells;
    const most = this.#width ?? WIDEST;
    if (start === end) {
      if (cells.length < most) cells.push("");
      return;
    }
    const isQuoted = text.charCodeAt(start) === QUOTE;
    const cell = isQuoted ? text.slice(start + 1, end - 1).replaceAll('""', '"') : text.slice(start, end);
    if (isQuoted) this.#more += cell.match(LINE_ENDS)?.length ?? 0;
    const isBlank = cell.trim() === "";
    if (!isBlank) this.#isBlank = false;
    if (cells.length < most) cells.push(ownText(cell));
    else if (!isBlank) throw this.#tooManyCells(cell);
  }

  #tooManyCells(cell: string): NoTable {
    return this.#wrong(
      this.#width === undefined ? messages.tooWide(WIDEST) : messages.cellBehindHeader(cell, this.#width),
    );
  }

  #endRow(): void {
    this.#mindLength(this.#length);
    if (!this.#isBlank) {
      if (this.#width === undefined) {
        this.#cells = withoutBlankEnd(this.#cells);
        this.#width = this.#cells.length;
      }
      if (this.#cells.length < this.#width) throw this.#tooFewCells(this.#cells.length, this.#width);
      this.#found.push({ cells: this.#cells, line: this.#line });
    }
    this.#line += 1 + this.#more;
    this.#more = 0;
    this.#length = 0;
    if (this.#isBlank) this.#cells.length = 0;
    else this.#cells = [];
    this.#isBlank = true;
  }

  #wrong(sentence: LocalizedMessage): NoTable {
    return new NoTable(sentence, this.#line);
  }

  #tooFewCells(cells: number, columns: number): NoTable {
    return this.#wrong(messages.tooFewCells(cells, columns));
  }

  #wrongQuote(): NoTable {
    return this.#wrong(messages.quoteWithinCell);
  }

  #mindLength(length: number): void {
    if (length <= LONGEST_ROW) return;
    throw this.#wrong(messages.rowTooLong(LONGEST_ROW));
  }
}

/** Where a cell without quotation marks ends, or has one. */
function endOfPlain(text: string, start: number, separator: number): number {
  let end = start;
  for (; end < text.length; end += 1) {
    const sign = text.charCodeAt(end);
    if (sign === separator || sign === LINE_FEED || sign === RETURN || sign === QUOTE) break;
  }
  return end;
}

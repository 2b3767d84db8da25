import { CsvRows, NoTable } from "./csv.js";
import { type Header, MOST_ABOVE } from "./header.js";

/** Where the table of a text begins, and how it is written. */
export interface TextTable {
  /** Where its header begins, and on which line. */
  at: number;
  line: number;
  separator: string;
  /** What the header says. */
  cells: readonly string[];
}

/** What separates cells: Excel takes semicolons where numbers have a decimal comma, and tabs in UTF-16. */
const SEPARATORS = [",", ";", "\t", "|"];
/** By this first line a text tells spreadsheets what its separator is. */
const DECLARED = /^"?sep=([^\r\n"])"?[;,\t]*(?:\r\n?|\n|$)/i;
/** Cells of a header may be written on several lines. */
const MOST_LINES = 10;

/** Finds the header in the beginning of a text: the row that names most columns, by whatever separator. */
export function tableIn(text: string, header: Header): TextTable {
  const declared = DECLARED.exec(text);
  const start = declared?.[0].length ?? 0;
  const given = declared?.[1] === undefined ? [] : [declared[1]];
  const separators = [...new Set([...given, ...SEPARATORS])];
  const found: TextTable[] = [];
  let line = declared ? 2 : 1;
  let at = start;
  for (let rows = 0; at < text.length && rows <= MOST_ABOVE; line += 1) {
    const end = endOfLine(text, at);
    if (text.slice(at, end).trim() !== "") {
      rows += 1;
      for (const separator of separators) {
        const cells = rowAt(text, at, separator);
        if (cells) found.push({ at, line, separator, cells });
      }
    }
    at = end;
  }
  const { at: chosen, known } = header.choose(found.map(({ cells }) => cells));
  const first = found[0];
  // Of a table that is none of these, what looks like its separator.
  const usual =
    known > 0
      ? chosen
      : Math.max(
          0,
          found.findIndex((each) => each.at === first?.at && each.cells.length > 1),
        );
  const table = found[known > 0 || chosen > 0 ? chosen : usual];
  return table ?? { at: start, line: declared ? 2 : 1, separator: separators[0] ?? ",", cells: [] };
}

/** The row that begins here, if there is one. */
function rowAt(text: string, at: number, separator: string): readonly string[] | undefined {
  let end = at;
  for (let lines = 0; lines < MOST_LINES && end < text.length; lines += 1) {
    end = endOfLine(text, end);
    try {
      const rows = new CsvRows(separator);
      const [first] = [...rows.read(text.slice(at, end)), ...rows.end()];
      return first?.cells;
    } catch (error) {
      if (!(error instanceof NoTable)) throw error;
      if (!text.slice(at, end).includes('"')) return undefined;
    }
  }
  return undefined;
}

/** Where the next line begins. */
function endOfLine(text: string, at: number): number {
  LINE_END.lastIndex = at;
  return LINE_END.test(text) ? LINE_END.lastIndex : text.length;
}

const LINE_END = /\r\n?|\n/g;

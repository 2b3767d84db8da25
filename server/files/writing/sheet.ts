import { keepingApostrophes, looksLikeFormula } from "../../core/text/formula-guard.js";
import type { Cell, Column, Line } from "./table.js";

/** Where each kind of cell stands among the styles of `workbook.ts`. */
const STYLE = { HEADER: 1, TEXT: 2, FORMULA_LIKE: 3, DAY: 4, NUMBER: 0 } as const;

/** No cell of Excel holds more: it would take the whole file for a broken one. */
const LONGEST_TEXT = 32_767;
const [NARROWEST, WIDEST] = [10, 60];
/** As many rows as a sheet of Excel has. */
export const MOST_ROWS = 1_048_576;
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** The beginning of a sheet, up to its lines: columns as wide as the first of them need, the header held in place. */
export function sheetBegin(columns: readonly Column[], lines: readonly Line[], isFirst: boolean): string {
  const widths = columns.map(({ header }, i) => widthOf([header, ...lines.map((line) => line[i] ?? null)]));
  const cols = columns.map(
    ({ holds }, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${widths[i]}" style="${STYLE[holds]}" customWidth="1"/>`,
  );
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}"><sheetViews>` +
    `<sheetView${isFirst ? ' tabSelected="1"' : ""} workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${cols.join("")}</cols><sheetData>` +
    `<row r="1">${columns.map(({ header }, i) => textCell(`${letters(i)}1`, header, STYLE.HEADER)).join("")}</row>`
  );
}

/** The rest of it; `lastRow` is the number of the last line, `offers` what its columns offer. */
export const sheetEnd = (columns: readonly Column[], lastRow: number, offers = ""): string =>
  `</sheetData><autoFilter ref="A1:${letters(columns.length - 1)}${lastRow}"/>${offers}</worksheet>`;

export function rowOf(line: Line, columns: readonly Column[], row: number): string {
  let cells = "";
  for (const [i, cell] of line.entries()) {
    if (cell !== null) cells += cellOf(`${letters(i)}${row}`, cell, columns[i]?.holds ?? "TEXT");
  }
  return `<row r="${row}">${cells}</row>`;
}

function cellOf(at: string, cell: NonNullable<Cell>, holds: Column["holds"]): string {
  if (typeof cell === "number") return `<c r="${at}"><v>${cell}</v></c>`;
  const serial = holds === "DAY" ? serialOf(cell) : null;
  if (serial !== null) return `<c r="${at}" s="${STYLE.DAY}"><v>${serial}</v></c>`;
  return textCell(at, keepingApostrophes(cell), looksLikeFormula(cell) ? STYLE.FORMULA_LIKE : STYLE.TEXT);
}

/**
 * A text is never a formula, whatever it begins with; the style keeps it one when somebody edits the cell. So it needs
 * no apostrophe; one of its own that the import would take away gets another.
 */
const textCell = (at: string, text: string, style: number): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${inXml(text)}</t></is></c>`;

const DAY_MS = 86_400_000;
const DAY_0 = Date.UTC(1899, 11, 30);
/** Before 1 March 1900 Excel counts a day that there never was. */
const FIRST_SERIAL = 61;

/** A day as Excel counts it; null for one that it cannot tell. */
function serialOf(day: string): number | null {
  const serial = (Date.parse(`${day}T00:00:00Z`) - DAY_0) / DAY_MS;
  return serial >= FIRST_SERIAL ? serial : null;
}

/** A, B, … Z, AA … as sheets name their columns. */
export const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : "") + String.fromCharCode(65 + (column % 26));

const ESCAPED: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };
/** Everything else is no character to XML. */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
/** What Excel would read as the number of a character. */
const NUMBERED = /_(?=x[0-9a-f]{4}_)/gi;

const inXml = (text: string): string =>
  (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text)
    .replace(NUMBERED, "_x005F_")
    .replace(NOT_IN_XML, "\ufffd")
    .replace(/[&<>\r]/g, (sign) => ESCAPED[sign] ?? sign);

export const inAttribute = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const widthOf = (cells: readonly Cell[]): number =>
  Math.min(
    WIDEST,
    cells.reduce<number>((widest, cell) => Math.max(widest, String(cell ?? "").length + 3), NARROWEST),
  );

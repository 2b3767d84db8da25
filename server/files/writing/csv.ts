import { guarded } from "../../core/text/formula-guard.js";
import type { Cell, Column, Table } from "./table.js";

/** By which Excel knows that the file is UTF-8. */
const BYTE_ORDER_MARK = "\ufeff";

/**
 * A table as Excel with Vietnamese settings opens it by a double click, and as the import reads it again: semicolons
 * between cells, a comma before decimals and nothing between thousands, days as yyyy-mm-dd, which no setting takes for
 * another day. See docs/decisions/18-exports.md.
 */
export async function* csvOf({ columns, pieces }: Pick<Table, "columns" | "pieces">): AsyncGenerator<string> {
  let head = BYTE_ORDER_MARK + recordOf(columns.map(({ header }) => quoted(guarded(header))));
  for await (const lines of pieces) {
    yield head + lines.map((line) => recordOf(line.map((cell, i) => cellOf(cell, columns[i]?.holds)))).join("");
    head = "";
  }
  if (head !== "") yield head;
}

const recordOf = (cells: readonly string[]): string => `${cells.join(";")}\r\n`;

function cellOf(cell: Cell, holds: Column["holds"] | undefined): string {
  if (cell === null) return "";
  if (typeof cell === "number") return inDigits(cell);
  return holds === "DAY" ? cell : quoted(guarded(cell));
}

/** As the import reads it: 1234567,5; never with an exponent. */
export function inDigits(value: number): string {
  const shortest = String(value);
  const plain = shortest.includes("e")
    ? value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 })
    : shortest;
  return plain.replace(".", ",");
}

const quoted = (text: string): string => (/[,;"\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

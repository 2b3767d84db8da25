import { cut, type LocalizedMessage } from "../../../core/text/localized-message.js";
import * as messages from "../../files.messages.js";
import { dayOfSerial } from "../printed.js";

/** How a style shows a number. */
export type Shown = "NUMBER" | "DATE" | "PERCENT";

/** What a cell of a sheet holds, as it is written there. */
export interface RawCell {
  /** s, str, inlineStr, b, e, d, n; blank: n. */
  type: string;
  /** Undefined: its style is not in the file. */
  shown: Shown | undefined;
  value: string;
  /** What stands in the cell itself instead of among the shared texts. */
  text: string;
  hasFormula: boolean;
}

/** The cell as a text cell of a table has it, or what is wrong with it. */
export type CellValue = string | { wrong: LocalizedMessage; value: string };

/** Formats that every workbook knows by number. */
const DATES = [14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47];
const ASIAN_DATES = [50, 51, 52, 53, 54, 55, 56, 57, 58];
const PERCENTS = [9, 10];

/** A format without what it shows as it is: quoted text, escaped letters, colours and conditions. */
const bare = (code: string): string => code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, "");

export const isDateFormat = (id: number, code: string | undefined): boolean =>
  code === undefined ? DATES.includes(id) || ASIAN_DATES.includes(id) : /[dmyhs]/i.test(bare(code));

export const isPercentFormat = (id: number, code: string | undefined): boolean =>
  code === undefined ? PERCENTS.includes(id) : bare(code).includes("%");

const TYPES = ["s", "str", "inlineStr", "b", "e", "d", "n"];
const WHOLE = /^\d{1,9}$/;
const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;
const TRUTHS = new Map([
  ["1", "TRUE"],
  ["true", "TRUE"],
  ["0", "FALSE"],
  ["false", "FALSE"],
]);

export function cellValue(cell: RawCell, texts: readonly string[], since1904: boolean): CellValue {
  const { type, shown, value, text, hasFormula } = cell;
  if (shown === undefined || !TYPES.includes(type)) return notUnderstood(cut(value || text));
  if (type === "inlineStr") return unescaped(text);
  if (type === "e") return holdsError(cut(value));
  if (value === "") return hasFormula && type !== "str" ? notComputed() : "";
  if (type === "s") {
    const shared = WHOLE.test(value) ? texts[Number(value)] : undefined;
    return shared === undefined ? refersToNothing(value) : unescaped(shared);
  }
  if (type === "str") return unescaped(value);
  if (type === "b") return TRUTHS.get(value) ?? notUnderstood(cut(value));
  if (type === "d") return value.replace(/T00:00:00(?:\.0+)?Z?$/, "");
  const number = NUMBER.test(value) ? Number(value) : Number.NaN;
  if (!Number.isFinite(number)) return value;
  if (shown === "DATE") return dayOfSerial(number, since1904) ?? decimal(number);
  return shown === "PERCENT" ? `${decimal(number * 100)}%` : decimal(number);
}

const holdsError = (value: string): CellValue => ({
  value,
  wrong: messages.cellHoldsError(value),
});

/** Taken for a blank, it would be none: something stood there. */
const refersToNothing = (value: string): CellValue => ({
  value: cut(value),
  wrong: messages.cellRefersToNothing,
});

/** Of a kind, or shown in a way, that the file does not explain. */
const notUnderstood = (value: string): CellValue => ({
  value,
  wrong: messages.cellNotUnderstood,
});

const notComputed = (): CellValue => ({
  value: "",
  wrong: messages.formulaNotComputed,
});

/** Signs that XML cannot hold are written by their number. */
const unescaped = (text: string): string =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** A number as it is written in Vietnam, in the fifteen digits that Excel keeps. */
function decimal(number: number): string {
  const rounded = Number(number.toPrecision(15));
  const text = String(rounded);
  if (!text.includes("e")) return text.replace(".", ",");
  return Math.abs(rounded) < 1 ? rounded.toFixed(20).replace(/0+$/, "").replace(".", ",") : BigInt(rounded).toString();
}

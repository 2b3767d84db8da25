import { groupBy, lazily } from "../loading/groups.js";
import { unguarded } from "../text/formula-guard.js";
import { Likeness } from "../text/likeness.js";
import { nearestNames, type Problem, type ProblemCode, type Problems } from "./problems.js";
import { remembered } from "./remembered.js";

/** What the rows of one file share: its name, where each column stands, and what is wrong with it. */
export interface Sheet {
  file: string;
  columns: ReadonlyMap<string, number>;
  problems: Problems;
}

/** One row of a file: its cells by column, and where it stands. Cells keep every character but the outer blanks. */
export class Row {
  #found: Set<string> | undefined;

  constructor(
    readonly line: number,
    private readonly cells: readonly string[],
    private readonly sheet: Sheet,
  ) {}

  /** The cell as printed, or null where it is blank. */
  text(column: string): string | null {
    const cell = this.cells[this.sheet.columns.get(column) ?? -1];
    return cell ? tidy(cell) || null : null;
  }

  /** The cell as printed; a blank one is a problem. */
  required(column: string): string {
    const text = this.text(column);
    if (text === null) this.problem(column, "MISSING_VALUE", "The cell is blank; a value is needed here.");
    return text ?? "";
  }

  /** A number as printed in Vietnam: dots between thousands, a comma before decimals; %, ~ and "khoảng" are signs. */
  number(column: string): number | null {
    const text = this.text(column);
    if (text === null) return null;
    const number = parseNumber(text);
    if (number === null) {
      this.problem(
        column,
        "NOT_A_NUMBER",
        `"${text}" is not a number; write 1.234.567 or 1234567, and 94,22 for a fraction.`,
      );
    }
    return number;
  }

  /** A whole number, such as a number of beds. */
  count(column: string): number | null {
    const number = this.number(column);
    if (number === null || (Number.isInteger(number) && number >= 0)) return number;
    this.problem(column, "NOT_A_NUMBER", `"${this.text(column)}" is not a whole number from 0 on.`);
    return null;
  }

  /** A calendar day, printed d/m/yyyy or written yyyy-mm-dd. */
  day(column: string): string | null {
    const text = this.text(column);
    if (text === null) return null;
    const day = parseDay(text);
    if (day === null)
      this.problem(column, "NOT_A_DATE", `"${text}" is no calendar day; write 2022-10-27 or 27/10/2022.`);
    return day;
  }

  requiredDay(column: string): string {
    this.required(column);
    return this.day(column) ?? "";
  }

  /** One of a fixed set of words. */
  choice<T extends string>(column: string, choices: readonly T[]): T {
    const text = this.required(column);
    const found = choices.find((choice) => choice === text);
    if (found === undefined && text !== "") {
      this.problem(column, "NOT_A_CHOICE", `"${text}" is not one of: ${choices.join(", ")}.`, () =>
        nearestNames(text, choices),
      );
    }
    return (found ?? "") as T;
  }

  /** What the cell names, or a problem with the nearest known names. Blank is null. */
  named<T>(column: string, what: string, known: Names<T>): T | null {
    const text = this.text(column);
    if (text === null) return null;
    const found = known.find(text);
    if (found !== undefined) return found;
    if (known.isAmbiguous(text)) {
      this.problem(column, "AMBIGUOUS_NAME", `"${text}" is the name of more than one ${what}; write the code.`);
    } else this.unknown(column, what, text, known.likeness());
    return null;
  }

  requiredNamed<T>(column: string, what: string, known: Names<T>): T | null {
    this.required(column);
    return this.named(column, what, known);
  }

  unknown(column: string, what: string, value: string, ...known: Parameters<typeof nearestNames>[1][]): void {
    this.problem(column, "UNKNOWN_NAME", `No ${what} is known as "${value}".`, () => nearestNames(value, ...known));
  }

  /** Answers the problem, if it is new and told in full. */
  problem(
    column: string,
    code: ProblemCode,
    message: string,
    nearest = (): readonly string[] => [],
  ): Problem | undefined {
    const { file, problems } = this.sheet;
    // A cell that is read twice has each problem once.
    this.#found ??= new Set();
    if (this.#found.has(`${code} ${column}`)) return undefined;
    this.#found.add(`${code} ${column}`);
    const found = { file, line: this.line, column, code, value: this.text(column) ?? "", message };
    // Likeness is dear to find: only where it is read.
    return problems.add({ ...found, nearest: problems.isFull ? [] : nearest() });
  }
}

const UNBLANK_ASCII = /^[!-~]*$/;

/**
 * The same text always in the same letters (NFC), without outer blanks; most cells are so already. Nor does it keep the
 * apostrophe by which an export tells it apart from a formula.
 */
const tidy = (cell: string): string => unguarded(UNBLANK_ASCII.test(cell) ? cell : cell.normalize("NFC").trim());

/** Notes what each row is about, and reports a row about the same as an earlier one: it would silently win. */
export function onceEach(): (row: Row, column: string, about: string | number | null) => void {
  const firsts = new Map<string | number, Row>();
  return (row, column, about) => {
    if (about === null) return;
    const first = firsts.get(about);
    if (first) row.problem(column, "DUPLICATE", `Line ${first.line} is about the same.`);
    else firsts.set(about, row);
  };
}

/** Names by which something is known: found exactly, never by likeness. */
export interface Names<T> {
  find(text: string): T | undefined;
  /** Known, but of more than one: then it is not found. */
  isAmbiguous(text: string): boolean;
  /** Everything that is known by this text, with the names that say so. */
  claims(text: string): readonly (readonly [name: string, what: T])[];
  all(): Iterable<string>;
  /** For suggestions only. */
  likeness(): Likeness<T>;
}

/** Names as they are written; `key` says which spellings count as the same. */
export function namesOf<T>(
  named: Iterable<readonly [name: string, what: T]>,
  keyOf: (text: string) => string = (text) => text,
): Names<T> {
  const names = [...named];
  const known = groupBy(names, ([name]) => keyOf(name));
  const claims = (text: string) => known.get(keyOf(text)) ?? [];
  const find = (text: string) => {
    const [first, ...others] = claims(text);
    return first && others.every(([, what]) => what === first[1]) ? first[1] : undefined;
  };
  return {
    find: remembered(find),
    isAmbiguous: (text) => claims(text).length > 0 && find(text) === undefined,
    claims,
    *all() {
      for (const [name] of names) yield name;
    },
    likeness: lazily(() => new Likeness(names)),
  };
}

const SIGNS = /^(?:~|khoảng)\s*|\s*%$/g;
const VIETNAMESE = /^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
const PLAIN = /^-?\d+(?:,\d+)?$/;
const DIGITS = /^\d+$/;

export function parseNumber(text: string): number | null {
  if (DIGITS.test(text)) return Number(text);
  const digits = text.trim().replace(SIGNS, "");
  if (!VIETNAMESE.test(digits) && !PLAIN.test(digits)) return null;
  return Number(digits.replaceAll(".", "").replace(",", "."));
}

/** Whether the figure is printed as "about". */
export const isApproximate = (text: string | null): boolean => text !== null && /^(?:~|khoảng)/.test(text);

/** Days come again and again. */
export const parseDay = remembered((text: string): string | null => {
  const printed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const iso = printed ? `${printed[3]}-${printed[2]?.padStart(2, "0")}-${printed[1]?.padStart(2, "0")}` : text;
  return isCalendarDay(iso) ? iso : null;
});

export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

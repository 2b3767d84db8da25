import { groupBy } from "../../core/collections/groups.js";
import { nameKey } from "../../core/text/fold.js";
import { unguarded } from "../../core/text/formula-guard.js";
import { Likeness } from "../../core/text/likeness.js";
import { cut, type LocalizedMessage } from "../../core/text/localized-message.js";
import { nearestNames } from "../../core/text/nearest-names.js";
import { isRecordable } from "../../core/time/point-in-time.js";
import type { Named } from "../files.messages.js";
import * as messages from "../files.messages.js";
import { hasLostLetter } from "./old-letters.js";
import { dayOfSerial, parseDay, parseNumber } from "./printed.js";
import type { Problem, ProblemCode, Problems, Suggestion } from "./problems.js";
import { remembered } from "./remembered.js";

/** What the rows of one file share: its name, where each column stands, and what is wrong with it. */
export interface Sheet {
  file: string;
  columns: ReadonlyMap<string, number>;
  /** The header as the file has it, by which people find a column. */
  header: readonly string[];
  problems: Problems;
  /** Whether a number that stands for a day counts from 1904; a text does not say it. */
  since1904?: boolean | undefined;
}

/** Longer cells are refused: the database keeps no more of a text. */
const LONGEST_CELL = 20_000;
/** What a number needs at the most, blanks and signs included. */
const LONGEST_NUMBER = 40;
/** Beyond it a number is not kept exactly. */
const GREATEST = 1e15;
const NONE: ReadonlySet<number> = new Set();
/** As which spreadsheets keep the days from 1954 on; no year looks like it. */
const DAY_NUMBER = /^[2-9]\d{4}$/;
const DAY_WITH_TIME = /^(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d|[2-9]\d{4},\d)/;

/** One row of a file: its cells by column, and where it stands. Cells keep every character but the outer blanks. */
export class Row {
  #found: Set<string> | undefined;
  #isWrong = false;

  constructor(
    readonly line: number,
    readonly cells: readonly string[],
    readonly sheet: Sheet,
    private readonly unreadable: ReadonlySet<number> = NONE,
  ) {}

  /** The cell as printed, or null where it is blank. */
  text(column: string): string | null {
    const cell = this.cells[this.sheet.columns.get(column) ?? -1];
    if (!cell) return null;
    if (cell.length > LONGEST_CELL) return this.#tooLong(column, LONGEST_CELL);
    return tidy(cell) || null;
  }

  /** Whether the file has a column; of one that was left out it says nothing. */
  says(column: string): boolean {
    return this.sheet.columns.has(column);
  }

  /** A cell that must not be longer than this: a code, a name. */
  short(column: string, most: number): string | null {
    const text = this.text(column);
    return text !== null && text.length > most ? this.#tooLong(column, most) : text;
  }

  #tooLong(column: string, most: number): null {
    this.problem(column, "TOO_LONG", messages.tooLong(most));
    return null;
  }

  /** The cell as printed; a blank one is a problem. */
  required(column: string): string {
    const text = this.text(column);
    if (text === null) {
      if (this.says(column)) this.problem(column, "MISSING_VALUE", messages.blank);
      else this.#onceProblem(column, "MISSING_COLUMN", messages.columnNeeded(column, this.line));
    }
    return text ?? "";
  }

  /** A number as printed in Vietnam: dots between thousands, a comma before decimals; %, ~ and "khoảng" are signs. */
  number(column: string, text = this.text(column)): number | null {
    if (text === null) return null;
    const number = text.length > LONGEST_NUMBER ? null : parseNumber(text);
    if (number === null || Math.abs(number) > GREATEST) {
      this.problem(column, "NOT_A_NUMBER", messages.notANumber(text));
      return null;
    }
    return number;
  }

  /** A whole number, such as a number of beds. */
  count(column: string): number | null {
    const number = this.number(column);
    if (number === null || (Number.isInteger(number) && number >= 0)) return number;
    this.problem(column, "NOT_A_NUMBER", messages.notACount(this.text(column) ?? ""));
    return null;
  }

  /** A calendar day, printed d/m/yyyy or written yyyy-mm-dd; of a workbook also the number that stands for it. */
  day(column: string, text = this.text(column)): string | null {
    if (text === null) return null;
    const { since1904 } = this.sheet;
    const isNumber = DAY_NUMBER.test(text);
    const day = isNumber && since1904 !== undefined ? dayOfSerial(Number(text), since1904) : parseDay(text);
    if (day === null && isNumber) this.#onceProblem(column, "NOT_A_DATE", messages.numberOfDay(text), "");
    else if (day === null && DAY_WITH_TIME.test(text))
      this.#onceProblem(column, "NOT_A_DATE", messages.dayWithTime(text), "");
    else if (day === null) this.problem(column, "NOT_A_DATE", messages.notADay(text));
    else if (!isRecordable(day)) this.problem(column, "NOT_A_DATE", messages.notRecordable(text));
    return day;
  }

  requiredDay(column: string): string {
    return this.day(column, this.required(column) || null) ?? "";
  }

  /** One of a fixed set of words. */
  choice<T extends string>(column: string, choices: readonly T[]): T {
    const text = this.required(column);
    const found = choices.find((choice) => choice === text);
    if (found === undefined && text !== "") {
      this.problem(column, "NOT_A_CHOICE", messages.notOneOf(text, choices), {
        find: () => nearestNames(text, choices),
      });
    }
    return (found ?? "") as T;
  }

  /** One of a fixed set of words, by its code or by what it is called; blank is null. */
  word<T extends string>(column: string, words: Readonly<Record<T, string>>): T | null {
    const text = this.text(column);
    if (text === null) return null;
    const all = Object.entries<string>(words) as [T, string][];
    const found = all.find((names) => names.some((name) => nameKey(name) === nameKey(text)));
    if (found) return found[0];
    const called = all.map(([, name]) => name);
    this.problem(column, "NOT_A_CHOICE", messages.notOneOf(text, called), { find: () => nearestNames(text, called) });
    return null;
  }

  /** What the cell names, or a problem with the nearest known names. Blank is null. */
  named<T>(column: string, what: Named, known: Names<T>, text = this.text(column)): T | null {
    if (text === null) return null;
    const found = known.find(text);
    if (found !== undefined) return found;
    if (known.isAmbiguous(text)) {
      this.problem(column, "AMBIGUOUS_NAME", messages.ofMoreThanOne(what, text));
    } else this.unknown(column, what, text, known);
    return null;
  }

  requiredNamed<T>(column: string, what: Named, known: Names<T>): T | null {
    return this.named(column, what, known, this.required(column) || null);
  }

  unknown(
    column: string,
    what: Named,
    value: string,
    ...known: readonly (Iterable<string> | Pick<Names<unknown>, "likeness">)[]
  ): void {
    const message = hasLostLetter(value) ? messages.lettersLost(value) : messages.notKnown(what, value);
    this.problem(column, "UNKNOWN_NAME", message, {
      find: () => nearestNames(value, ...known.map((names) => ("likeness" in names ? names.likeness.get() : names))),
      async prepare() {
        for (const names of known) if ("likeness" in names) await names.likeness.prepare();
      },
    });
  }

  /** A problem of a whole column, or of all, which other rows have as well: told once, of the first. */
  #onceProblem(column: string, code: ProblemCode, message: LocalizedMessage, where = column): void {
    if (this.sheet.problems.isFirst(`${code} ${where}`)) this.problem(column, code, message);
    this.#isWrong = true;
  }

  /** Whether something is wrong with a cell that was read: what follows from it is not wrong as well. */
  get isWrong(): boolean {
    return this.#isWrong;
  }

  /** Answers the problem, if it is new and told in full. */
  problem(column: string, code: ProblemCode, message: LocalizedMessage, nearest?: Suggestion): Problem | undefined {
    const { file, problems } = this.sheet;
    this.#isWrong = true;
    const place = this.sheet.columns.get(column) ?? -1;
    if (this.unreadable.has(place)) return undefined;
    // A cell that is read twice has each problem once.
    this.#found ??= new Set();
    if (this.#found.has(`${code} ${column}`)) return undefined;
    this.#found.add(`${code} ${column}`);
    const value = cut(this.cells[place] ?? "");
    const shown = this.sheet.header[place] ?? column;
    const found = { file, line: this.line, column: shown, code, value: tidy(value), message };
    return problems.add({ ...found, nearest: [] }, nearest);
  }
}

/** Letters and signs without accents, blanks and apostrophes. */
const PLAIN = /^[!-&(-~]*$/;

/**
 * The same text always in the same letters (NFC), without outer blanks; most cells are so already. Nor does it keep the
 * apostrophe by which an export tells it apart from a formula.
 */
const tidy = (cell: string): string => (PLAIN.test(cell) ? cell : unguarded(cell.normalize("NFC").trim()));

/** Notes what each row is about, and reports a row about the same as an earlier one: it would silently win. */
export function onceEach(): (row: Row, column: string, about: string | number | null) => void {
  const firsts = new Map<string | number, Row>();
  return (row, column, about) => {
    if (about === null) return;
    const first = firsts.get(about);
    if (first) row.problem(column, "DUPLICATE", messages.sameAs(first.line));
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
  /** For suggestions only: made when it is first asked for, and before that while others have their turn. */
  likeness: { get(): Likeness<T>; prepare(): Promise<void> };
}

/** Names as they are written; `key` says which spellings count as the same. */
export function namesOf<T>(
  named: Iterable<readonly [name: string, what: T]>,
  keyOf: (text: string) => string = (text) => text,
): Names<T> {
  const names = [...named];
  const known = groupBy(names, ([name]) => keyOf(name));
  return namesBy(
    (text) => known.get(keyOf(text)) ?? [],
    () => names,
  );
}

function likenessOf<T>(all: () => readonly (readonly [name: string, what: T])[]): Names<T>["likeness"] {
  let made: Likeness<T> | undefined;
  return {
    get() {
      made ??= new Likeness(all());
      return made;
    },
    async prepare() {
      made ??= await Likeness.inTurns(all());
    },
  };
}

/** Names of which somebody else knows who holds them. */
export function namesBy<T>(
  claims: Names<T>["claims"],
  all: () => readonly (readonly [name: string, what: T])[],
  likeness: Names<T>["likeness"] = likenessOf(all),
): Names<T> {
  const find = (text: string) => {
    const [first, ...others] = claims(text);
    return first && others.every(([, what]) => what === first[1]) ? first[1] : undefined;
  };
  return {
    find: remembered(find),
    isAmbiguous: (text) => claims(text).length > 0 && find(text) === undefined,
    claims,
    *all() {
      for (const [name] of all()) yield name;
    },
    likeness,
  };
}

import type { LocalizedMessage } from "../../core/text/localized-message.js";
import { mayGoOn } from "../../core/time/turn.js";

/** One cell that cannot be placed, so that a person finds it and can put it right. */
export interface Problem {
  file: string;
  /** Of a workbook: the sheet that was read. */
  sheet?: string | undefined;
  /** 1 is the header. */
  line: number;
  /** Empty where the file as a whole is meant. */
  column: string;
  code: ProblemCode;
  value: string;
  message: LocalizedMessage;
  /** The nearest known names: suggestions, never taken by themselves. */
  nearest: readonly string[];
}

/** How the nearest known names are found; it takes long where many are known. */
export interface Suggestion {
  find(): readonly string[];
  /** Makes ready what it is found by, while others have their turn. */
  prepare?(): Promise<void>;
}

/** For so many different texts names are suggested: who has more of them needs another file. */
const MOST_SUGGESTED = 200;

export type ProblemCode =
  | "UNKNOWN_COLUMN"
  | "MISSING_COLUMN"
  | "UNKNOWN_NAME"
  | "AMBIGUOUS_NAME"
  | "OTHER_SOURCE"
  | "LOCKED"
  | "NOT_A_NUMBER"
  | "NOT_A_DATE"
  | "NOT_A_CHOICE"
  | "MISSING_VALUE"
  | "DUPLICATE"
  | "INCONSISTENT"
  | "TOO_LONG"
  | "UNDOES_ACT"
  | "UNREADABLE_CELL"
  | "UNREADABLE_FILE"
  | "UNSEEN_CHARACTER";

/** What is wrong in one file, as it is found: the first ones in full, of the rest how many they are. */
export class Problems {
  readonly told: Problem[] = [];
  #count = 0;
  readonly #causes = new Set<string>();
  /** What is told, and has no suggestions yet. */
  readonly #unsuggested: [Problem, Suggestion][] = [];
  readonly #suggested = new Set<string>();

  /** Nobody reads more than `most` at once. */
  constructor(private readonly most = 1000) {}

  /** From here on problems are only counted. */
  get isFull(): boolean {
    return this.told.length >= this.most;
  }

  get areAny(): boolean {
    return this.#count > 0;
  }

  /** Whether a cause is new that is told once, however many cells it spoils. */
  isFirst(cause: string): boolean {
    return this.#causes.size < this.#causes.add(cause).size;
  }

  /** Answers the problem if it is told. */
  add(problem: Problem, nearest?: Suggestion): Problem | undefined {
    this.#count += 1;
    if (this.isFull) return undefined;
    this.told.push(problem);
    if (nearest && (this.#suggested.size < MOST_SUGGESTED || this.#suggested.has(problem.value))) {
      this.#suggested.add(problem.value);
      this.#unsuggested.push([problem, nearest]);
    }
    return problem;
  }

  /** Finds the nearest known names of what is told, one after the other, while others have their turn. */
  async suggest(): Promise<void> {
    for (const [problem, nearest] of this.#unsuggested.splice(0)) {
      await nearest.prepare?.();
      await mayGoOn();
      problem.nearest = nearest.find();
    }
  }

  /** Refuses the file if there is anything wrong with it. */
  async refuse(): Promise<void> {
    if (this.#count === 0) return;
    await this.suggest();
    const byLine = [...this.told].sort((a, b) => a.line - b.line);
    throw new ImportRefused(byLine, this.#count - this.told.length);
  }
}

/** The problems of one file; nothing of that file has been loaded. */
export class ImportRefused extends Error {
  constructor(
    readonly problems: readonly Problem[],
    /** How many problems there are beside these. */
    readonly more = 0,
    /** How many rows were read. */
    readonly rows = 0,
    /** How its letters are written, if that was seen. */
    readonly encoding: Encoding | null = null,
    /** At the edges of how many cells something was dropped that nobody sees. */
    readonly tidiedCells = 0,
  ) {
    const sentences = problems.map(sentenceOf);
    super([...sentences, ...(more > 0 ? [`${problems[0]?.file}: problems not told: ${more}.`] : [])].join("\n"));
  }

  /** The same, with what was seen of the file. */
  of({ rows, encoding, tidiedCells, sheet }: WhatWasRead): ImportRefused {
    const problems = this.problems.map((problem) => ({ ...problem, sheet: problem.sheet ?? sheet ?? undefined }));
    return new ImportRefused(problems, this.more, rows, encoding, tidiedCells);
  }
}

/** What is known of a file, or of a sheet of it, whether it is refused or not. */
interface WhatWasRead {
  rows: number;
  encoding: Encoding | null;
  tidiedCells: number;
  sheet: string | null;
}

const sentenceOf = ({ file, sheet, line, column, message, nearest }: Problem): string =>
  `${file}${sheet === undefined ? "" : `, sheet "${sheet}"`}, line ${line}${column ? `, column "${column}"` : ""}: ${message.en}` +
  (nearest.length > 0 ? ` Nearest known: ${nearest.map((name) => `"${name}"`).join(", ")}.` : "");

/** How the letters of a text are written, as `TextDecoder` calls it. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1258";

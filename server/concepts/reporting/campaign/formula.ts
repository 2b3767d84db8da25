import { exactly, type Fraction, minus, over, plus, times } from "../../provenance/fraction.js";

/** A formula as a form prints it over a column: "(5)=(4)-(3)". */
export type Formula =
  | { kind: "COLUMN"; number: string }
  | { kind: "NUMBER"; value: Fraction }
  | { kind: "OPERATION"; sign: "+" | "-" | "*" | "/"; left: Formula; right: Formula };

const TOKEN = /\s*(\(\d+\)|\d+(?:,\d+)?|[-+*/()])/y;
/** Signs that word processors put in their place. */
const SIGNS: Readonly<Record<string, string>> = { "−": "-", "–": "-", "×": "*", "÷": "/", ":": "/" };

/** The formula of a column, with or without "(5)=" before it; null: it is none. */
export function parseFormula(printed: string, own: string): Formula | null {
  const text = printed.replace(/[−–×÷:]/g, (sign) => SIGNS[sign] ?? sign).trim();
  const [left, right, ...more] = text.split("=").map((side) => side.trim());
  if (more.length > 0 || (right !== undefined && left !== own)) return null;
  const tokens = tokensOf(right ?? left ?? "");
  if (!tokens) return null;
  const parser = new Parser(tokens);
  const found = parser.sum();
  return parser.isAtEnd ? found : null;
}

function tokensOf(text: string): string[] | null {
  const tokens: string[] = [];
  const token = new RegExp(TOKEN);
  while (token.lastIndex < text.length) {
    const [, found] = token.exec(text) ?? [];
    if (found === undefined) return null;
    tokens.push(found);
  }
  return tokens;
}

class Parser {
  #at = 0;

  constructor(private readonly tokens: readonly string[]) {}

  get isAtEnd(): boolean {
    return this.#at === this.tokens.length;
  }

  sum(): Formula | null {
    return this.#chain(["+", "-"], () => this.#product());
  }

  #product(): Formula | null {
    return this.#chain(["*", "/"], () => this.#term());
  }

  #chain(signs: readonly string[], next: () => Formula | null): Formula | null {
    let left = next();
    while (left && signs.includes(this.tokens[this.#at] ?? "")) {
      const sign = this.tokens[this.#at] as "+" | "-" | "*" | "/";
      this.#at += 1;
      const right = next();
      left = right && { kind: "OPERATION", sign, left, right };
    }
    return left;
  }

  #term(): Formula | null {
    const token = this.tokens[this.#at] ?? "";
    this.#at += 1;
    if (/^\(\d+\)$/.test(token)) return { kind: "COLUMN", number: token };
    if (/^\d/.test(token)) return { kind: "NUMBER", value: exactly(Number(token.replace(",", "."))) };
    if (token !== "(") return null;
    const inner = this.sum();
    if (this.tokens[this.#at] !== ")") return null;
    this.#at += 1;
    return inner;
  }
}

/** The columns that it is made of. */
export const columnsIn = (formula: Formula): string[] =>
  formula.kind === "COLUMN"
    ? [formula.number]
    : formula.kind === "NUMBER"
      ? []
      : [...columnsIn(formula.left), ...columnsIn(formula.right)];

export const divides = (formula: Formula): boolean =>
  formula.kind === "OPERATION" && (formula.sign === "/" || divides(formula.left) || divides(formula.right));

/** The columns that a percentage "(6)/(3)*100" is made of; null: it is none. */
export function countsOf(formula: Formula): { numerator: string; denominator: string } | null {
  if (formula.kind !== "OPERATION" || formula.sign !== "*") return null;
  const { left, right } = formula;
  if (left.kind !== "OPERATION" || left.sign !== "/" || right.kind !== "NUMBER") return null;
  const isPercent = right.value.n === 100n * right.value.d;
  if (!isPercent || left.left.kind !== "COLUMN" || left.right.kind !== "COLUMN") return null;
  return { numerator: left.left.number, denominator: left.right.number };
}

/** What it gives: undefined while a figure is missing, null where it divides by 0. */
export function evaluate(
  formula: Formula,
  figure: (number: string) => number | undefined,
): Fraction | null | undefined {
  if (formula.kind === "NUMBER") return formula.value;
  if (formula.kind === "COLUMN") {
    const found = figure(formula.number);
    return found === undefined ? undefined : exactly(found);
  }
  const [left, right] = [evaluate(formula.left, figure), evaluate(formula.right, figure)];
  if (left === undefined || right === undefined) return undefined;
  if (left === null || right === null || (formula.sign === "/" && right.n === 0n)) return null;
  return OPERATIONS[formula.sign](left, right);
}

const OPERATIONS = { "+": plus, "-": minus, "*": times, "/": over };

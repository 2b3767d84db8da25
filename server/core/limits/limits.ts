import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  Lexer,
  parse,
  type SelectionSetNode,
  Source,
  TokenKind,
} from "graphql";
import { Refusal } from "../schema/errors.js";
import type { LocalizedMessage } from "../text/localized-message.js";
import * as messages from "./limits.messages.js";

/** How much a file and everything that is sent beside it may hold, in bytes. */
export const LARGEST_BODY = 1_000_000;
export const LARGEST_UPLOAD = 256 * 2 ** 20;

/** One limit: what it is without a setting, the setting, and what is said to whoever exceeds it. */
interface Limit {
  most: number;
  setting: string;
  exceeded: (most: number) => LocalizedMessage;
}

/**
 * What one request may ask for at the most. Whatever can be counted is counted before anything is executed; the rest
 * while it is. docs/security.md has the same list for those who run a server.
 */
const TABLE = {
  length: { most: 100_000, setting: "LIMIT_LENGTH", exceeded: messages.length },
  tokens: { most: 10_000, setting: "LIMIT_TOKENS", exceeded: messages.tokens },
  depth: { most: 20, setting: "LIMIT_DEPTH", exceeded: messages.depth },
  fields: { most: 1_000, setting: "LIMIT_FIELDS", exceeded: messages.fields },
  expandedFields: { most: 5_000, setting: "LIMIT_EXPANDED_FIELDS", exceeded: messages.expandedFields },
  repetitions: { most: 20, setting: "LIMIT_REPETITIONS", exceeded: messages.repetitions },
  aliases: { most: 100, setting: "LIMIT_ALIASES", exceeded: messages.aliases },
  directives: { most: 50, setting: "LIMIT_DIRECTIVES", exceeded: messages.directives },
  directivesInOnePlace: { most: 4, setting: "LIMIT_DIRECTIVES_IN_ONE_PLACE", exceeded: messages.directivesInOnePlace },
  fragments: { most: 100, setting: "LIMIT_FRAGMENTS", exceeded: messages.fragments },
  variables: { most: 20_000, setting: "LIMIT_VARIABLES", exceeded: messages.variables },
  cost: { most: 200_000, setting: "LIMIT_COST", exceeded: messages.cost },
  possibleCost: { most: 2_000_000, setting: "LIMIT_POSSIBLE_COST", exceeded: messages.possibleCost },
} as const satisfies Record<string, Limit>;

/** Limits that are told elsewhere in words of their own; rates are points of cost in a minute. */
const OTHERS = {
  seconds: { most: 30, setting: "LIMIT_SECONDS" },
  errors: { most: 10, setting: "LIMIT_ERRORS" },
  ratePublic: { most: 60_000_000, setting: "RATE_PUBLIC" },
  rateKey: { most: 120_000_000, setting: "RATE_KEY" },
  rateStaff: { most: 120_000_000, setting: "RATE_STAFF" },
} as const;

const ALL = { ...TABLE, ...OTHERS };
type LimitName = keyof typeof TABLE;
export type Limits = Readonly<Record<keyof typeof ALL, number>>;

const names = Object.keys(ALL) as (keyof Limits)[];

export const DEFAULT_LIMITS = Object.fromEntries(names.map((name) => [name, ALL[name].most])) as Limits;

/** The settings of limits; those that are not given stay as they are. */
export function readLimits(env: NodeJS.ProcessEnv, problems: string[]): Limits {
  const read: Record<keyof Limits, number> = { ...DEFAULT_LIMITS };
  for (const name of names) {
    const { setting } = ALL[name];
    const value = env[setting];
    if (!value) continue;
    if (/^[1-9]\d{0,11}$/.test(value)) read[name] = Number(value);
    else problems.push(`${setting} is "${value}"; it must be a whole number from 1.`);
  }
  return read;
}

/** Refuses what exceeds a limit, and names it. */
export const tooComplex = (name: LimitName, limits: Limits): Refusal =>
  new Refusal("QUERY_TOO_COMPLEX", TABLE[name].exceeded(limits[name]));

/** How much of a document is read and validated in the time in which one value is handed out. */
const CHARACTERS_A_POINT = 2;

/** What reading a document costs that nobody has asked before. */
export const costOfReading = ({ length }: string): number => 1 + length / CHARACTERS_A_POINT;

/** Brackets of all kinds within each other, beyond which parsing itself would be the attack. */
const DEEPEST_BRACKETS = 60;

/**
 * Why a document is refused before anybody validates it; undefined if it is not. What cannot be parsed is left to
 * whoever parses it for good, and has words for it.
 */
export function refusalOfDocument(text: string, limits: Limits): Refusal | undefined {
  const exceeded =
    text.length > limits.length ? "length" : (exceededByTokens(text, limits) ?? exceededByShape(text, limits));
  return exceeded && tooComplex(exceeded, limits);
}

/** Looks at the words and signs as the parser will meet them, so neither comments nor strings can hide a bracket. */
function exceededByTokens(text: string, limits: Limits): LimitName | undefined {
  const lexer = new Lexer(new Source(text));
  let depth = 0;
  try {
    for (let count = 1; lexer.advance().kind !== TokenKind.EOF; count += 1) {
      if (count > limits.tokens) return "tokens";
      const { kind } = lexer.token;
      if (kind === TokenKind.BRACE_L || kind === TokenKind.BRACKET_L || kind === TokenKind.PAREN_L) depth += 1;
      if (kind === TokenKind.BRACE_R || kind === TokenKind.BRACKET_R || kind === TokenKind.PAREN_R) depth -= 1;
      if (depth > DEEPEST_BRACKETS) return "depth";
    }
  } catch {
    // The parser comes no further than this either.
  }
  return undefined;
}

function exceededByShape(text: string, limits: Limits): LimitName | undefined {
  let document: DocumentNode;
  try {
    document = parse(text, { noLocation: true });
  } catch {
    return undefined;
  }
  return new DocumentShape(document, limits).exceeded;
}

/** Counts what a document has of everything that is limited; fragments are followed for the depth alone. */
class DocumentShape {
  exceeded: LimitName | undefined;
  readonly #counts = { fields: 0, aliases: 0, directives: 0 };
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  /** Of a fragment within itself, which validation refuses, it is nothing. */
  readonly #depths = new Map<string, number>();

  constructor(
    document: DocumentNode,
    private readonly limits: Limits,
  ) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition);
    }
    this.#require("fragments", this.#fragments.size);
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
      for (const variable of definition.variableDefinitions ?? []) this.#directives(variable.directives);
      this.#require("variables", definition.variableDefinitions?.length ?? 0);
      this.#directives(definition.directives);
      this.#walk(definition.selectionSet);
    }
    if (this.exceeded) return;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.OPERATION_DEFINITION) this.#require("depth", this.#depthOf(definition.selectionSet));
    }
    for (const name of this.#fragments.keys()) this.#require("depth", this.#depthOfFragment(name));
  }

  #require(name: LimitName, found: number): void {
    if (found > this.limits[name]) this.exceeded ??= name;
  }

  #count(name: "fields" | "aliases" | "directives", more: number): void {
    this.#counts[name] += more;
    this.#require(name, this.#counts[name]);
  }

  #directives(directives: readonly DirectiveNode[] = []): void {
    this.#count("directives", directives.length);
    this.#require("directivesInOnePlace", directives.length);
  }

  #walk({ selections }: SelectionSetNode): void {
    const repetitions = new Map<string, number>();
    for (const selection of selections) {
      if (this.exceeded) return;
      this.#directives(selection.directives);
      if (selection.kind === Kind.FIELD) {
        this.#count("fields", 1);
        if (selection.alias) this.#count("aliases", 1);
      }
      // The same fragment again and again is the same fields again and again.
      const key =
        selection.kind === Kind.INLINE_FRAGMENT
          ? ""
          : `${selection.kind} ${(selection.kind === Kind.FIELD && selection.alias ? selection.alias : selection.name).value}`;
      if (key) repetitions.set(key, (repetitions.get(key) ?? 0) + 1);
      this.#require("repetitions", repetitions.get(key) ?? 0);
      if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet) this.#walk(selection.selectionSet);
    }
  }

  #depthOf({ selections }: SelectionSetNode): number {
    let deepest = 0;
    for (const selection of selections) {
      const depth =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? this.#depthOfFragment(selection.name.value)
          : selection.kind === Kind.INLINE_FRAGMENT
            ? this.#depthOf(selection.selectionSet)
            : 1 + (selection.selectionSet ? this.#depthOf(selection.selectionSet) : 0);
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  }

  #depthOfFragment(name: string): number {
    const known = this.#depths.get(name);
    if (known !== undefined) return known;
    this.#depths.set(name, 0);
    const fragment = this.#fragments.get(name);
    const depth = fragment ? this.#depthOf(fragment.selectionSet) : 0;
    this.#depths.set(name, depth);
    return depth;
  }
}

/** Whether variables hold more values than may be, counted before they are looked at any closer. */
export function hasTooManyValues(variables: Record<string, unknown>, { variables: most }: Limits): boolean {
  const left: unknown[] = [variables];
  let count = 0;
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== "object" || value === null) continue;
    const within = Object.values(value);
    count += within.length;
    if (count > most) return true;
    for (const each of within) if (typeof each === "object" && each !== null) left.push(each);
  }
  return false;
}

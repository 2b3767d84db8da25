import type { ValidationArguments, ValidationError, ValidationOptions } from "class-validator";
import type { LocalizedMessage } from "../text/localized-message.js";
import { isRecordable } from "../time/point-in-time.js";
import * as messages from "./schema.messages.js";
import { FailedChecks, type UserError } from "./user-errors.js";

export const [FIRST_YEAR, LAST_YEAR] = [2000, 2100];
/** Figures are kept to so many decimals, and are as large as those of a file can be. */
export const MOST_DECIMALS = 6;
const LARGEST_FIGURE = 1e15;

type ClassValidator = typeof import("./class-validator.js");

/** What a check looks at: a value, under which name it was given, and what it was given with. */
export type Given = Pick<ValidationArguments, "value" | "property" | "object">;
type Sentence = LocalizedMessage | ((given: Given) => LocalizedMessage);

/** What is applied to a field when the first input is checked. */
type Apply = (validator: ClassValidator, words: ValidationOptions) => PropertyDecorator | readonly PropertyDecorator[];

interface Recorded {
  target: object;
  property: string | symbol;
  sentence: Sentence;
  apply: Apply;
}

const recorded: Recorded[] = [];
/** The prototypes of the classes that have checks. */
const checked = new Set<object>();

/** A check by class-validator, and the sentence in which it refuses. */
const check =
  (sentence: Sentence, apply: Apply): PropertyDecorator =>
  (target, property) => {
    recorded.push({ target, property, sentence, apply });
    checked.add(target);
  };

const sentenceFor = (sentence: Sentence, given: Given): LocalizedMessage =>
  typeof sentence === "function" ? sentence(given) : sentence;

/** It waits for the first input that has checks: no start needs it. */
let validator: ClassValidator | undefined;
let loading: Promise<void> | undefined;

async function load(): Promise<void> {
  validator = await import("./class-validator.js");
}

/** Tells class-validator of the checks that it does not know yet. */
function applyRecorded(loaded: ClassValidator): void {
  for (const { target, property, sentence, apply } of recorded.splice(0)) {
    const message = (given: ValidationArguments) => sentenceFor(sentence, given).en;
    for (const decorator of [apply(loaded, { message, context: { sentence } })].flat()) decorator(target, property);
  }
}

/** Checks an input by the decorators of its class; what it refuses, it refuses at once. A promise only the first time. */
export function checkInput(input: unknown): void | Promise<void> {
  if (typeof input !== "object" || input === null || !hasChecks(input)) return undefined;
  if (validator) {
    applyRecorded(validator);
    return refuse(validator.validateSync(input, OPTIONS));
  }
  loading ??= load();
  return loading.then(() => checkInput(input));
}

// Of a field the first that is wrong: of a list that is too long nothing inside is looked at.
const OPTIONS = { skipMissingProperties: true, forbidUnknownValues: false, stopAtFirstError: true };

function hasChecks(input: object): boolean {
  for (let at = Object.getPrototypeOf(input); at !== null; at = Object.getPrototypeOf(at)) {
    if (checked.has(at)) return true;
  }
  return false;
}

function refuse(errors: readonly ValidationError[]): void {
  if (errors.length > 0) throw new FailedChecks(errors.flatMap((error) => failedIn(error, [])));
}

/** One user error for each check that failed, here or further inside. */
function failedIn(error: ValidationError, above: readonly string[]): UserError[] {
  const { property, value, target = {}, constraints = {}, contexts = {}, children = [] } = error;
  const path = [...above, property];
  const own = Object.keys(constraints).map((name): UserError => {
    const { sentence } = contexts[name] as { sentence: Sentence };
    return { path, code: "INVALID", sentence: sentenceFor(sentence, { value, property, object: target }) };
  });
  return [...own, ...children.flatMap((child) => failedIn(child, path))];
}

/** What is wrong with a value, if anything is, if the rule finds anything; files may be held to the same rule. */
export const Fits = <Value>(name: string, problemOf: (value: Value) => LocalizedMessage | undefined) =>
  check(
    ({ value }) => problemOf(value) as LocalizedMessage,
    ({ ValidateBy }, words) =>
      ValidateBy({ name, validator: { validate: (value) => problemOf(value) === undefined } }, words),
  );

/** A text of so many characters as it is kept: without the blanks around it. `what` is called so in the sentence. */
export function HasLength(least: number, most: number, what: LocalizedMessage): PropertyDecorator {
  const wrong = () => (least === 0 ? messages.textTooLong(what, most) : messages.textOfWrongLength(what, least, most));
  return Fits("hasLength", (text: string) => {
    const { length } = text.trim();
    return length >= least && length <= most ? undefined : wrong();
  });
}

/** A text that is looked for, or names something: no longer than that, blanks included. */
export const IsAtMostLong = (most: number): PropertyDecorator =>
  check(
    ({ property, value }) => messages.argumentTooLong(property, String(value).length, most),
    ({ MaxLength }, words) => MaxLength(most, words),
  );

export const Fulfils = (pattern: RegExp, sentence: Sentence): PropertyDecorator =>
  check(sentence, ({ Matches }, words) => Matches(pattern, words));

/** A list of at least one. */
export const IsNotEmpty = (sentence: Sentence): PropertyDecorator =>
  check(sentence, ({ ArrayNotEmpty }, words) => ArrayNotEmpty(words));

/** A longer list than any that makes sense is a mistake or an attack; `what` is what stands in it. */
export const HasAtMost = (most: number, what: LocalizedMessage): PropertyDecorator =>
  check(
    ({ value }) => messages.tooMany((value as readonly unknown[]).length, what, most),
    ({ ArrayMaxSize }, words) => ArrayMaxSize(most, words),
  );

/** A number from `least` to `most`, both included. */
export const IsBetween = (least: number, most: number, sentence: Sentence = isNotBetween(least, most)) =>
  check(sentence, ({ Min, Max }, words) => [Min(least, words), Max(most, words)]);

const isNotBetween =
  (least: number, most: number) =>
  ({ property, value }: Given): LocalizedMessage =>
    messages.notBetween(property, value, least, most);

export const IsAtLeast = (least: number, sentence: Sentence = isBelow(least)): PropertyDecorator =>
  check(sentence, ({ Min }, words) => Min(least, words));

const isBelow =
  (least: number) =>
  ({ property, value }: Given): LocalizedMessage =>
    messages.tooSmall(property, value, least);

/** Inputs within an input, each checked by the decorators of its own class. */
export const AreChecked = (): PropertyDecorator =>
  check(messages.eachAnObject, ({ ValidateNested }, words) => ValidateNested(words));

/** Whether a figure is kept as it is given. */
export const isKeptWhole = (figure: number): boolean =>
  Number.isInteger(figure) || Number(figure.toFixed(MOST_DECIMALS)) === figure;

/** A year of a plan, a target or a round. */
export const IsYear = (): PropertyDecorator =>
  IsBetween(FIRST_YEAR, LAST_YEAR, messages.notAYear(FIRST_YEAR, LAST_YEAR));

export function IsFigure(): PropertyDecorator {
  const checks = [IsAtLeast(0, ({ value }) => messages.figureBelowZero(value)), IsSignedFigure()];
  return (target, property) => {
    for (const each of checks) each(target, property);
  };
}

/** A figure that may be below 0, such as a difference. */
export function IsSignedFigure(): PropertyDecorator {
  const checks = [
    Fits("isKeptWhole", (figure: number) => (isKeptWhole(figure) ? undefined : messages.figureOfTooManyDecimals)),
    Fits("isNotTooLarge", (figure: number) =>
      Math.abs(figure) <= LARGEST_FIGURE ? undefined : messages.figureTooLarge(LARGEST_FIGURE),
    ),
  ];
  return (target, property) => {
    for (const each of checks) each(target, property);
  };
}

/** A day that goes on record. Those beyond stand for "since ever" and "until further notice" there. */
export const IsRecordedDay = (): PropertyDecorator =>
  Fits("isRecordedDay", (day: string) => (isRecordable(day) ? undefined : messages.dayNotRecordable));

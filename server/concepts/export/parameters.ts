import { badInput, type Refusal } from "../../core/schema/errors.js";
import { readDay } from "../../core/schema/scalars.js";
import { nearestNames } from "../../core/text/nearest-names.js";
import * as messages from "./export.messages.js";

/** What may stand in the address behind `?`, as the list of the same name takes it in GraphQL. */
export interface Parameter<T> {
  /** What it asks for: the sheet of a file says it in Vietnamese, the list of downloads in both languages. */
  titleVi: string;
  titleEn: string;
  /** How often it may be given, and what as: a form is made of it. */
  takes: Takes;
  /** The values in the address, none of them blank; refuses what it cannot take. */
  read(name: string, values: readonly string[]): T;
}

interface Takes {
  isNeeded?: boolean;
  isMany?: boolean;
  holds?: "DAY" | "YEAR";
  choices?: readonly string[];
}

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;
export type GivenTo<P extends Parameters> = { [Name in keyof P]: P[Name] extends Parameter<infer T> ? T : never };

/** More is a mistake or an attack. */
const MOST_VALUES = 100;
const LONGEST_VALUE = 200;

export const word = (titleVi: string, titleEn: string): Parameter<string | null> => ({
  ...{ titleVi, titleEn },
  takes: {},
  read: onlyOne,
});

export const words = (titleVi: string, titleEn: string): Parameter<string[] | null> => ({
  ...{ titleVi, titleEn },
  takes: { isMany: true },
  read: (_, values) => (values.length === 0 ? null : [...values]),
});

export const needed = (titleVi: string, titleEn: string): Parameter<string> => ({
  ...{ titleVi, titleEn },
  takes: { isNeeded: true },
  read: (name, values) => onlyOne(name, values) ?? fail(needsValue(name)),
});

export const dayOf = (titleVi: string, titleEn: string): Parameter<string | null> => ({
  ...{ titleVi, titleEn },
  takes: { holds: "DAY" },
  read(name, values) {
    const value = onlyOne(name, values);
    return value === null ? null : readDay(value);
  },
});

export const year = (titleVi: string, titleEn: string): Parameter<number | null> => ({
  ...{ titleVi, titleEn },
  takes: { holds: "YEAR" },
  read(name, values) {
    const value = onlyOne(name, values);
    if (value === null || /^\d{4}$/.test(value)) return value === null ? null : Number(value);
    throw badInput(messages.notAYear(name, value));
  },
});

export const oneOf = <T extends string>(
  titleVi: string,
  titleEn: string,
  choices: readonly T[],
): Parameter<T | null> => ({
  ...{ titleVi, titleEn },
  takes: { choices },
  read(name, values) {
    const value = onlyOne(name, values);
    return value === null ? null : chosen(name, value, choices);
  },
});

export const someOf = <T extends string>(
  titleVi: string,
  titleEn: string,
  choices: readonly T[],
): Parameter<T[] | null> => ({
  ...{ titleVi, titleEn },
  takes: { choices, isMany: true },
  read: (name, values) => (values.length === 0 ? null : values.map((value) => chosen(name, value, choices))),
});

/** What an address gives a list. A blank value is as good as none; a name that the list does not take is refused. */
export function readGiven<P extends Parameters>(parameters: P, search: URLSearchParams): GivenTo<P> {
  const names = Object.keys(parameters);
  for (const [name, value] of search) {
    if (!names.includes(name)) throw notTaken(name, names);
    if (value.length > LONGEST_VALUE || search.getAll(name).length > MOST_VALUES) throw tooMuch(name);
  }
  const read = Object.entries(parameters).map(([name, parameter]) => {
    const values = search.getAll(name).filter((value) => value.trim() !== "");
    return [name, parameter.read(name, values)] as const;
  });
  return Object.fromEntries(read) as GivenTo<P>;
}

function onlyOne(name: string, values: readonly string[]): string | null {
  const [value = null, ...others] = values;
  if (others.length === 0) return value;
  throw badInput(messages.givenTwice(name));
}

function chosen<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw badInput(messages.notOneOf(name, value, choices));
}

function notTaken(name: string, names: readonly string[]): Refusal {
  const shown = JSON.stringify(name.slice(0, LONGEST_VALUE));
  if (names.length === 0) {
    return badInput(messages.takesNoParameters(shown));
  }
  const [nearest] = nearestNames(name.slice(0, LONGEST_VALUE), names);
  return badInput(messages.takesOtherParameters(shown, nearest, names));
}

const tooMuch = (name: string): Refusal => badInput(messages.tooLong(name, MOST_VALUES, LONGEST_VALUE));

const needsValue = (name: string): Refusal => badInput(messages.missing(name));

function fail(refusal: Refusal): never {
  throw refusal;
}

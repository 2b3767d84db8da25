import { badInput, Refusal } from "../../../core/schema/errors.js";
import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import * as messages from "../fhir.messages.js";
import type { Condition, Parameter } from "./parameter.js";
import { separated } from "./values.js";

const USUAL_COUNT = 50;
const MOST_COUNT = 200;
/** Each is compared with everything there is. */
const MOST_VALUES = 100;
const LONGEST_VALUE = 500;

/** What a search asks for, as it was understood. */
export interface SearchRequest<T> {
  conditions: readonly Condition<T>[];
  /** How many a page has; 0: the total alone. */
  count: number;
  /** The id behind which the page begins. */
  after: string | undefined;
  includes: readonly string[];
  revIncludes: readonly string[];
  /** What was used of the address, for the links. */
  used: readonly (readonly [name: string, value: string])[];
  /** The names of what was not. */
  ignored: readonly string[];
}

/** What belongs to every search and compares nothing. */
const OF_RESULTS = ["_count", "_after", "_include", "_revinclude", "_format", "_sort", "_summary", "_total"];

interface Terms<T> {
  parameters: Readonly<Record<string, Parameter<T>>>;
  includes: readonly string[];
  revIncludes: readonly string[];
  base: string;
  /** Whoever asks wants to be refused rather than answered something else. */
  isStrict: boolean;
}

/** Reads the parameters of a search. What is given twice has to hold twice, of what stands between commas any. */
export function readSearch<T>(
  given: readonly (readonly [name: string, value: string])[],
  { parameters, includes, revIncludes, base, isStrict }: Terms<T>,
): SearchRequest<T> {
  const conditions: Condition<T>[] = [];
  const used: [string, string][] = [];
  const ignored: string[] = [];
  const found = { includes: [] as string[], revIncludes: [] as string[] };
  let count = USUAL_COUNT;
  let after: string | undefined;
  let values = 0;
  const leaveOut = (name: string, sentence: LocalizedMessage) => {
    if (isStrict) throw badInput(sentence);
    ignored.push(name);
  };
  for (const [name, value] of given) {
    // What is blank says nothing.
    if (value === "") continue;
    const all = separated(value, ",");
    values += all.length;
    if (values > MOST_VALUES) throw badInput(messages.tooManyValues(MOST_VALUES));
    if (all.some((each) => each.length > LONGEST_VALUE)) throw badInput(messages.tooLong(name, LONGEST_VALUE));
    const [plain = "", ...behind] = name.split(":");
    const modifier = behind.length > 0 ? behind.join(":") : undefined;
    const parameter = Object.hasOwn(parameters, plain) ? parameters[plain] : undefined;
    if (parameter) {
      if (modifier !== undefined && !parameter.modifiers.includes(modifier)) {
        throw badInput(messages.unknownModifier(plain, modifier, parameter.modifiers.map((each) => `:${each}`).join()));
      }
      const any = all.filter(Boolean).map((each) => parameter.read(each, { name: plain, modifier, base }));
      conditions.push((item) => any.some((condition) => condition(item)));
      used.push([name, value]);
      continue;
    }
    const unknown = () =>
      leaveOut(name, messages.unknownParameter(name, [...Object.keys(parameters), ...OF_RESULTS].join(", ")));
    const notThere = (known: readonly string[]) =>
      leaveOut(
        `${name}=${value}`,
        messages.unknownParameter(`${name}=${value}`, known.map((k) => `${name}=${k}`).join()),
      );
    switch (name) {
      case "_count":
        count = countIn(value);
        break;
      case "_after":
        if (!/^[A-Za-z0-9\-.]{1,64}$/.test(value)) throw badInput(messages.notACursor(value));
        after = value;
        used.push([name, value]);
        break;
      case "_include":
      case "_revinclude": {
        const [known, into] = name === "_include" ? [includes, found.includes] : [revIncludes, found.revIncludes];
        const wanted = includeIn(value);
        if (known.includes(wanted)) {
          into.push(wanted);
          used.push([name, value]);
        } else notThere(known);
        break;
      }
      case "_summary":
        // Of what a resource shows nothing is left out.
        if (value === "count") count = 0;
        else if (value !== "false") notThere(["count", "false"]);
        break;
      case "_sort":
        if (value !== "_id") notThere(["_id"]);
        else used.push([name, value]);
        break;
      case "_total":
        // It is always counted.
        if (!["none", "estimate", "accurate"].includes(value)) notThere(["none", "estimate", "accurate"]);
        break;
      case "_format":
        // What it says has been looked at before.
        used.push([name, value]);
        break;
      default:
        unknown();
    }
  }
  used.push(["_count", String(count)]);
  return { conditions, count, after, ...found, used, ignored };
}

function countIn(value: string): number {
  if (!/^\d+$/.test(value)) throw badInput(messages.notACount(value));
  return Math.min(Number(value), MOST_COUNT);
}

/** `TYPE:PARAMETER`, behind which the type that is meant may stand. */
const includeIn = (value: string): string => value.split(":").slice(0, 2).join(":");

export const tooMuchIncluded = (most: number): Refusal =>
  new Refusal("QUERY_TOO_COMPLEX", messages.tooMuchIncluded(most));

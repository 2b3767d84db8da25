import type { LocalizedMessage } from "../text/localized-message.js";
import { fold } from "./fold.js";
import { Likeness, nearerFirst } from "./likeness.js";
import * as messages from "./text.messages.js";

/** How many names are suggested. */
const MOST_NEAREST = 3;

/**
 * The known names most like `value`, at most three, of each way to write one only one; nothing that is nothing like it.
 * A list that is asked often is given as its `Likeness`, so that it is made ready only once.
 */
export function nearestNames(value: string, ...known: readonly (Iterable<string> | Likeness<unknown>)[]): string[] {
  return known
    .flatMap((names) => (names instanceof Likeness ? names : likenessOf(names)).nearest(value, MOST_NEAREST))
    .filter(({ text }) => !isOtherLevel(value, text))
    .sort(nearerFirst)
    .slice(0, MOST_NEAREST)
    .map(({ text }) => text);
}

export const isNumber = (text: string): boolean => /^\d+$/.test(text);

/** A number of two digits more or less is of another level: 999 is a district's, and nothing like the commune 19909. */
const isOtherLevel = (value: string, text: string): boolean =>
  isNumber(value) && isNumber(text) && Math.abs(value.length - text.length) > 1;

/** ' Did you mean "X"?', to stand behind a sentence; nothing where no known name is like what was given. */
export function didYouMean(given: string, known: Iterable<string>): LocalizedMessage {
  const [nearest] = nearestNames(given, known);
  if (nearest === undefined) return { en: "", vi: "" };
  return messages.didYouMean(nearest);
}

const likenessOf = (names: Iterable<string>): Likeness<string> =>
  new Likeness(Array.from(names, (name) => [name, fold(name)] as const));

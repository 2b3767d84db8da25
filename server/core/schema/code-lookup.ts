import { cut, type LocalizedMessage } from "../text/localized-message.js";
import { nearestNames } from "../text/nearest-names.js";
import * as messages from "./schema.messages.js";
import { type UserError, userError } from "./user-errors.js";

/** What a field of the input names, or what is wrong with it; neither where it names nothing. */
export interface Choice<T> {
  found: T | null;
  mistake: UserError | undefined;
}

const NOTHING: Choice<never> = { found: null, mistake: undefined };

/** The one that a field names among all that it can name; `keyOf` tells which ways to write a name are the same. */
export function choose<T>(
  field: string,
  what: LocalizedMessage,
  given: string | null | undefined,
  all: readonly T[],
  nameOf: (one: T) => string,
  keyOf = (name: string) => name,
): Choice<T> {
  if (given == null) return NOTHING;
  const wanted = keyOf(given);
  const found = all.find((one) => keyOf(nameOf(one)) === wanted);
  return lookUpCode([field], what, given, found, () => all.map(nameOf));
}

/** What was found for a code; nothing is a mistake, with the nearest of those that could have been meant. */
export const lookUpCode = <T>(
  path: readonly string[],
  what: LocalizedMessage,
  given: string,
  found: T | null | undefined,
  known: () => Iterable<string>,
): Choice<T> =>
  found == null ? { found: null, mistake: notKnown(path, what, given, known()) } : { found, mistake: undefined };

/** "No metric has code "X". Nearest known: "Y"."; the nouns stand as in "No metric", "Không có chỉ số". */
export function notKnown(
  path: readonly string[],
  what: LocalizedMessage,
  given: string,
  known: Iterable<string>,
): UserError {
  const nearest = nearestNames(cut(given), known)
    .map((code) => `"${code}"`)
    .join(", ");
  return userError("NOT_FOUND", path, messages.notKnown(what, given, nearest));
}

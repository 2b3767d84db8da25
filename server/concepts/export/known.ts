import { badInput } from "../../core/schema/errors.js";
import { nearestNames } from "../../core/text/nearest-names.js";
import * as messages from "./export.messages.js";

/**
 * Refuses a code that nothing on record has: a file that is empty for a slip of the pen would be taken for an answer,
 * long after anybody remembers what was asked.
 */
export function requireKnown(name: string, value: string | null, known: readonly { code: string }[]): void {
  if (value === null || known.some(({ code }) => code === value)) return;
  const codes = new Set(known.map(({ code }) => code));
  const nearest = nearestNames(value, codes)
    .map((code) => `"${code}"`)
    .join(", ");
  throw badInput(messages.codeOfNothing(name, value, nearest));
}

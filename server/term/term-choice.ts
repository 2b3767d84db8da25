import { type Choice, chosen, NOTHING } from "../acts/choice.js";
import type { Terms } from "../reference/reference.js";
import type { TermRow } from "./term.store.js";

/** The term of a vocabulary that a field of the input names by its code. */
export function chooseTerm(
  terms: Terms,
  vocabulary: string,
  field: string,
  code: string | null | undefined,
): Choice<TermRow> {
  if (code == null) return NOTHING;
  const known = terms.of(vocabulary).map((term) => term.code);
  const what = { en: `${vocabulary} has code`, vi: `${vocabulary} mang mã` };
  return chosen([field], what, code, terms.find(vocabulary, code), known);
}

import { type Choice, choose } from "../../core/schema/code-lookup.js";
import { wordHasCode } from "../shared.messages.js";
import { type Terms } from "../term/terms.js";
import type { TermRow } from "./term.store.js";

/** The term of a vocabulary that a field of the input names by its code. */
export const chooseTerm = (
  terms: Terms,
  vocabulary: string,
  field: string,
  code: string | null | undefined,
): Choice<TermRow> => choose(field, wordHasCode(vocabulary), code, terms.of(vocabulary), (term) => term.code);

import { groupBy } from "../../core/collections/groups.js";
import { type Choice, choose } from "../../core/schema/code-lookup.js";
import { Rows } from "../../core/snapshot/rows.js";
import { wordHasCode } from "../shared.messages.js";
import type { TermRow } from "./term.store.js";

/** The words of all vocabularies. */
export class Terms extends Rows<TermRow> {
  /** Each vocabulary with its words in their order; the first by its code first. */
  byVocabulary(): ReadonlyMap<string, TermRow[]> {
    return groupBy(this.all(), ({ vocabulary }) => vocabulary);
  }

  of(vocabulary: string): TermRow[] {
    return this.all().filter((term) => term.vocabulary === vocabulary);
  }

  find(vocabulary: string, code: string): TermRow | undefined {
    return this.all().find((term) => term.vocabulary === vocabulary && term.code === code);
  }
}

/** The term of a vocabulary that a field of the input names by its code. */
export const chooseTerm = (
  terms: Terms,
  vocabulary: string,
  field: string,
  code: string | null | undefined,
): Choice<TermRow> => choose(field, wordHasCode(vocabulary), code, terms.of(vocabulary), (term) => term.code);

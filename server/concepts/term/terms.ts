import { Rows } from "../../core/snapshot/rows.js";
import type { TermRow } from "./term.store.js";

/** The words of all vocabularies. */
export class Terms extends Rows<TermRow> {
  of(vocabulary: string): TermRow[] {
    return this.all().filter((term) => term.vocabulary === vocabulary);
  }

  find(vocabulary: string, code: string): TermRow | undefined {
    return this.all().find((term) => term.vocabulary === vocabulary && term.code === code);
  }
}

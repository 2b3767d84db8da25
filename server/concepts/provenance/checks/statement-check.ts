import type { CheckInput } from "../discrepancy/check-input.js";
import type { Compared } from "../discrepancy/compare.js";
import type { StatementRow } from "../source/source.store.js";

/** What a check of a statement finds; of several rows, each says which it is. */
export type Checked = Compared & {
  /** Instead of what the statement says to be printed. */
  stated?: string;
  statement?: string;
  /** Which of the rows, behind the code of the statement. */
  code?: string;
  /** Where it stands, if not where the statement does. */
  sectionId?: number;
};

type Need = "stated" | "legal_document" | "metrics" | "compared_with";

/** How statements of a kind are checked, and which cells they need for it. */
export interface StatementCheck {
  needs: readonly Need[];
  /** The words with one of which `compared_with` must begin, where it is not free text. */
  begins?: readonly string[];
  check(statement: StatementRow, input: CheckInput): Checked | readonly Checked[];
}

/**
 * What is on record was mostly read from the very line that is checked: a difference tells that it was not, sameness
 * does not. So a match is told only where another place prints the same thing.
 */
export function unlessOnlyHere(
  found: Compared,
  statement: StatementRow,
  { snapshot }: CheckInput,
  isOfTheSame: (other: StatementRow) => boolean,
): Compared | readonly [] {
  const isPrintedAgain = snapshot.statements.some(
    (other) => other.kind === statement.kind && other.code !== statement.code && isOfTheSame(other),
  );
  return found.status !== "MATCH" || isPrintedAgain ? found : [];
}

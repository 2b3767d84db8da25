import type { CheckInput } from "../discrepancy/check-input.js";
import type { Compared } from "../discrepancy/compare.js";
import type { StatementRow } from "../source/source.store.js";

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

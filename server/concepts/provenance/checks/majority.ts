import { type CheckInput, dayOfSection } from "../discrepancy/check-input.js";
import { type Compared, notComputable } from "../discrepancy/compare.js";
import type { StatementRow } from "../source/source.store.js";
import type { StatementCheck } from "./statement-check.js";

/**
 * "Đa số" against the results of a component in the last round that was known on the day of the document: more than
 * half of the facilities have it. A blank cell says neither, so it decides only where either reading gives the same.
 */
export const majorityCheck: StatementCheck = {
  needs: ["stated", "compared_with"],
  begins: ["COMPONENT"],
  check(statement, input): Compared {
    const [, component] = (statement.comparedWith ?? "").split(" ");
    const roundId = lastRoundKnownTo(statement, input);
    const found = input.componentCounts.find((row) => row.roundId === roundId && row.component === component);
    if (!found) return notComputable();
    const { present, blank, all } = found;
    const recomputed = `${present}/${all}`;
    if (present * 2 > all) return { recomputed, difference: null, status: "MATCH" };
    return (present + blank) * 2 > all ? notComputable() : { recomputed, difference: null, status: "CONFLICT" };
  },
};

function lastRoundKnownTo({ sectionId }: StatementRow, { snapshot }: CheckInput): number | null {
  const day = dayOfSection(sectionId, snapshot);
  const known = snapshot.rounds.all().filter(({ knownOn }) => day === null || knownOn <= day);
  return known.at(-1)?.id ?? null;
}

import { numberVi } from "../../../core/text/numbers.js";
import type { CheckInput } from "../discrepancy/check-input.js";
import { type Compared, notComputable } from "../discrepancy/compare.js";
import { percentOf } from "../ratio.js";
import type { StatementCheck } from "./statement-check.js";

const WORDS = [
  { word: /tăng/i, holds: (before: number, after: number) => after > before },
  { word: /giảm/i, holds: (before: number, after: number) => after < before },
];

/** "Tăng lên" or "giảm xuống" against the shares of the level in the two rounds, by the levels on record. */
export const directionCheck: StatementCheck = {
  needs: ["stated", "compared_with"],
  begins: ["LEVEL"],
  check({ stated, comparedWith }, input): Compared {
    const [, level, ...codes] = (comparedWith ?? "").split(" ");
    const [before, after] = codes.map((code) => shareIn(code, Number(level), input));
    const { holds } = WORDS.find(({ word }) => word.test(stated ?? "")) ?? {};
    if (!before || !after || !holds) return notComputable();
    const recomputed = `${before.inWords} → ${after.inWords}`;
    // Compared as counts, so that no rounding decides.
    const isTrue = holds(before.at * after.known, after.at * before.known);
    return { recomputed, difference: null, status: isTrue ? "MATCH" : "CONFLICT" };
  },
};

/** How many of the facilities with a level in a round are at this one; null: none has a level. */
function shareIn(code: string, level: number, { snapshot }: CheckInput) {
  const round = snapshot.rounds.all().find((each) => each.code === code);
  const levels = round
    ? snapshot.assessments.ofRound(round.id).flatMap(({ reportedLevel }) => reportedLevel ?? [])
    : [];
  if (levels.length === 0) return null;
  const [at, known] = [levels.filter((each) => each === level).length, levels.length];
  return { at, known, inWords: `${numberVi(percentOf(at, known) ?? 0)}% (${at}/${known})` };
}

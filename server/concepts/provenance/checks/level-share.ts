import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import type { CheckInput } from "../discrepancy/check-input.js";
import { compareShare } from "../discrepancy/compare.js";
import type { LevelShareRow } from "../discrepancy/discrepancy.store.js";
import { type DiscrepancyRow, discrepancyOf } from "../discrepancy/discrepancy-row.js";
import { smallestWhole } from "../discrepancy/possible-counts.js";
import * as messages from "../provenance.messages.js";

/** Every printed share of a level against the levels on record; a blank level counts neither at a level nor in the whole. */
export const levelSharesOf = (input: CheckInput): DiscrepancyRow[] =>
  input.levelShares.map((row) => {
    const { code } = input.reference.rounds.byId(row.roundId);
    const { at, known } = countsOf(row, input);
    const compared = compareShare(shareOf(row), at, known);
    return discrepancyOf(
      {
        kind: "LEVEL_SHARE",
        code: [code, row.level],
        statement: `Tỷ lệ đơn vị ở mức ${row.level} năm ${code}`,
        stated: row.printed,
        sectionId: row.sectionId,
        about: { type: "AssessmentRound", id: row.roundId },
      },
      {
        ...compared,
        recomputed: compared.recomputed && `${compared.recomputed} (${at}/${known})`,
        explanation: compared.status === "MATCH" ? null : explained(row, input, compared.explanation ?? null),
      },
    );
  });

/** "không có đơn vị nào" is 0%. */
const shareOf = ({ printed }: LevelShareRow): string => (/\d/.test(printed) ? printed : "0%");

function countsOf({ roundId, level }: LevelShareRow, { reference }: CheckInput) {
  const levels = reference.assessments.ofRound(roundId).map(({ reportedLevel }) => reportedLevel);
  const known = levels.filter((each) => each !== null);
  return { at: known.filter((each) => each === level).length, known: known.length, all: levels.length };
}

/** The percentages that a report prints for the levels of a round. */
export const levelSharesIn = (roundId: number, { levelShares }: CheckInput): LevelShareRow[] =>
  levelShares.filter((row) => row.roundId === roundId && /\d/.test(row.printed));

/** Which counts give all shares of the round as printed, beside those on record; if none do, how it was rounded. */
function explained(row: LevelShareRow, input: CheckInput, rounding: LocalizedMessage | null): LocalizedMessage | null {
  const rows = levelSharesIn(row.roundId, input);
  const whole = smallestWhole(rows.map(({ printed }) => printed));
  if (whole === null) return rounding;
  const { known, all } = countsOf(row, input);
  const given = rows.map((each) => countsOf(each, input).at);
  const levels = rows.map(({ level }) => level).join(", ");
  return messages.otherWhole(levels, whole.parts, whole.units, given, known, all - known);
}

import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import { numberVi } from "../../../core/text/numbers.js";
import type { CheckInput } from "../discrepancy/check-input.js";
import { type Compared, compareShare } from "../discrepancy/compare.js";
import type { LevelShareRow } from "../discrepancy/discrepancy.store.js";
import { type DiscrepancyRow, discrepancyOf } from "../discrepancy/discrepancy-row.js";
import { smallestWhole } from "../discrepancy/possible-counts.js";
import * as messages from "../provenance.messages.js";
import { percentOf } from "../ratio.js";

/** Every printed share of a level against the levels on record; a blank level counts neither at a level nor in the whole. */
export const levelSharesOf = (input: CheckInput): DiscrepancyRow[] =>
  input.levelShares.map((row) => {
    const { code } = input.snapshot.rounds.byId(row.roundId);
    return discrepancyOf(
      {
        kind: "LEVEL_SHARE",
        code: [code, row.level],
        statement: `Tỷ lệ đơn vị ở mức ${row.level} năm ${code}`,
        stated: row.printed,
        sectionId: row.sectionId,
        about: { type: "AssessmentRound", id: row.roundId },
      },
      compared(row, input),
    );
  });

/**
 * Beside the share of the facilities with a level stands that of all, where some have none. Shares of one round are of
 * one whole, rounded in one way: a share is called cut only where no whole gives them all rounded.
 */
function compared(row: LevelShareRow, input: CheckInput): Compared {
  const { at, known, all } = countsOf(row, input);
  const found = compareShare(shareOf(row), at, known);
  if (found.recomputed === null) return found;
  const withBlank = known === all ? "" : `; ${numberVi(percentOf(at, all) ?? 0)}% (${at}/${all})`;
  const recomputed = `${found.recomputed} (${at}/${known})${withBlank}`;
  if (found.status === "MATCH") return { ...found, recomputed };
  const whole = wholeOf(row, input);
  if (whole === null) return { ...found, recomputed };
  return { ...found, recomputed, status: "CONFLICT", explanation: ofAnotherWhole(row, whole, input) };
}

/** "không có đơn vị nào" is 0%. */
const shareOf = ({ printed }: LevelShareRow): string => (/\d/.test(printed) ? printed : "0%");

function countsOf({ roundId, level }: LevelShareRow, { snapshot }: CheckInput) {
  const levels = snapshot.assessments.ofRound(roundId).map(({ reportedLevel }) => reportedLevel);
  const known = levels.filter((each) => each !== null);
  return { at: known.filter((each) => each === level).length, known: known.length, all: levels.length };
}

/** The percentages that a report prints for the levels of a round. */
export const levelSharesIn = (roundId: number, { levelShares }: CheckInput): LevelShareRow[] =>
  levelShares.filter((row) => row.roundId === roundId && /\d/.test(row.printed));

/** The smallest whole that gives all shares of the round as printed; null: none does. */
const wholeOf = ({ roundId }: LevelShareRow, input: CheckInput) =>
  smallestWhole(levelSharesIn(roundId, input).map(({ printed }) => printed));

/** Which counts give all shares of the round as printed, beside those on record. */
function ofAnotherWhole(
  row: LevelShareRow,
  whole: { units: number; parts: readonly number[] },
  input: CheckInput,
): LocalizedMessage {
  const rows = levelSharesIn(row.roundId, input);
  const { known, all } = countsOf(row, input);
  const given = rows.map((each) => countsOf(each, input).at);
  const levels = rows.map(({ level }) => level).join(", ");
  return messages.otherWhole(levels, whole.parts, whole.units, given, known, all - known);
}

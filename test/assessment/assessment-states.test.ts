import { describe, expect, it } from "@jest/globals";
import {
  ASSESSMENT_MOVES,
  type AssessmentAct,
  type AssessmentState,
  possibleActs,
  refusedAct,
  refusedRoundAct,
  type Standing,
} from "../../server/concepts/assessment/draft/assessment-states.js";

const STATES: readonly AssessmentState[] = ["NONE", "DRAFT", "SUBMITTED", "VERIFIED", "PUBLISHED"];
const standing = (state: AssessmentState, round: "OPEN" | "CLOSED", wasPublished = false): Standing => ({
  state,
  wasPublished,
  round: { code: "2026", state: round },
});

/** From each state the acts that are possible: in an open round, in a closed one, and there after it was reopened. */
const POSSIBLE: Record<
  AssessmentState,
  readonly [open: AssessmentAct[], closed: AssessmentAct[], reopened: AssessmentAct[]]
> = {
  NONE: [["assessmentStart"], [], []],
  DRAFT: [["assessmentSave", "assessmentSubmit"], [], ["assessmentSave", "assessmentSubmit"]],
  SUBMITTED: [["assessmentReturn", "assessmentVerify"], [], ["assessmentReturn", "assessmentVerify"]],
  VERIFIED: [["assessmentReturn", "assessmentPublish"], [], ["assessmentReturn", "assessmentPublish"]],
  PUBLISHED: [["assessmentReopen"], ["assessmentReopen"], ["assessmentReopen"]],
};

describe("What is possible with an assessment", () => {
  it.each(STATES)("that is %s depends on the round, and on whether it was reopened", (state) => {
    const [open, closed, reopened] = POSSIBLE[state];
    expect(possibleActs(standing(state, "OPEN"))).toEqual(open);
    expect(possibleActs(standing(state, "CLOSED", state === "PUBLISHED"))).toEqual(closed);
    if (state !== "NONE") expect(possibleActs(standing(state, "CLOSED", true))).toEqual(reopened);
  });

  it("leads from every state to another, and back to where it is published", () => {
    for (const state of STATES) {
      const next = possibleActs(standing(state, "OPEN")).map((act) => ASSESSMENT_MOVES[act].to);
      expect([state, next.length > 0]).toEqual([state, true]);
    }
  });

  it.each([
    [
      "assessmentPublish",
      standing("DRAFT", "OPEN"),
      "The assessment is DRAFT; possible from there: assessmentSave, assessmentSubmit.",
    ],
    [
      "assessmentSave",
      standing("PUBLISHED", "CLOSED", true),
      'The assessment is PUBLISHED in round "2026", which is CLOSED; possible from there: assessmentReopen.',
    ],
    [
      "assessmentStart",
      standing("NONE", "CLOSED"),
      'The assessment is NONE in round "2026", which is CLOSED; possible from there: assessmentRoundReopen.',
    ],
    [
      "assessmentVerify",
      standing("SUBMITTED", "CLOSED"),
      'The assessment is SUBMITTED in round "2026", which is CLOSED; possible from there: assessmentRoundReopen.',
    ],
    ["assessmentVerify", standing("SUBMITTED", "CLOSED", true), undefined],
  ] as const)("is said where %s is refused, case %#", (act, at, sentence) => {
    expect(refusedAct(act, at)?.en).toBe(sentence);
  });

  it("is said of a round as well", () => {
    expect(refusedRoundAct("assessmentRoundClose", { code: "2026", state: "OPEN" })).toBeNull();
    expect(refusedRoundAct("assessmentRoundClose", { code: "2022", state: "CLOSED" })).toEqual({
      en: 'Round "2022" is CLOSED; possible from there: assessmentRoundReopen.',
      vi: 'Đợt "2022" đã đóng (CLOSED); từ đó có thể: assessmentRoundReopen.',
    });
    expect(refusedRoundAct("assessmentRoundReopen", { code: "2026", state: "OPEN" })?.vi).toBe(
      'Đợt "2026" đang mở (OPEN); từ đó có thể: assessmentRoundClose.',
    );
  });
});

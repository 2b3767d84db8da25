import { describe, expect, it } from "@jest/globals";
import { type Answered, gradeOf, type NotNeeded } from "../../server/concepts/assessment/level/grade-rule.js";

const ANSWERS = { "+": "MET", "^": "NEEDS_UPGRADE", "-": "NOT_EQUIPPED", o: "NOT_NEEDED", "?": null } as const;
type Sign = keyof typeof ANSWERS;

/** Three basic criteria, then two advanced ones: + met, ^ needs an upgrade, - not equipped, o not needed, ? no answer. */
const known = (signs: string): Answered[] =>
  [...signs.replace(" ", "")].map((sign, i) => ({
    grade: i < 3 ? "BASIC" : "ADVANCED",
    answer: ANSWERS[sign as Sign],
  }));
/** Criteria of which nobody knows whether they are basic or advanced. */
const unknown = (signs: string): Answered[] =>
  [...signs].map((sign) => ({ grade: null, answer: ANSWERS[sign as Sign] }));

const outcome = (criteria: Answered[], notNeeded: NotNeeded = "NOT_MET") => {
  const { grade, atMost, stoppedBy } = gradeOf(criteria, notNeeded);
  return [grade, atMost, stoppedBy.map((each) => criteria.indexOf(each))];
};

describe("The grade of a group", () => {
  it.each([
    ["+++ ++", "ADVANCED", "ADVANCED", []],
    ["+++ +-", "BASIC", "BASIC", [4]],
    ["+++ ^-", "BASIC", "BASIC", [3, 4]],
    ["++^ ++", null, null, [2]],
    ["++- --", null, null, [2]],
    ["--- --", null, null, [0, 1, 2]],
    ["+++ +?", "BASIC", "ADVANCED", []],
    ["+++ -?", "BASIC", "BASIC", [3]],
    ["++? ++", null, "ADVANCED", []],
    ["++? +-", null, "BASIC", []],
    ["??? ??", null, "ADVANCED", []],
  ] as const)("of %s is %s, at most %s", (signs, grade, atMost, stops) => {
    expect(outcome(known(signs))).toEqual([grade, atMost, stops]);
  });

  it.each([
    ["++++", "ADVANCED", "ADVANCED", []],
    ["+++-", null, "BASIC", [3]],
    ["+++?", null, "ADVANCED", []],
    ["----", null, null, [0, 1, 2, 3]],
  ] as const)("of %s, where it is not known which criteria are basic, is %s, at most %s", (signs, ...expected) => {
    expect(outcome(unknown(signs))).toEqual(expected);
  });
});

describe('The answer "not needed"', () => {
  it.each([
    ["++o ++", null, null, [2]],
    ["+++ +o", "BASIC", "BASIC", [4]],
    ["+++ oo", "BASIC", "BASIC", [3, 4]],
  ] as const)("counts as not met if the rule set says NOT_MET: %s", (signs, ...expected) => {
    expect(outcome(known(signs), "NOT_MET")).toEqual(expected);
  });

  it.each([
    ["++o ++", "ADVANCED", "ADVANCED", []],
    ["+++ +o", "ADVANCED", "ADVANCED", []],
    ["+++ oo", "BASIC", "BASIC", []],
    ["ooo ++", null, null, []],
    ["ooo oo", null, null, []],
    ["o-+ ++", null, null, [1]],
  ] as const)("is left out if the rule set says LEFT_OUT, and is still no yes: %s", (signs, ...expected) => {
    expect(outcome(known(signs), "LEFT_OUT")).toEqual(expected);
  });

  it("is told apart from what is unanswered", () => {
    const criteria = known("+o? +o");
    for (const rule of ["NOT_MET", "LEFT_OUT"] as const) {
      const { notNeeded, unanswered } = gradeOf(criteria, rule);
      expect([notNeeded, unanswered]).toEqual([[criteria[1], criteria[4]], [criteria[2]]]);
    }
  });
});

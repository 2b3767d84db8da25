import { describe, expect, it } from "@jest/globals";
import { isPresent, reachesLevel, situationOf } from "../../server/concepts/assessment/need/stated-need-situation.js";

describe("A system", () => {
  it.each([
    ["with a level from 1 on", { level: 1, grade: null }, true],
    ["with a high level", { level: 7, grade: null }, true],
    ["with a basic grade", { level: null, grade: "BASIC" }, true],
    ["with an advanced grade", { level: null, grade: "ADVANCED" }, true],
    ["whose cell is blank", { level: null, grade: null }, false],
    ["at level 0", { level: 0, grade: null }, false],
    ["of which no cell tells", null, null],
  ])("%s is present: %j → %j", (_which, result, present) => {
    expect(isPresent(result)).toBe(present);
  });

  it.each([
    [true, false, "NEEDED_MISSING"],
    [true, true, "NEEDED_PRESENT"],
    [true, null, "NEEDED_UNKNOWN"],
    [false, false, "UNASKED_MISSING"],
    [false, true, "UNASKED_PRESENT"],
    [false, null, "UNASKED_UNKNOWN"],
  ] as const)("needed %s and present %s is %s", (needed, present, situation) => {
    expect(situationOf(needed, present)).toBe(situation);
  });

  it.each([
    [{ level: 6, grade: null }, 6, true],
    [{ level: 3, grade: null }, 6, false],
    [{ level: null, grade: null }, 6, false],
    [{ level: 3, grade: null }, null, null],
    [null, 6, null],
  ])("reported as %j reaches the asked level %j: %j", (result, asked, reached) => {
    expect(reachesLevel(result, asked)).toBe(reached);
  });
});

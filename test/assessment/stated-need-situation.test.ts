import { describe, expect, it } from "@jest/globals";
import { presenceOf, reachesLevel, situationOf } from "../../server/concepts/assessment/need/stated-need-situation.js";

describe("A system", () => {
  it.each([
    ["with a level from 1 on", { level: 1, grade: null }, true, "PRESENT"],
    ["with a high level", { level: 7, grade: null }, true, "PRESENT"],
    ["with a basic grade", { level: null, grade: "BASIC" }, true, "PRESENT"],
    ["with an advanced grade", { level: null, grade: "ADVANCED" }, true, "PRESENT"],
    ["whose cell is blank where others are filled", { level: null, grade: null }, true, "MISSING"],
    ["whose whole column is blank", { level: null, grade: null }, false, "NOT_STATED"],
    ["at level 0", { level: 0, grade: null }, true, "MISSING"],
    ["of which no cell tells", null, true, "UNKNOWN"],
  ])("%s: %j, column filled %s → %s", (_which, result, isColumnFilled, presence) => {
    expect(presenceOf(result, isColumnFilled)).toBe(presence);
  });

  it("that is needed or not is in one of eight situations", () => {
    const found = [true, false].flatMap((needed) =>
      (["MISSING", "PRESENT", "NOT_STATED", "UNKNOWN"] as const).map((presence) => situationOf(needed, presence)),
    );
    expect(found).toEqual([
      ...["NEEDED_MISSING", "NEEDED_PRESENT", "NEEDED_NOT_STATED", "NEEDED_UNKNOWN"],
      ...["UNASKED_MISSING", "UNASKED_PRESENT", "UNASKED_NOT_STATED", "UNASKED_UNKNOWN"],
    ]);
  });

  it.each([
    [{ level: 6, grade: null }, 6, true],
    [{ level: 3, grade: null }, 6, false],
    [{ level: null, grade: null }, 6, null],
    [{ level: 3, grade: null }, null, null],
    [null, 6, null],
  ])("reported as %j reaches the asked level %j: %j", (result, asked, reached) => {
    expect(reachesLevel(result, asked)).toBe(reached);
  });
});

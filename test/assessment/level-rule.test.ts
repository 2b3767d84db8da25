import { describe, expect, it } from "@jest/globals";
import { computeLevel, gapTo, type Result } from "../../server/assessment/level-rule.js";

/** HIS level and LIS grade as reported; null: the cell is blank. The other four cells are blank. */
const reported = (his: number | null, lis: "BASIC" | "ADVANCED" | null): Result[] => [
  { component: "HIS", level: his, grade: null },
  { component: "LIS", level: null, grade: lis },
  { component: "RIS_PACS", level: null, grade: null },
  { component: "EMR", level: null, grade: null },
  { component: "MANAGEMENT", level: null, grade: null },
  { component: "INFRASTRUCTURE", level: null, grade: null },
];

describe("The level observed in the results of 2022", () => {
  it.each([
    ["HIS level 1", 1, null, 1],
    ["HIS level 2", 2, null, 2],
    ["HIS level 2 with advanced LIS", 2, "ADVANCED", 2],
    ["HIS level 3 without LIS", 3, null, 2],
    ["HIS level 3 with basic LIS", 3, "BASIC", 3],
    ["HIS level 3 with advanced LIS", 3, "ADVANCED", 3],
    ["HIS level 6 without LIS", 6, null, 2],
    ["HIS level 6 with LIS: nothing is known above 3", 6, "ADVANCED", 3],
    ["blank HIS: there is no level 0", null, "BASIC", null],
  ] as const)("of %s", (_what, his, lis, level) => {
    expect(computeLevel(reported(his, lis)).level).toBe(level);
  });

  it("is not computed out of nothing", () => {
    expect(computeLevel([])).toEqual({
      level: null,
      reasons: [{ en: "No component was reported.", vi: "Không có nhóm nội dung nào được báo cáo." }],
    });
  });

  it("says in both languages what stopped it", () => {
    expect(computeLevel(reported(3, null)).reasons).toEqual([
      {
        en: "Level 3 needs LIS at least basic (Circular 54/2017/TT-BYT, Appendix II).",
        vi: "Mức 3 cần LIS tối thiểu ở hạng cơ bản (Thông tư 54/2017/TT-BYT, Phụ lục II).",
      },
    ]);
  });
});

describe("The gap to a level", () => {
  const gap = (his: number | null, lis: "BASIC" | "ADVANCED" | null, to: number) => {
    const { unmet, unevaluable } = gapTo(to, reported(his, lis));
    return {
      unmet: unmet.map(({ requirement }) => requirement.en),
      unevaluable: unevaluable.map(({ requirement }) => requirement.en),
    };
  };
  const LIS = "Level 3 needs LIS at least basic (Circular 54/2017/TT-BYT, Appendix II).";
  const besides = (level: number) =>
    `What level ${level} needs besides: this rule set was observed up to level 3 only.`;

  it("is empty at the level reached and below it", () => {
    for (const to of [1, 2, 3]) expect(gap(3, "BASIC", to)).toEqual({ unmet: [], unevaluable: [] });
  });

  it("names the highest HIS gate only, and LIS where it is blank", () => {
    expect(gap(2, null, 3)).toEqual({ unmet: ["HIS at level 3 or higher.", LIS], unevaluable: [] });
    expect(gap(3, null, 3)).toEqual({ unmet: [LIS], unevaluable: [] });
    expect(gap(1, null, 2)).toEqual({ unmet: ["HIS at level 2 or higher."], unevaluable: [] });
  });

  it("says which gates above level 3 it cannot judge", () => {
    expect(gap(3, "BASIC", 5)).toEqual({ unmet: ["HIS at level 5 or higher."], unevaluable: [besides(4), besides(5)] });
    expect(gap(7, "BASIC", 4)).toEqual({ unmet: [], unevaluable: [besides(4)] });
  });

  it("cannot judge a blank HIS cell, and nothing where no component was reported", () => {
    expect(gap(null, "BASIC", 2)).toEqual({ unmet: [], unevaluable: ["HIS at level 2 or higher."] });
    expect(gapTo(3, []).unmet).toEqual([]);
    expect(gapTo(3, []).unevaluable.map(({ requirement }) => requirement.en)).toEqual([
      "HIS at level 3 or higher.",
      LIS,
    ]);
  });
});

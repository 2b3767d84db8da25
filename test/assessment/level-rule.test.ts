import { describe, expect, it } from "@jest/globals";
import { computeLevel, gapTo, LEVELS, type Result } from "../../server/concepts/assessment/level/level-rule.js";
import type { GateRow } from "../../server/concepts/assessment/rule-set/rule-set.store.js";
import { gatesOf } from "../support/rules.js";

type Grade = Result["grade"];
const OBSERVED = gatesOf("HUE-2022-OBSERVED");
const DOCUMENTED = gatesOf("TT54-DOCUMENTED");

/** HIS level, LIS and RIS/PACS grade as reported; null: the cell is blank. The other three cells are blank. */
const reported = (his: number | null, lis: Grade, pacs: Grade = null): Result[] => [
  { component: "HIS", level: his, grade: null },
  { component: "LIS", level: null, grade: lis },
  { component: "RIS_PACS", level: null, grade: pacs },
  { component: "EMR", level: null, grade: null },
  { component: "MANAGEMENT", level: null, grade: null },
  { component: "INFRASTRUCTURE", level: null, grade: null },
];
const what = ({ requirementEn }: GateRow): string => requirementEn;

it("There are levels 1 to 7", () => {
  expect(LEVELS).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

describe("The level by HUE-2022-OBSERVED", () => {
  it.each([
    ["HIS level 1", 1, null, 1],
    ["HIS level 2", 2, null, 2],
    ["HIS level 2 with advanced LIS", 2, "ADVANCED", 2],
    ["HIS level 3 without LIS", 3, null, 2],
    ["HIS level 3 with basic LIS", 3, "BASIC", 3],
    ["HIS level 3 with advanced LIS", 3, "ADVANCED", 3],
    ["HIS level 6 without LIS", 6, null, 2],
    ["HIS level 6 with LIS: nothing was observed above 3", 6, "ADVANCED", 3],
    ["blank HIS: there is no level 0", null, "BASIC", null],
  ] as const)("of %s", (_what, his, lis, level) => {
    expect(computeLevel(OBSERVED, reported(his, lis)).level).toBe(level);
  });

  it.each([
    ["HIS level 2", 2, "BASIC", 2],
    ["HIS level 3 without LIS", 3, null, 2],
    ["HIS level 6 with LIS, whose levels 4 to 6 cannot be judged", 6, "BASIC", 6],
    ["blank HIS, which rules nothing out", null, "BASIC", 7],
    ["blank HIS without LIS", null, null, 2],
    ["HIS below level 1", 0, "BASIC", 0],
  ] as const)("is not ruled out up to a level: %s", (_what, his, lis, atMost) => {
    expect(computeLevel(OBSERVED, reported(his, lis)).atMost).toBe(atMost);
  });

  it("is not computed out of nothing", () => {
    expect(computeLevel(OBSERVED, [])).toEqual({ level: null, atMost: null, stops: [] });
  });

  it("is stopped by each gate of the next level, and by what rules out the one after it", () => {
    const stops = (his: number | null, lis: Grade) =>
      computeLevel(OBSERVED, reported(his, lis)).stops.map(({ gate, met }) => [what(gate), met]);
    expect(stops(3, null)).toEqual([["LIS at least basic", false]]);
    expect(stops(2, null)).toEqual([
      ["HIS at level 3 or higher", false],
      ["LIS at least basic", false],
    ]);
    expect(stops(3, "BASIC")).toEqual([
      ["HIS at level 4 or higher", false],
      ["the other conditions of level 4, of which no result has been observed", null],
    ]);
    expect(stops(null, null)).toEqual([
      ["HIS at level 1 or higher", null],
      ["LIS at least basic", false],
    ]);
  });
});

describe("The level by TT54-DOCUMENTED", () => {
  it.each([
    ["without LIS", null, null, 2],
    ["with basic LIS", "BASIC", null, 3],
    ["with basic LIS and advanced PACS", "BASIC", "ADVANCED", 3],
    ["with full LIS", "ADVANCED", null, 3],
    ["with full LIS and basic PACS", "ADVANCED", "BASIC", 4],
    ["with full LIS and advanced PACS, to which no gate of 6 and 7 is known", "ADVANCED", "ADVANCED", 7],
  ] as const)("cannot be asserted %s, only ruled out", (_what, lis, pacs, atMost) => {
    expect(computeLevel(DOCUMENTED, reported(7, lis, pacs))).toMatchObject({ level: null, atMost });
  });

  it("names the rest of level 1, which nobody can judge, and the gate that rules a level out", () => {
    expect(computeLevel(DOCUMENTED, reported(3, "ADVANCED")).stops.map(({ gate, met }) => [what(gate), met])).toEqual([
      ["the other criteria of level 1, which are not known here", null],
      ["RIS/PACS at least basic, readable outside the imaging department", false],
    ]);
  });
});

describe("The gap to a level", () => {
  const gap = (gates: GateRow[], to: number, results: Result[]) => {
    const { unmet, unevaluable } = gapTo(to, gates, results);
    return { unmet: unmet.map(what), unevaluable: unevaluable.map(what) };
  };
  const besides = (level: number) => `the other conditions of level ${level}, of which no result has been observed`;

  it("is empty at the level reached and below it", () => {
    for (const to of [1, 2, 3]) {
      expect(gap(OBSERVED, to, reported(3, "BASIC"))).toEqual({ unmet: [], unevaluable: [] });
    }
  });

  it("names the highest HIS gate only, and LIS where it is blank", () => {
    expect(gap(OBSERVED, 3, reported(2, null))).toEqual({
      unmet: ["HIS at level 3 or higher", "LIS at least basic"],
      unevaluable: [],
    });
    expect(gap(OBSERVED, 3, reported(3, null))).toEqual({ unmet: ["LIS at least basic"], unevaluable: [] });
    expect(gap(OBSERVED, 2, reported(1, null))).toEqual({ unmet: ["HIS at level 2 or higher"], unevaluable: [] });
  });

  it("says which gates above level 3 it cannot judge", () => {
    expect(gap(OBSERVED, 5, reported(3, "BASIC"))).toEqual({
      unmet: ["HIS at level 5 or higher"],
      unevaluable: [besides(4), besides(5)],
    });
    expect(gap(OBSERVED, 4, reported(7, "BASIC"))).toEqual({ unmet: [], unevaluable: [besides(4)] });
  });

  it("cannot judge a blank HIS cell, and nothing at all where no component was reported", () => {
    expect(gap(OBSERVED, 2, reported(null, "BASIC"))).toEqual({
      unmet: [],
      unevaluable: ["HIS at level 2 or higher"],
    });
    expect(gap(OBSERVED, 3, [])).toEqual({
      unmet: [],
      unevaluable: ["HIS at level 3 or higher", "LIS at least basic"],
    });
  });

  it("names a demand once that two levels make, or two documents, and a higher one instead of a lower one", () => {
    const [his2, his3] = OBSERVED.filter(({ component }) => component === "HIS").slice(1, 3);
    if (!his2 || !his3) throw new Error("The rule set has lost its gates.");
    const demanded = (...gates: GateRow[]) => gapTo(7, gates, reported(1, null)).unmet.map(({ id }) => id);
    const again = { ...his2, id: his2.id + 1000, level: 4 };
    expect(demanded(his2, again)).toEqual([his2.id]);
    expect(demanded(again, his2)).toEqual([his2.id]);
    expect(demanded(his2, his3)).toEqual([his3.id]);
    expect(demanded(his3, his2)).toEqual([his3.id]);
  });

  it("names both of two demands on different components, or on none, however they rank", () => {
    const [lis] = OBSERVED.filter(({ component }) => component === "LIS");
    const [his] = OBSERVED.filter(({ component }) => component === "HIS").slice(2);
    const rests = OBSERVED.filter(({ component }) => component === null).slice(0, 2);
    if (!lis || !his) throw new Error("The rule set has lost its gates.");
    const { unmet, unevaluable } = gapTo(7, [lis, his, ...rests], reported(1, null));
    expect(unmet.map(({ id }) => id)).toEqual([lis.id, his.id]);
    expect(unevaluable.map(({ id }) => id)).toEqual(rests.map(({ id }) => id));
  });

  it("by TT54-DOCUMENTED to level 5 asks for full LIS and advanced PACS once each, besides five unknown rests", () => {
    const { unmet, unevaluable } = gap(DOCUMENTED, 5, reported(3, null));
    expect(unmet).toEqual(["full LIS, that is, advanced", "RIS/PACS advanced, replacing all film"]);
    expect(unevaluable).toEqual(
      [1, 2, 3, 4, 5].map((level) => `the other criteria of level ${level}, which are not known here`),
    );
  });
});

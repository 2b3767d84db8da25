import { describe, expect, it } from "@jest/globals";
import { rankingOf } from "../../server/concepts/metric/league/ranking.js";
import { exactValue } from "../../server/concepts/metric/observation/exact-value.js";
import { rounded } from "../../server/concepts/provenance/fraction.js";

type Counts = readonly [name: string, numerator: number | null, denominator: number | null];

const places = (direction: string, given: readonly Counts[], isWhole = true) =>
  rankingOf(
    given.map(([name, numerator, denominator]) => ({
      name,
      figure: exactValue("RATIO", { value: null, numerator, denominator }),
      reported: numerator !== null || denominator !== null,
    })),
    direction,
    isWhole,
  ).map(({ rank, name, standing }) => (standing === "RANKED" ? `${rank} ${name}` : `${name}: ${standing}`));

/** a: 0 of 5; b: 1 of 3; c: 2 of 6, the same share; d: 1 of 2. */
const FOUR: readonly Counts[] = [
  ["d", 1, 2],
  ["b", 1, 3],
  ["a", 0, 5],
  ["c", 2, 6],
];

describe("A ranking", () => {
  it.each([
    ["LESS_IS_BETTER", ["1 a", "2 b", "2 c", "4 d"]],
    ["MORE_IS_BETTER", ["1 d", "2 b", "2 c", "4 a"]],
    ["NEITHER", ["1 d", "2 b", "2 c", "4 a"]],
  ])("of %s puts the good end first, or the greatest, and equal shares on one rank", (direction, expected) => {
    expect(places(direction, FOUR)).toEqual(expected);
  });

  it("has no rank for 0 of 0, for a missing count and for who reported nothing, and puts them last", () => {
    const given: Counts[] = [
      ["nobody", null, null],
      ["0 of 0", 0, 0],
      ["no denominator", 4, null],
      ["5 of 0", 5, 0],
      ["0 of 7", 0, 7],
    ];
    expect(places("LESS_IS_BETTER", given)).toEqual([
      "1 0 of 7",
      ...["0 of 0: NOT_COMPUTABLE", "no denominator: NOT_COMPUTABLE", "5 of 0: NOT_COMPUTABLE"],
      "nobody: NOT_REPORTED",
    ]);
  });

  it("has no rank for anybody before all have reported, and names who has in the same order", () => {
    expect(places("LESS_IS_BETTER", [...FOUR, ["nobody", null, null]], false)).toEqual([
      ...["a: AMONG_REPORTED", "b: AMONG_REPORTED", "c: AMONG_REPORTED", "d: AMONG_REPORTED"],
      "nobody: NOT_REPORTED",
    ]);
  });

  it("tells shares apart that are equal in two decimals", () => {
    // 33,333333 %, then 33,333344 %, and next to the first one, apart in its fifteenth digit.
    const close: Counts[] = [
      ["more", 1_000_001, 3_000_002],
      ["hardly more", 1_000_000_000_001, 3_000_000_000_002],
      ["less", 1, 3],
    ];
    expect(places("LESS_IS_BETTER", close)).toEqual(["1 less", "2 hardly more", "3 more"]);
  });

  it("is empty of nobody", () => {
    expect(places("MORE_IS_BETTER", [])).toEqual([]);
  });
});

describe("A figure in the unit of its metric", () => {
  it.each([
    ["RATIO", { value: 94.22, numerator: 2_716_396, denominator: 2_882_881 }, 94.23],
    ["RATIO", { value: 3, numerator: 37, denominator: null }, 3],
    ["RATIO", { value: null, numerator: 1_271_392, denominator: null }, null],
    ["RATIO", { value: 0, numerator: 0, denominator: 0 }, null],
    ["COUNT", { value: 2.9, numerator: null, denominator: null }, 2.9],
    ["COUNT", { value: null, numerator: null, denominator: null }, null],
  ])("of %s is that of its counts, or else the printed one: %p is %p", (kind, figure, expected) => {
    const exact = exactValue(kind, figure);
    expect(exact && rounded(exact, 2)).toBe(expected);
  });
});

import { describe, expect, it } from "@jest/globals";
import { compareCount, compareShare } from "../../server/concepts/provenance/discrepancy/compare.js";
import { cutPercentOf, percentOf } from "../../server/concepts/provenance/ratio.js";

describe("A share in percent", () => {
  it.each([
    [1, 2, 50],
    [1, 3, 33.33],
    [2, 3, 66.67],
    [14, 19, 73.68],
    [5, 19, 26.32],
    [2_716_396, 2_882_881, 94.23],
    [166_485, 2_882_881, 5.77],
    [172_317, 2_716_396, 6.34],
    [6452, 9137, 70.61],
    [107, 187, 57.22],
    [0, 187, 0],
  ])("of %d in %d is %d", (numerator, denominator, percent) => {
    expect(percentOf(numerator, denominator)).toBe(percent);
  });

  it.each([
    [1, 20_000, 0.01],
    [999_999, 20_000_000_000, 0],
    [201, 20_000, 1.01],
    [20_099, 2_000_000, 1],
    [11_445, 10_000_000, 0.11],
    [1, 8, 12.5],
    [1005, 100_000, 1.01],
    [10_049_999, 1_000_000_000, 1],
    [0.57, 40, 1.43],
    [8.575, 100, 8.58],
    // 0,125 %, 267,5 % and 1,005 %: halves that no binary fraction is.
    [1, 800, 0.13],
    [2.675, 1, 267.5],
    [2.675, 100, 2.68],
    [1.005, 100, 1.01],
    [0.145, 10, 1.45],
    [1.00499999, 100, 1],
    // More than six decimals, and too small or too long to be written without a power of ten.
    [0.0000005, 0.0001, 0.5],
    [0.00000015, 0.001, 0.02],
    [1e-7, 8e-5, 0.13],
    [1.2345678, 100, 1.23],
    [1e21, 8e23, 0.13],
    // Counts that times 100 are beyond 2^53, and the last whole numbers before it.
    [4_503_599_627_370_495, 9_007_199_254_740_990, 50],
    [90_071_992_547_409, 9_007_199_254_740_991, 1],
    [123_456_789_012, 98_765_431_209_600, 0.13],
    [123_456_789_012, 98_765_431_209_601, 0.12],
    // Below 0 as above: a difference of two populations may be negative.
    [-1, 800, -0.13],
    [1, -800, -0.13],
    [-1, -800, 0.13],
    [-1, 2_000_000, 0],
  ])("is rounded half up exactly at the boundary: %d in %d is %d", (numerator, denominator, percent) => {
    expect(percentOf(numerator, denominator)).toBe(percent);
  });

  it("is not clamped: more health records than people are more than 100%", () => {
    expect([percentOf(1_271_392, 1_133_713), percentOf(3, 2)]).toEqual([112.14, 150]);
  });

  it("is none without both counts, and none of 0", () => {
    expect([percentOf(null, 5), percentOf(5, null), percentOf(null, null), percentOf(0, 0), percentOf(5, 0)]).toEqual(
      Array(5).fill(null),
    );
  });

  it.each([
    [2_716_396, 2_882_881, 2, 94.22],
    [-1, 800, 2, -0.12],
    [1, 800, 0, 0],
    [2, 3, 4, 66.6666],
  ])("of %d in %d cut after %d decimals is %d", (numerator, denominator, decimals, percent) => {
    expect(cutPercentOf(numerator, denominator, decimals)).toBe(percent);
  });

  it("agrees with long division for every count up to 160 of every number up to 160", () => {
    const others: string[] = [];
    for (let d = 1; d <= 160; d += 1) {
      for (let n = 0; n <= 160; n += 1) {
        // 20000·n/d in whole numbers, so that a half is a whole one: half up, then down to two decimals.
        const hundredths = Math.floor((Math.floor((20_000 * n) / d) + 1) / 2);
        if (percentOf(n, d) !== hundredths / 100) others.push(`${n} in ${d}`);
      }
    }
    expect(others).toEqual([]);
  });
});

describe("A printed share against its counts", () => {
  it.each([
    ["6,34%", 172_317, 2_716_396, "MATCH"],
    ["74%", 14, 19, "MATCH"],
    ["26%", 5, 19, "MATCH"],
    ["0%", 0, 19, "MATCH"],
    ["73,7%", 14, 19, "MATCH"],
    ["73,68 %", 14, 19, "MATCH"],
    ["112,14%", 1_271_392, 1_133_713, "MATCH"],
    // Cut instead of rounded.
    ["94,22%", 2_716_396, 2_882_881, "ROUNDING"],
    ["73%", 14, 19, "ROUNDING"],
    // What is left of 100 after the other share was cut.
    ["5,78 %", 166_485, 2_882_881, "ROUNDING"],
    ["27%", 5, 19, "ROUNDING"],
    ["75%", 14, 19, "CONFLICT"],
    ["5,79%", 166_485, 2_882_881, "CONFLICT"],
    ["16%", 2, 19, "CONFLICT"],
    ["42%", 9, 19, "CONFLICT"],
    ["37%", 6, 19, "CONFLICT"],
    ["5%", 1, 19, "MATCH"],
    // Exactly half: up is right, and no binary fraction decides.
    ["1,01%", 201, 20_000, "MATCH"],
    ["1,00%", 201, 20_000, "ROUNDING"],
    ["1%", 1, 200, "MATCH"],
    ["0%", 1, 200, "ROUNDING"],
    ["83,85%", null, 1_145_705, "NOT_COMPUTABLE"],
    ["100%", null, null, "NOT_COMPUTABLE"],
    // A printed 0 is a decimal: it was rounded there.
    ["94,20%", 9_420, 10_000, "MATCH"],
    ["94,20%", 9_416, 10_000, "CONFLICT"],
    ["94,2%", 9_416, 10_000, "MATCH"],
    ["0%", 0, 0, "NOT_COMPUTABLE"],
    ["không có đơn vị nào", 0, 19, "NOT_COMPUTABLE"],
  ] as const)("%s of %p in %p is %s", (printed, numerator, denominator, outcome) => {
    expect(compareShare(printed, numerator, denominator).status).toBe(outcome);
  });
});

describe("The difference", () => {
  it.each([
    ["94,22%", 2_716_396, 2_882_881, "94,23%", "-0,01"],
    ["5,78 %", 166_485, 2_882_881, "5,77%", "0,01"],
    // Rounded as printed: 74 less 73,68 is no difference.
    ["74%", 14, 19, "73,68%", "0"],
    ["42%", 9, 18, "50%", "-8"],
    ["37%", 6, 18, "33,33%", "4"],
    ["5,775%", 166_485, 2_882_881, "5,775%", "0"],
    ["94,20%", 9_416, 10_000, "94,16%", "0,04"],
    ["83,85%", null, 1_145_705, null, null],
  ] as const)("of %s from %p in %p, which is %s, is %p", (printed, numerator, denominator, recomputed, difference) => {
    const compared = compareShare(printed, numerator, denominator);
    expect([compared.recomputed, compared.difference]).toEqual([recomputed, difference]);
  });
});

describe("A printed count against a recomputed one", () => {
  it.each([
    ["1.084.417", 1_084_417, "MATCH"],
    ["34", 34, "MATCH"],
    ["33", 34, "CONFLICT"],
    ["19.683", 19_682, "CONFLICT"],
    ["33", null, "NOT_COMPUTABLE"],
  ] as const)("%s and %p is %s", (printed, recomputed, outcome) => {
    expect(compareCount(printed, recomputed).status).toBe(outcome);
  });
});

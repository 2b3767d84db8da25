import { describe, expect, it } from "@jest/globals";
import { sumOf } from "../../server/concepts/provenance/fraction.js";

describe("A sum", () => {
  it.each([
    [[], 0],
    [[0.1, 0.2], 0.3],
    [[1e15, 1e15, 1], 2_000_000_000_000_001],
    [[1e15, 0.25, -1e15], 0.25],
    [[2_882_881, -2_716_396], 166_485],
    // 2^53 - 1 is the last whole number of which every neighbour is kept.
    [[9_007_199_254_740_991], 9_007_199_254_740_991],
    [[9_007_199_254_740_991, 1], null],
    [[9_007_199_254_740_991, 2], null],
    [[1e15, 0.000001], null],
  ])("of %j is %j", (figures, sum) => {
    expect(sumOf(figures)).toBe(sum);
  });
});

import { describe, expect, it } from "@jest/globals";
import {
  ceiling,
  compareExactly,
  cut,
  exactly,
  type Fraction,
  minus,
  over,
  plus,
  rounded,
  sumOf,
  times,
} from "../../server/concepts/provenance/fraction.js";

const of = (n: bigint, d = 1n): Fraction => ({ n, d });

describe("A figure, exactly", () => {
  it.each([
    [0, of(0n)],
    [12, of(12n)],
    [-12, of(-12n)],
    [0.1, of(1n, 10n)],
    [-2.75, of(-275n, 100n)],
    [1e-7, of(1n, 10_000_000n)],
    [1.5e-7, of(15n, 100_000_000n)],
    [1e21, of(10n ** 21n)],
    [1.25e21, of(125n * 10n ** 19n)],
    [9_007_199_254_740_991, of(9_007_199_254_740_991n)],
  ])("of %d is what its decimals say", (figure, expected) => {
    expect(exactly(figure)).toEqual(expected);
  });
});

describe("Two fractions", () => {
  const [third, half, negative] = [of(1n, 3n), of(1n, 2n), of(-3n, 4n)];

  it("are added, subtracted, multiplied and divided exactly", () => {
    expect(plus(third, half)).toEqual(of(5n, 6n));
    expect(minus(third, half)).toEqual(of(-1n, 6n));
    expect(minus(half, negative)).toEqual(of(10n, 8n));
    expect(times(third, negative)).toEqual(of(-3n, 12n));
    expect(over(third, half)).toEqual(of(2n, 3n));
  });

  it("have a denominator above 0 when one is divided by what is below it", () => {
    expect(over(third, negative)).toEqual(of(-4n, 9n));
    expect(over(negative, of(-1n, 2n))).toEqual(of(6n, 4n));
    expect(over(of(0n), negative)).toEqual(of(0n, 3n));
  });

  it("are compared exactly, however they are written", () => {
    expect(compareExactly(third, half)).toBe(-1);
    expect(compareExactly(half, third)).toBe(1);
    expect(compareExactly(of(2n, 6n), third)).toBe(0);
    expect(compareExactly(negative, of(0n))).toBe(-1);
    expect(compareExactly(of(10n ** 30n + 1n), of(10n ** 30n))).toBe(1);
  });
});

describe("A fraction", () => {
  it.each([
    // n, d, decimals, rounded half up, cut
    [1n, 3n, 2, 0.33, 0.33],
    [2n, 3n, 2, 0.67, 0.66],
    [1n, 8n, 2, 0.13, 0.12],
    [-1n, 8n, 2, -0.13, -0.12],
    [1n, 2n, 0, 1, 0],
    [-1n, 2n, 0, -1, 0],
    [7n, 1n, 3, 7, 7],
    [0n, 5n, 2, 0, 0],
    [-1n, 1000n, 2, 0, 0],
    [10n ** 20n + 5n, 10n, 0, 1e19 + 1, 1e19],
  ])("%d over %d has to %d decimals the number %d, and cut off %d", (n, d, decimals, half, off) => {
    expect(rounded(of(n, d), decimals)).toBe(half);
    expect(cut(of(n, d), decimals)).toBe(off);
  });

  it.each([
    [7n, 2n, 4n],
    [8n, 2n, 4n],
    [1n, 100n, 1n],
    [0n, 3n, 0n],
    [-7n, 2n, -3n],
    [-8n, 2n, -4n],
  ])("%d over %d is not above the whole number %d, the least of these", (n, d, least) => {
    expect(ceiling(of(n, d))).toBe(least);
  });
});

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
    [[0.25, 1.5], 1.75],
    [[1.5, 0.25], 1.75],
    [[0.25, -1.5], -1.25],
    [[1e21, 1], null],
    [[1e21], null],
  ])("of %j is %j", (figures, sum) => {
    expect(sumOf(figures)).toBe(sum);
  });
});

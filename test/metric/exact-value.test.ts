import { describe, expect, it } from "@jest/globals";
import { exactValue, isSameFigure } from "../../server/concepts/metric/observation/exact-value.js";
import { exactly } from "../../server/concepts/provenance/fraction.js";
import { exactPercentOf } from "../../server/concepts/provenance/ratio.js";

const figure = (value: number | null, numerator: number | null = null, denominator: number | null = null) => ({
  ...{ value, numerator, denominator },
});

describe("Two figures", () => {
  it("are the same if value, numerator and denominator all are", () => {
    expect(isSameFigure(figure(1, 2, 3), figure(1, 2, 3))).toBe(true);
    expect(isSameFigure(figure(null), figure(null))).toBe(true);
  });

  it.each([
    ["value", figure(9, 2, 3)],
    ["numerator", figure(1, 9, 3)],
    ["denominator", figure(1, 2, 9)],
    ["value, which is blank", figure(null, 2, 3)],
  ])("are not if they differ in one: the %s", (_what, other) => {
    expect(isSameFigure(figure(1, 2, 3), other)).toBe(false);
  });
});

describe("A figure, exactly", () => {
  it.each([
    ["of a count is its value", "COUNT", figure(12.5), exactly(12.5)],
    ["of a count with counts beside it is its value all the same", "COUNT", figure(7, 1, 2), exactly(7)],
    ["of a count with a denominator of 0 is its value", "COUNT", figure(7, 1, 0), exactly(7)],
    ["that is blank is none", "COUNT", figure(null), null],
    [
      "of a rate is the percentage of its counts, also where one is printed",
      "RATIO",
      figure(33, 1, 4),
      exactPercentOf(1, 4),
    ],
    ["of a rate without its counts is what is printed", "RATIO", figure(33.3), exactly(33.3)],
    ["of a rate with one of its counts is what is printed", "RATIO", figure(33.3, 1), exactly(33.3)],
    ["of a rate of nobody is none, even if one is printed", "RATIO", figure(100, 0, 0), null],
    ["of a rate of which nothing is known is none", "RATIO", figure(null), null],
  ])("%s", (_what, kind, given, expected) => {
    expect(exactValue(kind, given)).toEqual(expected);
  });
});

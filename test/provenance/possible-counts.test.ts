import { describe, expect, it } from "@jest/globals";
import {
  denominatorsFor,
  inCommon,
  numeratorsFor,
  smallestWhole,
} from "../../server/concepts/provenance/discrepancy/possible-counts.js";
import { percentOf } from "../../server/concepts/provenance/ratio.js";

const range = (low: number, high: number) => ({ low, high });

describe("The counts that a printed percentage may have", () => {
  it.each([
    ["83,85%", 1_145_705, range(960_617, 960_730)],
    ["16%", 19, range(3, 3)],
    ["16%", 18, null],
    ["0%", 19, range(0, 0)],
    ["100%", 19, range(19, 19)],
    // 12,5% is 13%, half up.
    ["13%", 8, range(1, 1)],
    ["12%", 8, null],
    ["không", 19, null],
  ])("%s of %d is %p", (printed, denominator, numerators) => {
    expect(numeratorsFor(printed, denominator)).toEqual(numerators);
  });

  it.each([
    ["42,9%", 515, 0, range(1200, 1201)],
    ["19,4%", 232, 0, range(1193, 1198)],
    ["32,3%", 390, 0, range(1206, 1209)],
    ["32,3%", 390, 1, range(1203, 1212)],
    ["15%", 210, 0, range(1355, 1448)],
    ["50%", 700, 0, range(1387, 1414)],
    ["13%", 1, 0, range(8, 8)],
    ["0%", 5, 0, null],
  ])("%s and %d, off by %d, are of %p", (printed, numerator, slack, denominators) => {
    expect(denominatorsFor(printed, numerator, slack)).toEqual(denominators);
  });

  it("are those that are rounded to it, and no others", () => {
    for (const [printed, decimals] of [
      ["3%", 0],
      ["2,4%", 1],
      ["94,22%", 2],
    ] as const) {
      const percent = Number(printed.replace(",", ".").replace("%", ""));
      const given = Array.from({ length: 3000 }, (_, n) => n + 1).filter((n) => percentOf(37, n, decimals) === percent);
      const found = denominatorsFor(printed, 37);
      expect(found).toEqual(given.length > 0 ? range(given[0] ?? 0, given.at(-1) ?? 0) : null);
    }
  });

  it("have in common what is in all of them", () => {
    expect(inCommon([range(1387, 1414), range(1355, 1448)])).toEqual(range(1387, 1414));
    expect([inCommon([range(1, 2), range(3, 4)]), inCommon([range(1, 2), null]), inCommon([])]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe("The smallest number of units with parts of these percentages", () => {
  it.each([
    [["16%", "42%", "37%", "5%"], 19, [3, 8, 7, 1]],
    [["0%", "74%", "26%", "0%"], 19, [0, 14, 5, 0]],
    [["50%", "50%"], 2, [1, 1]],
    [["100%"], 1, [1]],
  ])("%p is %d", (printed, units, parts) => {
    expect(smallestWhole(printed)).toEqual({ units, parts });
  });

  it("is none where they are far from 100 together", () => {
    expect(smallestWhole(["50%", "20%"])).toBeNull();
  });
});

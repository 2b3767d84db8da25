import { describe, expect, it } from "@jest/globals";
import {
  daysAfter,
  daysIn,
  decimalsIn,
  lastDayIn,
  lessInPrint,
  yearsIn,
} from "../../server/concepts/provenance/source/in-print.js";
import { numberVi } from "../../server/core/text/numbers.js";

describe("What a text prints", () => {
  it.each([
    ["ngày 27 tháng 9 năm 2019", ["2019-09-27"]],
    ["ngày 09/8/2021", ["2021-08-09"]],
    ["ngày 17-11-2022", ["2022-11-17"]],
    ["Tính từ ngày 01/05/2018 đến ngày 31/12/2018", ["2018-05-01", "2018-12-31"]],
    ["Từ ngày 16/09 – 01/10/2022", ["2022-09-16", "2022-10-01"]],
    ["ngày 5 tháng 3/2021, 6/4 năm 2021", ["2021-03-05", "2021-04-06"]],
    ["01/02/2020, từ ngày 16/09 – 01/10/2022", ["2020-02-01", "2022-09-16", "2022-10-01"]],
    ["ngày 31/02/2022", []],
    ["giai đoạn 2017 -2025", []],
    ["16/09", []],
  ])("%s holds the days %p", (text, days) => {
    expect(daysIn(text)).toEqual(days);
  });

  it.each([
    ["THÁNG 11 NĂM 2022", "2022-11-30"],
    ["trong tháng 9/2019", "2019-09-30"],
    ["9 tháng đầu năm 2019", "2019-09-30"],
    ["tháng 2 năm 2024", "2024-02-29"],
    ["Từ ngày 16/09 – 01/10/2022", "2022-10-01"],
    ["ngày 09/8/2021", "2021-08-09"],
    ["Tháng 12/2018", "2018-12-31"],
    ["12 tháng đầu năm 2020", "2020-12-31"],
    ["năm 2022", null],
    ["tháng 9", null],
    ["tháng đầu năm 2019", null],
  ])("%s ends on %p", (text, day) => {
    expect(lastDayIn(text)).toBe(day);
  });

  it.each([
    ["giai đoạn 2017 -2025", [2017, 2025]],
    ["giai đoạn 2021 - 2025 và tầm nhìn đến năm 2030", [2021, 2025, 2030]],
    ["Thông tư", []],
    ["1.084.417 lượt, 12019 người, 20191 trẻ", []],
    ["từ 1975 đến 2099", [1975, 2099]],
    ["1875, 2122", []],
  ])("%s holds the years %p", (text, years) => {
    expect(yearsIn(text)).toEqual(years);
  });
});

describe("A number in print", () => {
  it.each([
    ["94,20%", 2],
    ["6,345 và 1,2", 3],
    ["1.084.417", 0],
    ["74 %", 0],
  ])("%s has %i decimals", (printed, decimals) => {
    expect(decimalsIn(printed)).toBe(decimals);
  });

  it.each([
    [1_084_417, "1.084.417"],
    [94.22, "94,22"],
    [-0.01, "-0,01"],
    [-1234.5, "-1.234,5"],
    [0, "0"],
  ])("%p is %s", (number, printed) => {
    expect(numberVi(number)).toBe(printed);
  });

  it("has no dust of binary fractions in a difference", () => {
    expect([lessInPrint(94.22, 94.23), lessInPrint(5.78, 5.77), lessInPrint(0.3, 0.1)]).toEqual([
      "-0,01",
      "0,01",
      "0,2",
    ]);
  });

  it("has no decimals in a difference of large whole numbers", () => {
    expect(lessInPrint(104_314_895_976_958, 64_610)).toBe("104.314.895.912.348");
    expect(lessInPrint(-5, 999_999_999_999_999)).toBe("-1.000.000.000.000.004");
  });

  it("of days counts the calendar, over the end of a year and a 29th of February", () => {
    expect(daysAfter("2020-10-21", "2020-12-22")).toBe(-62);
    expect([daysAfter("2021-01-01", "2020-12-31"), daysAfter("2024-03-01", "2024-02-28")]).toEqual([1, 2]);
  });
});

import { describe, expect, it } from "@jest/globals";
import { nameKey } from "../../server/core/text/fold.js";
import { nearestNames } from "../../server/core/text/nearest-names.js";
import { isApproximate, parseDay, parseNumber } from "../../server/files/reading/printed.js";
import { readTable } from "../../server/files/reading/sheet.js";

describe("A number as printed", () => {
  it.each([
    ["1.084.417", 1_084_417],
    ["198.215", 198_215],
    ["875", 875],
    ["0", 0],
    ["1084417", 1_084_417],
    ["42,9%", 42.9],
    ["5,78 %", 5.78],
    ["5,78\u00a0%", 5.78],
    ["94,22", 94.22],
    ["2,9", 2.9],
    ["100%", 100],
    ["~515", 515],
    ["~ 390", 390],
    ["khoảng 210", 210],
    ["1.234.567,5", 1_234_567.5],
    ["-12", -12],
  ])("%s is %d", (printed, number) => {
    expect(parseNumber(printed)).toBe(number);
  });

  it.each([
    "1.08.417",
    "1.5",
    "94.22",
    "12.34.567",
    "1,084,417",
    "1 084",
    "12x",
    "x",
    "%",
    "~",
    "-",
    "1e3",
    "0x10",
    "１２",
  ])("%s is none", (printed) => {
    expect(parseNumber(printed)).toBeNull();
  });

  it("is about right where the document prints ~ or khoảng, and exact elsewhere", () => {
    expect(["~515", "~ 390", "khoảng 210", "37", null].map(isApproximate)).toEqual([true, true, true, false, false]);
  });
});

describe("A day as printed", () => {
  it.each([
    ["27/10/2022", "2022-10-27"],
    ["14/8/2019", "2019-08-14"],
    ["1/1/2025", "2025-01-01"],
    ["2022-12-07", "2022-12-07"],
    ["29/02/2024", "2024-02-29"],
  ])("%s is %s", (printed, day) => {
    expect(parseDay(printed)).toBe(day);
  });

  it.each([
    "29/02/2022",
    "31/04/2022",
    "2022-02-30",
    "32/1/2022",
    "1/13/2022",
    "10-27-2022",
    "27/10/22",
    "2022",
    "hôm nay",
  ])("%s is none", (printed) => {
    expect(parseDay(printed)).toBeNull();
  });
});

describe("A spelling", () => {
  const name = "Bệnh viện Đa khoa Chân Mây";

  it("is the same in NFC and NFD, with two blanks or a non-breaking one, and in capitals", () => {
    const spellings = [
      name.normalize("NFD"),
      "Bệnh viện Đa khoa Chân  Mây",
      "Bệnh\u00a0viện Đa khoa Chân Mây",
      "BỆNH VIỆN ĐA KHOA CHÂN MÂY",
    ];
    expect(new Set(spellings.map(nameKey))).toEqual(new Set([nameKey(name)]));
  });

  it("is another with another accent: two units may differ by one", () => {
    expect(nameKey("Bệnh viện Phổi")).not.toBe(nameKey("Bệnh viện Phôi"));
  });

  it("that is not known has at most three near ones, and none that is nothing like it", () => {
    const known = ["Bệnh viện Phổi", "Bệnh viện Mắt", "Bệnh viện PHCN", "Bệnh viện Tâm thần", "Sở Y tế"];
    expect(nearestNames("Benh vien Phoi", known)[0]).toBe("Bệnh viện Phổi");
    expect(nearestNames("Benh vien Phoi", known).length).toBeLessThanOrEqual(3);
    expect(nearestNames("Ngân hàng Nhà nước", known)).toEqual([]);
  });
});

describe("A table", () => {
  const linesOf = async (content: string) =>
    (await readTable({ file: "t.csv", content }, ["a", "b"])).rows.map((row) => [
      row.line,
      row.text("a"),
      row.text("b"),
    ]);

  it("knows the line that a row begins on, past blank lines and line breaks within a cell", async () => {
    expect(await linesOf('a,b\n1,2\n\n\n3,4\n"x\ny",5\n6,7\n')).toEqual([
      [2, "1", "2"],
      [5, "3", "4"],
      [6, "x\ny", "5"],
      [8, "6", "7"],
    ]);
  });

  it("may come with a byte order mark, Windows line ends, its columns in another order, in NFD", async () => {
    const content = "\ufeffb,a\r\nPhổi,Mắt\r\n".normalize("NFD");
    expect(await linesOf(content)).toEqual([[2, "Mắt", "Phổi"]]);
  });

  it("has null for a blank cell, never 0 and never an empty text", async () => {
    expect(await linesOf("a,b\n ,0\n\u00a0,x\n")).toEqual([
      [2, null, "0"],
      [3, null, "x"],
    ]);
  });
});

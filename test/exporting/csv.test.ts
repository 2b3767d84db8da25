import { describe, expect, it } from "@jest/globals";
import { parseNumber } from "../../server/files/reading/printed.js";
import { csvOf, inDigits } from "../../server/files/writing/csv.js";
import type { Line } from "../../server/files/writing/table.js";

const columns = [
  { header: "Tên", holds: "TEXT" },
  { header: "Giá trị", holds: "NUMBER" },
  { header: "Ngày", holds: "DAY" },
] as const;

async function written(...pieces: Line[][]): Promise<string> {
  let text = "";
  for await (const part of csvOf({ columns, pieces: inTurn(pieces) })) text += part;
  return text;
}

async function* inTurn(pieces: Line[][]) {
  yield* pieces;
}

const HEADER = "\ufeffTên;Giá trị;Ngày\r\n";

describe("A table as CSV", () => {
  it("begins with a byte order mark, has semicolons, decimal commas and Windows line ends", async () => {
    expect(await written([["Sở Y tế", 1_084_417, "2022-10-27"]], [["Bệnh viện Mắt Huế", 94.22, null]])).toBe(
      `${HEADER}Sở Y tế;1084417;2022-10-27\r\nBệnh viện Mắt Huế;94,22;\r\n`,
    );
  });

  it("is its header alone where there is nothing", async () => {
    expect(await written()).toBe(HEADER);
    expect(await written([])).toBe(HEADER);
  });

  it("keeps semicolons, quotes and line breaks within a cell", async () => {
    expect(await written([['đã ký; "đủ"\ndòng 2', 0, null]])).toBe(`${HEADER}"đã ký; ""đủ""\ndòng 2";0;\r\n`);
  });

  it("has no formula: texts that look like one are told apart, numbers below 0 are numbers", async () => {
    expect(
      await written([
        ["=HYPERLINK(A1;B1)", -3, "2022-10-27"],
        ["@x", -0.5, null],
        ["~515", null, null],
      ]),
    ).toBe(`${HEADER}"'=HYPERLINK(A1;B1)";-3;2022-10-27\r\n'@x;-0,5;\r\n~515;;\r\n`);
  });

  it.each([0, -12, 94.22, 1_084_417, 0.1, 1e-7, 1.5e-9, 1e21, 123_456_789.123, -2.5e22])(
    "%d is read by the import as the same number",
    (value) => {
      expect(inDigits(value)).toMatch(/^-?\d+(,\d+)?$/);
      expect(parseNumber(inDigits(value))).toBe(value);
    },
  );
});

import { describe, expect, it } from "@jest/globals";
import { unguarded } from "../../server/core/text/formula-guard.js";
import { sheetBegin, sheetEnd } from "../../server/files/writing/sheet.js";
import type { Column, Line } from "../../server/files/writing/table.js";
import { workbookOf } from "../../server/files/writing/workbook.js";
import { sheetsOf } from "../support/workbook.js";

const columns: readonly Column[] = [
  { header: "Tên", holds: "TEXT" },
  { header: "Giá trị", holds: "NUMBER" },
  { header: "Ngày", holds: "DAY" },
];
const HEADER = ["Tên", "Giá trị", "Ngày"];

async function* inTurn(pieces: readonly Line[][]) {
  yield* pieces;
}

const bytesOf = async (parts: AsyncIterable<Buffer>): Promise<Buffer> => {
  const all: Buffer[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
};

const written = async (pieces: readonly Line[][], mostRows?: number) =>
  sheetsOf(await bytesOf(workbookOf([{ title: "Số liệu", columns, pieces: inTurn(pieces) }], mostRows)));

describe("A table as a workbook", () => {
  it("has typed cells: texts, numbers, days, and none where nothing is known", async () => {
    const lines: Line[] = [
      ["Sở Y tế", 1_084_417, "2022-10-27"],
      ["474", 94.22, "2024-02-29"],
      [null, 0, null],
      ["~515", -0.5, "1900-03-01"],
    ];
    expect(await written([lines])).toEqual([{ sheet: "Số liệu", data: [HEADER, ...lines] }]);
  });

  it("says days as text that Excel cannot count, and numbers as text where they are more than a number", async () => {
    const lines: Line[] = [["x", "~515", "1886-01-01"]];
    expect((await written([lines]))[0]?.data[1]).toEqual(lines[0]);
  });

  it("keeps every letter and sign of a text, without a formula anywhere", async () => {
    const texts = [
      "=1+1",
      "+84",
      "-5%",
      "@x",
      "'=x",
      "<b> & \"đủ\" 'x' ]]>",
      "dòng 1\ndòng 2",
      " hai đầu ",
      "_x0041_ và __x000A_",
      "🏥",
    ];
    const [sheet] = await written([texts.map((text) => [text, null, null])]);
    expect(sheet?.data.slice(1).map(([text]) => unguarded(String(text)))).toEqual(texts);
    expect(sheet?.data.slice(1).filter(([text], i) => text !== texts[i])).toEqual([["''=x", null, null]]);
  });

  it("puts a sign that can be seen for what a workbook cannot hold, and cuts no file by it", async () => {
    const [sheet] = await written([
      [
        ["a\u0000b\ud800c", null, null],
        ["x".repeat(40_000), null, null],
      ],
    ]);
    expect(sheet?.data[1]?.[0]).toBe("a\ufffdb\ufffdc");
    expect(sheet?.data[2]?.[0]).toBe(`${"x".repeat(32_766)}…`);
  });

  it("goes on in a further sheet where one is full, each with the header", async () => {
    const line = (n: number): Line => [`dòng ${n}`, n, null];
    const sheets = await written([[line(1), line(2)], [line(3)], [line(4), line(5)]], 3);
    expect(sheets).toEqual([
      { sheet: "Số liệu", data: [HEADER, line(1), line(2)] },
      { sheet: "Số liệu (2)", data: [HEADER, line(3), line(4)] },
      { sheet: "Số liệu (3)", data: [HEADER, line(5)] },
    ]);
  });

  it("has one sheet where the last line just fits, and a header where there is no line", async () => {
    expect(await written([[["a", 1, null]], []], 2)).toHaveLength(1);
    expect(await written([])).toEqual([{ sheet: "Số liệu", data: [HEADER] }]);
  });

  it("reads a sheet only when its turn has come, and closes what it no longer reads", async () => {
    const told: string[] = [];
    async function* telling(name: string) {
      try {
        told.push(`${name} begins`);
        yield [["x", 1, null]];
        yield [["y", 2, null]];
      } finally {
        told.push(`${name} ends`);
      }
    }
    const sheets = ["a", "b"].map((title) => ({ title, columns, pieces: telling(title) }));
    await bytesOf(workbookOf(sheets));
    expect(told).toEqual(["a begins", "a ends", "b begins", "b ends"]);

    told.length = 0;
    const parts = workbookOf(["c", "d"].map((title) => ({ title, columns, pieces: telling(title) })));
    await parts.next();
    await parts.next();
    await parts.return(undefined);
    expect(told).toEqual(["c begins", "c ends"]);
  });

  it("fails as what it is made of fails", async () => {
    async function* failing() {
      yield [["x", 1, null]];
      throw new Error("The database has gone.");
    }
    await expect(bytesOf(workbookOf([{ title: "Số liệu", columns, pieces: failing() }]))).rejects.toThrow(
      "The database has gone.",
    );
  });

  it("holds the header in place, filters by it, and is as wide as its first lines need", () => {
    const begin = sheetBegin(columns, [["Bệnh viện Đa khoa Bình Điền", 1, null]], true);
    expect(begin).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect([...begin.matchAll(/<col [^>]*width="(\d+)"/g)].map(([, width]) => Number(width))).toEqual([30, 10, 10]);
    expect(sheetEnd(columns, 43)).toContain('<autoFilter ref="A1:C43"/>');
  });
});

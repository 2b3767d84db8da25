import { describe, expect, it } from "@jest/globals";
import { CsvError, parse } from "csv-parse/sync";
import { guarded, keepingApostrophes, unguarded } from "../../server/core/text/formula-guard.js";
import { csvOf } from "../../server/files/writing/csv.js";
import { newSeed, randomOf } from "../support/random.js";

describe("A text that a spreadsheet would take for a formula", () => {
  it.each(["=1+1", "+84 234", "-5%", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1", "＋1", "－1", "＠x", "'=1", "''-1"])(
    "%j is told apart by an apostrophe",
    (text) => {
      expect(guarded(text)).toBe(`'${text}`);
    },
  );

  it.each([
    ["x,=HYPERLINK(A1),y", "x,'=HYPERLINK(A1),y"],
    ["x;=1", "x;'=1"],
    ["x\t@y", "x\t'@y"],
    ["Gồm:\r\n- một\n+ hai", "Gồm:\r\n'- một\n'+ hai"],
    ['a,"=1"', `a,"'=1"`],
    [`a;'"-1`, `a;'"'-1`],
    ["=1,=2;,=3", "'=1,'=2;,'=3"],
    ["\t=1", "'\t'=1"],
    ["a,'=1", "a,''=1"],
  ])("%j is told apart wherever a cell may begin in it", (text, told) => {
    expect(guarded(text)).toBe(told);
    expect(unguarded(told)).toBe(text);
  });

  it.each([
    "Bệnh viện Mắt Huế",
    "1 = 1",
    "a@b",
    "5-6",
    "'",
    "''",
    "'tốt'",
    "",
    " =1",
    "~515",
    "−5",
    "a, b; c",
    "a,'b'",
  ])("%j is none, and stays as it is", (text) => {
    expect(guarded(text)).toBe(text);
    expect(unguarded(text)).toBe(text);
  });

  it.each([
    ["'=1", "''=1"],
    ["=1'", "=1'"],
    ["=1", "=1"],
    ["a,'=1", "a,''=1"],
  ])(
    "%j where nothing is taken for one has an apostrophe more only where one of its own would be taken back",
    (text, kept) => {
      expect(keepingApostrophes(text)).toBe(kept);
      expect(unguarded(kept)).toBe(text);
    },
  );

  const random = randomOf(newSeed("signs of formulas"));
  const SIGNS = ["=", "+", "-", "@", "＝", ",", ";", "\t", "\r", "\n", "\r\n", '"', "'", " ", "x", "ệ", "1"];
  const texts = Array.from({ length: 4000 }, () =>
    Array.from({ length: random(9) }, () => SIGNS[random(SIGNS.length)]).join(""),
  );

  it("comes back as it was, whatever it is made of, guarded or not", () => {
    expect(texts.map((text) => unguarded(guarded(text)))).toEqual(texts);
    expect(texts.map((text) => unguarded(keepingApostrophes(text)))).toEqual(texts);
  });

  it("begins no cell of a CSV for whoever takes another sign between cells, with quotation marks or not", async () => {
    const columns = [1, 2, 3].map((i) => ({ header: `x${i}`, holds: "TEXT" as const }));
    const lines = Array.from({ length: 1000 }, (_, i) => texts.slice(3 * i, 3 * i + 3));
    async function* pieces() {
      yield lines;
    }
    let csv = "";
    for await (const part of csvOf({ columns, pieces: pieces() })) csv += part;
    const isFormula = (cell: string) => /^[=+\-@＝＋－＠]/.test(cell);
    for (const delimiter of [",", ";", "\t"]) {
      expect(cellsIn(csv, delimiter).filter(isFormula)).toEqual([]);
      const blind = csv.split(/\r\n|\r|\n/).flatMap((line) => line.split(delimiter));
      expect(blind.filter(isFormula)).toEqual([]);
      // Nor for one who takes quotation marks away wherever they stand.
      expect(blind.map((cell) => cell.replaceAll('"', "")).filter(isFormula)).toEqual([]);
    }
    const own: string[][] = parse(csv, { delimiter: ";", bom: true });
    expect(own.slice(1).map((line) => line.map(unguarded))).toEqual(lines);
  });
});

/** The cells as somebody reads them who takes this sign between cells; none where the quotation marks make no sense then. */
function cellsIn(csv: string, delimiter: string): string[] {
  try {
    const rows: string[][] = parse(csv, { delimiter, relax_quotes: true, relax_column_count: true, bom: true });
    return rows.flat();
  } catch (error) {
    if (error instanceof CsvError && error.code === "CSV_QUOTE_NOT_CLOSED") return [];
    throw error;
  }
}

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { importFile } from "../../server/concepts/import/importer.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { FIGURES, problemsOf, readerNamed, rowCounts } from "../support/importing.js";

const MEGABYTE = 2 ** 20;
const UTF8 = 'save it in Excel as "CSV UTF-8 (Comma delimited)", or as a workbook (.xlsx).';

describe("A text that nobody should have sent", () => {
  let database: TestDatabase;
  let counts: Record<string, number>;
  beforeAll(async () => {
    database = await loadedDatabase();
    counts = await rowCounts(database.db);
  });
  afterAll(() => database.close());

  const importParts = (parts: () => Iterable<Uint8Array>) => {
    async function* content() {
      yield* parts();
    }
    const file = { file: "la.csv", content, document: "REGISTER", section: "la.csv" };
    return importFile(database.db, readerNamed("observations"), file);
  };
  const problems = async (bytes: string | Buffer) =>
    (await problemsOf(importParts(() => [Buffer.from(bytes)]))).map(({ line, column, code, message }) => [
      ...[line, column],
      ...[code, message],
    ]);
  const row = (value: string, note = "") => `LINKUPS,BV-MAT,,30/06/2021,${value},,,,${note},\n`;
  const whole = (reason: string, line = 1) => [[line, "", "UNREADABLE_FILE", reason]];

  it("in UTF-16 without a mark, or of bytes that are no letters, is told so too", async () => {
    expect(await problems(Buffer.from(`${FIGURES}\n`, "utf16le"))).toEqual(whole(`The file is no text: ${UTF8}`));
  });

  it("that begins as one in UTF-16 and is cut within a letter is told so", async () => {
    const bytes = Buffer.from(`\ufeff${FIGURES}\n${row("x")}`, "utf16le");
    const none = whole(`The file begins as one in UTF-16, and is none: ${UTF8}`, 2);
    expect(await problems(bytes.subarray(0, -1))).toEqual(none);
    expect(await problems(Buffer.from(`\ufeff${FIGURES}\n\ud800\n`, "utf16le"))).toEqual([
      [1, ...(none[0]?.slice(1) ?? [])],
    ]);
  });

  it.each([
    ["in the middle", 1, "Bệnh viện M\xe3t\xec"],
    ["as its last letter", 1, "t\xec"],
  ])("in an old Vietnamese code page, with a wrong letter %s, is told the line", async (where, lines, note) => {
    const text = `${FIGURES}\n${row("1").repeat(lines)}LINKUPS,BV-MAT,,30/06/2021,2,,,,${note}`;
    const bytes = Buffer.concat([
      Buffer.from(text.slice(0, text.length - note.length)),
      Buffer.from(note, "latin1"),
      Buffer.from(where === "in the middle" ? ",\n" : ""),
    ]);
    expect(await problems(bytes)).toEqual(whole(`The file is not in UTF-8: ${UTF8}`, lines + 2));
  });

  it("whose letters are cut by the parts that it comes in is read", async () => {
    const bytes = Buffer.from(`${FIGURES}\n${row("x", "Ghi chú có dấu: ệ 𝔘")}`);
    const byByte = () => Array.from(bytes, (_, i) => bytes.subarray(i, i + 1));
    expect(await problemsOf(importParts(byByte))).toMatchObject([{ line: 2, column: "value", code: "NOT_A_NUMBER" }]);
  });

  it("with a cell of ten megabytes, in quotation marks or not, is refused before it is held", async () => {
    const cell = "x".repeat(10 * MEGABYTE);
    const tooLong = "The file is not a table of comma-separated values: a row is longer than 1,000,000 characters.";
    for (const note of [cell, `"${cell}"`, `"${cell}`]) {
      const [found, ...more] = await problems(`${FIGURES}\n${row("1", note)}`);
      expect([found?.[2], found?.[3], more]).toEqual(["UNREADABLE_FILE", tooLong, []]);
    }
  });

  it("with a header that never ends is refused before it is held", async () => {
    const parts = function* () {
      for (let given = 0; given < 50; given += 1) yield Buffer.alloc(MEGABYTE, "x");
    };
    const refused = problemsOf(importParts(parts));
    expect((await refused)[0]).toMatchObject({ code: "UNREADABLE_FILE" });
  });

  it("with a cell longer than the database keeps is told so, and its value is not repeated at length", async () => {
    const [found, ...more] = await problemsOf(
      importParts(() => [Buffer.from(`${FIGURES}\n${row("1", "ệ".repeat(20_001))}`)]),
    );
    expect([found?.code, found?.message, found?.value.length, more]).toEqual([
      ...["TOO_LONG", "The cell is longer than 20,000 characters.", 201],
      [],
    ]);
    const value = await problems(`${FIGURES}\n${row("9".repeat(5000))}`);
    expect(value).toEqual([[2, "value", "NOT_A_NUMBER", expect.stringMatching(/^"9{200}…" is not a number/)]]);
  });

  it.each([
    ["1.234.567.890.123.456", "is not a number; write"],
    ["-1", "A figure is 0 or more, not -1."],
    ["1,2345678", "has more than 6 decimals; round it."],
    ["NaN", "is not a number"],
    ["Infinity", "is not a number"],
    ["=1+1", "is not a number"],
  ])("with the figure %s is told why it is none", async (value, reason) => {
    expect(await problems(`${FIGURES}\n${row(`"${value}"`)}`)).toEqual([
      [2, "value", "NOT_A_NUMBER", expect.stringContaining(reason)],
    ]);
  });

  it("may not say what figures cannot be: of days to come, of no period, of another kind", async () => {
    const lines = [
      "LINKUPS,BV-MAT,,01/01/2999,1,,,,,",
      "LINKUPS,BV-MAT,01/07/2021,30/06/2021,1,,,,,",
      "LINKUPS,BV-MAT,,30/06/2020,1,1,2,,,",
      "POPULATION_MANAGED,BV-MAT,,30/06/2021,1,,,,,",
      "LINKUPS,478,,30/06/2021,1,,,,,",
    ];
    expect(
      (await problems(`${FIGURES}\n${lines.join("\n")}\n`)).map(([line, column, code]) => [line, column, code]),
    ).toEqual([
      [2, "on", "INCONSISTENT"],
      [3, "from", "INCONSISTENT"],
      [4, "numerator", "INCONSISTENT"],
      [4, "denominator", "INCONSISTENT"],
      [5, "subject", "INCONSISTENT"],
      [6, "subject", "INCONSISTENT"],
    ]);
  });

  it("leaves every table as it was", async () => {
    expect(await rowCounts(database.db)).toEqual(counts);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { importFile } from "../../server/concepts/import/importer.js";
import { ImportRefused } from "../../server/files/reading/problems.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { FIGURES, importLines, problemsOf, readerNamed, rowCounts } from "../support/importing.js";

describe("A file that cannot be placed", () => {
  let database: TestDatabase;
  let counts: Record<string, number>;
  beforeAll(async () => {
    database = await loadedDatabase();
    counts = await rowCounts(database.db);
  });
  afterAll(() => database.close());

  const problems = (lines: readonly string[], reader = "observations") =>
    problemsOf(importLines(database.db, reader, "so-lieu.csv", lines));
  const at = (line: number, column: string) => ({ file: "so-lieu.csv", line, column });

  it("is refused with all its problems at once, each with file, line, column, value and the nearest names", async () => {
    expect(
      await problems([
        FIGURES,
        "LINKUPS,BV-PHOI,,31/7/2019,1.000,,,,,",
        "LINKUPS,Bệnh viện Phoi,,31/7/2019,12x,,,,,",
        "LINKUP,BV-MAT,,31/2/2019,5,,,,,",
        ",483,,,6,,,,,",
      ]),
    ).toEqual([
      {
        ...{ ...at(3, "subject"), code: "UNKNOWN_NAME", value: "Bệnh viện Phoi" },
        message: 'No area or facility is known as "Bệnh viện Phoi".',
        nearest: ["Bệnh viện Phổi", expect.any(String), expect.any(String)],
      },
      {
        ...{ ...at(3, "value"), code: "NOT_A_NUMBER", value: "12x", nearest: [] },
        message: '"12x" is not a number; write 1.234.567 or 1234567, and 94,22 for a fraction.',
      },
      {
        ...{ ...at(4, "metric"), code: "UNKNOWN_NAME", value: "LINKUP", nearest: ["LINKUPS"] },
        message: 'No metric is known as "LINKUP".',
      },
      {
        ...{ ...at(4, "on"), code: "NOT_A_DATE", value: "31/2/2019", nearest: [] },
        message: '"31/2/2019" is no calendar day; write 2022-10-27 or 27/10/2022.',
      },
      {
        ...{ ...at(5, "metric"), code: "MISSING_VALUE", value: "", nearest: [] },
        message: "The cell is blank; a value is needed here.",
      },
      {
        ...{ ...at(5, "on"), code: "MISSING_VALUE", value: "", nearest: [] },
        message: "The cell is blank; a value is needed here.",
      },
    ]);
  });

  it("says so in one sentence a problem", async () => {
    const lines = [FIGURES, "LINKUPS,Huyện Phú Vinh,,31/7/2019,1,,,,,"];
    const refused: unknown = await importLines(database.db, "observations", "so-lieu.csv", lines).catch(
      (error) => error,
    );
    expect(refused).toBeInstanceOf(ImportRefused);
    expect((refused as ImportRefused).message).toMatch(
      /^so-lieu\.csv, line 2, column "subject": No area or facility is known as "Huyện Phú Vinh"\. Nearest known: "Huyện Phú Vang", ".+", ".+"\.$/,
    );
  });

  it("is not half loaded: the row that was right is not there until the file is put right", async () => {
    const right = "HEALTH_RECORDS,46,,30/06/2023,1.280.000,,,,,";
    const figures = () =>
      database.db.query("SELECT `value` AS v FROM observation WHERE on_date = '2023-06-30'") as Promise<unknown[]>;
    expect(await problems([FIGURES, right, "HEALTH_RECORDS,47,,30/06/2023,1,,,,,"])).toHaveLength(1);
    expect(await figures()).toEqual([]);
  });

  it.each([
    ["that no longer exists", "POPULATION_MANAGED,483,,01/01/2025,1,,,,,", 'No area or facility is known as "483".'],
    ["that does not exist yet", "POPULATION_MANAGED,475,,31/12/2024,1,,,,,", 'No area or facility is known as "475".'],
    ["by a later name", "POPULATION_MANAGED,Thị xã Phong Điền,,31/12/2024,1,,,,,", /is known as "Thị xã Phong Điền"/],
  ])("may not name a district %s on the day of the figure", async (_which, line, message) => {
    const found = await problems([FIGURES, line]);
    expect(found.map(({ column, code }) => [column, code])).toEqual([["subject", "UNKNOWN_NAME"]]);
    expect(found[0]?.message).toMatch(message);
  });

  it("may not give two figures for the same metric, unit and day, whatever it calls the unit", async () => {
    expect(
      await problems([
        FIGURES,
        "LINKUPS,BV-PHOI,,31/7/2019,1,,,,,",
        "LINKUPS,BV-MAT,,31/7/2019,1,,,,,",
        "LINKUPS,Bệnh viện Lao và bệnh phổi,,2019-07-31,2,,,,,",
      ]),
    ).toEqual([
      {
        ...{ ...at(4, "subject"), code: "DUPLICATE", value: "Bệnh viện Lao và bệnh phổi", nearest: [] },
        message: "Line 2 is about the same.",
      },
    ]);
  });

  it("may not replace a figure of another source, nor blank it; its own it may correct", async () => {
    const [taken, blank, own] = [
      "LINKUPS,TTYT Phú Vang,,31/12/2018,198.216,,,,,",
      "CHILDREN_UNDER_1,478,,31/12/2018,,,,,,",
      "HEALTH_RECORDS,46,,31/12/2023,1,,,,,",
    ];
    const source = (appendix: string) =>
      new RegExp(`^This figure is on record from another source, "Phụ lục ${appendix}: .*", and is not replaced\\.$`);
    const found = await problems([FIGURES, own, taken, blank]);
    expect(found.map(({ line, column, code, value }) => [line, column, code, value])).toEqual([
      [3, "subject", "OTHER_SOURCE", "TTYT Phú Vang"],
      [4, "subject", "OTHER_SOURCE", "478"],
    ]);
    expect(found[0]?.message).toMatch(source("2"));
    expect(found[1]?.message).toMatch(source("3"));
  });

  it("may not list a unit twice in a table of units", async () => {
    const header = "STT,Tên đơn vị,HIS,LIS,RIS/PACS,EMR,Quản lý điều hành,Hạ tầng thông tin,Năm 2022 (Năm 2020)";
    const [first, second] = ["1,Bệnh viện Mắt,Mức 2,,,,,,Mức 2 (2)", "2,Bệnh viện Mắt Huế,Mức 3,,,,,,Mức 3 (2)"];
    expect(await problems([header, first, second], "level-table")).toMatchObject([
      { line: 3, column: "Tên đơn vị", code: "DUPLICATE", message: "Line 2 is about the same." },
    ]);
    expect(await problems([header, first.replace("Mức 2 (2)", "Mức hai")], "level-table")).toMatchObject([
      { line: 2, column: "Năm 2022 (Năm 2020)", code: "NOT_A_NUMBER", value: "Mức hai" },
    ]);
    expect(await problems([header, first.replace(",Mức 2,,", ",Mức 2,Tốt,")], "level-table")).toMatchObject([
      { line: 2, column: "LIS", code: "NOT_A_CHOICE", value: "Tốt" },
    ]);
  });

  it("may not give one spelling to two units, whether the other has it already or in the same file", async () => {
    const lines = ["spelling,facility", "Bệnh viện Mắt,BV-PHOI", "BV Mắt,BV-MAT", "bv mắt,BV-PHOI", "BV  MẮT,BV-MAT"];
    expect(await problems(lines, "facility-spellings")).toMatchObject([
      { line: 2, column: "spelling", code: "INCONSISTENT", message: '"Bệnh viện Mắt" already names another facility.' },
      { line: 4, column: "spelling", code: "INCONSISTENT", message: '"bv mắt" already names another facility.' },
    ]);
  });

  it("may not tick two answers to one criterion, or none", async () => {
    const header = "Tiêu chí,Đã đáp ứng,Cần nâng cấp,Chưa trang bị,Không cần";
    const found = await problems([header, "Quản lý nhân lực,x,x,,", "Quản lý văn bản,,,,"], "survey-form");
    expect(found.map(({ line, code, message }) => [line, code, message])).toEqual([
      [2, "INCONSISTENT", 'Exactly one answer must be ticked with "x"; 2 are.'],
      [3, "INCONSISTENT", 'Exactly one answer must be ticked with "x"; 0 are.'],
    ]);
  });

  it("with another header is told in one sentence which was read as the header, and what is wrong with it", async () => {
    const header = "subject,from,on,value,value,numerator,denominator,quote,note_vi,remark,sign";
    const found = await problems(["Báo cáo,,,,,,,,,,", header, "x,,x,,,,,,,,"]);
    expect(found).toEqual([
      {
        ...{ ...at(2, ""), code: "MISSING_COLUMN", nearest: [], value: header.replaceAll(",", ", ") },
        message:
          'Line 2 was read as the header: "subject", "from", "on", "value", "value", "numerator", "denominator", "quote", "note_vi", "remark", "sign". ' +
          'Missing: "metric". Not known: "remark", "sign". There twice: "value". ' +
          "The columns of this table: metric, subject, on, from, value, numerator, denominator, quote, note_vi, note_en, on_stands_in.",
      },
    ]);
  });

  it.each([
    ["one is written wrong", "metric,subject,on,valeu", "valeu", "UNKNOWN_COLUMN", ["value"]],
    ["one is there that is not known", "metric,subject,on,value,STT", "STT", "UNKNOWN_COLUMN", []],
    ["one is there twice", "metric,subject,on,value,Giá trị", "Giá trị", "DUPLICATE", []],
    ["one is missing", "metric,subject,value", "on", "MISSING_COLUMN", []],
    ["no figure is among them", "metric,subject,on", "value", "MISSING_COLUMN", []],
  ])("of whose columns %s is told that column", async (_what, header, column, code, nearest) => {
    const found = await problems([header, header.replace(/[^,]+/g, "x")]);
    expect(found).toMatchObject([{ line: 1, column, code, nearest }]);
  });

  it.each([
    ["without any line", "", 1, "MISSING_COLUMN"],
    ["with an open quotation mark", `${FIGURES}\nLINKUPS,"BV-PHOI,,\n`, 2, "UNREADABLE_FILE"],
    ["with a row that is too short", `${FIGURES}\nLINKUPS,BV-PHOI\n`, 2, "UNREADABLE_FILE"],
    ["that is a picture", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1, "MISSING_COLUMN"],
  ])("%s is no table", async (_what, content, line, code) => {
    const file = { file: "so-lieu.csv", content, document: "REGISTER", section: "x" };
    const found = await problemsOf(importFile(database.db, readerNamed("observations"), file));
    expect(found[0]).toMatchObject({ file: "so-lieu.csv", line, code });
  });

  it("from a document that is not on record is refused with the nearest one", async () => {
    const content = `${FIGURES}\nLINKUPS,BV-PHOI,,31/7/2019,1,,,,,\n`;
    const file = { file: "so-lieu.csv", content, document: "LETTER-1999", section: "Phụ lục 2" };
    const found = await problemsOf(importFile(database.db, readerNamed("observations"), file));
    expect(found).toEqual([
      {
        ...{ ...at(1, ""), code: "UNKNOWN_NAME", value: "LETTER-1999", nearest: ["LETTER-1999-2019"] },
        message: 'No source document has code "LETTER-1999".',
      },
    ]);
  });

  it("leaves every table as it was, whatever was wrong with it above", async () => {
    expect(await rowCounts(database.db)).toEqual(counts);
  });
});

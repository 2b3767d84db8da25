import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { importFile } from "../../server/concepts/import/importer.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { dataIndex, problemsOf, readerNamed } from "../support/importing.js";

/** Where a cell of a table stands: its line, and its column from 0 on. */
type Cells = readonly (readonly [line: number, column: number, cell: string])[];

const UNTIL_2019 = "Tính từ ngày 01/01/2019 đến ngày 31/7/2019";

describe("An appendix of the letter", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await loadedDatabase();
  });
  afterAll(() => database.close());

  /** The appendix with other cells in it, as somebody fills it in. */
  const filled = async (number: number, cells: Cells) => {
    const reader = `appendix-${number}`;
    const entry = (await dataIndex()).find((each) => each.reader === reader);
    if (!entry) throw new Error(`There is no ${reader}.`);
    const lines = (await readFile(`data/${entry.file}`, "utf8")).trimEnd().split("\n");
    for (const [line, column, cell] of cells) {
      const own = (lines[line - 1] ?? "").split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
      own[column] = `"${cell}"`;
      lines[line - 1] = own.join(",");
    }
    const { document, section } = entry;
    const file = { file: `${reader}.csv`, content: `${lines.join("\n")}\n`, document, section };
    return importFile(database.db, readerNamed(reader), file, { dryRun: true });
  };
  const refused = async (number: number, cells: Cells) =>
    (await problemsOf(filled(number, cells))).map(({ line, column, code, message }) => [line, column, code, message]);

  const APPENDIX_1: readonly (readonly [what: string, column: number, cell: string, code: string, message: string])[] =
    [
      ["below 0", 2, "-5", "NOT_A_NUMBER", "A figure is 0 or more, not -5."],
      ["not whole", 3, "1,5", "NOT_A_NUMBER", "1.5 is no whole number, and this is counted one by one."],
      [
        "a share where a count is",
        5,
        "50%",
        "NOT_A_NUMBER",
        '"50%" is a share, and this is a count: give how many there are.',
      ],
      ["of seven decimals", 6, "0,1234567", "NOT_A_NUMBER", '"0,1234567" has more than 6 decimals; round it.'],
    ];
  it.each(APPENDIX_1)("1 takes no figure that is %s", async (_, column, cell, code, message) => {
    const [header = ""] = (await readFile("data/letter-2019-08-08/appendix-1.csv", "utf8")).split("\n");
    expect(await refused(1, [[2, column, cell]])).toEqual([[2, header.split(",")[column], code, message]]);
  });

  it("1 takes a difference below 0, and records over the population", async () => {
    const cells: Cells = [
      ...([
        [2, 2, "1.000"],
        [2, 3, "900"],
        [2, 4, "-100"],
        [2, 5, "1.100"],
        [2, 6, "110%"],
      ] as const),
    ];
    expect(await filled(1, cells)).toMatchObject({ rows: 10 });
  });

  it("2 takes no part over its whole, no part of a link-up, and no name of an area for a unit", async () => {
    expect(
      await refused(2, [
        [2, 7, "100"],
        [2, 8, "101"],
        [2, 9, "0"],
      ]),
    ).toEqual([[2, `${UNTIL_2019} | Thành công`, "INCONSISTENT", "The part (101) is more than its whole (100)."]]);
    expect(await refused(2, [[2, 7, "5,5"]])).toEqual([
      [2, `${UNTIL_2019} | Tổng liên thông`, "NOT_A_NUMBER", "5.5 is no whole number, and this is counted one by one."],
    ]);
    expect(await refused(2, [[2, 2, "CÓ LẼ"]])).toEqual([[2, "Cấp tài khoản", "NOT_A_CHOICE", expect.any(String)]]);
  });

  it("2 takes no unit that was not there on the day of its figures", async () => {
    await database.db.transaction(async (tx) => {
      await tx.query("UPDATE facility SET closed_on = '2019-05-01' WHERE code = 'BV-HVT'");
    });
    try {
      const found = await refused(2, []);
      expect(found.map(([line, column, code]) => [line, column, code])).toContainEqual([25, "Đơn vị", "INCONSISTENT"]);
    } finally {
      await database.db.transaction(async (tx) => {
        await tx.query("UPDATE facility SET closed_on = NULL WHERE code = 'BV-HVT'");
      });
    }
  });

  it("3 takes no figure below 0, none with a share sign, and no other kind of area than a district", async () => {
    const [below, share] = [
      "Năm 2019 | Số trẻ em < 1 tuổi đang quản lý thực tế hiện nay (trong sổ)",
      "Năm 2019 | Số lượt liên thông dữ liệu tiêm chủng vào HSSKĐT",
    ];
    expect(await refused(3, [[2, 4, "-1"]])).toEqual([[2, below, "NOT_A_NUMBER", "A figure is 0 or more, not -1."]]);
    expect(await refused(3, [[2, 6, "96%"]])).toEqual([
      [2, share, "NOT_A_NUMBER", '"96%" is a share, and this is a count: give how many there are.'],
    ]);
    const found = await refused(3, [[2, 1, "Tỉnh Thừa Thiên Huế"]]);
    expect(new Set(found.map(([line, column, code]) => [line, column, code].join(" ")))).toEqual(
      new Set(["2 Tên địa phương INCONSISTENT"]),
    );
  });
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { OpenFile } from "../../server/files/reading/content.js";
import { readTable } from "../../server/files/reading/sheet.js";
import { partsOfWorkbook, saved, textRow, workbookOf, zipOf } from "../support/workbooks.js";

describe("A workbook", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "hue-health-workbook-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** What a reader of the columns a, b and c gets of it. */
  async function read(bytes: Buffer) {
    const content = await OpenFile.at(await saved(join(folder, "bảng.xlsx"), bytes));
    try {
      const { rows, problems } = await readTable({ file: "bảng.xlsx", content }, ["a", "b", "c"]);
      return {
        rows: rows.map((row) => [row.line, row.text("a"), row.text("b"), row.text("c")]),
        problems: problems.told.map(({ line, column, code, value, message }) => [
          line,
          column,
          code,
          value,
          message.en,
        ]),
      };
    } finally {
      await content.close();
    }
  }
  const ABC = textRow("a", "b", "c");
  const row = (cells: string) => `<row>${cells}</row>`;

  it("gives the texts of its cells, shared or not, in one run or several, without how they are read aloud", async () => {
    const texts =
      '<si><t xml:space="preserve"> Bệnh viện Phổi </t></si>' +
      "<si><r><t>Bệnh viện </t></r><r><rPr><b/></rPr><t>Mắt &amp; Huế</t></r><rPh><t>không đọc</t></rPh></si>";
    const rows = `${ABC}${row('<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><r><t>A_x000A_</t></r><r><t>B</t></r></is></c>')}`;
    expect((await read(workbookOf({ rows, texts }))).rows).toEqual([
      [2, "Bệnh viện Phổi", "Bệnh viện Mắt & Huế", "A\nB"],
    ]);
  });

  it("gives numbers as they are written in Vietnam, whatever their size, in the digits that Excel keeps", async () => {
    const number = (value: string) => `<c><v>${value}</v></c>`;
    const rows = `${ABC}${row(number("1234.5") + number("1084417") + number("0.30000000000000004"))}${row(
      number("-12") + number("1.5E-7") + number("1E+21"),
    )}`;
    expect((await read(workbookOf({ rows }))).rows).toEqual([
      [2, "1234,5", "1084417", "0,3"],
      [3, "-12", "0,00000015", "1000000000000000000000"],
    ]);
  });

  it("gives a number that is shown as a percentage as one", async () => {
    const rows = `${ABC}${row('<c s="2"><v>0.9422</v></c><c s="4"><v>0.57219999999999993</v></c><c s="2"><v>1</v></c>')}`;
    expect((await read(workbookOf({ rows }))).rows).toEqual([[2, "94,22%", "57,22%", "100%"]]);
  });

  it.each([
    ["1900", "", [44861, 60, 1, 59, 44861.4375]],
    ["1904", '<workbookPr date1904="1"/>', [43399, 60, 0, 1, 43399.4375]],
  ] as const)(
    "gives a number that is shown as a day as the day, counted since %s",
    async (since, workbookPr, serials) => {
      const rows = `${ABC}${serials.map((serial) => row(`<c s="1"><v>${serial}</v></c><c s="3"><v>${serial}</v></c>`)).join("")}`;
      const days = (await read(workbookOf({ rows, workbookPr }))).rows.map(([, a, b]) => [a, b]);
      const expected =
        since === "1900"
          ? ["2022-10-27", "60", "1900-01-01", "1900-02-28", "2022-10-27 10:30:00"]
          : ["2022-10-27", "1904-03-01", "1904-01-01", "1904-01-02", "2022-10-27 10:30:00"];
      expect(days).toEqual(expected.map((day) => [day, day]));
    },
  );

  it("gives what a formula had given, and not the formula", async () => {
    const rows = `${ABC}${row('<c><f>A1*2</f><v>14</v></c><c t="str"><f>"x"&amp;"y"</f><v>xy</v></c><c t="b"><f>TRUE()</f><v>1</v></c>')}`;
    expect(await read(workbookOf({ rows }))).toEqual({ rows: [[2, "14", "xy", "TRUE"]], problems: [] });
  });

  it("reports cells that hold an error, or a formula that nobody has computed, each once", async () => {
    const rows = `${ABC}${row('<c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="e"><v>#N/A</v></c><c><f>A1</f></c>')}`;
    const { problems } = await read(workbookOf({ rows }));
    expect(problems).toEqual([
      [2, "a", "UNREADABLE_CELL", "#DIV/0!", "The cell holds the error #DIV/0!; mend its formula."],
      [2, "b", "UNREADABLE_CELL", "#N/A", "The cell holds the error #N/A; mend its formula."],
      [
        ...[2, "c", "UNREADABLE_CELL", ""],
        "The cell holds a formula that has not been computed; open the file in Excel and save it.",
      ],
    ]);
  });

  it("reports cells whose text is not in the file, which would be taken for blank ones", async () => {
    const rows = `${ABC}<row><c t="s"><v>0</v></c><c t="s"><v>7</v></c><c t="s"><v>x</v></c></row>`;
    const found = await read(workbookOf({ rows, texts: "<si><t>đây</t></si>" }));
    const told = "The cell refers to a text that is not in the file; open the file in Excel and save it.";
    expect(found).toEqual({
      rows: [[2, "đây", null, null]],
      problems: [
        [2, "b", "UNREADABLE_CELL", "7", told],
        [2, "c", "UNREADABLE_CELL", "x", told],
      ],
    });
  });

  it("has its rows and columns where it says, blank ones left out", async () => {
    const rows =
      '<row r="3"><c r="A3" t="str"><v>b</v></c><c r="C3" t="str"><v>a</v></c><c r="D3" t="str"><v>c</v></c><c r="B3"/></row>';
    const right = await read(workbookOf({ rows: `${rows}<row r="5"><c r="C5"><v>1</v></c></row>` }));
    expect(right).toEqual({ rows: [[5, "1", null, null]], problems: [] });
    const placed =
      '<row r="3"><c r="B3" t="str"><v>b</v></c><c r="A3" t="str"><v>a</v></c><c r="C3" t="str"><v>c</v></c></row>' +
      '<row r="4"/><row r="6"><c r="C6"><v>3</v></c></row><row><c r="B7"><v>2</v></c></row>';
    expect((await read(workbookOf({ rows: placed }))).rows).toEqual([
      [6, null, null, "3"],
      [7, null, "2", null],
    ]);
  });

  it("reports a value in a column without a header", async () => {
    const rows = `${ABC}<row r="2"><c r="A2"><v>1</v></c><c r="XFD2"><v>9</v></c></row>`;
    expect(await read(workbookOf({ rows }))).toEqual({
      rows: [[2, "1", null, null]],
      problems: [[2, "", "INCONSISTENT", "9", "A value stands in a column that has no header."]],
    });
  });

  it("is read by its first sheet that is shown, however the others are called", async () => {
    const sheets =
      '<sheet name="Nguồn" sheetId="2" state="hidden" r:id="rId2"/><sheet name="Số liệu" sheetId="1" r:id="rId1"/>';
    expect((await read(workbookOf({ rows: `${ABC}${textRow("1", "2", "3")}`, sheets }))).rows).toEqual([
      [2, "1", "2", "3"],
    ]);
  });

  it("may have prefixes before its names, as some programs write them", async () => {
    const parts = partsOfWorkbook({ rows: `${ABC}${textRow("1", "2", "3")}` }).map(({ name, content }) => ({
      name,
      content: name.endsWith("sheet1.xml")
        ? `${content}`.replace(/<(\/?)(\w+)/g, "<$1x:$2").replace("xmlns=", "xmlns:x=")
        : content,
    }));
    expect((await read(zipOf(parts))).rows).toEqual([[2, "1", "2", "3"]]);
  });

  const NO_WORKBOOK = "The file is no workbook that can be read: save it in Excel as .xlsx anew, or as CSV UTF-8.";
  const TOO_LARGE = "The workbook unpacks to more than is read; save the sheet alone, or as CSV UTF-8.";
  const whole = workbookOf({ rows: `${ABC}${textRow("1", "2", "3")}` });
  const withPart = (name: string, content: string | Buffer, claims?: number) =>
    zipOf([
      ...partsOfWorkbook({ rows: ABC }).filter((part) => part.name !== name),
      { name, content, ...(claims !== undefined && { claims }) },
    ]);
  const sheetOf = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;

  it.each([
    ["that ends in the middle", whole.subarray(0, whole.length / 2), NO_WORKBOOK],
    ["of another kind, such as a letter", zipOf([{ name: "word/document.xml", content: "<w/>" }]), NO_WORKBOOK],
    ["whose sheet is no XML", withPart("xl/worksheets/sheet1.xml", "a,b,c\n"), NO_WORKBOOK],
    ["whose sheet ends too soon", withPart("xl/worksheets/sheet1.xml", "<worksheet><sheetData>"), NO_WORKBOOK],
    ["whose sheet is no UTF-8", withPart("xl/worksheets/sheet1.xml", Buffer.from([0x3c, 0xff, 0xfe])), NO_WORKBOOK],
    [
      "with entities of its own",
      withPart("xl/worksheets/sheet1.xml", `<!DOCTYPE x [<!ENTITY e "ee">]>${sheetOf(textRow("&e;&e;"))}`),
      NO_WORKBOOK,
    ],
    [
      "whose tags lie in each other without end",
      withPart("xl/worksheets/sheet1.xml", sheetOf(`${ABC}${"<x>".repeat(200)}${"</x>".repeat(200)}`)),
      NO_WORKBOOK,
    ],
    ["of ten thousand parts", withPart("x", ""), NO_WORKBOOK],
    ["whose sheet is a bomb", withPart("xl/worksheets/sheet1.xml", sheetOf(" ".repeat(3e7))), TOO_LARGE],
    ["whose texts are a bomb", withPart("xl/sharedStrings.xml", Buffer.alloc(3e7, 32)), TOO_LARGE],
    [
      "whose sheet is a bomb and says less of itself",
      withPart("xl/worksheets/sheet1.xml", sheetOf(" ".repeat(3e7)), 1000),
      NO_WORKBOOK,
    ],
  ])("%s is refused in a sentence", async (what, bytes, message) => {
    const made = what.startsWith("of ten thousand")
      ? zipOf(Array.from({ length: 10_000 }, (_, i) => ({ name: `x${i}`, content: "" })))
      : bytes;
    const expected = what.startsWith("of ten thousand") ? TOO_LARGE : message;
    const { rows, problems } = await read(made);
    expect([rows, problems.map(([, column, code, , told]) => [column, code, told])]).toEqual([
      [],
      [["", "UNREADABLE_FILE", expected]],
    ]);
  });

  it("of Excel 97–2003, or with a password, is refused in a sentence", async () => {
    const { problems } = await read(Buffer.from("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more", "latin1"));
    expect(problems).toEqual([
      [
        ...[1, "", "UNREADABLE_FILE", ""],
        "This is a workbook of Excel 97–2003 or one with a password: save it as .xlsx without a password.",
      ],
    ]);
  });

  it("whose cell is longer than any that is kept is refused for that cell", async () => {
    // Of letters by chance, so that nobody takes it for a bomb.
    const long = Array.from({ length: 400_000 }, (_, i) => ((i * 7_919) % 46_656).toString(36)).join("");
    const { rows, problems } = await read(workbookOf({ rows: `${ABC}${textRow(long.slice(0, 900_000), "2", "3")}` }));
    expect(rows).toEqual([[2, null, "2", "3"]]);
    expect(problems).toMatchObject([[2, "a", "TOO_LONG", expect.stringMatching(/^.{201}$/), expect.any(String)]]);
  });

  it("whose cell never ends is refused before it is held", async () => {
    const long = Array.from({ length: 1_200_000 }, (_, i) => ((i * 7_919) % 46_656).toString(36)).join("");
    const { problems } = await read(workbookOf({ rows: `${ABC}${textRow(long, "2", "3")}` }));
    expect(problems).toMatchObject([[2, "", "UNREADABLE_FILE", "", TOO_LARGE]]);
  });

  const place = (what: "row" | "cell", given: string, after: number) =>
    `A ${what} of the sheet says that it stands at "${given}", after row ${after}, where it cannot be: save the file in Excel anew, or as CSV UTF-8.`;
  const B3 = '<c r="B3"><v>1</v></c>';

  it.each([
    ["beyond the last row", '<row r="99999999999999"/>', 1, "row", "99999999999999", 1],
    ["above the first", '<row r="-1"/>', 1, "row", "-1", 1],
    ["at 0", '<row r="0"/>', 1, "row", "0", 1],
    ["at no number", '<row r="NaN"/>', 1, "row", "NaN", 1],
    ["at half a number", '<row r="2.5"/>', 1, "row", "2.5", 1],
    ["at a power of ten", '<row r="1e3"/>', 1, "row", "1e3", 1],
    ["at an empty place", '<row r=""/>', 1, "row", "", 1],
    ["where one has been", '<row r="2"/><row r="2"/>', 2, "row", "2", 2],
    ["before one that has been", '<row r="9"/><row r="3"/>', 9, "row", "3", 9],
    ["after the last row", '<row r="1048576"/><row/>', 1_048_576, "row", "1048577", 1_048_576],
    ["beyond the last column", '<row r="3"><c r="XFE3"/></row>', 3, "cell", "XFE3", 3],
    ["in a column without end", `<row r="3"><c r="${"A".repeat(99)}3"/></row>`, 3, "cell", "A".repeat(30), 3],
    ["in no column", '<row r="3"><c r="3"/></row>', 3, "cell", "3", 3],
    ["in no row", '<row r="3"><c r="B"/></row>', 3, "cell", "B", 3],
    ["in another row", '<row r="3"><c r="B4"/></row>', 3, "cell", "B4", 3],
    ["below 0", '<row r="3"><c r="B-3"/></row>', 3, "cell", "B-3", 3],
    ["where another is", `<row r="3">${B3}${B3}</row>`, 3, "cell", "B3", 3],
    ["next to the last column", '<row r="3"><c r="XFD3"/><c/></row>', 3, "cell", "16385", 3],
  ] as const)("with a row or a cell %s is told the place", async (_where, rows, line, what, given, after) => {
    const { problems } = await read(workbookOf({ rows: ABC + rows }));
    expect(problems).toEqual([[line, "", "UNREADABLE_FILE", "", place(what, given, after)]]);
  });

  const UNKNOWN = "The cell does not say what it holds in a way that can be read; open the file in Excel and save it.";
  it.each([
    ["a kind that there is not", '<c t="x"><v>1</v></c>'],
    ["an empty kind", '<c t=""><v>1</v></c>'],
    ["the kind of every object", '<c t="constructor"><v>1</v></c>'],
    ["a truth that is none", '<c t="b"><v>1e0</v></c>'],
    ["a style that is not there", '<c s="99"><v>1</v></c>'],
    ["a style below 0", '<c s="-1"><v>1</v></c>'],
    ["a style that is no number", '<c s="NaN"><v>1</v></c>'],
    ["a style beyond every number", '<c s="99999999999999999999"><v>1</v></c>'],
  ])("with a cell of %s is told the cell", async (_which, cell) => {
    const { problems } = await read(workbookOf({ rows: ABC + row(cell) }));
    expect(problems).toEqual([[2, "a", "UNREADABLE_CELL", expect.any(String), UNKNOWN]]);
  });

  it.each(["-1", "1.0", "1e0", "0x0", " 0", "99999999999999999999", "NaN", "__proto__"])(
    "with a cell that refers to text %s is told the cell",
    async (index) => {
      const texts = "<si><t>đây</t></si><si><t>kia</t></si>";
      const { problems } = await read(workbookOf({ rows: ABC + row(`<c t="s"><v>${index}</v></c>`), texts }));
      expect(problems).toMatchObject([
        [2, "a", "UNREADABLE_CELL", index, expect.stringContaining("refers to a text that is not in the file")],
      ]);
    },
  );

  it.each(["0x10", "Infinity", "1_000", "NaN"])("takes %s for a text, which it is", async (value) => {
    expect((await read(workbookOf({ rows: ABC + row(`<c><v>${value}</v></c>`) }))).rows).toEqual([
      [2, value, null, null],
    ]);
  });

  it("minds no number that says how much there is: what is there counts", async () => {
    const made = partsOfWorkbook({ rows: ABC + row('<c t="s"><v>0</v></c>'), texts: "<si><t>đây</t></si>" });
    for (const absurd of ["-1", "NaN", "99999999999999999999", "0"]) {
      const parts = made.map(({ name, content }) => ({
        name,
        content: `${content}`
          .replace("<sst ", `<sst count="${absurd}" uniqueCount="${absurd}" `)
          .replace('<cellXfs count="5"', `<cellXfs count="${absurd}"`)
          .replace(
            "<sheetData>",
            `<dimension ref="XFE${absurd}:A1"/><sheetViews><sheetView><selection sqref="${absurd}"/></sheetView></sheetViews><sheetData>`,
          )
          .replace('sheetId="1"', `sheetId="${absurd}"`),
      }));
      expect(await read(zipOf(parts))).toEqual({ rows: [[2, "đây", null, null]], problems: [] });
    }
  });

  const relation = (type: string, target: string, more = "") =>
    `<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"${more}/>`;
  it.each([
    ["outside the file", "xl/_rels/workbook.xml.rels", relation("worksheet", "../../../../etc/passwd")],
    ["to an address", "xl/_rels/workbook.xml.rels", relation("worksheet", "http://127.0.0.1/sheet1.xml")],
    [
      "to what is elsewhere",
      "xl/_rels/workbook.xml.rels",
      relation("worksheet", "worksheets/sheet1.xml", ' TargetMode="External"'),
    ],
    ["to nothing", "xl/_rels/workbook.xml.rels", relation("worksheet", "")],
    ["to itself", "_rels/.rels", relation("officeDocument", "_rels/.rels")],
    [
      "by one name to two",
      "xl/_rels/workbook.xml.rels",
      relation("worksheet", "worksheets/sheet1.xml") + relation("worksheet", "worksheets/sheet2.xml"),
    ],
  ])("whose relations lead %s is refused in a sentence", async (_where, name, found) => {
    const { rows, problems } = await read(withPart(name, `<Relationships>${found}</Relationships>`));
    expect([rows, problems.map(([, , code, , told]) => [code, told])]).toEqual([
      [],
      [["UNREADABLE_FILE", NO_WORKBOOK]],
    ]);
  });

  it("of which a part is there twice is refused: others may read the other one", async () => {
    const parts = partsOfWorkbook({ rows: ABC });
    const { problems } = await read(zipOf([...parts, { name: "xl/worksheets/sheet1.xml", content: sheetOf("") }]));
    expect(problems.map(([, , code, , told]) => [code, told])).toEqual([["UNREADABLE_FILE", NO_WORKBOOK]]);
  });

  it("whose header is a thousand columns wide is refused for that", async () => {
    await expect(read(workbookOf({ rows: '<row><c r="ALM1"><v>1</v></c></row>' }))).rejects.toThrow(
      "bảng.xlsx, line 1: The header is wider than 1,000 columns: it is not that of such a table.",
    );
  });
});

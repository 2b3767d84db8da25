import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { FIGURES } from "../support/importing.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { formOf, send } from "../support/uploads.js";
import { partsOfWorkbook, textRow, workbookOf, zipOf } from "../support/workbooks.js";

const HEADER = FIGURES.split(",");
const VIETNAMESE = "Chỉ số;Đối tượng;Tính đến ngày;Giá trị";

describe("A file of figures as people save it", () => {
  let server: TestServer;
  let headers: Record<string, string>;
  /** Each figure is of a day of its own. */
  let days = 0;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    headers = (await signedIn(server, "sở")).headers;
  });
  afterAll(() => server.close());

  const newDay = () => new Date(Date.UTC(1970, 0, 1) + days++ * 86_400_000).toISOString().slice(0, 10);
  const printed = (day: string, sign: string) => day.split("-").reverse().join(sign);
  async function reportOf(content: string | Buffer, more: object = {}, as = headers): Promise<Data> {
    const bytes = typeof content === "string" ? content : new Uint8Array(content);
    const answer = await send(server, formOf({ format: "OBSERVATIONS", ...more }, bytes, "so-lieu"), as);
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data.fileImport.report;
  }
  const valueOn = async (day: string, subject = "BV-MAT"): Promise<Data> =>
    (
      await dataOf(
        server,
        `{ metric(code: "LINKUPS") { series(subject: "${subject}") { on from value quoteVi noteVi version } } }`,
      )
    ).metric.series.find(({ on }: Data) => on === day);
  const row = (day: string, value: number | string) => ["LINKUPS", "BV-MAT", "", day, `${value}`, "", "", "", "", ""];
  const text = (separator: string, end: string, ...rows: string[][]) =>
    rows.map((cells) => cells.join(separator) + end).join("");

  it.each([
    [
      "with a title above the header",
      (day: string) => `Báo cáo tháng 6\n\nSở Y tế,Mẫu 1\n${text(",", "\n", HEADER, row(day, 7))}`,
    ],
    ["that says its separator", (day: string) => `sep=;\r\n${text(";", "\r\n", HEADER, row(day, 7))}`],
    [
      "that says its separator and has a title",
      (day: string) => `sep=;\nBáo cáo, tháng 6;\n${text(";", "\n", HEADER, row(day, 7))}`,
    ],
    ["with tabs", (day: string) => text("\t", "\n", HEADER, row(day, 7))],
    ["with returns alone", (day: string) => text(";", "\r", HEADER, row(day, 7))],
    [
      "with lines of Windows and then others",
      (day: string) => text(";", "\r\n", HEADER) + text(";", "\n", row(day, 7)),
    ],
    ["with separators at the end of all lines", (day: string) => text(";", ";;;\n", HEADER, row(day, 7))],
    [
      "with separators at the end of its rows",
      (day: string) => text(";", "\n", HEADER) + text(";", ";;;\n", row(day, 7)),
    ],
    ["that has only the columns it fills", (day: string) => `${VIETNAMESE}\nLINKUPS;BV-MAT;${day};7\n`],
    ["with points in its days", (day: string) => `${VIETNAMESE}\nLINKUPS;BV-MAT;${printed(day, ".")};7\n`],
    ["with hyphens in its days", (day: string) => `${VIETNAMESE}\nLINKUPS;BV-MAT;${printed(day, "-")};7\n`],
    [
      "with a column that has no name and says nothing",
      (day: string) => `${VIETNAMESE.replace(";T", ";;T")}\nLINKUPS;BV-MAT;;${day};7\n`,
    ],
  ])("%s is read", async (_how, written) => {
    const day = newDay();
    expect(await reportOf(written(day))).toMatchObject({ imported: true, rows: 1, inserted: 1, problems: [] });
    expect(await valueOn(day)).toMatchObject({ value: 7 });
  });

  /** What SheetJS writes of a workbook that it has read: shared or plain texts, absolute places, days as bare numbers. */
  const sheetJs = (rows: readonly (readonly (string | number)[])[], sheet = "Số liệu") => {
    const cells = rows.map((cells, y) => {
      const written = cells.map((cell, x) => {
        const at = `${String.fromCharCode(65 + x)}${y + 1}`;
        if (typeof cell === "number") return `<c r="${at}" t="n"><v>${cell}</v></c>`;
        return cell === "" ? "" : `<c r="${at}" t="str"><v>${cell}</v></c>`;
      });
      return `<row r="${y + 1}">${written.join("")}</row>`;
    });
    const parts = partsOfWorkbook({
      rows: cells.join(""),
      sheets: `<sheet name="Bìa" sheetId="2" r:id="rId2"/><sheet name="${sheet}" sheetId="1" r:id="rId1"/>`,
    }).map(({ name, content }) => ({
      name,
      content: `${content}`.replaceAll('Target="worksheets/', 'Target="/xl/worksheets/'),
    }));
    return zipOf(parts.filter(({ name }) => name !== "xl/styles.xml"));
  };
  const serial = (day: string) => Date.parse(day) / 86_400_000 + 25_569;

  it("as a workbook that another program wrote again, on its second sheet, is read", async () => {
    const day = newDay();
    const book = sheetJs([["Báo cáo"], HEADER, ["LINKUPS", "BV-MAT", "", serial(day), 1234]]);
    expect(await reportOf(book)).toMatchObject({ imported: true, rows: 1, inserted: 1 });
    expect(await valueOn(day)).toMatchObject({ value: 1234 });
  });

  it("as a workbook with two such sheets is refused in one sentence, since nobody says which is meant", async () => {
    const rows = textRow(...HEADER) + textRow(...row(newDay(), 1));
    const second = {
      name: "xl/worksheets/sheet2.xml",
      content: `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    };
    const parts = partsOfWorkbook({
      rows,
      sheets: '<sheet name="Tháng 6" sheetId="1" r:id="rId1"/><sheet name="Tháng 7" sheetId="2" r:id="rId2"/>',
    }).map((part) => (part.name === second.name ? second : part));
    const report = await reportOf(zipOf(parts));
    expect(report).toMatchObject({ imported: false, problemCount: 1 });
    expect(report.problems[0].message).toBe(
      'Several sheets hold such a table: "Tháng 6", "Tháng 7". Save the one that is meant as a file of its own, or hide the others.',
    );
  });

  it.each([
    ["of another table", textRow("STT", "Đơn vị", "Số lượt") + textRow("1", "Bệnh viện Mắt", "7")],
    ["with a title alone", textRow("STT", "Đơn vị", "Số lượt")],
  ])(
    "as a workbook %s is refused in one sentence with the sheet, the row and what was read as the header",
    async (_what, rows) => {
      const report = await reportOf(workbookOf({ rows }), {}, { ...headers, "accept-language": "vi" });
      expect(report).toMatchObject({
        imported: false,
        problemCount: 1,
        problems: [{ row: 1, column: "", code: "MISSING_COLUMN" }],
      });
      expect(report.problems[0].message).toMatch(
        /^Dòng 1 của trang tính "Số liệu" được đọc là dòng tiêu đề: "STT", "Đơn vị", "Số lượt"\. Thiếu: "Chỉ số", "Đối tượng", "Tính đến ngày", "Giá trị"\. Không có trong mẫu: .+ Các cột của bảng này: /,
      );
    },
  );

  it("as a text whose days are numbers is refused once, since a text does not say from when they count", async () => {
    const lines = Array.from({ length: 678 }, (_, i) => `LINKUPS;BV-MAT;${40_000 + i};${i}`);
    const report = await reportOf(`${VIETNAMESE}\n${lines.join("\n")}\n`);
    expect(report).toMatchObject({
      imported: false,
      rows: 678,
      problemCount: 1,
      problems: [{ row: 2, code: "NOT_A_DATE" }],
    });
  });

  it.each([
    ["OBSERVATIONS", [...HEADER], (day: string) => ["LINKUPS", "474", "", day, 1]],
    [
      "AREAS",
      ["code", "name", "area_type", "parent", "valid_from"],
      (day: string) => ["474", "Quận Thuận Hóa", "DISTRICT", "46", day],
    ],
    [
      "FACILITIES",
      ["code", "name", "valid_from"],
      (day: string) => [day.includes("-07T") ? "BV-MAT" : "BV-PHOI", `Bệnh viện ${day}`, day],
    ],
  ])("of %s whose days have a time is told so, once and nothing else", async (format, header, rowOf) => {
    const rows = ["2021-04-07T23:59:30.000Z", "2021-04-08T23:59:30.000Z"].map(rowOf);
    const report = await reportOf(sheetJs([header, ...rows]), { format });
    expect(report).toMatchObject({ problemCount: 1, problems: [{ row: 2, code: "NOT_A_DATE" }] });
    expect(report.problems[0].message).toMatch(/^"2021-04-07T23:59:30.000Z" has a time of day; write days alone/);
  });

  it("with values under no name is refused once for the column", async () => {
    const rows = Array.from({ length: 20 }, () => [...row(newDay(), 1).slice(0, 5), "x"]);
    const book = workbookOf({ rows: textRow(...HEADER.slice(0, 5)) + rows.map((cells) => textRow(...cells)).join("") });
    expect(await reportOf(book)).toMatchObject({
      problemCount: 1,
      problems: [{ row: 2, code: "INCONSISTENT", value: "x" }],
    });
  });

  it("that leaves columns out says nothing of them: period and notes stay, and a sentence stays with its figure", async () => {
    const day = newDay();
    const section = { fileName: "ky.csv" };
    const whole = `${FIGURES}\nLINKUPS,BV-MAT,1969-01-01,${day},7,,,bảy lượt,tạm tính,\n`;
    expect(await reportOf(whole, section)).toMatchObject({ inserted: 1 });
    const short = (value: number) => `${VIETNAMESE}\nLINKUPS;BV-MAT;${day};${value}\n`;
    expect(await reportOf(short(7), section)).toMatchObject({ imported: true, changed: 0, unchanged: 1 });
    const kept = { on: day, from: "1969-01-01", noteVi: "tạm tính" };
    expect(await valueOn(day)).toEqual({ ...kept, value: 7, quoteVi: "bảy lượt", version: 1 });
    expect(await reportOf(short(8), section)).toMatchObject({ imported: true, changed: 1 });
    expect(await valueOn(day)).toEqual({ ...kept, value: 8, quoteVi: null, version: 2 });
  });

  it("that leaves out a column which a new object needs is told so once, however many rows need it", async () => {
    const rows = Array.from({ length: 9 }, (_, i) => `MOI-${i},Cơ sở mới ${i}`).join("\n");
    const report = await reportOf(`code,name\n${rows}\n`, { format: "FACILITIES" });
    expect(report.problems.map(({ row: at, column, code }: Data) => [at, column, code])).toEqual([
      [2, "facility_type", "MISSING_COLUMN"],
      [2, "ownership", "MISSING_COLUMN"],
      [2, "area", "MISSING_COLUMN"],
    ]);
  });
});

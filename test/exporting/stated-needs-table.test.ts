import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { csvAt, download, workbookAt } from "../support/downloads.js";
import { importLines } from "../support/importing.js";
import { dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const PATH = "/export/stated-needs-table";
/** "Nhu cầu ứng dụng CNTT" of the briefing, as printed. */
const PRINTED: string[][] = parse(readFileSync("data/briefing-2022-12-07/stated-needs.csv"), { bom: true });
const SYSTEMS = 10;

describe("The table of needs as a file", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it("has the 19 rows and the 10 systems of the briefing, in its order and with its headers", async () => {
    const [header = [], ...rows] = await csvAt(server, `${PATH}.csv?round=2022`);
    expect(header).toEqual([
      ...(PRINTED[0] ?? []),
      ...["Số nhu cầu", "Mã cơ sở", "Tài liệu nguồn", "Đề mục", "Tên tài liệu nguồn"],
    ]);
    const cells = (row: readonly string[]) => [row[0], ...row.slice(2, 2 + SYSTEMS)];
    expect(rows.slice(0, 19).map(cells)).toEqual(PRINTED.slice(1).map(cells));
    // The names are those of the register, on the last day of the round.
    const { matchNames } = await dataOf(
      server,
      "query ($names: [String!]!) { matchNames(names: $names) { facility { code } } }",
      { names: PRINTED.slice(1).map((row) => row[1]) },
    );
    expect(rows.slice(0, 19).map((row) => row[3 + SYSTEMS])).toEqual(
      matchNames.map(({ facility }: { facility: { code: string } }) => facility.code),
    );
    expect(rows[9]?.slice(1, 2)).toEqual(["Trung tâm Y tế huyện Phú Vang"]);
    expect(rows[0]?.slice(-3)).toEqual([
      "BRIEFING-2022-12-07",
      "Nhu cầu ứng dụng CNTT",
      expect.stringMatching(/^Báo cáo đánh giá mức ứng dụng công nghệ thông tin/),
    ]);
  });

  it("adds up what is printed, system by system and unit by unit, and says what the briefing prints itself", async () => {
    const [, ...rows] = await csvAt(server, `${PATH}.csv?round=2022`);
    const needs = PRINTED.slice(1).map((row) => row.slice(2, 2 + SYSTEMS).map((cell) => cell === "Có"));
    const sum = (all: readonly boolean[]) => all.filter(Boolean).length;
    const bySystem = Array.from({ length: SYSTEMS }, (_, i) => sum(needs.map((row) => row[i] ?? false)));
    expect(bySystem).toEqual([12, 13, 14, 15, 18, 16, 16, 15, 17, 1]);
    expect(rows[19]?.slice(0, 3 + SYSTEMS)).toEqual([
      "",
      "Tổng số",
      ...bySystem.map(String),
      String(sum(needs.flat())),
    ]);
    expect(rows.slice(0, 19).map((row) => row[2 + SYSTEMS])).toEqual(needs.map((row) => String(sum(row))));
    expect(rows.slice(20).map((row) => row[1])).toEqual(["Số thứ tự cuối của bảng nhu cầu: in 19, tính lại 19 (Khớp)"]);
    const { assessmentRound } = await dataOf(server, '{ assessmentRound(code: "2022") { systemDemand { needed } } }');
    expect(assessmentRound.systemDemand.map(({ needed }: { needed: number }) => needed)).toEqual(bySystem);
  });

  it("is the last such table where no round is named, and the same as a workbook", async () => {
    const rows = await csvAt(server, `${PATH}.csv?round=2022`);
    expect(await csvAt(server, `${PATH}.csv`)).toEqual(rows);
    const [sheet, facts] = await workbookAt(server, `${PATH}.xlsx`);
    expect(sheet?.sheet).toBe("Bảng nhu cầu ứng dụng CNTT");
    const shown = (cell: unknown) => (cell === null || cell === undefined ? "" : String(cell));
    expect(sheet?.data.map((row) => rows[0]?.map((_, i) => shown(row[i])))).toEqual(rows);
    expect(sheet?.data[20]?.[2]).toBe(12);
    expect(facts?.data.at(-1)?.slice(2)).toEqual(["Nhu cầu ứng dụng CNTT"]);
  });

  it("of a body has its units alone, numbered as in the document, with their totals and no comparison", async () => {
    const rows = await csvAt(server, `${PATH}.csv?round=2022&under=478`);
    expect(rows.slice(1).map((row) => row.slice(0, 3 + SYSTEMS))).toEqual([
      ["10", "Trung tâm Y tế huyện Phú Vang", "", ...Array(8).fill("Có"), "", "8"],
      ["", "Tổng số", "0", ...Array(8).fill("1"), "0", "8"],
    ]);
  });

  it("is a header alone for a round without one, and refused for a round or a body that nobody knows", async () => {
    expect(await csvAt(server, `${PATH}.csv?round=2020`)).toHaveLength(1);
    for (const search of ["round=2021", "under=SYTT"])
      expect((await download(server, `${PATH}.csv?${search}`)).status).toBe(400);
  });

  it("costs as many statements for one unit as for many", async () => {
    const statements = async (search: string) => {
      const before = server.db.statements;
      await csvAt(server, `${PATH}.csv${search}`);
      return server.db.statements - before;
    };
    expect(await statements("?under=478")).toBe(await statements("?under=SYT"));
  });

  it("says of a unit that was asked about some systems only that nothing is known of the others", async () => {
    await server.db.transaction((tx) =>
      tx.query("UPDATE assessment_round SET state = 'OPEN', closed_on = NULL WHERE code = '2022'"),
    );
    await importLines(server.db, "stated-needs-list", "thêm.csv", [
      "round,facility,system,needed",
      "2022,CDC,LIS,Có",
      "2022,CDC,EMR,Không",
    ]);
    const rows = await csvAt(server, `${PATH}.csv`);
    expect(rows[20]?.slice(0, 3 + SYSTEMS)).toEqual([
      ...["20", "Trung tâm Kiểm soát bệnh tật tỉnh", "Không rõ", "Không rõ", "Có", "Không rõ", ""],
      ...[...Array(5).fill("Không rõ"), "1"],
    ]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { FIGURES } from "../support/importing.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { FILE_IMPORT, formOf, send } from "../support/uploads.js";
import { textRow, workbookOf, workbookOfTables } from "../support/workbooks.js";

/** A file in which a unit is misspelt on two rows. */
const MISSPELT = [
  FIGURES,
  "LINKUPS,Bệnh viện Mắt Huê,,31/05/2021,1.000,,,,,",
  "LINKUPS,BV-MAT,,30/06/2021,2.000,,,,,",
].join("\n");
const CHOSEN = { row: 2, column: "subject", value: "Bệnh Viện Mắt Huế" };

describe("A cell that is read otherwise than the file has it", () => {
  let server: TestServer;
  let department: Record<string, string>;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    department = (await signedIn(server, "sở")).headers;
  });
  afterAll(() => server.close());

  const importText = async (input: object): Promise<Data> => {
    const given = { format: "OBSERVATIONS", text: MISSPELT, fileName: "mat.csv", ...input };
    const { data, errors } = await runQuery(server, FILE_IMPORT, { input: given }, department);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.fileImport;
  };
  const inBrief = ({ report }: Data) =>
    report.problems.map(({ row, column, code, value }: Data) => [row, column, code, value]);

  it("is the nearest name that a person has chosen; the trail keeps what was read", async () => {
    const refused = await importText({ dryRun: true });
    expect(refused.report.problems).toMatchObject([
      { row: 2, column: "subject", code: "UNKNOWN_NAME", value: "Bệnh viện Mắt Huê" },
    ]);
    const { row, column, nearest } = refused.report.problems[0];
    expect(nearest).toContain(CHOSEN.value);
    const replacements = [{ row, column, value: CHOSEN.value }];
    expect(await importText({ dryRun: true, replacements })).toMatchObject({ report: { inserted: 2 }, userErrors: [] });
    expect(await importText({ replacements })).toMatchObject({ report: { imported: true, inserted: 2 } });
    const { metric } = await dataOf(server, `{ metric(code: "LINKUPS") { series(subject: "BV-MAT") { on value } } }`);
    expect(metric.series.slice(-2)).toEqual([
      { on: "2021-05-31", value: 1000 },
      { on: "2021-06-30", value: 2000 },
    ]);
    const [entry] = await server.db.query<{ changes: string }>(
      "SELECT changes FROM audit_entry WHERE object_type = 'Import' ORDER BY id DESC LIMIT 1",
    );
    expect(JSON.parse(entry?.changes ?? "").replacements).toEqual([null, [{ sheet: null, ...CHOSEN }]]);
  });

  it("is another file than the one without it: only the very same has been loaded before", async () => {
    expect((await importText({ replacements: [CHOSEN] })).report).toMatchObject({ loadedBefore: true, unchanged: 2 });
    const other = [{ row: 2, column: "subject", value: "BV-MAT" }];
    expect((await importText({ replacements: other })).report).toMatchObject({ loadedBefore: false, unchanged: 2 });
  });

  it("is looked at as any other: what is chosen wrongly is a problem again", async () => {
    const replacements = [{ ...CHOSEN, value: "Bệnh viện Mất Huế" }];
    expect(inBrief(await importText({ dryRun: true, replacements }))).toEqual([
      [2, "subject", "UNKNOWN_NAME", "Bệnh viện Mất Huế"],
    ]);
  });

  it.each([
    ["a row", { ...CHOSEN, row: 9 }, [9, "subject"]],
    ["a column", { ...CHOSEN, column: "unit" }, [2, "unit"]],
    ["a column without a name", { ...CHOSEN, column: "" }, [2, ""]],
    ["a sheet", { ...CHOSEN, sheet: "Số liệu" }, [2, "subject"]],
  ])("is a problem where the file does not have %s of it", async (_, replacement, place) => {
    expect(inBrief(await importText({ dryRun: true, replacements: [replacement] }))).toContainEqual([
      ...place,
      "INCONSISTENT",
      CHOSEN.value,
    ]);
  });

  it("is found in a workbook by its sheet and the number of its row there", async () => {
    const rows = MISSPELT.split("\n").map((line) => line.split(","));
    const workbook = workbookOf({
      rows: [["Số liệu tháng 5"], ...rows].map((cells) => textRow(...cells)).join(""),
    });
    const sent = async (input: object) => {
      const form = formOf({ format: "OBSERVATIONS", dryRun: true, ...input }, new Uint8Array(workbook), "mat.xlsx");
      const { data, errors } = await send(server, form, department);
      if (errors) throw new Error(JSON.stringify(errors));
      return data.fileImport as Data;
    };
    const [{ row, column }] = (await sent({})).report.problems;
    expect(row).toBe(3);
    expect(await sent({ replacements: [{ row, column, value: CHOSEN.value }] })).toMatchObject({ userErrors: [] });
  });

  it("belongs to one sheet of a report, which it names", async () => {
    const tables = {
      document: "code,number,issued_on,title_vi,publisher_vi\nTHU-2,,2026-05-05,Báo cáo thử 2 (không có thật),Sở Y tế",
      figures: "section,metric,subject,on,value\nBảng 1,LINKUPS,Bệnh viện Mắt Huê,2026-04-30,5",
    };
    const sent = async (input: object) => {
      const form = formOf(
        { format: "REPORT", dryRun: true, ...input },
        new Uint8Array(workbookOfTables(tables)),
        "thu.xlsx",
      );
      const { data, errors } = await send(server, form, department);
      if (errors) throw new Error(JSON.stringify(errors));
      return data.fileImport as Data;
    };
    const refused = inBrief(await sent({}));
    expect(refused).toContainEqual([2, "subject", "UNKNOWN_NAME", "Bệnh viện Mắt Huê"]);
    const of = (sheet: string | null) => sent({ replacements: [{ sheet, ...CHOSEN }] }).then(inBrief);
    expect(await of("figures")).not.toContainEqual([2, "subject", "UNKNOWN_NAME", expect.anything()]);
    for (const none of [null, "statements"])
      expect(await of(none)).toContainEqual([2, "subject", "INCONSISTENT", CHOSEN.value]);
  });

  it("is sent at most a thousand times", async () => {
    const replacements = Array(1001).fill(CHOSEN);
    expect(await importText({ dryRun: true, replacements })).toMatchObject({
      report: null,
      userErrors: [{ path: ["replacements"], code: "INVALID" }],
    });
  });
});

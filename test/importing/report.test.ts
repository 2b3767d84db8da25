import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { csvAt, workbookAt } from "../support/downloads.js";
import { rowCounts } from "../support/importing.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { send } from "../support/uploads.js";
import { workbookOfTables } from "../support/workbooks.js";

/** "Báo cáo thử (không có thật)": two tables, five statements, one of them false by the table above it. */
const FOLDER = "test/importing/bao-cao-thu";
const SHEETS = ["document", "sections", "figures", "statements"] as const;
type Texts = Partial<Record<string, string>>;
const REPORT: Texts = Object.fromEntries(SHEETS.map((name) => [name, readFileSync(`${FOLDER}/${name}.csv`, "utf8")]));
const CODE = "BAO-CAO-THU-2026-05";

const IMPORT = `mutation ($input: FileImportInput!) {
  fileImport(input: $input) {
    report {
      format file imported dryRun loadedBefore rows inserted changed unchanged problemCount
      sheets { name rows inserted changed unchanged removed }
      checks { code kind section statement stated recomputed difference status explanationVi explanationEn }
      problems { sheet row column code value message nearest }
      warningCount warnings { sheet row message }
    }
    userErrors { path code message }
  }
}`;
const CHECKS = `query ($document: String) { discrepancies(filter: { document: $document }) {
  code kind statement stated recomputed difference status explanationVi explanationEn source { section } } }`;

const of = (code: string, stated: string, recomputed: string | null, status: string, difference: string | null) => ({
  ...{ code, stated, recomputed, status, difference },
});
/** What is checked of the report, in brief. */
const FOUND = [
  of("SHARE.COVID_DOSES_ENTERED.46.2022-10-27.BAO-CAO-THU-2026-05", "94,23%", "94,23%", "MATCH", "0"),
  of("SHARE.COVID_DOSES_ENTERED.46.2026-04-30", "95%", "95%", "MATCH", "0"),
  of("SHARE.COVID_DOSES_NOT_ENTERED.46.2026-04-30", "5 %", "5%", "MATCH", "0"),
  of("TOTAL.THU_LINKUPS", "1.350", "1.250", "CONFLICT", "100"),
  of("COUNT.THU_UNITS", "03 đơn vị", "3", "MATCH", "0"),
  of("DAY_ORDER.THU_UNTIL", "tính đến ngày 30/04/2026", "≤ 05/05/2026", "MATCH", null),
  of("PARTS.THU_DOSES.46.2026-04-30", "2.900.000", "2.900.000", "MATCH", "0"),
  of("HUNDRED_PERCENT.THU_SHARES", "95% + 5 %", "100%", "MATCH", "0"),
  of(
    "OTHER_SOURCE.COVID_DOSES_ENTERED.46.2022-10-27.BAO-CAO-THU-2026-05",
    ...(["94,23% (2.716.396/2.882.881)", "94,22% (2.716.396/2.882.881)", "CONFLICT", "0,01"] as const),
  ),
  of(
    "OTHER_SOURCE.COVID_DOSES_GIVEN.46.2022-10-27.BAO-CAO-THU-2026-05",
    ...(["2.882.881", "2.882.881", "MATCH", "0"] as const),
  ),
];
const inBrief = (checks: readonly Data[]) =>
  checks.map(({ code, stated, recomputed, status, difference }) => of(code, stated, recomputed, status, difference));
const sheet = (name: string, rows: number, inserted: number, changed = 0, removed = 0) => ({
  ...{ name, rows, inserted, changed, removed, unchanged: rows - inserted - changed },
});

describe("A report", () => {
  let server: TestServer;
  let department: Record<string, string>;
  let eye: Record<string, string>;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    department = (await signedIn(server, "sở")).headers;
    eye = (await signedIn(server, "mắt")).headers;
  });
  afterAll(() => server.close());

  const textsOf = (texts: Texts) => Object.entries(texts).map(([name, text]) => ({ sheet: name, text }));
  const payload = async (input: object, headers = department): Promise<Data> => {
    const { data, errors } = await runQuery(server, IMPORT, { input: { format: "REPORT", ...input } }, headers);
    if (errors) throw new Error(`${JSON.stringify(errors)} ${server.reported}`);
    return data.fileImport;
  };
  const byTexts = (texts: Texts, more: object = {}, headers = department) =>
    payload({ texts: textsOf(texts), ...more }, headers);
  const upload = async (sheets: Record<string, string>, more: object = {}): Promise<Data> => {
    const form = new FormData();
    const input = { format: "REPORT", file: null, ...more };
    form.set("operations", JSON.stringify({ query: IMPORT, variables: { input } }));
    form.set("map", JSON.stringify({ 0: ["variables.input.file"] }));
    form.set("0", new Blob([new Uint8Array(workbookOfTables(sheets))]), "bao-cao-thu.xlsx");
    const { data, errors } = await send(server, form, department);
    if (errors) throw new Error(`${JSON.stringify(errors)} ${server.reported}`);
    return data.fileImport;
  };
  const asked = async (document: string): Promise<Data[]> => (await dataOf(server, CHECKS, { document })).discrepancies;
  const ofReport = async () => inBrief(await asked(CODE));
  const real = async () => Promise.all(["BRIEFING-2022-12-07", "LETTER-1999-2019"].map(asked));
  const problemsOf = ({ report }: Data) =>
    report.problems.map(({ sheet, row, column, code }: Data) => [sheet, row, column, code]);

  const done = {
    ...{ format: "REPORT", file: "report.xlsx", imported: true, dryRun: false, loadedBefore: false },
    ...{ rows: 15, inserted: 15, changed: 0, unchanged: 0, problemCount: 0, problems: [] },
    ...{ warningCount: 0, warnings: [] },
    sheets: [sheet("document", 1, 1), sheet("sections", 1, 1), sheet("figures", 8, 8), sheet("statements", 5, 5)],
  };

  it("is only tried by a dry run, which shows the checks of what it prints, and leaves nothing", async () => {
    const counts = await rowCounts(server.db);
    const before = await real();
    for (const tried of [
      await byTexts(REPORT, { dryRun: true, fileName: "report.xlsx", clientMutationId: "tried" }),
      await upload(REPORT as Record<string, string>, { dryRun: true, fileName: "report.xlsx" }),
    ]) {
      const { checks, ...report } = tried.report;
      expect([report, tried.userErrors]).toEqual([{ ...done, imported: false, dryRun: true }, []]);
      expect(inBrief(checks)).toEqual(FOUND);
      expect(checks[3]).toEqual({
        ...{ ...FOUND[3], kind: "TOTAL", section: "Bảng 1 (thử)", explanationVi: null, explanationEn: null },
        statement: "Tổng số lượt liên thông in ở cuối bảng 1 (thử)",
      });
      expect(checks[8]).toMatchObject({
        ...{ kind: "OTHER_SOURCE", section: "Phần lời (thử)" },
        statement: "Tỷ lệ mũi tiêm đã nhập lên nền tảng quốc gia: Tỉnh Thừa Thiên Huế (27/10/2022)",
        explanationEn:
          "On record by BRIEFING-2022-12-07: “MỘT SỐ NỘI DUNG VỀ ĐỀ ÁN 06 NGÀNH Y TẾ CHỈ ĐẠO PHỐI HỢP THỰC HIỆN”.",
      });
    }
    expect(await rowCounts(server.db)).toEqual(counts);
    expect(await real()).toEqual(before);
    const [unknown] = (await runQuery(server, CHECKS, { document: CODE })).errors ?? [];
    expect(unknown).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
  });

  const HEAD = "section,metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en";
  const STATEMENTS = "code,kind,section,stated,statement,legal_document,metrics,compared_with,note_vi,note_en";
  const tried = async (figures: readonly string[], statements: readonly string[]) => {
    const texts = {
      document: (REPORT.document ?? "").replace(CODE, "BAO-CAO-THU-2"),
      figures: [HEAD, ...figures, ""].join("\n"),
      statements: [STATEMENTS, ...statements, ""].join("\n"),
    };
    const { report, userErrors } = await byTexts(texts, { dryRun: true });
    expect([report.problems, userErrors]).toEqual([[], []]);
    return inBrief(report.checks);
  };

  it("adds up the shares of each whole, by whom and when, and of none of which one is missing", async () => {
    const share = (metric: string, on: string, percent: number) =>
      `Bảng 3 (thử),COVID_DOSES_${metric},46,,${on},"${percent}%",${percent},100,,,`;
    const checks = await tried(
      [
        ...[share("ENTERED", "31/01/2026", 95), share("NOT_ENTERED", "31/01/2026", 5)],
        ...[share("ENTERED", "28/02/2026", 90), share("NOT_ENTERED", "28/02/2026", 15)],
        share("ENTERED", "31/03/2026", 80),
      ],
      ["THU_WHOLES,HUNDRED_PERCENT,Bảng 3 (thử),,Tổng (thử),,COVID_DOSES_ENTERED COVID_DOSES_NOT_ENTERED,,,"],
    );
    const whole = "HUNDRED_PERCENT.THU_WHOLES.46.DAY";
    expect(checks.filter(({ code }) => code.startsWith("HUNDRED_PERCENT"))).toEqual([
      of(`${whole}.2026-01-31`, "95% + 5%", "100%", "MATCH", "0"),
      of(`${whole}.2026-02-28`, "90% + 15%", "100%", "CONFLICT", "5"),
      of(`${whole}.2026-03-31`, "80%", null, "NOT_COMPUTABLE", null),
    ]);
  });

  it("shows a month that is larger than its year, and compares no number that cannot be held", async () => {
    const figure = (from: string, on: string, value: string) =>
      `Bảng 3 (thử),LINKUPS,BV-MAT,${from},${on},${value},,,,,`;
    const total = (code: string, stated: string) => `${code},TOTAL,Bảng 3 (thử),${stated},Tổng (thử),,LINKUPS,,,`;
    const checks = await tried(
      [figure("01/01/2025", "31/12/2025", "100"), figure("01/03/2025", "31/03/2025", "200")],
      [total("THU_HELD", "9.007.199.254.740.991"), total("THU_NOT_HELD", "9.007.199.254.740.993")],
    );
    expect(checks).toEqual([
      of("TOTAL.THU_HELD", "9.007.199.254.740.991", "300", "CONFLICT", "9.007.199.254.740.691"),
      of("TOTAL.THU_NOT_HELD", "9.007.199.254.740.993", null, "NOT_COMPUTABLE", null),
      of(
        "PART_OF_PERIOD.LINKUPS.BV-MAT.2025-01-01.2025-12-31",
        ...(["100", "≥ 200 (01/03/2025 - 31/03/2025)", "CONFLICT", "-100"] as const),
      ),
    ]);
  });

  it("is warned of a month that is larger than the year that is on record by another source", async () => {
    const acting = new Acting(server, department, { observation: "id version" });
    const year = { metric: "LINKUPS", subject: "BV-PHOI", from: "2024-01-01", on: "2024-12-31", value: 100 };
    const { id, version } = await acting.done("observationRecord", year);
    const texts = {
      document: (REPORT.document ?? "").replace(CODE, "BAO-CAO-THU-2"),
      figures: `${HEAD}\nBảng 3 (thử),LINKUPS,BV-PHOI,01/03/2024,31/03/2024,200,,,,,\n`,
    };
    const { report, userErrors } = await byTexts(texts, { dryRun: true });
    expect([report.warningCount, report.warnings, userErrors]).toEqual([
      1,
      [
        {
          sheet: "figures",
          row: 2,
          message: expect.stringMatching(/^200 for 2024-03-01…2024-03-31 is more than 100 for/),
        },
      ],
      [],
    ]);
    await acting.done("observationWithdraw", { id, expectedVersion: version, reason: "Thử." });
  });

  it("is refused with all that is wrong, by sheet, row and column, and nothing of it is done", async () => {
    const counts = await rowCounts(server.db);
    const wrong: Record<string, string> = {
      document: (REPORT.document ?? "").replace("05/05/2026", "31/04/2026"),
      sections: `${REPORT.sections}LETTER-1999-2019,Phần khác\n`,
      figures: (REPORT.figures ?? "")
        .replace("BV-PHOI,01/04/2026", "BV-PHOII,01/04/2026")
        .replace("2.900.000,,,,,\n", "2.900.000,,,,,\nBảng 2 (thử),COVID_DOSES_GIVEN,46,,30/04/2026,1,,,,,\n")
        .replace("200,", "hai trăm,"),
      statements: (REPORT.statements ?? "")
        .replace("TOTAL", "TOTALS")
        .replace("Số đơn vị của bảng 1 (thử)", "")
        .replace("COVID_DOSES_GIVEN COVID", "COVID_DOSES COVID"),
    };
    const expected = [
      ["document", 2, "issued_on", "NOT_A_DATE"],
      ["sections", 3, "document", "INCONSISTENT"],
      ["figures", 3, "subject", "UNKNOWN_NAME"],
      ["figures", 3, "value", "NOT_A_NUMBER"],
      ["figures", 6, "subject", "DUPLICATE"],
      ["statements", 2, "kind", "NOT_A_CHOICE"],
      ["statements", 3, "statement", "MISSING_VALUE"],
      ["statements", 5, "metrics", "UNKNOWN_NAME"],
    ];
    const given = await byTexts(wrong, { dryRun: true });
    expect(problemsOf(given)).toEqual(expected);
    expect(given.report).toMatchObject({ imported: false, problemCount: 8, rows: 17, sheets: [], checks: [] });
    expect(given.userErrors).toMatchObject([{ path: ["texts"], code: "FILE_REFUSED" }]);
    const vietnamese = { "Tài liệu": "document", "ĐỀ MỤC": "sections", "số liệu": "figures", Statements: "statements" };
    const named = Object.fromEntries(Object.entries(vietnamese).map(([name, is]) => [name, wrong[is] ?? ""]));
    const sent = await upload({ "Hướng dẫn": "Cột\nKhông đọc\n", ...named });
    expect(problemsOf(sent)).toEqual(
      expected.map(([is, ...rest]) => [Object.entries(vietnamese).find(([, each]) => each === is)?.[0], ...rest]),
    );
    expect(sent.userErrors).toMatchObject([{ path: ["file"], code: "FILE_REFUSED" }]);
    expect(await rowCounts(server.db)).toEqual(counts);
  });

  it("is refused for sheets that are missing, unknown or there twice, and what is no workbook", async () => {
    const { document = "", figures = "" } = REPORT;
    expect(problemsOf(await byTexts({ figures }))).toEqual([[null, 1, "", "MISSING_VALUE"]]);
    expect(
      problemsOf(await byTexts({ document, "Số liêu": figures, "Danh mục số liệu": figures, Document: document })),
    ).toEqual([
      ["Số liêu", 1, "", "UNKNOWN_NAME"],
      ["Danh mục số liệu", 1, "", "UNKNOWN_NAME"],
      ["Document", 1, "", "DUPLICATE"],
    ]);
    const csv = new FormData();
    csv.set("operations", JSON.stringify({ query: IMPORT, variables: { input: { format: "REPORT", file: null } } }));
    csv.set("map", JSON.stringify({ 0: ["variables.input.file"] }));
    csv.set("0", new Blob([figures]), "figures.csv");
    const { data } = await send(server, csv, department);
    expect(problemsOf(data.fileImport)).toEqual([[null, 1, "", "UNREADABLE_FILE"]]);
    expect(problemsOf(await byTexts({ document: document.split("\n")[0] ?? "" }))).toEqual([
      ["document", 1, "", "MISSING_VALUE"],
    ]);
    expect(problemsOf(await byTexts({ document: `${document}${document.split("\n")[1]}\n` }))).toEqual([
      ["document", 3, "code", "DUPLICATE"],
    ]);
  });

  it("takes the code of no document that it has not brought, and no day to come", async () => {
    const as = (code: string, day = "05/05/2026") =>
      byTexts({ document: (REPORT.document ?? "").replace(CODE, code).replace("05/05/2026", day) }, { dryRun: true });
    for (const code of ["BRIEFING-2022-12-07", "LETTER-1999-2019", "REGISTER"])
      expect(problemsOf(await as(code))).toEqual([["document", 2, "code", "DUPLICATE"]]);
    expect(problemsOf(await as("Báo cáo 5"))).toEqual([["document", 2, "code", "INCONSISTENT"]]);
    expect(problemsOf(await as("BAO-CAO-5", "01/01/2199"))).toEqual([["document", 2, "issued_on", "INCONSISTENT"]]);
    expect(problemsOf(await as("BAO-CAO-5"))).toEqual([]);
  });

  it("is for the Department alone, says itself what it is, and other formats have one table", async () => {
    const errors = async (input: object, headers?: Record<string, string>) =>
      (await payload({ texts: textsOf(REPORT), ...input }, headers)).userErrors.map(({ path, code }: Data) => [
        path.join("."),
        code,
      ]);
    expect(await errors({}, eye)).toEqual([["format", "INVALID"]]);
    const { errors: refused } = await runQuery(server, IMPORT, { input: { format: "REPORT", texts: [] } });
    expect(refused).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    expect(await errors({ document: "REGISTER", section: "Bảng" })).toEqual([
      ["document", "INVALID"],
      ["section", "INVALID"],
    ]);
    expect(await errors({ text: "code\n" })).toEqual([["file", "INVALID"]]);
    expect(await errors({ texts: null })).toEqual([["file", "INVALID"]]);
    expect(await errors({ format: "OBSERVATIONS" })).toEqual([["texts", "INVALID"]]);
  });

  it("is taken in as a whole, once, and answers what the dry run showed; its retry does nothing twice", async () => {
    const before = await real();
    const input = { fileName: "report.xlsx", clientMutationId: "thu-1" };
    const first = await byTexts(REPORT, input);
    const { checks, ...report } = first.report;
    expect([report, first.userErrors]).toEqual([done, []]);
    expect(inBrief(checks)).toEqual(FOUND);
    const counts = await rowCounts(server.db);
    expect(await byTexts(REPORT, input)).toEqual(first);
    expect(await rowCounts(server.db)).toEqual(counts);
    expect(await ofReport()).toEqual(FOUND);
    expect((await asked(CODE)).map(({ source, ...check }) => ({ ...check, section: source.section }))).toEqual(checks);
    expect(await real()).toEqual(before);
    const entries = await server.db.query<Data>(
      "SELECT object_type AS type, act, actor, changes FROM audit_entry WHERE actor = 'sở' AND act = 'fileImport' ORDER BY id",
    );
    expect(entries.map(({ type }) => type).sort()).toEqual(["Import", "Observation", "Observation"]);
    const changes = JSON.parse(entries.find(({ type }) => type === "Import")?.changes);
    expect(changes).toMatchObject({ format: [null, "report"], document: [null, CODE], inserted: [null, 15] });
  });

  it("changes nothing when it comes again, as texts or as a workbook", async () => {
    const counts = await rowCounts(server.db);
    const same = {
      ...{ ...done, inserted: 0, unchanged: 15 },
      sheets: [sheet("document", 1, 0), sheet("sections", 1, 0), sheet("figures", 8, 0), sheet("statements", 5, 0)],
    };
    const { checks, ...report } = (await byTexts(REPORT, { fileName: "report.xlsx" })).report;
    expect(report).toEqual({ ...same, loadedBefore: true });
    expect(inBrief(checks)).toEqual(FOUND);
    const { checks: _, ...sent } = (await upload(REPORT as Record<string, string>)).report;
    expect(sent).toEqual({ ...same, file: "bao-cao-thu.xlsx" });
    expect(await rowCounts(server.db)).toEqual(counts);
  });

  it("is a source document whose figures cite it, among the others and in exports", async () => {
    const { sourceDocuments, metric, doses } = await dataOf(
      server,
      `{ sourceDocuments { code issuedOn titleVi }
        metric(code: "LINKUPS") { series(subject: "BV-PHOI", from: "2026-01-01") { from on value source { document { code } section sectionIsOurs } } }
        doses: metric(code: "COVID_DOSES_ENTERED") { series(subject: "46", to: "2022-12-31") { value source { document { code } }
          printed { value numerator source { document { code } section sectionIsOurs } } } } }`,
    );
    expect(sourceDocuments.at(-1)).toEqual({
      ...{ code: CODE, issuedOn: "2026-05-05", titleVi: "Báo cáo thử (không có thật) tháng 4 năm 2026" },
    });
    expect(metric.series).toEqual([
      {
        ...{ from: "2026-04-01", on: "2026-04-30", value: 200 },
        source: { document: { code: CODE }, section: "Bảng 1 (thử)", sectionIsOurs: false },
      },
    ]);
    expect(doses.series).toEqual([
      {
        ...{ value: 94.22, source: { document: { code: "BRIEFING-2022-12-07" } } },
        printed: {
          ...{ value: 94.23, numerator: 2716396 },
          source: { document: { code: CODE }, section: "Phần lời (thử)", sectionIsOurs: true },
        },
      },
    ]);
    const [, ...checks] = await csvAt(server, `/export/discrepancies.csv?document=${CODE}`);
    expect(checks.map(([code]) => code)).toEqual(FOUND.map(({ code }) => code));
    expect((await csvAt(server, "/export/source-documents.csv")).map(([code]) => code)).toContain(CODE);
  });

  it("that comes with corrections replaces what it said, and statements that it no longer has are gone", async () => {
    const corrected: Texts = {
      ...REPORT,
      figures: (REPORT.figures ?? "").replace("50,,,,,", "150,,,,,").replace('"94,23%"', '"94,22%"'),
      statements: (REPORT.statements ?? "").split("\n").slice(0, 5).join("\n"),
    };
    const { report } = await byTexts(corrected, { fileName: "report.xlsx" });
    expect(report).toMatchObject({
      ...{ inserted: 0, changed: 2, problemCount: 0 },
      sheets: [
        ...[sheet("document", 1, 0), sheet("sections", 1, 0), sheet("figures", 8, 0, 2)],
        sheet("statements", 4, 0, 0, 1),
      ],
    });
    const found = new Map(inBrief(report.checks).map((check) => [check.code, check.status]));
    expect(found.get("TOTAL.THU_LINKUPS")).toBe("MATCH");
    expect(found.has("HUNDRED_PERCENT.THU_SHARES")).toBe(false);
    expect(found.get("SHARE.COVID_DOSES_ENTERED.46.2022-10-27.BAO-CAO-THU-2026-05")).toBe("ROUNDING");
    expect(found.get("OTHER_SOURCE.COVID_DOSES_ENTERED.46.2022-10-27.BAO-CAO-THU-2026-05")).toBe("MATCH");
    await byTexts(REPORT);
    expect(await ofReport()).toEqual(FOUND);
  });

  it("is printed for ever: a figure that is corrected or withdrawn leaves what the report prints", async () => {
    const acting = new Acting(server, department, { observation: "id version value source { document { code } }" });
    const last = async (subject: string) =>
      (await dataOf(server, `{ metric(code: "LINKUPS") { latest(subject: "${subject}") { id version } } }`)).metric
        .latest;
    const lungs = await last("BV-PHOI");
    const act = { reason: "Thử.", expectedVersion: lungs.version, id: lungs.id };
    const after = await acting.done("observationCorrect", { ...act, value: 300 });
    expect(after).toMatchObject({ value: 300, source: { document: { code: "REGISTER" } } });
    const { id, version } = await last("BV-TAMTHAN");
    await acting.done("observationWithdraw", { id, expectedVersion: version, reason: "Thử." });
    const [total] = (await ofReport()).filter(({ code }) => code === "TOTAL.THU_LINKUPS");
    expect(total).toEqual(of("TOTAL.THU_LINKUPS", "1.350", null, "NOT_COMPUTABLE", null));
    const again = await byTexts(REPORT);
    expect(problemsOf(again)).toEqual([]);
    expect(again.report).toMatchObject({ inserted: 0, changed: 0, unchanged: 15, problemCount: 0 });
    const other = (REPORT.figures ?? "").replace("50,,,,,", "60,,,,,");
    expect(problemsOf(await byTexts({ ...REPORT, figures: other }))).toEqual([["figures", 4, "subject", "UNDOES_ACT"]]);
  });

  it("has a template with a sheet for each table, which is taken back as it is once it is filled", async () => {
    const sheets = await workbookAt(server, "/template/report.xlsx");
    expect(sheets.slice(0, 5).map(({ sheet, data }) => [sheet, data.length])).toEqual([
      ...[
        ["Tài liệu", 1],
        ["Đề mục", 1],
        ["Số liệu", 1],
        ["Nội dung đối chiếu", 1],
      ],
      ["Hướng dẫn", 30],
    ]);
    const filled = Object.fromEntries(
      sheets.slice(0, 4).map(({ sheet, data }, i) => {
        const rows: string[][] = parse(REPORT[SHEETS[i] ?? ""] ?? "");
        const cells = (row: readonly unknown[]) =>
          row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(",");
        return [sheet, [cells(data[0] ?? []), ...rows.slice(1).map(cells)].join("\n")];
      }),
    );
    const { report } = await upload(
      { ...filled, "Hướng dẫn": "Trang\nTài liệu\n", "Danh mục": "Danh mục\nChỉ số\n" },
      { dryRun: true },
    );
    expect(report).toMatchObject({ problemCount: 0, unchanged: 15 });
    expect((await fetch(`${server.url}/template/report.csv`)).status).toBe(404);
  });

  it("is taken in once when it comes several times at the same moment, and nobody is refused", async () => {
    const texts = {
      document: (REPORT.document ?? "").replace(CODE, "BAO-CAO-THU-3"),
      figures: `${HEAD}\nBảng 4 (thử),LINKUPS,BV-MAT,01/02/2025,28/02/2025,7,,,,,\n`,
    };
    const answers = await Promise.all(Array.from({ length: 4 }, () => byTexts(texts)));
    expect(answers.map(({ userErrors }) => userErrors)).toEqual([[], [], [], []]);
    expect(answers.map(({ report }) => [report.inserted, report.unchanged]).sort()).toEqual([
      ...[
        [0, 2],
        [0, 2],
        [0, 2],
      ],
      [2, 0],
    ]);
  });
});

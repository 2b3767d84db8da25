import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { FILE_IMPORT } from "../support/uploads.js";

const FIGURE = `id version value ratio { numerator denominator percent } approximate quoteVi source { document { code } section }
  printed { value numerator denominator approximate quoteVi source { document { code } section } }`;
const CHECKS = `query ($codes: [String!]) { discrepancies(filter: { code: $codes }) {
  code stated recomputed difference status explanationEn source { document { code } section } } }`;
const REASON = { reason: "Đối chiếu với sổ tiêm." };
const ENTERED = { document: { code: "REGISTER" }, section: "Dữ liệu do người dùng nhập trên hệ thống" };
const BRIEFING = {
  document: { code: "BRIEFING-2022-12-07" },
  section: "MỘT SỐ NỘI DUNG VỀ ĐỀ ÁN 06 NGÀNH Y TẾ CHỈ ĐẠO PHỐI HỢP THỰC HIỆN",
};
const QUOTE =
  "số mũi tiêm đã nhập lên nền tảng quốc gia 2.716.396 trên tổng số mũi tiêm đã tiêm thực tế 2.882.881 đạt 94,22%";
const COUNTS = { numerator: 2716396, denominator: 2882881 };
const APPENDIX_2 = "Phụ lục 2: Kết quả liên thông dữ liệu khám chữa bệnh vào hệ thống hồ sơ sức khỏe điện tử";

describe("What a document prints", () => {
  let server: TestServer;
  let department: Acting;
  let eye: Acting;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    department = new Acting(server, (await signedIn(server, "sở")).headers, { observation: FIGURE });
    eye = new Acting(server, (await signedIn(server, "mắt")).headers, { observation: FIGURE });
  });
  afterAll(() => server.close());

  const latest = async (metric: string, subject?: string, more = ""): Promise<Data> =>
    (
      await dataOf(
        server,
        `query ($metric: String!, $subject: String) { metric(code: $metric) { latest(subject: $subject${more}) { ${FIGURE} } } }`,
        { metric, subject },
      )
    ).metric.latest;
  const check = async (code: string): Promise<Data> =>
    (await dataOf(server, CHECKS, { codes: [code] })).discrepancies[0];
  const correct = async (metric: string, subject: string, figures: object): Promise<Data> => {
    const { id, version } = await latest(metric, subject);
    return department.done("observationCorrect", { id, expectedVersion: version, ...figures, ...REASON });
  };

  const PRINTED = {
    value: 94.22,
    ratio: { ...COUNTS, percent: 94.23 },
    approximate: false,
    quoteVi: QUOTE,
    source: BRIEFING,
  };
  const SHARE = {
    code: "SHARE.COVID_DOSES_ENTERED.46.2022-10-27",
    stated: "94,22%",
    recomputed: "94,23%",
    difference: "-0,01",
    status: "ROUNDING",
    explanationEn: "Cut instead of rounded.",
    source: BRIEFING,
  };

  it("stays beside the figure that corrects it, which cites the register", async () => {
    const before = await latest("COVID_DOSES_ENTERED", "46");
    expect(before).toEqual({ id: before.id, version: 1, ...PRINTED, printed: null });
    const parts = await check("PARTS.COVID_DOSES.46.2022-10-27");
    const corrected = await correct("COVID_DOSES_ENTERED", "46", { value: 94.23, ...COUNTS });
    const expected = {
      ...{ id: before.id, version: 2, value: 94.23, ratio: PRINTED.ratio, approximate: false, quoteVi: null },
      source: ENTERED,
      printed: { value: 94.22, ...COUNTS, approximate: false, quoteVi: QUOTE, source: BRIEFING },
    };
    expect(corrected).toEqual(expected);
    expect(await latest("COVID_DOSES_ENTERED", "46")).toEqual(expected);
    expect(await latest("COVID_DOSES_ENTERED", "46", ', recordedAsOf: "2025-01-01"')).toEqual({
      ...before,
      printed: null,
    });
    expect(await check(SHARE.code)).toEqual(SHARE);
    expect(await check("PARTS.COVID_DOSES.46.2022-10-27")).toEqual(parts);
    const { discrepancies } = await dataOf(server, "{ discrepancies { code } }");
    const codes = discrepancies.map(({ code }: Data) => code);
    expect(codes.filter((code: string) => code === SHARE.code)).toEqual([SHARE.code]);
  });

  it("is compared with the percentage on record where that one has no counts, or does not follow from them", async () => {
    await correct("COVID_DOSES_ENTERED", "46", { value: 94.23 });
    const conflict = { ...SHARE, status: "CONFLICT", explanationEn: null };
    expect(await check(SHARE.code)).toEqual(conflict);
    await correct("COVID_INVALID_RECORDS", "46", { value: 7, numerator: 172317, denominator: 2716396 });
    expect(await check("SHARE.COVID_INVALID_RECORDS.46.2022-10-27")).toMatchObject({
      ...{ stated: "6,34%", recomputed: "7%", difference: "-0,66", status: "CONFLICT" },
    });
  });

  it("is cited again once it is on record again", async () => {
    const restored = await correct("COVID_DOSES_ENTERED", "46", { value: 94.22, ...COUNTS });
    expect(restored).toEqual({ id: restored.id, version: 4, ...PRINTED, printed: null });
    expect(await check(SHARE.code)).toEqual(SHARE);
  });

  it("is no editor's to replace, also after the Department has corrected it", async () => {
    const { version } = await correct("LINKUPS", "BV-MAT", { value: 7550 });
    const { id, printed } = await latest("LINKUPS", "BV-MAT");
    expect(printed).toMatchObject({ value: 7549, source: { section: APPENDIX_2 } });
    const change = { id, expectedVersion: version, value: 1, ...REASON };
    expect(await eye.refused("observationCorrect", change)).toEqual([["id", "FORBIDDEN"]]);
    expect(await check("PARTS.LINKUPS.BV-MAT.2018-12-31")).toMatchObject({
      ...{ stated: "7.549", recomputed: "7.549", status: "MATCH" },
    });
    expect(await check("TOTAL.LINKUPS.VALUE.2018-12-31")).toMatchObject({
      ...{ stated: "1.084.417", recomputed: "1.084.418", difference: "-1", status: "CONFLICT" },
    });
  });

  it("stays when its figure is withdrawn, and when another one is recorded in the place", async () => {
    const { id, version } = await latest("COVID_DOSES_NOT_ENTERED", "46");
    await department.done("observationWithdraw", { id, expectedVersion: version, ...REASON });
    const share = "SHARE.COVID_DOSES_NOT_ENTERED.46.2022-10-27";
    expect(await check(share)).toMatchObject({
      ...{ stated: "5,78 %", recomputed: null, difference: null, status: "NOT_COMPUTABLE", source: BRIEFING },
      explanationEn: "The figure has been withdrawn from the record; the document prints it.",
    });
    await department.done("observationRecord", {
      ...{
        metric: "COVID_DOSES_NOT_ENTERED",
        subject: "46",
        on: "2022-10-27",
        numerator: 166000,
        denominator: 2882881,
      },
    });
    expect(await latest("COVID_DOSES_NOT_ENTERED", "46")).toMatchObject({
      ...{ value: null, source: ENTERED, printed: { value: 5.78, numerator: 166485, source: BRIEFING } },
    });
    expect(await check(share)).toMatchObject({ stated: "5,78 %", recomputed: "5,76%", status: "CONFLICT" });
  });

  it("stays a blank cell of its form when somebody fills it", async () => {
    const rows = await check("COUNT.APPENDIX_1_ROWS");
    expect(rows).toMatchObject({ stated: "9", recomputed: "9", status: "MATCH" });
    const filled = await department.done("observationRecord", {
      ...{ metric: "POPULATION_ON_SOFTWARE", subject: "474", on: "2019-07-31", value: 350000 },
    });
    expect(filled).toMatchObject({ value: 350000, source: ENTERED, printed: null });
    expect(await check("COUNT.APPENDIX_1_ROWS")).toEqual(rows);
  });

  it("is changed by no file, but comes back by one that says it and may undo acts", async () => {
    const imported = async (value: string, more: object = {}): Promise<Data> => {
      const text = `metric,subject,from,on,value\nLINKUPS,BV-PHOI,01/05/2018,31/12/2018,${value}\n`;
      const input = { format: "OBSERVATIONS", document: "LETTER-1999-2019", section: APPENDIX_2, text, ...more };
      const { data } = await runQuery(server, FILE_IMPORT, { input }, department.headers);
      const { report } = data.fileImport;
      return [report.imported, report.changed, report.problems.map(({ code }: Data) => code)];
    };
    const before = await latest("LINKUPS", "BV-PHOI");
    expect(before).toMatchObject({ value: 4336, source: { section: APPENDIX_2 }, printed: null });
    for (const dryRun of [true, false]) {
      expect(await imported("4337", { dryRun })).toEqual([false, 0, ["OTHER_SOURCE"]]);
    }
    await correct("LINKUPS", "BV-PHOI", { value: 4337 });
    for (const dryRun of [true, false]) {
      expect(await imported("4336", { dryRun })).toEqual([false, 0, ["UNDOES_ACT"]]);
      expect(await imported("4338", { dryRun, mayUndoActs: true })).toEqual([false, 0, ["OTHER_SOURCE"]]);
    }
    expect(await imported("4336", { mayUndoActs: true })).toEqual([true, 1, []]);
    expect(await latest("LINKUPS", "BV-PHOI")).toMatchObject({ ...before, version: 3 });
  });
});

describe("A printed table", () => {
  let server: TestServer;
  let department: Acting;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    department = new Acting(server, (await signedIn(server, "sở")).headers, { observation: FIGURE });
  });
  afterAll(() => server.close());

  it("of which a figure was withdrawn has a row less, and no total is told of what is left", async () => {
    const { metric } = await dataOf(
      server,
      '{ metric(code: "LINKUPS") { latest(subject: "BV-DHYD") { id version value } } }',
    );
    expect(metric.latest.value).toBe(0);
    const { id, version } = metric.latest;
    await department.done("observationWithdraw", { id, expectedVersion: version, ...REASON });
    const { discrepancies } = await dataOf(server, CHECKS, {
      codes: [
        "COUNT.APPENDIX_2_ROWS",
        "TOTAL.LINKUPS.VALUE.2018-12-31",
        "TOTAL.LINKUPS_SUCCEEDED.NUMERATOR.2018-12-31",
      ],
    });
    expect(Object.fromEntries(discrepancies.map(({ code, source: _, ...each }: Data) => [code, each]))).toEqual({
      "COUNT.APPENDIX_2_ROWS": {
        ...{ stated: "35", recomputed: "34", difference: "1", status: "CONFLICT" },
        explanationEn: "Withdrawn from the record: Bệnh viện Trường Đại học Y - Dược Huế.",
      },
      "TOTAL.LINKUPS.VALUE.2018-12-31": {
        ...{ stated: "1.084.417", recomputed: null, difference: null, status: "NOT_COMPUTABLE" },
        explanationEn:
          "Withdrawn from the record: Bệnh viện Trường Đại học Y - Dược Huế. What is left adds up to 1,084,417.",
      },
      "TOTAL.LINKUPS_SUCCEEDED.NUMERATOR.2018-12-31": {
        ...{ stated: "1.029.841", recomputed: "1.029.841", difference: "0", status: "MATCH", explanationEn: null },
      },
    });
  });
});

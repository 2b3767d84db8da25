import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

type Figure = [
  metric: string,
  on: string,
  value: number | null,
  counts: [n: number | null, of: number | null, percent: number | null] | null,
];

const [DOSES, RECORDS, CARDS] = ["2022-10-27", "2022-11-01", "2022-10-02"];
/** What the section on Đề án 06 prints, each with its own day. A ratio: value as printed; counts; share recomputed. */
const OF_THE_PROVINCE: Figure[] = [
  ["COVID_DOSES_GIVEN", DOSES, 2_882_881, null],
  ["COVID_DOSES_ENTERED", DOSES, 94.22, [2_716_396, 2_882_881, 94.23]],
  ["COVID_DOSES_NOT_ENTERED", DOSES, 5.78, [166_485, 2_882_881, 5.77]],
  ["COVID_INVALID_RECORDS", DOSES, 6.34, [172_317, 2_716_396, 6.34]],
  ["COVID_VACCINE_PASSPORTS", DOSES, 83.85, [null, 1_145_705, null]],
  ["HEALTH_RECORDS", RECORDS, 1_271_392, null],
  ["HEALTH_RECORD_HOUSEHOLDS", RECORDS, 269_551, null],
  ["HEALTH_RECORD_COVERAGE", RECORDS, null, [1_271_392, null, null]],
  ["HEALTH_RECORD_LINKED_FACILITIES", RECORDS, 100, [null, null, null]],
  ["IMMUNISATION_DATA_LINKED", RECORDS, 100, [null, null, null]],
  ["ID_CARD_FACILITIES", CARDS, null, [107, 187, 57.22]],
  ["ID_CARD_LOOKUPS", CARDS, 9137, null],
  ["ID_CARD_LOOKUPS_SUCCEEDED", CARDS, null, [6452, 9137, 70.61]],
];
/** Of the country, as the workshop of 17 November 2022 is cited: about so many facilities, out of an unprinted number. */
const OF_THE_COUNTRY: [metric: string, value: number, facilities: number, about: boolean][] = [
  ["EMR_SOFTWARE_WITH_PAPER", 42.9, 515, true],
  ["EMR_APPRAISED_WITH_PAPER", 19.4, 232, true],
  ["EMR_APPRAISED_PAPERLESS", 3, 37, false],
  ["EMR_SNOMED", 2.4, 29, true],
  ["EMR_NOT_DEPLOYED", 32.3, 390, true],
];

describe("The figures of the briefing", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const latest = async (programme: string): Promise<Data[]> =>
    (
      await dataOf(
        server,
        `query ($programme: String) { metrics(filter: { programme: $programme }) { code latest {
           on from value approximate reported ratio { numerator denominator percent } quoteVi
           subject { __typename ... on Area { name } } source { document { code } section } } } }`,
        { programme },
      )
    ).metrics;

  it("on Đề án 06 are thirteen of the province, each with its own day, as printed beside as recomputed", async () => {
    const figures = (await latest("PROJECT_06")).filter(({ code }) => code !== "COVID_RECORDS_OWED");
    const source = {
      document: { code: "BRIEFING-2022-12-07" },
      section: "MỘT SỐ NỘI DUNG VỀ ĐỀ ÁN 06 NGÀNH Y TẾ CHỈ ĐẠO PHỐI HỢP THỰC HIỆN",
    };
    expect(figures).toEqual(
      OF_THE_PROVINCE.map(([code, on, value, counts]) => ({
        code,
        latest: {
          ...{ on, from: null, value, approximate: false, reported: true, quoteVi: expect.any(String), source },
          ratio: counts && { numerator: counts[0], denominator: counts[1], percent: counts[2] },
          subject: { __typename: "Area", name: "Tỉnh Thừa Thiên Huế" },
        },
      })),
    );
  });

  it("name the area of each as it was called on their day, unless the query says a day", async () => {
    const SUBJECT = "on value subject { ... on Area { name asOf parent { name } } }";
    const { owed, city, later } = await dataOf(
      server,
      `{ owed: metric(code: "COVID_DOSES_NOT_ENTERED") { latest { ratio { numerator } ${SUBJECT} } }
         city: metric(code: "COVID_RECORDS_OWED") { series(subject: "474") { ${SUBJECT} } }
         later: area(code: "46", asOf: "2025-03-01") { latestObservations(metrics: ["COVID_DOSES_NOT_ENTERED"]) { ${SUBJECT} } } }`,
    );
    const day = { on: DOSES, value: 5.78 };
    expect(owed.latest).toEqual({
      ...{ ...day, ratio: { numerator: 166_485 } },
      subject: { name: "Tỉnh Thừa Thiên Huế", asOf: DOSES, parent: { name: "Việt Nam" } },
    });
    expect(city.series).toEqual([
      {
        on: DOSES,
        value: 66_692,
        subject: { name: "Thành phố Huế", asOf: DOSES, parent: { name: "Tỉnh Thừa Thiên Huế" } },
      },
    ]);
    expect(later.latestObservations).toEqual([
      { ...day, subject: { name: "Thành phố Huế", asOf: "2025-03-01", parent: { name: "Việt Nam" } } },
    ]);
  });

  it("are quoted with the sentence that holds them", async () => {
    const { metric } = await dataOf(server, '{ metric(code: "COVID_DOSES_ENTERED") { latest { quoteVi } } }');
    expect(metric.latest.quoteVi).toBe(
      "số mũi tiêm đã nhập lên nền tảng quốc gia 2.716.396 trên tổng số mũi tiêm đã tiêm thực tế 2.882.881 đạt 94,22%",
    );
  });

  it("name three districts that owe many vaccination records, 129.905 together, 3 of 9 reporting", async () => {
    const { metric } = await dataOf(
      server,
      `{ metric(code: "COVID_RECORDS_OWED") {
         latest { value } total { on value reporting expected ratio { percent } }
         city: series(subject: "474") { on value subject { ... on Area { name } } }
         phuLoc: series(subject: "482") { on value } huongThuy: series(subject: "479") { on value }
         phuVang: series(subject: "478") { on value } } }`,
    );
    expect(metric).toEqual({
      latest: null,
      total: { on: DOSES, value: 129_905, reporting: 3, expected: 9, ratio: null },
      city: [{ on: DOSES, value: 66_692, subject: { name: "Thành phố Huế" } }],
      phuLoc: [{ on: DOSES, value: 39_205 }],
      huongThuy: [{ on: DOSES, value: 24_008 }],
      phuVang: [],
    });
  });

  it("on medical records nationwide are about so many facilities, without the number they are a share of", async () => {
    const figures = (await latest("EMR_NATIONAL")).map(({ code, latest: { quoteVi, source, ...figure } }) => ({
      code,
      ...figure,
    }));
    expect(figures).toEqual(
      OF_THE_COUNTRY.map(([code, value, numerator, approximate]) => ({
        ...{ code, on: "2022-11-17", from: null, value, approximate, reported: true },
        ratio: { numerator, denominator: null, percent: null },
        subject: { __typename: "Area", name: "Việt Nam" },
      })),
    );
  });

  it("count 2,9 IT staff per facility nationwide, and nothing for the province", async () => {
    const { metric } = await dataOf(
      server,
      `{ metric(code: "IT_STAFF_PER_FACILITY") { unit { labelVi } latest { value on quoteVi noteEn } here: latest(subject: "46") { value }
         total { value reporting expected } } }`,
    );
    expect(metric).toEqual({
      unit: { labelVi: "cán bộ/cơ sở" },
      latest: {
        ...{ value: 2.9, on: "2022-12-07", quoteVi: "Toàn Quốc: là 2,9 cán bộ CNTT/1 CS KCB" },
        noteEn: "The text gives no day for this figure; the day of the report stands in.",
      },
      here: null,
      total: { value: 2.9, reporting: 1, expected: 1 },
    });
  });

  it("are not mixed over days: there was none on 1 October 2022, and the total of a day is that day's", async () => {
    const { metrics } = await dataOf(
      server,
      `{ metrics(filter: { programme: "PROJECT_06" }) { code
         before: series(to: "2022-10-01") { on } until: series(from: "2022-10-02", to: "2022-10-27") { on }
         total(on: "2022-10-31") { on reporting } } }`,
    );
    const days = Object.fromEntries(OF_THE_PROVINCE.map(([code, on]) => [code, on]));
    for (const { code, before, until, total } of metrics) {
      const known = code === "COVID_RECORDS_OWED" ? DOSES : days[code];
      const early = known !== RECORDS;
      expect({ code, before, until, total }).toEqual({
        ...{ code, before: [], until: early && code !== "COVID_RECORDS_OWED" ? [{ on: known }] : [] },
        total: early ? { on: known, reporting: code === "COVID_RECORDS_OWED" ? 3 : 1 } : { on: null, reporting: 0 },
      });
    }
  });

  it("of an unknown metric are null", async () => {
    expect(await dataOf(server, '{ metric(code: "HEALTH") { code } }')).toEqual({ metric: null });
  });
});

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { FIGURES, importLines, problemsOf } from "../support/importing.js";
import { dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const SERIES = `query ($metric: String!, $subject: String) {
  metric(code: $metric) {
    series(subject: $subject) {
      on from value reported approximate ratio { numerator denominator percent } quoteVi
      subject { ... on Area { name } ... on Facility { name } } source { document { code } section }
    }
  }
}`;
const LETTER = {
  document: { code: "LETTER-1999-2019" },
  section: "Phụ lục 2: Kết quả liên thông dữ liệu khám chữa bệnh vào hệ thống hồ sơ sức khỏe điện tử",
};

describe("A user's own file of figures", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const seriesOf = async (metric: string, subject: string) =>
    (await dataOf(server, SERIES, { metric, subject })).metric.series;
  const common = { approximate: false, quoteVi: null, ratio: null };

  it("fills a cell that the letter left blank, and leaves the letter's own figures as they are", async () => {
    const subject = { name: "Bệnh viện Lao và bệnh phổi" };
    const of2018 = {
      ...common,
      on: "2018-12-31",
      from: "2018-05-01",
      value: 4336,
      reported: true,
      subject,
      source: LETTER,
    };
    const blank = {
      ...common,
      on: "2019-07-31",
      from: "2019-01-01",
      value: null,
      reported: false,
      subject,
      source: LETTER,
    };
    expect(await seriesOf("LINKUPS", "BV-PHOI")).toEqual([of2018, blank]);

    const line = "LINKUPS,Bệnh viện Lao và bệnh phổi,01/01/2019,31/7/2019,1.234,,,,,";
    expect(await importLines(server.db, "observations", "so-lieu.csv", [FIGURES, line])).toEqual({
      file: "so-lieu.csv",
      rows: 1,
      inserted: 0,
      changed: 1,
      loadedBefore: false,
      encoding: null,
      tidiedCells: 0,
    });

    const source = { document: { code: "REGISTER" }, section: "so-lieu.csv" };
    expect(await seriesOf("LINKUPS", "BV-PHOI")).toEqual([of2018, { ...blank, value: 1234, reported: true, source }]);
  });

  it("counts in the total: one of 35 units has reported for 2019", async () => {
    const { metric } = await dataOf(
      server,
      '{ metric(code: "LINKUPS") { total(on: "2019-07-31") { on value reporting expected } } }',
    );
    expect(metric.total).toEqual({ on: "2019-07-31", value: 1234, reporting: 1, expected: 35 });
  });

  it.each([
    ["in NFD", "Bệnh viện Mắt Huế".normalize("NFD"), "BV-MAT", 1],
    ["with a non-breaking blank", "Bệnh viện\u00a0Tâm thần", "BV-TAMTHAN", 2],
    ["as the survey prints it", "TTYThuyện Phú Vang", "TTYT-PHUVANG", 3],
    ["in capitals, with two blanks", "SỞ  Y TẾ", "SYT", 4],
    ["by its code", "PK-AULAC-TS", "PK-AULAC-TS", 5],
  ])("names a unit %s", async (_how, printed, code, value) => {
    const line = `LINKUPS,${printed},,2020-12-31,${value},,,,,`;
    await importLines(server.db, "observations", `${code}.csv`, [FIGURES, line]);
    const series = await seriesOf("LINKUPS", code);
    expect(series.at(-1)).toMatchObject({ on: "2020-12-31", value });
  });

  it("means by 474 whoever held the code on the day of the figure", async () => {
    await importLines(server.db, "observations", "474.csv", [
      FIGURES,
      "POPULATION_MANAGED,474,,31/12/2024,1.000,,,,,",
      "POPULATION_MANAGED,474,,31/01/2025,600,,,,,",
      "POPULATION_MANAGED,Quận Phú Xuân,,31/01/2025,400,,,,,",
    ]);
    const figures = (await seriesOf("POPULATION_MANAGED", "474")).map(
      ({ on, value, subject }: { on: string; value: number | null; subject: { name: string } }) => [
        on,
        value,
        subject.name,
      ],
    );
    expect(figures).toEqual([
      ["2019-07-31", null, "Thành phố Huế"],
      ["2024-12-31", 1000, "Thành phố Huế"],
      ["2025-01-31", 600, "Quận Thuận Hóa"],
    ]);
  });

  it("keeps a printed share beside its counts, with signs, blanks and the sentence it stands in", async () => {
    await importLines(server.db, "observations", "ty-le.csv", [
      FIGURES,
      'ID_CARD_FACILITIES,46,,31/12/2022,"57,22 %",~107,187,"107/187 cơ sở, đạt 57,22 %",,',
      "ID_CARD_FACILITIES,46,,31/01/2023,,,,,,",
      "ID_CARD_FACILITIES,46,,28/02/2023,0,0,187,,,",
    ]);
    const source = { document: { code: "REGISTER" }, section: "ty-le.csv" };
    const subject = { name: "Tỉnh Thừa Thiên Huế" };
    const none = { numerator: null, denominator: null, percent: null };
    expect((await seriesOf("ID_CARD_FACILITIES", "46")).slice(1)).toEqual([
      {
        ...{ on: "2022-12-31", from: null, value: 57.22, reported: true, approximate: true, subject, source },
        ratio: { numerator: 107, denominator: 187, percent: 57.22 },
        quoteVi: "107/187 cơ sở, đạt 57,22 %",
      },
      { ...common, on: "2023-01-31", from: null, value: null, reported: false, subject, source, ratio: none },
      {
        ...{ ...common, on: "2023-02-28", from: null, value: 0, reported: true, subject, source },
        ratio: { numerator: 0, denominator: 187, percent: 0 },
      },
    ]);
  });

  it("is not read again until it changes, and then its new figure holds", async () => {
    const old = [FIGURES, "HEALTH_RECORDS,46,,31/12/2023,1.300.000,,,,,"];
    const corrected = [FIGURES, "HEALTH_RECORDS,46,,31/12/2023,1.300.001,,,,,"];
    const before: boolean[] = [];
    for (const lines of [old, old, corrected, corrected]) {
      before.push((await importLines(server.db, "observations", "hssk.csv", lines)).loadedBefore);
    }
    expect(before).toEqual([false, true, false, true]);
    const series = await seriesOf("HEALTH_RECORDS", "46");
    expect(series.map(({ value }: { value: number }) => value)).toEqual([1_271_392, 1_300_001]);
  });

  it("may be separated by semicolons and end in empty rows, as Excel in Vietnam saves it", async () => {
    const lines = [FIGURES.replaceAll(",", ";"), "LINKUPS;BV-RHM;;30/06/2021;1.234;;;;;", ";;;;;;;;;"];
    const { rows } = await importLines(server.db, "observations", "excel.csv", lines);
    expect(rows).toBe(1);
    const series = await seriesOf("LINKUPS", "BV-RHM");
    expect(series.map(({ on, value }: { on: string; value: number | null }) => [on, value])).toEqual([
      ["2018-12-31", 3318],
      ["2019-07-31", null],
      ["2021-06-30", 1234],
    ]);
  });

  it("of surveyed units is refused for one whose owner is not on record: an owner is never assumed", async () => {
    await importLines(server.db, "facilities", "new.csv", [
      "code,name,opened_on,closed_on,note_vi",
      "NEW,Phòng khám mới,,,",
    ]);
    const header = "STT,Tên đơn vị,Hình thức tổ chức,Tuyến kỹ thuật,Xếp hạng,Số giường thực kê";
    const survey = importLines(server.db, "survey-facilities", "survey.csv", [
      header,
      "1,NEW,5. Phòng khám đa khoa,1. Tỉnh,,",
    ]);
    expect(await problemsOf(survey)).toMatchObject([
      { line: 2, column: "Tên đơn vị", code: "INCONSISTENT", value: "NEW" },
    ]);
  });
});

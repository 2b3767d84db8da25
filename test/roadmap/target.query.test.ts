import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { FIGURES, importLines } from "../support/importing.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const BRIEFING = "BRIEFING-2022-12-07";
const COVERAGE = "HEALTH_RECORD_COVERAGE";
const PAPERLESS = "EMR_APPRAISED_PAPERLESS";
type Aim = [
  year: number,
  law: string,
  from: string,
  metric: string | null,
  value: number | null,
  count: number | null,
  dueOn: string | null,
];

/** Every target: by year, and in a year the circulars and directives of the register before what the briefing prints. */
const AIMS: Aim[] = [
  [2019, "1999/SYT-VP", "LETTER-1999-2019", COVERAGE, 96, null, "2019-09-30"],
  [2019, "1999/SYT-VP", "LETTER-1999-2019", null, null, null, null],
  [2019, "1999/SYT-VP", "LETTER-1999-2019", null, null, null, null],
  [2023, "46/2018/TT-BYT", "REGISTER", null, null, null, null],
  [2025, "07/CT-TTg", "REGISTER", null, null, null, "2025-09-30"],
  [2025, "13/2025/TT-BYT", "REGISTER", null, null, null, "2025-09-30"],
  [2025, "46/2018/TT-BYT", BRIEFING, null, null, null, null],
  [2025, "749/QĐ-TTg", BRIEFING, null, null, null, null],
  [2025, "5316/QĐ-BYT", BRIEFING, COVERAGE, 90, null, null],
  [2025, "5316/QĐ-BYT", BRIEFING, PAPERLESS, 15, 210, null],
  [2025, "2955/QĐ-BYT", BRIEFING, null, null, null, null],
  [2025, "2955/QĐ-BYT", BRIEFING, null, null, null, null],
  [2025, "2955/QĐ-BYT", BRIEFING, null, null, null, null],
  [2026, "13/2025/TT-BYT", "REGISTER", null, null, null, "2026-12-31"],
  [2028, "46/2018/TT-BYT", "REGISTER", null, null, null, null],
  [2030, "46/2018/TT-BYT", "REGISTER", null, null, null, "2030-12-31"],
  [2030, "46/2018/TT-BYT", BRIEFING, null, null, null, null],
  [2030, "5316/QĐ-BYT", BRIEFING, COVERAGE, 95, null, null],
  [2030, "5316/QĐ-BYT", BRIEFING, PAPERLESS, 50, 700, null],
  [2030, "2955/QĐ-BYT", BRIEFING, null, null, null, null],
  [2030, "2955/QĐ-BYT", BRIEFING, PAPERLESS, 100, null, null],
];

describe("The targets", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const FIELDS = "year value count dueOn legalDocument { number } metric { code } source { document { code } }";
  const targets = async (year: number | null, fields = FIELDS): Promise<Data[]> =>
    (await dataOf(server, `query ($year: Int) { targets(filter: { year: $year }) { ${fields} } }`, { year })).targets;
  const asData = ([year, number, from, metric, value, count, dueOn]: Aim) => ({
    ...{ year, value, count, dueOn, legalDocument: { number }, metric: metric && { code: metric } },
    source: { document: { code: from } },
  });

  it("are 21 of seven documents, by year, with a number only where the statement prints one for a metric", async () => {
    expect(await targets(null)).toEqual(AIMS.map(asData));
    expect(new Set(AIMS.map(([, law]) => law)).size).toBe(7);
  });

  it("say more than 96% as the letter does, and of hospitals where Decision 5316/QĐ-BYT does", async () => {
    const found = await targets(null, "value comparison denominatorUnit { code } legalDocument { number }");
    const said = found.filter(({ comparison, denominatorUnit }) => comparison !== null || denominatorUnit !== null);
    expect(said).toEqual([
      { value: 96, comparison: "MORE_THAN", denominatorUnit: null, legalDocument: { number: "1999/SYT-VP" } },
      ...[15, 50].map((value) => ({
        ...{ value, comparison: null, denominatorUnit: { code: "HOSPITAL" }, legalDocument: { number: "5316/QĐ-BYT" } },
      })),
    ]);
  });

  it("of more than 96% are not met by 96 of 100, and are by 97", async () => {
    const statusAt = async (day: string, numerator: number) => {
      const line = `HEALTH_RECORD_COVERAGE,46,,${day},,${numerator},100,,,`;
      await importLines(server.db, "observations", `${numerator}.csv`, [FIGURES, line]);
      const [letter] = await targets(2019, "progress { status distance }");
      return letter?.progress;
    };
    expect(await statusAt("29/09/2019", 96)).toEqual({ status: "NOT_ENOUGH_DATA", distance: 0 });
    expect(await statusAt("30/09/2019", 97)).toEqual({ status: "MET", distance: -1 });
  });

  it.each([2019, 2025, 2030, 2024])("of %d are those of that year", async (year) => {
    expect(await targets(year)).toEqual(AIMS.filter(([of]) => of === year).map(asData));
  });

  it("of Decision 5316/QĐ-BYT are a health record for 90% by 2025 and 95% by 2030, and 15% and 50% of hospitals paperless", async () => {
    const { legalDocuments } = await dataOf(
      server,
      "{ legalDocuments { number targets { year statementVi value metric { nameEn } } } }",
    );
    const found = legalDocuments.find(({ number }: Data) => number === "5316/QĐ-BYT").targets;
    expect(found.map(({ year, value, statementVi }: Data) => [year, value, statementVi.slice(0, 47)])).toEqual([
      [2025, 90, "90% người dân có hồ sơ sức khỏe điện tử."],
      [2025, 15, "15% (khoảng 210) số bệnh viện trên toàn quốc ch"],
      [2030, 95, "95% người dân có hồ sơ sức khỏe điện tử."],
      [2030, 50, "50% (khoảng 700) số bệnh viện trên toàn quốc ch"],
    ]);
    expect(found[0].metric.nameEn).toBe("Share of the population with an electronic health record");
  });

  it("stand beside the figure that they aim at: 95% of the people, while the report prints no population", async () => {
    const [coverage] = (
      await targets(2030, "value metric { code latest { on ratio { numerator denominator percent } } }")
    ).filter(({ metric }) => metric?.code === COVERAGE);
    expect(coverage).toEqual({
      value: 95,
      metric: {
        code: COVERAGE,
        latest: { on: "2022-11-01", ratio: { numerator: 1_271_392, denominator: null, percent: null } },
      },
    });
  });

  it("from the slide say that the text has lost the columns of the table", async () => {
    const printed = (await targets(null, "noteVi noteEn source { document { code } }")).filter(
      ({ source }) => source.document.code === BRIEFING,
    );
    expect(printed).toHaveLength(12);
    for (const { noteVi, noteEn } of printed) {
      expect(noteVi).toMatch(/^Bản văn đã mất cột của bảng; năm lấy theo thứ tự các đoạn\./);
      expect(noteEn).toMatch(/^The text has lost the columns of the table; the year follows the order/);
    }
  });
});

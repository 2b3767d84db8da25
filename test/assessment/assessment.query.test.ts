import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

/** The level table of the briefing, row by row: HIS, LIS, management, infrastructure, level of 2022, level of 2020. */
const TABLE: Record<string, string> = {
  "BV-GTVT": "3 ADVANCED BASIC 1: 3 (null)",
  "BV-BINHDIEN": "2 ADVANCED BASIC 1: 2 (2)",
  "BV-RHM": "2 null BASIC 1: 2 (3)",
  "BV-YHCT": "3 BASIC BASIC 1: 3 (3)",
  "BV-DALIEU": "3 ADVANCED ADVANCED 1: 3 (2)",
  "BV-PHCN": "2 null BASIC 1: 2 (2)",
  "BV-PHOI": "2 null null 1: 2 (2)",
  "BV-MAT": "2 ADVANCED BASIC 2: 2 (2)",
  "BV-TAMTHAN": "2 BASIC BASIC 1: 2 (2)",
  "TTYT-PHUVANG": "3 BASIC ADVANCED 1: 3 (3)",
  "TTYT-HUONGTRA": "2 BASIC BASIC 1: 2 (3)",
  "TTYT-QUANGDIEN": "2 BASIC BASIC 1: 2 (2)",
  "TTYT-TPHUE": "2 ADVANCED BASIC 1: 2 (2)",
  "TTYT-PHONGDIEN": "3 ADVANCED BASIC 1: 3 (3)",
  "TTYT-HUONGTHUY": "2 ADVANCED ADVANCED 2: 2 (4)",
  "TTYT-PHULOC": "2 BASIC BASIC 1: 2 (3)",
  "TTYT-ALUOI": "2 BASIC BASIC 1: 2 (1)",
  "TTYT-NAMDONG": "2 BASIC null 1: 2 (2)",
  "PK-BVSKCB": "3 null BASIC 1: 2 (1)",
};
const SOURCE = {
  document: { code: "BRIEFING-2022-12-07" },
  section: "Kết quả đánh giá mức ứng dụng công nghệ thông tin năm 2022 (năm 2020)",
};

describe("An assessment", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const facilities = async (fields: string, asOf?: string): Promise<Data[]> => {
    const query = `query ($asOf: LocalDate) { facilities(asOf: $asOf, first: 100) { nodes { code ${fields} } } }`;
    return (await dataOf(server, query, { asOf })).facilities.nodes;
  };
  const facility = async (code: string, fields: string, asOf?: string): Promise<Data> =>
    (
      await dataOf(
        server,
        `query ($code: String!, $asOf: LocalDate) { facility(code: $code, asOf: $asOf) { ${fields} } }`,
        {
          ...{ code, asOf },
        },
      )
    ).facility;

  it("stands for each of the 19 units of the level table, with the levels and grades of its cells", async () => {
    const units = await facilities("assessments { reportedLevel round { code } components { component level grade } }");
    const assessed = units.filter(({ assessments }) => assessments.length > 0);
    const rows = assessed.map(({ code, assessments: [later, earlier] }) => {
      const cell = (component: string) => later.components.find((each: Data) => each.component === component);
      expect([later.round.code, earlier.round.code, earlier.components]).toEqual(["2022", "2020", []]);
      const cells = [cell("HIS").level, cell("LIS").grade, cell("MANAGEMENT").grade, cell("INFRASTRUCTURE").level];
      return [code, `${cells.map(String).join(" ")}: ${later.reportedLevel} (${earlier.reportedLevel})`];
    });
    expect(Object.fromEntries(rows)).toEqual(TABLE);
  });

  it("has the level computed from its components equal to the reported one for all 19 units of 2022", async () => {
    const units = await facilities('assessment(round: "2022") { reportedLevel computedLevel { level ruleSet } }');
    const compared = units
      .filter(({ assessment }) => assessment !== null)
      .map(({ code, assessment }) => [code, assessment]);
    expect(Object.fromEntries(compared)).toEqual(
      Object.fromEntries(
        Object.entries(TABLE).map(([code, row]) => {
          const level = Number(/: (\d)/.exec(row)?.[1]);
          return [code, { reportedLevel: level, computedLevel: { level, ruleSet: "HUE-2022-OBSERVED" } }];
        }),
      ),
    );
  });

  it("shows blank cells as components without level and grade", async () => {
    const { latestAssessment } = await facility(
      "BV-PHOI",
      `latestAssessment { status reportedLevel round { code year } source { document { code } section }
         components { component labelVi level grade } previous { reportedLevel round { code } previous { reportedLevel } } }`,
    );
    const blank = { level: null, grade: null };
    expect(latestAssessment).toEqual({
      ...{ status: "PUBLISHED", reportedLevel: 2, round: { code: "2022", year: 2022 }, source: SOURCE },
      components: [
        { component: "HIS", labelVi: "HIS", level: 2, grade: null },
        { component: "LIS", labelVi: "LIS", ...blank },
        { component: "RIS_PACS", labelVi: "RIS/PACS", ...blank },
        { component: "EMR", labelVi: "EMR", ...blank },
        { component: "MANAGEMENT", labelVi: "Quản lý điều hành", ...blank },
        { component: "INFRASTRUCTURE", labelVi: "Hạ tầng thông tin", level: 1, grade: null },
      ],
      previous: { reportedLevel: 2, round: { code: "2020" }, previous: null },
    });
  });

  it("of Bệnh viện Giao thông vận tải in 2020 has no level: the brackets are empty", async () => {
    expect(
      await facility(
        "BV-GTVT",
        'assessment(round: "2020") { reportedLevel components { level } computedLevel { level reasons } }',
      ),
    ).toEqual({
      assessment: {
        reportedLevel: null,
        components: [],
        computedLevel: { level: null, reasons: ["No component was reported."] },
      },
    });
  });

  it("belongs to none of the 23 units that the table does not name", async () => {
    const units = await facilities(
      'assessments { reportedLevel } latestAssessment { id } assessment(round: "2022") { id }',
    );
    const never = units.filter(({ code }) => !(code in TABLE));
    expect(never).toHaveLength(23);
    expect(new Set(never.map(({ code, ...none }) => JSON.stringify(none)))).toEqual(
      new Set(['{"assessments":[],"latestAssessment":null,"assessment":null}']),
    );
  });

  it("of 2022 is not seen before 1 October 2022, nor that of 2020 before the end of its year", async () => {
    const levels = async (asOf: string) =>
      await facility(
        "TTYT-HUONGTHUY",
        "assessments { reportedLevel round { code } } latestAssessment { reportedLevel }",
        asOf,
      );
    const [of2020, of2022] = [
      { reportedLevel: 4, round: { code: "2020" } },
      { reportedLevel: 2, round: { code: "2022" } },
    ];
    expect(await levels("2020-12-30")).toEqual({ assessments: [], latestAssessment: null });
    for (const day of ["2020-12-31", "2021-06-30", "2022-09-30"])
      expect(await levels(day)).toEqual({ assessments: [of2020], latestAssessment: { reportedLevel: 4 } });
    for (const day of ["2022-10-01", "2022-12-07", "2026-01-01"])
      expect(await levels(day)).toEqual({ assessments: [of2022, of2020], latestAssessment: { reportedLevel: 2 } });
  });

  it("is one of the last so many", async () => {
    const fields = "all: assessments { reportedLevel } one: assessments(last: 1) { reportedLevel }";
    expect(await facility("TTYT-ALUOI", fields)).toEqual({
      all: [{ reportedLevel: 2 }, { reportedLevel: 1 }],
      one: [{ reportedLevel: 2 }],
    });
  });

  it.each([0, -1])("refuses to show the last %j", async (last) => {
    const query = 'query ($last: Int) { facility(code: "BV-PHOI") { assessments(last: $last) { reportedLevel } } }';
    const { errors } = await runQuery(server, query, { last });
    expect(errors?.map(({ message, extensions }) => [message, extensions.code])).toEqual([
      [`\`last\` is ${last}; it must be at least 1.`, "BAD_USER_INPUT"],
    ]);
  });
});

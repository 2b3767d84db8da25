import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { csvAt, download } from "../support/downloads.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const FACILITY = `query ($code: String!, $asOf: LocalDate) { facility(code: $code, asOf: $asOf) {
  assessments { reportedLevel round { code } }
  statedNeeds { system { labelVi } needed situation round { code } } } }`;

/** "NEEDED_MISSING" as a cell says it begins so. */
const NEEDED = { NEEDED: /^Có nhu cầu/, UNASKED: /^(Không nêu nhu cầu|Chưa có mà không nêu|Đã có và không nêu)/ };

describe("Lists of one facility, and as of a day", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const rowsOf = async (path: string) => (await csvAt(server, path)).slice(1);

  it.each([
    ["BV-MAT", "", undefined],
    ["BV-MAT", "2021-06-01", "2021-06-01"],
    ["TTYT-PHUVANG", "2022-09-30", "2022-09-30"],
    ["TTYT-PHUVANG", "2022-10-01", "2022-10-01"],
    ["SYT", "", undefined],
  ])("have of %s on the day “%s” what its page is answered with", async (code, day, asOf) => {
    const { facility } = await dataOf(server, FACILITY, { code, asOf });
    const levels = await rowsOf(`/export/assessments.csv?facility=${code}&asOf=${day}`);
    expect(levels.map(([round, of, level]) => [round, of, level]).sort()).toEqual(
      facility.assessments
        .map(({ reportedLevel, round }: Data) => [
          round.code,
          code,
          reportedLevel === null ? "" : `Mức ${reportedLevel}`,
        ])
        .sort(),
    );
    const needs = await rowsOf(`/export/stated-needs.csv?facility=${code}&asOf=${day}`);
    expect(needs.map((row) => [row[0], row[2], row[3] === "Có"])).toEqual(
      facility.statedNeeds.map(({ round, system, needed }: Data) => [round.code, system.labelVi, needed]),
    );
    for (const [i, { situation }] of facility.statedNeeds.entries())
      expect(needs[i]?.[5]).toMatch(NEEDED[situation.startsWith("NEEDED") ? "NEEDED" : "UNASKED"]);
  });

  it("count the needs of each situation as the question about the round does", async () => {
    const { assessmentRound } = await dataOf(
      server,
      `{ assessmentRound(code: "2022") { systemDemand(under: "SYT") { system { labelVi } situations { situation count } } } }`,
    );
    const rows = await rowsOf("/export/stated-needs.csv?round=2022&under=SYT");
    for (const { system, situations } of assessmentRound.systemDemand) {
      const counts = new Map<string, number>();
      for (const row of rows.filter((each) => each[2] === system.labelVi))
        counts.set(row[5] ?? "", (counts.get(row[5] ?? "") ?? 0) + 1);
      expect([...counts.values()].sort()).toEqual(situations.map(({ count }: Data) => count).sort());
    }
  });

  it("have the areas that a search finds, without accents or by code, on that day", async () => {
    const found = async (search: string) =>
      (await rowsOf(`/export/areas.csv?${search}`)).map(([code, name]) => [code, name]);
    expect(await found("search=huong thuy&asOf=2022-12-07&areaType=DISTRICT")).toEqual([["479", "Thị xã Hương Thủy"]]);
    expect(await found("search=478&asOf=2022-12-07")).toEqual([["478", "Huyện Phú Vang"]]);
    expect(await found("search=478&asOf=2026-01-01")).toEqual([]);
  });

  it.each(["assessments", "stated-needs"])("refuse in %s a facility that is not on record", async (name) => {
    const response = await download(server, `/export/${name}.csv?facility=BV-MATT`);
    expect([response.status, await response.text()]).toEqual([400, expect.stringMatching(/BV-MATT.*BV-MAT/)]);
  });
});

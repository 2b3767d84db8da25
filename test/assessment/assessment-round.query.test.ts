import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const of19 = (level: number, count: number, percent: number) => ({
  ...{ level, count, share: { numerator: count, denominator: 19, percent } },
});
/** 18 of the 19 units have a level of 2020; the brackets of the first are empty. */
const of18 = (level: number, count: number, percent: number) => ({
  ...{ level, count, share: { numerator: count, denominator: 18, percent } },
});
const IN_2022 = [of19(2, 14, 73.68), of19(3, 5, 26.32)];
const IN_2020 = [of18(1, 2, 11.11), of18(2, 9, 50), of18(3, 6, 33.33), of18(4, 1, 5.56)];

describe("A round of assessment", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const rounds = async (fields: string): Promise<Data[]> =>
    (await dataOf(server, `{ assessmentRounds { code ${fields} } }`)).assessmentRounds;
  const distribution = async (code: string, under: string | null): Promise<Data> =>
    (
      await dataOf(
        server,
        `query ($code: String!, $under: String) { assessmentRound(code: $code) {
           levelDistribution(under: $under) { level count share { numerator denominator percent } } } }`,
        { code, under },
      )
    ).assessmentRound.levelDistribution;

  it("is that of 2022, from 16 September to 1 October, or that of 2020, of which no day is printed", async () => {
    const round = {
      legalDocument: { number: "54/2017/TT-BYT" },
      source: { section: "Tổng quan về đợt khảo sát năm 2022" },
    };
    expect(await rounds("year openedOn closedOn methodVi legalDocument { number } source { section }")).toEqual([
      { code: "2020", year: 2020, openedOn: null, closedOn: null, methodVi: null, ...round },
      {
        ...{ code: "2022", year: 2022, openedOn: "2022-09-16", closedOn: "2022-10-01", ...round },
        methodVi: "thông qua mẫu thu thập dữ liệu trực tuyến.",
      },
    ]);
  });

  it("of 2022 has 14 of 19 units at level 2 and 5 at level 3", async () => {
    expect(await distribution("2022", null)).toEqual(IN_2022);
  });

  it("of 2020 has 2, 9, 6 and 1 units at the levels 1 to 4, of 18 with a level", async () => {
    expect(await distribution("2020", null)).toEqual(IN_2020);
  });

  it("of 2020 has one unit of unknown level, whose brackets are empty: it is not a zero; of 2022 it has none", async () => {
    const unknown = async (under: string | null): Promise<Data[]> => {
      const query = "query ($under: String) { assessmentRounds { code unknownLevelCount(under: $under) } }";
      const { assessmentRounds } = await dataOf(server, query, { under });
      return assessmentRounds.map(({ code, unknownLevelCount }: Data) => [code, unknownLevelCount]);
    };
    for (const under of [null, "46", "VN", "BV-GTVT"]) {
      expect(await unknown(under)).toEqual([
        ["2020", 1],
        ["2022", 0],
      ]);
    }
    // Giao thông vận tải is not known to have been under the Department by the end of 2020.
    for (const under of ["SYT", "478", "TTYT-PHUVANG"]) {
      expect(await unknown(under)).toEqual([
        ["2020", 0],
        ["2022", 0],
      ]);
    }
    expect(await distribution("2020", "BV-GTVT")).toEqual([]);
  });

  it.each(["SYT", "46", "VN"])("is the same under %s, where all that were assessed belong", async (under) => {
    expect([await distribution("2020", under), await distribution("2022", under)]).toEqual([IN_2020, IN_2022]);
  });

  it("has one unit in Phú Vang, at level 3 both times, and none under whoever was not assessed", async () => {
    const one = [{ level: 3, count: 1, share: { numerator: 1, denominator: 1, percent: 100 } }];
    for (const under of ["478", "TTYT-PHUVANG"]) {
      expect([await distribution("2020", under), await distribution("2022", under)]).toEqual([one, one]);
    }
    for (const under of ["475", "BV-TWHUE"]) expect(await distribution("2022", under)).toEqual([]);
  });

  it("takes 474 for the city that held the code in its own year, not for Quận Thuận Hóa", async () => {
    expect(await distribution("2022", "474")).toEqual([
      { level: 2, count: 1, share: { numerator: 1, denominator: 1, percent: 100 } },
    ]);
  });

  it("of 2022 against 2020: 3 units up, 4 down, 11 the same, 1 unknown", async () => {
    const comparison = "comparison(with: $with) { up down same unknown }";
    const compare = async (code: string, other: string) =>
      (
        await dataOf(
          server,
          `query ($code: String!, $with: String!) { assessmentRound(code: $code) { ${comparison} } }`,
          { code, with: other },
        )
      ).assessmentRound.comparison;
    // Up: Phong - Da liễu 2→3, A Lưới and the health protection clinic 1→2. Down: Răng Hàm Mặt, Hương Trà and Phú Lộc
    // 3→2, Hương Thủy 4→2. Unknown: Giao thông vận tải, whose brackets are empty.
    expect(await compare("2022", "2020")).toEqual({ up: 3, down: 4, same: 11, unknown: 1 });
    expect(await compare("2020", "2022")).toEqual({ up: 4, down: 3, same: 11, unknown: 1 });
    expect(await compare("2022", "2022")).toEqual({ up: 0, down: 0, same: 19, unknown: 0 });
    expect(await compare("2020", "2020")).toEqual({ up: 0, down: 0, same: 18, unknown: 1 });
  });

  it("of 2022 against 2020 names the units in each cell of the matrix, each of the 19 in exactly one", async () => {
    const { assessmentRound } = await dataOf(
      server,
      '{ assessmentRound(code: "2022") { comparison(with: "2020") { transitions { from to count facilities { code } } } } }',
    );
    const cells = assessmentRound.comparison.transitions.map(({ facilities, ...cell }: Data) => [
      cell,
      facilities.map(({ code }: Data) => code).sort(),
    ]);
    expect(cells).toEqual([
      [{ from: null, to: 3, count: 1 }, ["BV-GTVT"]],
      [{ from: 1, to: 2, count: 2 }, ["PK-BVSKCB", "TTYT-ALUOI"]],
      [
        { from: 2, to: 2, count: 8 },
        [
          ...["BV-BINHDIEN", "BV-MAT", "BV-PHCN", "BV-PHOI", "BV-TAMTHAN"],
          ...["TTYT-NAMDONG", "TTYT-QUANGDIEN", "TTYT-TPHUE"],
        ],
      ],
      [{ from: 2, to: 3, count: 1 }, ["BV-DALIEU"]],
      [{ from: 3, to: 2, count: 3 }, ["BV-RHM", "TTYT-HUONGTRA", "TTYT-PHULOC"]],
      [{ from: 3, to: 3, count: 3 }, ["BV-YHCT", "TTYT-PHONGDIEN", "TTYT-PHUVANG"]],
      [{ from: 4, to: 2, count: 1 }, ["TTYT-HUONGTHUY"]],
    ]);
  });

  it("is compared over an area or a managing body alone, as it stood on the last day of the round", async () => {
    const compare = async (under: string): Promise<Data> =>
      (
        await dataOf(
          server,
          `query ($under: String) { assessmentRound(code: "2022") { comparison(with: "2020", under: $under) {
             up down same unknown transitions { from to count facilities { code } } } } }`,
          { under },
        )
      ).assessmentRound.comparison;
    const phuVang = {
      ...{ up: 0, down: 0, same: 1, unknown: 0 },
      transitions: [{ from: 3, to: 3, count: 1, facilities: [{ code: "TTYT-PHUVANG" }] }],
    };
    for (const under of ["478", "TTYT-PHUVANG"]) expect(await compare(under)).toEqual(phuVang);
    expect(await compare("BV-GTVT")).toEqual({
      ...{ up: 0, down: 0, same: 0, unknown: 1 },
      transitions: [{ from: null, to: 3, count: 1, facilities: [{ code: "BV-GTVT" }] }],
    });
    for (const under of ["SYT", "46"]) {
      expect(await compare(under)).toMatchObject({ up: 3, down: 4, same: 11, unknown: 1 });
    }
    expect(await compare("475")).toEqual({ up: 0, down: 0, same: 0, unknown: 0, transitions: [] });
  });

  it("cannot be compared with one that there was not", async () => {
    const { status, errors } = await runQuery(
      server,
      '{ assessmentRound(code: "2022") { comparison(with: "2021") { up } } }',
    );
    expect(status).toBe(400);
    expect(errors?.map(({ message, path, extensions }) => [message, path, extensions])).toEqual([
      [
        'No assessment round has code "2021"; known: "2020", "2022".',
        ["assessmentRound", "comparison"],
        { code: "BAD_USER_INPUT" },
      ],
    ]);
  });

  it("of another year is null", async () => {
    expect(await dataOf(server, '{ assessmentRound(code: "2021") { code } }')).toEqual({ assessmentRound: null });
  });
});

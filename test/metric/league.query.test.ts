import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

/** Appendix 2, May to December 2018: link-ups that failed, out of all, from the best unit to the worst. */
const FAILED: [rank: number | null, code: string, failed: number, all: number, percent: number | null][] = [
  [1, "BV-CTCH", 0, 851, 0],
  [1, "BV-CHANMAY", 0, 875, 0],
  [1, "PK-MEDIC-01BN", 0, 83, 0],
  [1, "PK-MEDIC-69NH", 0, 18, 0],
  [5, "PK-NXD", 1, 5465, 0.02],
  [6, "BV-PHOI", 1, 4336, 0.02],
  [7, "BV-TWHUE", 2, 7809, 0.03],
  [8, "TTYT-TPHUE", 32, 107_743, 0.03],
  [9, "BV-HVT", 4, 3427, 0.12],
  [10, "TTYT-NAMDONG", 17, 12_376, 0.14],
  [11, "BV-DALIEU", 21, 11_625, 0.18],
  [12, "BV-MAT", 28, 7549, 0.37],
  [13, "PK-PHAPVIET", 16, 3259, 0.49],
  [14, "PK-AULAC-TS", 32, 6287, 0.51],
  [15, "PK-AULAC", 28, 4527, 0.62],
  [16, "TTYT-PHULOC", 1570, 118_085, 1.33],
  [17, "TTYT-PHONGDIEN", 2258, 146_258, 1.54],
  [18, "BV-TAMTHAN", 1311, 67_183, 1.95],
  [19, "BV-RHM", 79, 3318, 2.38],
  [20, "TTYT-HUONGTRA", 780, 30_093, 2.59],
  [21, "BV-GTVT", 671, 22_843, 2.94],
  [22, "BV-PHCN", 191, 6252, 3.06],
  [23, "TTYT-ALUOI", 3254, 86_469, 3.76],
  [24, "BV-QY268", 183, 4645, 3.94],
  [25, "PK-VIETNHAT", 13, 323, 4.02],
  [26, "PK-102PVD", 58, 1417, 4.09],
  [27, "TTYT-QUANGDIEN", 1704, 41_163, 4.14],
  [28, "TTYT-HUONGTHUY", 7600, 158_350, 4.8],
  [29, "BV-YHCT", 214, 2120, 10.09],
  [30, "TTYT-PHUVANG", 27_712, 198_215, 13.98],
  [31, "PK-CQN", 2034, 8325, 24.43],
  [32, "PK-BVSKCB", 1775, 5431, 32.68],
  [33, "BV-BINHDIEN", 2987, 7697, 38.81],
  [null, "BV-DHYD", 0, 0, null],
  [null, "PK-BSGD-DHYD", 0, 0, null],
];
const LINE = `rank standing subject { ... on Facility { code } ... on Area { code } }
  observation { on value reported ratio { numerator denominator percent } }`;

describe("The league table", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const league = async (metric: string, args: string, fields = `on totalCount nodes { ${LINE} }`): Promise<Data> =>
    (await dataOf(server, `{ metric(code: "${metric}") { league${args} { ${fields} } } }`)).metric.league;
  const codes = (table: Data): string[] => table.nodes.map(({ subject }: Data) => subject.code);

  it("of the error rates of the link-up ranks 33 of the 35 units of appendix 2; 0 of 0 has no rank", async () => {
    const found = await league("LINKUPS_FAILED", "(first: 100)");
    expect(found).toEqual({
      on: "2018-12-31",
      totalCount: 35,
      nodes: FAILED.map(([rank, code, numerator, denominator, percent]) => ({
        ...{ rank, standing: rank === null ? "NOT_COMPUTABLE" : "RANKED", subject: { code } },
        observation: { on: "2018-12-31", value: null, reported: true, ratio: { numerator, denominator, percent } },
      })),
    });
  });

  it("of the successes is the same table: where more is better, the most comes first", async () => {
    const found = await league(
      "LINKUPS_SUCCEEDED",
      "(first: 100)",
      "nodes { rank subject { ... on Facility { code } } }",
    );
    expect(found.nodes.map(({ rank, subject }: Data) => [rank, subject.code])).toEqual(
      FAILED.map(([rank, code]) => [rank, code]),
    );
  });

  it("of a number of which neither more nor less is better puts the greatest first: Phú Vang with 198.215 link-ups", async () => {
    const found = await league("LINKUPS", "(first: 3)");
    expect(found.nodes.map(({ rank, subject, observation }: Data) => [rank, subject.code, observation.value])).toEqual([
      [1, "TTYT-PHUVANG", 198_215],
      [2, "TTYT-HUONGTHUY", 158_350],
      [3, "TTYT-PHONGDIEN", 146_258],
    ]);
  });

  it("has nobody ranked for 2019: all 35 were asked and left it blank", async () => {
    const found = await league("LINKUPS_FAILED", '(on: "2019-07-31", first: 100)');
    expect([found.on, found.totalCount]).toEqual(["2019-07-31", 35]);
    for (const { rank, standing, observation } of found.nodes)
      expect([rank, standing, observation.reported]).toEqual([null, "NOT_REPORTED", false]);
  });

  it("ranks none of the three districts that the briefing names because they owe most: the debt of six is not known", async () => {
    const found = await league(
      "COVID_RECORDS_OWED",
      "",
      `from on reporting expected leftOut { count } totalCount nodes { ${LINE} }`,
    );
    expect({ ...found, nodes: undefined }).toEqual({
      ...{ from: null, on: "2022-10-27", reporting: 3, expected: 9, leftOut: [], totalCount: 9 },
    });
    expect(found.nodes.slice(0, 3).map(({ standing }: Data) => standing)).toEqual([
      "AMONG_REPORTED",
      "AMONG_REPORTED",
      "AMONG_REPORTED",
    ]);
    expect(
      found.nodes.slice(0, 3).map(({ rank, subject, observation }: Data) => [rank, subject.code, observation.value]),
    ).toEqual([
      [null, "479", 24_008],
      [null, "482", 39_205],
      [null, "474", 66_692],
    ]);
    for (const { rank, standing, observation } of found.nodes.slice(3))
      expect([rank, standing, observation]).toEqual([null, "NOT_REPORTED", null]);
    expect(codes(found).slice(3)).toEqual(["476", "477", "478", "480", "481", "483"]);
  });

  it("under the Department has the 19 units that it managed in 2018, and in Phú Vang one", async () => {
    const department = await league("LINKUPS_FAILED", '(under: "SYT", first: 100)');
    expect(department.totalCount).toBe(19);
    expect(codes(department)[0]).toBe("BV-CHANMAY");
    expect(codes(department).at(-1)).toBe("BV-BINHDIEN");
    expect(codes(await league("LINKUPS_FAILED", '(under: "478")'))).toEqual(["TTYT-PHUVANG"]);
    expect(await league("LINKUPS_FAILED", '(under: "475")')).toEqual({
      on: "2018-12-31",
      totalCount: 0,
      nodes: [],
    });
    expect(await league("LINKUPS_FAILED", '(on: "2018-01-01")')).toEqual({ on: null, totalCount: 0, nodes: [] });
  });

  it("is walked in pages from either end", async () => {
    const page = (args: string) =>
      league(
        "LINKUPS_FAILED",
        args,
        "nodes { subject { ... on Facility { code } } } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }",
      );
    const forward: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { nodes, pageInfo } = await page(`(first: 8, after: ${JSON.stringify(after)})`);
      forward.push(...nodes.map(({ subject }: Data) => subject.code));
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(forward).toEqual(FAILED.map(([, code]) => code));
    const backward: string[] = [];
    for (let before: string | null = null, more = true; more; ) {
      const { nodes, pageInfo } = await page(`(last: 8, before: ${JSON.stringify(before)})`);
      backward.unshift(...nodes.map(({ subject }: Data) => subject.code));
      [before, more] = [pageInfo.startCursor, pageInfo.hasPreviousPage];
    }
    expect(backward).toEqual(forward);
    const first = await page("");
    expect([first.nodes.length, first.edges.length, first.pageInfo.hasNextPage]).toEqual([20, 20, true]);
  });

  it.each([
    ["(first: 101)", /^`first` is 101; it must be from 1 to 100\./],
    ['(after: "none")', /^"none" is no cursor of this list in this order/],
  ])("is refused for %s", async (args, message) => {
    const { errors } = await runQuery(server, `{ metric(code: "LINKUPS") { league${args} { totalCount } } }`);
    expect([errors?.[0]?.extensions.code, errors?.[0]?.message]).toEqual([
      "BAD_USER_INPUT",
      expect.stringMatching(message),
    ]);
  });
});

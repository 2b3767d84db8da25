import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const TOTAL = "on value reporting expected ratio { numerator denominator percent }";

describe("The totals of a metric over time", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const totals = async (code: string, args = ""): Promise<Data[]> =>
    (await dataOf(server, `{ metric(code: "${code}") { totals${args} { ${TOTAL} } } }`)).metric.totals;

  it("are one for each day that figures were asked for, oldest first; a day that nobody reported is null, not 0", async () => {
    const asked = { expected: 35, ratio: null };
    expect(await totals("LINKUPS")).toEqual([
      { ...asked, on: "2018-12-31", value: 1_084_417, reporting: 35 },
      { ...asked, on: "2019-07-31", value: null, reporting: 0 },
    ]);
    expect(await totals("LINKUPS_SUCCEEDED", '(under: "SYT", to: "2018-12-31")')).toEqual([
      {
        ...{ on: "2018-12-31", value: null, reporting: 19, expected: 19 },
        ratio: { numerator: 963_604, denominator: 1_015_138, percent: 94.92 },
      },
    ]);
  });

  it("reach from the first day to the last, both included", async () => {
    const days = async (args: string) => (await totals("LINKUPS", args)).map(({ on }) => on);
    expect(await days('(from: "2018-12-31", to: "2019-07-31")')).toEqual(["2018-12-31", "2019-07-31"]);
    expect(await days('(from: "2019-01-01")')).toEqual(["2019-07-31"]);
    expect(await days('(to: "2019-07-30")')).toEqual(["2018-12-31"]);
    expect(await days('(from: "2019-01-01", to: "2018-01-01")')).toEqual([]);
  });

  it("are of those who stood in the area on each day, by the map of that day", async () => {
    expect(await totals("LINKUPS", '(under: "474")')).toMatchObject([
      { on: "2018-12-31", value: 107_743, reporting: 1, expected: 1 },
      { on: "2019-07-31", value: null, reporting: 0, expected: 1 },
    ]);
    expect(await totals("LINKUPS", '(under: "475")')).toEqual([]);
    expect(await totals("CHILDREN_UNDER_1", '(under: "474")')).toMatchObject([
      { on: "2018-12-31", value: 4898, reporting: 1, expected: 1 },
      { on: "2019-12-31", value: null, reporting: 0, expected: 1 },
    ]);
  });

  it.each(["46", "SYT", "474", "478", "TTYT-PHUVANG", "VN"])(
    "under %s are those of `total` on each of their days, for every metric",
    async (under) => {
      const { metrics } = await dataOf(
        server,
        `query ($under: String!) { metrics { code totals(under: $under) { ${TOTAL} } } }`,
        { under },
      );
      for (const { code, totals } of metrics) {
        for (const total of totals) {
          const { metric } = await dataOf(
            server,
            `query ($code: String!, $under: String!, $on: LocalDate!) {
               metric(code: $code) { total(under: $under, on: $on) { ${TOTAL} } } }`,
            { code, under, on: total.on },
          );
          expect([code, metric.total]).toEqual([code, total]);
        }
      }
      expect(metrics.flatMap((metric: Data) => metric.totals).length).toBeGreaterThan(0);
    },
  );
});

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addDecimalMetric, DECIMAL_METRIC, importLines } from "../support/importing.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const MOST = 1_000_000_000_000_000;
const UNITS = [
  "BV-MAT",
  "BV-RHM",
  "BV-PHOI",
  "BV-YHCT",
  "BV-PHCN",
  "BV-DALIEU",
  "BV-TAMTHAN",
  "BV-HVT",
  "BV-CTCH",
  "BV-GTVT",
];
/** As it is written: no number in memory is it exactly. */
const FRACTION = Number("900719925474099.3");
const HEADER = "metric,subject,on,value,numerator,denominator";

describe("A total", () => {
  let server: TestServer;
  let days = 0;
  beforeAll(async () => {
    server = await startTestServer();
    await addDecimalMetric(server.db);
  });
  afterAll(() => server.close());

  /** A day of its own, on which these units have these cells. */
  const recorded = async (metric: string, cells: readonly string[]): Promise<string> => {
    days += 1;
    const on = `2020-01-${String(days).padStart(2, "0")}`;
    const lines = cells.map((cell, i) => `${metric},${UNITS[i]},${on},${cell}`);
    await importLines(server.db, "observations", `tong-${days}.csv`, [HEADER, ...lines]);
    return on;
  };
  const inFile = (value: number): string => `"${String(value).replace(".", ",")}",,`;
  const ofCounts = async (metric: string, values: readonly number[]): Promise<number | null> => {
    const on = await recorded(metric, values.map(inFile));
    const { total, totals } = (
      await dataOf(
        server,
        `{ metric(code: "${metric}") { total(on: "${on}") { value reporting } totals(from: "${on}", to: "${on}") { value reporting } } }`,
      )
    ).metric;
    expect(total.reporting).toBe(values.length);
    expect(totals).toEqual([total]);
    return total.value;
  };

  it("of whole numbers is exact up to 9,007,199,254,740,991", async () => {
    const nine = Array<number>(9).fill(MOST);
    expect(await ofCounts("LINKUPS", [...nine, 7_199_254_740_991])).toBe(9_007_199_254_740_991);
    expect(await ofCounts("LINKUPS", [...nine, 7_199_254_740_990])).toBe(9_007_199_254_740_990);
    expect(await ofCounts("LINKUPS", [...nine, 0])).toBe(9_000_000_000_000_000);
  });

  it("beyond that is left open, with who reported: 9,007,199,254,740,993 would be answered as another number", async () => {
    const nine = Array<number>(9).fill(MOST);
    expect(await ofCounts("LINKUPS", [...nine, 7_199_254_740_993])).toBeNull();
    expect(await ofCounts("LINKUPS", [...nine, 7_199_254_740_992])).toBeNull();
    expect(await ofCounts("LINKUPS", Array<number>(10).fill(MOST))).toBeNull();
  });

  it("of decimals is as they are written, however large, or left open", async () => {
    expect(await ofCounts(DECIMAL_METRIC, [0.1, 0.2])).toBe(0.3);
    expect(await ofCounts(DECIMAL_METRIC, Array<number>(10).fill(0.1))).toBe(1);
    expect(await ofCounts(DECIMAL_METRIC, [Number("123456789012345.5"), 0.1])).toBe(Number("123456789012345.6"));
    expect(await ofCounts(DECIMAL_METRIC, Array<number>(5).fill(FRACTION))).toBe(Number("4503599627370496.5"));
    expect(await ofCounts(DECIMAL_METRIC, Array<number>(4).fill(FRACTION))).toBeNull();
    expect(await ofCounts(DECIMAL_METRIC, [MOST, 0.000001])).toBeNull();
  });

  it("has counts of a ratio that are exact or left open, each by itself, and no percentage without both", async () => {
    const ofRatio = async (pairs: readonly [number, number][]): Promise<Data> => {
      const cells = pairs.map(([numerator, denominator]) => `,${numerator},${denominator}`);
      const on = await recorded("LINKUPS_SUCCEEDED", cells);
      const { metric } = await dataOf(
        server,
        `{ metric(code: "LINKUPS_SUCCEEDED") { total(on: "${on}") { value ratio { numerator denominator percent } } } }`,
      );
      return metric.total;
    };
    const nine = Array<[number, number]>(9).fill([MOST, MOST]);
    expect(await ofRatio([...nine, [7_199_254_740_991, 7_199_254_740_991]])).toEqual({
      ...{ value: null, ratio: { numerator: 9_007_199_254_740_991, denominator: 9_007_199_254_740_991, percent: 100 } },
    });
    expect(await ofRatio([...nine, [7_199_254_740_991, 7_199_254_740_993]])).toEqual({
      ...{ value: null, ratio: { numerator: 9_007_199_254_740_991, denominator: null, percent: null } },
    });
  });

  it("orders a league, and stands over another count, by the numbers as they are written", async () => {
    const on = await recorded(
      DECIMAL_METRIC,
      [Number("999999999999999.9"), MOST, Number("999999999999999.8")].map(inFile),
    );
    const { metric } = await dataOf(
      server,
      `{ metric(code: "${DECIMAL_METRIC}") { league(on: "${on}", first: 3) { nodes { observation { value } } } } }`,
    );
    expect(metric.league.nodes.map(({ observation }: Data) => observation.value)).toEqual([
      ...[MOST, Number("999999999999999.9"), Number("999999999999999.8")],
    ]);
    const pair = [
      "CHILDREN_UNDER_1_SOFTWARE,478,31/01/2020,999999999999999,,",
      `CHILDREN_UNDER_1,478,31/01/2020,${MOST},,`,
    ];
    await importLines(server.db, "observations", "cap.csv", [HEADER, ...pair]);
    const { metricPair } = await dataOf(
      server,
      `{ metricPair(numerator: "CHILDREN_UNDER_1_SOFTWARE", denominator: "CHILDREN_UNDER_1", subject: "478", on: "2020-01-31") {
           ratio { numerator denominator percent } } }`,
    );
    expect(metricPair.ratio).toEqual({ numerator: 999_999_999_999_999, denominator: MOST, percent: 100 });
  });
});

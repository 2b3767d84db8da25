import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

/** Appendix 3: children under 1 and link-ups of 2018. */
const DISTRICTS: [code: string, name: string, children: number, linkups: number][] = [
  ["474", "Thành phố Huế", 4898, 56_414],
  ["476", "Huyện Phong Điền", 1675, 18_082],
  ["477", "Huyện Quảng Điền", 1245, 7933],
  ["478", "Huyện Phú Vang", 3338, 37_328],
  ["479", "Thị xã Hương Thủy", 2059, 21_457],
  ["480", "Thị xã Hương Trà", 2230, 11_253],
  ["481", "Huyện A Lưới", 1125, 4434],
  ["482", "Huyện Phú Lộc", 2601, 8952],
  ["483", "Huyện Nam Đông", 512, 2945],
];
const TOTAL = "on value reporting expected ratio { numerator denominator percent }";

describe("The figures of letter 1999/SYT-VP", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const metric = async (code: string, fields: string): Promise<Data> =>
    (await dataOf(server, `query ($code: String!) { metric(code: $code) { ${fields} } }`, { code })).metric;
  const total = async (code: string, args = ""): Promise<Data> =>
    (await metric(code, `total${args} { ${TOTAL} }`)).total;
  const of2018 = { on: "2018-12-31", reporting: 35, expected: 35 };

  it("are 1.084.417 link-ups of 35 units, 94,97% of them successful, 5,03% failed", async () => {
    expect(await total("LINKUPS")).toEqual({ ...of2018, value: 1_084_417, ratio: null });
    expect(await total("LINKUPS_SUCCEEDED")).toEqual({
      ...{ ...of2018, value: null },
      ratio: { numerator: 1_029_841, denominator: 1_084_417, percent: 94.97 },
    });
    expect(await total("LINKUPS_FAILED")).toEqual({
      ...{ ...of2018, value: null },
      ratio: { numerator: 54_576, denominator: 1_084_417, percent: 5.03 },
    });
  });

  it("are blank for 2019: asked of 35 units, reported by none, and the total is null, not 0", async () => {
    const none = { on: "2019-07-31", reporting: 0, expected: 35, value: null };
    expect(await total("LINKUPS", '(on: "2019-07-31")')).toEqual({ ...none, ratio: null });
    expect(await total("LINKUPS", '(on: "2022-12-07")')).toEqual({ ...none, ratio: null });
    expect(await total("LINKUPS_SUCCEEDED", '(on: "2019-07-31")')).toEqual({
      ...{ ...none, ratio: { numerator: null, denominator: null, percent: null } },
    });
    expect(await total("LINKUPS", '(on: "2018-12-30")')).toEqual({
      ...{ on: null, value: null, reporting: 0, expected: 0, ratio: null },
    });
  });

  it("add up to 1.015.138 over the 19 units that the Department managed in 2018: rows 1 to 19 of the table", async () => {
    expect(await total("LINKUPS", '(under: "SYT")')).toEqual({
      ...{ on: "2018-12-31", value: 1_015_138, reporting: 19, expected: 19, ratio: null },
    });
    expect((await total("LINKUPS_SUCCEEDED", '(under: "SYT")')).ratio).toEqual({
      ...{ numerator: 963_604, denominator: 1_015_138, percent: 94.92 },
    });
  });

  it("stay with the district of that year: 474 is the old city, and no unit is known to stand in 475", async () => {
    expect(await total("LINKUPS", '(under: "474")')).toMatchObject({ value: 107_743, reporting: 1, expected: 1 });
    expect(await total("LINKUPS", '(under: "475")')).toMatchObject({ value: null, reporting: 0, expected: 0 });
    expect(await total("CHILDREN_UNDER_1", '(under: "474")')).toMatchObject({ value: 4898, reporting: 1, expected: 1 });
    expect(await total("CHILDREN_UNDER_1", '(under: "475")')).toMatchObject({ value: null, reporting: 0, expected: 0 });
    expect((await metric("CHILDREN_UNDER_1", 'series(subject: "475") { on }')).series).toEqual([]);
  });

  it("are 19.683 children under 1 and 168.798 link-ups, reported by nine of nine districts", async () => {
    const nine = { on: "2018-12-31", reporting: 9, expected: 9, ratio: null };
    expect(await total("CHILDREN_UNDER_1")).toEqual({ ...nine, value: 19_683 });
    expect(await total("IMMUNISATION_LINKUPS")).toEqual({ ...nine, value: 168_798 });
    const blank = { on: "2019-12-31", value: null, reporting: 0, expected: 9, ratio: null };
    expect(await total("CHILDREN_UNDER_1", '(on: "2019-12-31")')).toEqual(blank);
    expect(await total("CHILDREN_UNDER_1_SOFTWARE")).toEqual(blank);
  });

  it("stand for each district beside its children and its link-ups of 2018", async () => {
    const { areas } = await dataOf(
      server,
      `{ areas(asOf: "2019-08-08", filter: { areaType: DISTRICT }) { code name
         latestObservations(metrics: ["IMMUNISATION_LINKUPS", "CHILDREN_UNDER_1"]) {
           from on value metric { code } subject { ... on Area { name } } } } }`,
    );
    const figure = (name: string, code: string, value: number) => ({
      ...{ from: "2018-01-01", on: "2018-12-31", value, metric: { code }, subject: { name } },
    });
    expect(areas).toEqual(
      DISTRICTS.map(([code, name, children, linkups]) => ({
        ...{ code, name },
        latestObservations: [figure(name, "CHILDREN_UNDER_1", children), figure(name, "IMMUNISATION_LINKUPS", linkups)],
      })),
    );
  });

  it.each([
    ["POPULATION_ON_SOFTWARE", null],
    ["POPULATION_MANAGED", null],
    ["POPULATION_DIFFERENCE", null],
    ["HEALTH_RECORDS_CREATED", null],
    ["HEALTH_RECORDS_UPDATED", null],
    ["HEALTH_RECORDS_CREATED_SHARE", { numerator: null, denominator: null, percent: null }],
    ["HEALTH_RECORDS_UPDATED_SHARE", { numerator: null, denominator: null, percent: null }],
  ])("ask nine districts for %s until 31 July 2019 and hold no answer", async (code, ratio) => {
    const asked = await metric(
      code,
      `latest(subject: "478") { value } total { ${TOTAL} }
      series(subject: "478") { on value reported ratio { numerator denominator percent } }`,
    );
    expect(asked).toEqual({
      latest: null,
      total: { on: "2019-07-31", value: null, reporting: 0, expected: 9, ratio },
      series: [{ on: "2019-07-31", value: null, reported: false, ratio }],
    });
  });

  it("give no rate for 0 of 0: the hospital of the university linked nothing", async () => {
    const { facility } = await dataOf(
      server,
      '{ facility(code: "BV-DHYD") { latestObservations { metric { code } on value reported ratio { numerator denominator percent } } } }',
    );
    const zero = { numerator: 0, denominator: 0, percent: null };
    expect(facility.latestObservations).toEqual([
      { metric: { code: "LINKUP_ACCOUNT" }, on: "2019-08-08", value: 1, reported: true, ratio: null },
      { metric: { code: "LINKUP_CONNECTED" }, on: "2019-08-08", value: 1, reported: true, ratio: null },
      { metric: { code: "LINKUPS" }, on: "2018-12-31", value: 0, reported: true, ratio: null },
      { metric: { code: "LINKUPS_SUCCEEDED" }, on: "2018-12-31", value: null, reported: true, ratio: zero },
      { metric: { code: "LINKUPS_FAILED" }, on: "2018-12-31", value: null, reported: true, ratio: zero },
    ]);
  });

  it("show a unit's figure of 2018 and its blank cell of 2019 in one series, bounded where bounds are given", async () => {
    const series = (args: string) =>
      metric(
        "LINKUPS_FAILED",
        `series(${args}) { on from reported ratio { numerator denominator percent } subject { ... on Facility { name } } }`,
      );
    const subject = { name: "Trung tâm Y tế huyện Phú Vang" };
    const of18 = {
      ...{ on: "2018-12-31", from: "2018-05-01", reported: true, subject },
      ratio: { numerator: 27_712, denominator: 198_215, percent: 13.98 },
    };
    const of19 = {
      ...{ on: "2019-07-31", from: "2019-01-01", reported: false, subject },
      ratio: { numerator: null, denominator: null, percent: null },
    };
    expect(await series('subject: "TTYT-PHUVANG"')).toEqual({ series: [of18, of19] });
    expect(await series('subject: "TTYT-PHUVANG", from: "2019-01-01"')).toEqual({ series: [of19] });
    expect(await series('subject: "TTYT-PHUVANG", from: "2018-12-31", to: "2018-12-31"')).toEqual({ series: [of18] });
    expect(await series('subject: "SYT"')).toEqual({ series: [] });
  });

  it("are not known before their day: asked as of 1 July 2018 no unit has any", async () => {
    const { facilities } = await dataOf(
      server,
      '{ facilities(asOf: "2018-07-01", first: 100) { nodes { latestObservations { value } } } }',
    );
    expect(facilities.nodes.flatMap(({ latestObservations }: Data) => latestObservations)).toEqual([]);
  });

  it("are not asked for by a day that is none", async () => {
    const { status, errors } = await runQuery(
      server,
      '{ metric(code: "LINKUPS") { series(from: "31/12/2018") { on } } }',
    );
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
    expect(errors?.[0]?.message).toMatch(/^"31\/12\/2018" is not a calendar day; /);
  });
});

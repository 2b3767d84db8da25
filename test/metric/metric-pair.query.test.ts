import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { FIGURES, importLines } from "../support/importing.js";
import { dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const query = (args: string) =>
  `{ metricPair(${args}) { on ratio { numerator denominator percent } numerator { metric { code } } denominator { value } } }`;

describe("One metric over another", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    // Figures of a user's own, for a day after those of the letter.
    await importLines(server.db, "observations", "own.csv", [
      FIGURES,
      "CHILDREN_UNDER_1,478,2020-01-01,31/12/2020,3.000,,,,,",
      "CHILDREN_UNDER_1_SOFTWARE,478,2020-01-01,31/12/2020,2.400,,,,,",
      "CHILDREN_UNDER_1,481,2020-01-01,31/12/2020,0,,,,,",
      "CHILDREN_UNDER_1_SOFTWARE,481,2020-01-01,31/12/2020,0,,,,,",
      "CHILDREN_UNDER_1_SOFTWARE,476,2020-07-01,31/12/2020,100,,,,,",
      "CHILDREN_UNDER_1,476,2020-01-01,31/12/2020,200,,,,,",
      "CHILDREN_UNDER_1_SOFTWARE,477,2020-01-01,31/12/2020,100,,,,,",
    ]);
  });
  afterAll(() => server.close());

  const SOFTWARE = 'numerator: "CHILDREN_UNDER_1_SOFTWARE", denominator: "CHILDREN_UNDER_1"';
  const ask = async (args: string) => (await dataOf(server, query(args))).metricPair;
  const refused = async (args: string) => {
    const { errors } = await runQuery(server, query(args));
    return [errors?.[0]?.extensions.code, errors?.[0]?.message];
  };

  it("is a percentage with its counts where both are of the same day and unit", async () => {
    expect(await ask(`${SOFTWARE}, subject: "478"`)).toEqual({
      on: "2020-12-31",
      ratio: { numerator: 2400, denominator: 3000, percent: 80 },
      numerator: { metric: { code: "CHILDREN_UNDER_1_SOFTWARE" } },
      denominator: { value: 3000 },
    });
  });

  it("has no percentage for 0 of 0, nor where a count is blank or not on record", async () => {
    expect((await ask(`${SOFTWARE}, subject: "481"`)).ratio).toEqual({ numerator: 0, denominator: 0, percent: null });
    const blank = await ask(`${SOFTWARE}, subject: "478", on: "2019-12-31"`);
    expect(blank).toMatchObject({ on: "2019-12-31", ratio: { numerator: null, denominator: null, percent: null } });
    expect(await ask(`${SOFTWARE}, subject: "478", on: "2018-12-31"`)).toEqual({
      ...{ on: "2018-12-31", ratio: { numerator: null, denominator: 3338, percent: null } },
      ...{ numerator: null, denominator: { value: 3338 } },
    });
  });

  it.each([
    [
      "link-ups over children",
      'numerator: "IMMUNISATION_LINKUPS", denominator: "CHILDREN_UNDER_1", subject: "478"',
      '"IMMUNISATION_LINKUPS" is in data link-ups, "CHILDREN_UNDER_1" in children: one over the other is no percentage; both must have the same unit.',
    ],
    [
      "link-ups of units over link-ups of districts",
      'numerator: "IMMUNISATION_LINKUPS", denominator: "LINKUPS", subject: "478"',
      '"IMMUNISATION_LINKUPS" is collected for each DISTRICT, "LINKUPS" for each FACILITY; both must be of the same subjects.',
    ],
    [
      "a ratio over a count",
      'numerator: "LINKUPS_FAILED", denominator: "LINKUPS"',
      '"LINKUPS_FAILED" is a ratio already; only counts may stand over each other.',
    ],
    [
      "figures of different days",
      `${SOFTWARE}, subject: "477"`,
      '"CHILDREN_UNDER_1_SOFTWARE" is of 2020-01-01…2020-12-31, "CHILDREN_UNDER_1" of 2018-01-01…2018-12-31: counts of different days make no ratio. Name a day that both have in `on`.',
    ],
    [
      "half a year over a whole one",
      `${SOFTWARE}, subject: "476"`,
      '"CHILDREN_UNDER_1_SOFTWARE" is of 2020-07-01…2020-12-31, "CHILDREN_UNDER_1" of 2020-01-01…2020-12-31: counts of different days make no ratio. Name a day that both have in `on`.',
    ],
    [
      "a metric that is none",
      'numerator: "LINKUP", denominator: "LINKUPS"',
      '`numerator`: no metric has code "LINKUP". Nearest known: "LINKUPS".',
    ],
    [
      "a subject that was never on record",
      `${SOFTWARE}, subject: "NOBODY"`,
      '`subject`: no area or facility has or had code "NOBODY". Known, such as: "474", "475", "476".',
    ],
  ])("is refused for %s", async (_what, args, message) => {
    expect(await refused(args)).toEqual(["BAD_USER_INPUT", message]);
  });
});

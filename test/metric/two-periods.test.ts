import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { FIGURES, importLines, problemsOf } from "../support/importing.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const MONTH = { metric: "LINKUPS", subject: "BV-MAT", from: "2023-12-01", on: "2023-12-31", value: 100 };
const YEAR = { ...MONTH, from: "2023-01-01", value: 1300 };

describe("Two periods that end on the same day", () => {
  let server: TestServer;
  let acting: Acting;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    acting = new Acting(server, (await signedIn(server, "sở")).headers, { observation: "from on value" });
  });
  afterAll(() => server.close());

  const record = (input: object): Promise<Data> => acting.payload("observationRecord", input);
  const series = async (args = 'subject: "BV-MAT", from: "2020-01-01"'): Promise<Data[]> =>
    (await dataOf(server, `{ metric(code: "LINKUPS") { series(${args}) { from on value reported } } }`)).metric.series;
  const shown = ({ from, on, value }: Data) => ({ from, on, value, reported: true });

  it("are two figures by acts; the same period again is TAKEN", async () => {
    for (const input of [YEAR, MONTH])
      expect(await record(input)).toEqual({
        ...{ observation: { from: input.from, on: input.on, value: input.value }, userErrors: [] },
      });
    expect(await record({ ...YEAR, value: 5 })).toEqual({
      observation: { from: "2023-01-01", on: "2023-12-31", value: 1300 },
      userErrors: [
        {
          ...{ path: ["on"], code: "TAKEN" },
          message:
            "There is a figure of this metric for this subject and period (2023-01-01…2023-12-31) already; correct that one.",
        },
      ],
    });
    // Without a first day it is not told which of them is meant, and none is made beside them.
    const { userErrors } = await record({ ...MONTH, from: null });
    expect(userErrors).toEqual([
      {
        ...{ path: ["from"], code: "INVALID" },
        message:
          "Figures of several periods that end on this day are on record or were asked for; say by its first day which is meant.",
      },
    ]);
  });

  it("say which they are, the shortest first; the last of a metric is that of the shortest", async () => {
    expect(await series()).toEqual([shown(MONTH), shown(YEAR)]);
    const { facility } = await dataOf(
      server,
      '{ facility(code: "BV-MAT") { latestObservations(metrics: ["LINKUPS"]) { from on value } } }',
    );
    expect(facility.latestObservations).toEqual([{ from: MONTH.from, on: MONTH.on, value: MONTH.value }]);
  });

  it("are two figures in a file as well, which says nothing new when it is read again", async () => {
    const rows = ["LINKUPS,BV-PHOI,01/01/2023,31/12/2023,900,,,,,", "LINKUPS,BV-PHOI,01/12/2023,31/12/2023,80,,,,,"];
    expect(await importLines(server.db, "observations", "two.csv", [FIGURES, ...rows])).toMatchObject({ inserted: 2 });
    const again = await importLines(server.db, "observations", "two-again.csv", [FIGURES, ...rows]);
    expect([again.inserted, again.changed]).toEqual([0, 0]);
    expect(await series('subject: "BV-PHOI", from: "2023-01-01"')).toEqual([
      shown({ from: "2023-12-01", on: "2023-12-31", value: 80 }),
      shown({ from: "2023-01-01", on: "2023-12-31", value: 900 }),
    ]);
  });

  it("are both meant by a row of a file without first days, which is refused; of one period it means that", async () => {
    const SHORT = "metric,subject,on,value";
    const problems = await problemsOf(
      importLines(server.db, "observations", "no-first-days.csv", [SHORT, "LINKUPS,BV-PHOI,31/12/2023,7"]),
    );
    expect(problems.map(({ column, code, message }) => [column, code, message])).toEqual([
      [
        ...["on", "INCONSISTENT"],
        "Figures of several periods that end on this day are on record; say which in a column of first days.",
      ],
    ]);
    const same = await importLines(server.db, "observations", "same.csv", [SHORT, "LINKUPS,BV-MAT,31/07/2019,77"]);
    expect([same.inserted, same.changed]).toEqual([0, 1]);
    expect(await series('subject: "BV-MAT", from: "2019-07-31", to: "2019-07-31"')).toEqual([
      shown({ from: "2019-01-01", on: "2019-07-31", value: 77 }),
    ]);
  });

  it("of which one is only a day are told apart: a blank first day means the day, and a column that is left out neither", async () => {
    const day = { metric: "LINKUPS", subject: "BV-YHCT", on: "2023-12-31" };
    const values = async () =>
      (await series('subject: "BV-YHCT", from: "2023-12-31"')).map(({ from, value }: Data) => [from, value]);
    // The day before the period: of that alone a figure without a first day would be.
    expect((await record({ ...day, value: 3 })).userErrors).toEqual([]);
    expect((await record({ ...day, from: "2023-12-01", value: 40 })).userErrors).toEqual([]);
    const both = [
      ["2023-12-01", 40],
      [null, 3],
    ];
    expect(await values()).toEqual(both);
    // By an act: of the day, which is there already.
    expect((await record({ ...day, value: 9 })).userErrors).toEqual([
      {
        ...{ path: ["on"], code: "TAKEN" },
        message: "There is a figure of this metric for this subject and period (2023-12-31) already; correct that one.",
      },
    ]);
    // By a file: a blank cell means the day as well, of the act's own figure; the period stays as it is.
    const blank = ["metric,subject,from,on,value", "LINKUPS,BV-YHCT,,31/12/2023,3"];
    expect(await importLines(server.db, "observations", "blank.csv", blank)).toMatchObject({ inserted: 0, changed: 0 });
    const leftOut = importLines(server.db, "observations", "left-out.csv", [
      "metric,subject,on,value",
      "LINKUPS,BV-YHCT,31/12/2023,3",
    ]);
    expect((await problemsOf(leftOut)).map(({ column, code, message }) => [column, code, message])).toEqual([
      [
        ...["on", "INCONSISTENT"],
        "Figures of several periods that end on this day are on record; say which in a column of first days.",
      ],
    ]);
    expect(await values()).toEqual(both);
    // A file of its own section says the day anew, and nothing of the period.
    const lines = ["LINKUPS,BV-PHCN,01/12/2023,31/12/2023,40", "LINKUPS,BV-PHCN,,31/12/2023,3"];
    const header = "metric,subject,from,on,value";
    const between = Array.from({ length: 1100 }, (_, i) => {
      const day = new Date(Date.UTC(2010, 0, 1 + i)).toISOString().slice(0, 10);
      return `LINKUPS,BV-PHCN,,${day},1`;
    });
    const far = [header, lines[0] ?? "", ...between, lines[1] ?? ""];
    expect(await importLines(server.db, "observations", "own.csv", far)).toMatchObject({ inserted: 1102 });
    const anew = [header, "LINKUPS,BV-PHCN,,31/12/2023,4"];
    expect(await importLines(server.db, "observations", "own.csv", anew)).toMatchObject({ inserted: 0, changed: 1 });
    expect((await series('subject: "BV-PHCN", from: "2023-12-31"')).map(({ from, value }) => [from, value])).toEqual([
      ["2023-12-01", 40],
      [null, 4],
    ]);
  });

  it("stand over each other each by itself: a pair is of one period, and names what it leaves out", async () => {
    await importLines(server.db, "observations", "children.csv", [
      FIGURES,
      "CHILDREN_UNDER_1,478,01/01/2020,31/12/2020,3000,,,,,",
      "CHILDREN_UNDER_1,478,01/12/2020,31/12/2020,2900,,,,,",
      "CHILDREN_UNDER_1_SOFTWARE,478,01/01/2020,31/12/2020,2400,,,,,",
    ]);
    const { metricPair } = await dataOf(
      server,
      `{ metricPair(numerator: "CHILDREN_UNDER_1_SOFTWARE", denominator: "CHILDREN_UNDER_1", subject: "478") {
         from on ratio { numerator denominator percent } leftOut { from on reason count } } }`,
    );
    expect(metricPair).toEqual({
      ...{ from: "2020-01-01", on: "2020-12-31", ratio: { numerator: 2400, denominator: 3000, percent: 80 } },
      leftOut: [{ from: "2020-12-01", on: "2020-12-31", reason: "OTHER_PERIOD", count: 1 }],
    });
  });
});

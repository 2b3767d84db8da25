import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { moveRevision } from "../../server/core/snapshot/revision.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { Figures } from "../support/figures.js";
import { FIGURES, importLines } from "../support/importing.js";
import { addManyFigures } from "../support/many-figures.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const TOTAL = "from on value reporting expected leftOut { from on reason count }";
const OF_2018 = { from: "2018-05-01", on: "2018-12-31", value: 1_084_417, reporting: 35, expected: 35, leftOut: [] };

describe("A total says what it is a total of", () => {
  let server: TestServer;
  let figures: Figures;
  let headers: Record<string, string>;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    headers = (await signedIn(server, "sở")).headers;
    figures = new Figures(server, headers);
  });
  afterAll(() => server.close());

  const metric = async (fields: string, code = "LINKUPS"): Promise<Data> =>
    (await dataOf(server, `{ metric(code: "${code}") { ${fields} } }`)).metric;
  const total = async (args = "", code?: string): Promise<Data> =>
    (await metric(`total${args} { ${TOTAL} }`, code)).total;

  it("when one hospital records October 2026: 1.250 is 1 of the 34 of the letter that are still there, and the last total is that of 2018", async () => {
    const october = await figures.record({ from: "2026-10-01", on: "2026-10-31", value: 1250 });
    expect(await total('(on: "2026-10-31")')).toEqual({
      ...{ from: "2026-10-01", on: "2026-10-31", value: 1250, reporting: 1, expected: 34, leftOut: [] },
    });
    expect(await total()).toEqual(OF_2018);
    const { league } = await metric(
      'league(on: "2026-10-31", first: 1) { from on reporting expected totalCount nodes { rank standing } }',
    );
    expect(league).toEqual({
      ...{ from: "2026-10-01", on: "2026-10-31", reporting: 1, expected: 34, totalCount: 34 },
      nodes: [{ rank: null, standing: "AMONG_REPORTED" }],
    });
    await figures.withdraw(october);
  });

  it("in an imported file as by an act: before its merger Bệnh viện Đa khoa Chân Mây is one of 35", async () => {
    await importLines(server.db, "observations", "one.csv", [FIGURES, "LINKUPS,BV-MAT,01/03/2020,31/03/2020,7,,,,,"]);
    const march = { from: "2020-03-01", on: "2020-03-31", value: 7, reporting: 1, leftOut: [] };
    expect(await total('(on: "2020-12-31")')).toEqual({ ...march, expected: 35 });
    expect(await total('(on: "2020-12-31", under: "SYT")')).toEqual({ ...march, expected: 19 });
    expect(await total('(on: "2020-12-31", under: "478")')).toEqual({
      ...{ from: null, on: "2020-03-31", value: null, reporting: 0, expected: 1, leftOut: [] },
    });
    expect(await total()).toEqual(OF_2018);
  });

  it("is that of the last period that all have reported, of every metric that has one", async () => {
    await figures.record({ subject: "TTYT-PHUVANG", from: "2020-04-01", on: "2020-04-30", value: 9 });
    // Under Phú Vang one is due, and it has reported: April 2020 is whole there, and not in the province.
    expect(await total('(under: "478")')).toEqual({
      ...{ from: "2020-04-01", on: "2020-04-30", value: 9, reporting: 1, expected: 1, leftOut: [] },
    });
    expect(await total()).toEqual(OF_2018);
    // Three of nine districts are named; no period has all of them.
    expect(await total("", "COVID_RECORDS_OWED")).toEqual({
      ...{ from: null, on: "2022-10-27", value: 129_905, reporting: 3, expected: 9, leftOut: [] },
    });
    expect(await total("", "CHILDREN_UNDER_1_SOFTWARE")).toEqual({
      ...{ from: "2019-01-01", on: "2019-12-31", value: null, reporting: 0, expected: 9, leftOut: [] },
    });
  });

  it("leaves out, and names, the figure of somebody who was not asked: the Department is no unit of appendix 2", async () => {
    await figures.record({ subject: "TT-KIEMNGHIEM", from: "2021-01-01", on: "2021-01-31", value: 1000 });
    await figures.record({ subject: "BV-MAT", from: "2021-01-01", on: "2021-01-31", value: 1 });
    expect(await total('(on: "2021-01-31")')).toEqual({
      ...{ from: "2021-01-01", on: "2021-01-31", value: 1, reporting: 1, expected: 35 },
      leftOut: [{ from: "2021-01-01", on: "2021-01-31", reason: "NOT_DUE", count: 1 }],
    });
  });

  it("does not add ten months of one to one month of another: the shorter period is shown, the other named", async () => {
    await figures.record({ subject: "BV-PHOI", from: "2021-01-01", on: "2021-10-31", value: 4000 });
    await figures.record({ subject: "BV-MAT", from: "2021-10-01", on: "2021-10-31", value: 300 });
    const month = { from: "2021-10-01", on: "2021-10-31", value: 300, reporting: 1, expected: 34 };
    const ten = { from: "2021-01-01", on: "2021-10-31", value: 4000, reporting: 1, expected: 34 };
    const named = ({ from, on }: Data) => ({ from, on, reason: "OTHER_PERIOD", count: 1 });
    expect(await total('(on: "2021-10-31")')).toEqual({ ...month, leftOut: [named(ten)] });
    const { totals } = await metric(`totals(from: "2021-10-31", to: "2021-10-31") { ${TOTAL} }`);
    expect(totals).toEqual([
      { ...month, leftOut: [named(ten)] },
      { ...ten, leftOut: [named(month)] },
    ]);
    const { league } = await metric(
      'league(on: "2021-10-31", first: 2) { from on leftOut { from on reason count } nodes { observation { value } } }',
    );
    expect(league).toEqual({
      ...{ from: "2021-10-01", on: "2021-10-31", leftOut: [named(ten)] },
      nodes: [{ observation: { value: 300 } }, { observation: null }],
    });
    await figures.record({ subject: "BV-TAMTHAN", from: "2021-01-01", on: "2021-10-31", value: 50 });
    expect(await total('(on: "2021-10-31")')).toEqual({
      ...{ ...ten, value: 4050, reporting: 2 },
      leftOut: [named(month)],
    });
  });

  it("is that of the last period of which half have reported, where no period has all: 34 of 35 outweigh 1 of 34", async () => {
    const { series } = await metric(
      'series(subject: "BV-MAT", from: "2018-12-31", to: "2018-12-31") { id version value }',
    );
    await figures.withdraw(series[0]);
    const value = OF_2018.value - series[0].value;
    expect(await total()).toEqual({ ...OF_2018, value, reporting: 34 });
    const october = await figures.record({ from: "2026-10-01", on: "2026-10-31", value: 1250 });
    expect(await total()).toEqual({ ...OF_2018, value, reporting: 34 });
    await figures.withdraw(october);
    await figures.record({ from: "2018-05-01", on: "2018-12-31", value: series[0].value });
    expect(await total()).toEqual(OF_2018);
  });

  it("costs the same statements however much is on record, one more where no recent period is whole", async () => {
    const cost = async (args: string) => {
      // Nobody says what has changed: nothing is held any more.
      await server.db.transaction(async (tx) => moveRevision(tx, "DATA"));
      const before = server.db.statements;
      await total(args);
      return server.db.statements - before;
    };
    const few = [await cost(""), await cost('(on: "2021-10-31")')];
    await addManyFigures(server.db, 1);
    expect([await cost(""), await cost('(on: "2021-10-31")')]).toEqual(few);
    expect(few).toEqual([6, 5]);
  });

  it("is due of whom the campaign of the day asks for that metric, also beside another one of the same day", async () => {
    const on = "2026-06-30";
    const open = (metric: string, facilities: readonly string[]) =>
      new Acting(server, headers, {}).did("reportingCampaignOpen", {
        ...{ code: `DOT-${metric}`, titleVi: "Đợt báo cáo", issuedOn: "2026-01-01" },
        recipients: [{ nameVi: "Đơn vị", units: facilities.map((facility) => ({ facility })) }],
        forms: [{ code: "Mẫu", titleVi: "Mẫu", columns: [{ number: "(1)", labelVi: "Số", metric, on }] }],
        demands: [{ recipient: "Đơn vị", form: "Mẫu", dueBefore: "2026-07-14" }],
      });
    const asked = { LINKUPS: ["BV-MAT"], LINKUP_CONNECTED: ["BV-MAT", "BV-TAMTHAN"] };
    for (const [code, facilities] of Object.entries(asked)) await open(code, facilities);
    for (const code of Object.keys(asked)) await figures.record({ metric: code, on, value: 1 });
    const { metrics } = await dataOf(server, `{ metrics { code total(on: "${on}") { expected } } }`);
    const expected = metrics.filter(({ code }: Data) => code in asked);
    expect(Object.fromEntries(expected.map(({ code, total }: Data) => [code, total.expected]))).toEqual({
      LINKUPS: 1,
      LINKUP_CONNECTED: 2,
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { importFile } from "../../server/concepts/import/importer.js";
import { observations } from "../../server/concepts/metric/observation/observation.import.js";
import { openDatabase } from "../../server/core/database/data-source.js";
import type { Connections } from "../../server/core/database/database.js";
import { moveRevision } from "../../server/core/snapshot/revision.js";
import { turn } from "../../server/core/time/turn.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { assessing, openRound } from "../support/assessments.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { Figures } from "../support/figures.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const TOTALS = '{ metric(code: "LINKUPS") { totals(from: "2020-01-01") { on value reporting expected } } }';
const HEADER = "metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en\n";
/** So many statements tell what has changed: the revision, two for all slots, the entries, and the figures. */
const TOLD = 5;
/** The answers themselves are not kept for whoever says this. */
const ANEW = { "cache-control": "no-cache" };

describe("Sums that are held", () => {
  let database: TestDatabase;
  let one: TestServer;
  let other: TestServer;
  let files = 0;
  let headers: Record<string, string>;
  let figures: Figures;

  beforeAll(async () => {
    database = await loadedDatabase();
    one = await serve(database);
    const db = await openDatabase(database.address);
    other = await serve({ db, address: database.address, close: () => db.close() });
    await addTestAccount(one.db, "sở", "ADMIN");
    headers = (await signedIn(other, "sở")).headers;
    figures = new Figures(other, headers);
    await figures.withdraw(await figures.record({ on: "2019-01-31", value: 1 })); // the register is cited from now on
  });
  afterAll(async () => {
    await other.close();
    await one.close();
  });

  /** A figure of a day in 2020, as any import brings it. */
  const record = (db: Connections, subject: string, value: number, day = "2020-03-31") => {
    files += 1;
    const content = `${HEADER}LINKUPS,${subject},,${day},${value},,,,,\n`;
    return importFile(db, observations, { file: `own-${files}.csv`, content, document: "REGISTER", section: "own" });
  };
  const totals = async (server: TestServer): Promise<Data[]> =>
    (await runQuery(server, TOTALS, {}, ANEW)).data.metric.totals.filter(({ on }: Data) => on === "2020-03-31");
  const last = async (server: TestServer, under = "46"): Promise<Data> => {
    const query = `query ($under: String!) { metric(code: "LINKUPS") { total(under: $under, on: "2020-12-31") { on value reporting expected } } }`;
    return (await runQuery(server, query, { under }, ANEW)).data.metric.total;
  };
  const statementsOf = async (server: TestServer, ask: () => Promise<unknown>): Promise<number> => {
    const before = server.db.statements;
    await ask();
    return server.db.statements - before;
  };

  it("cost a statement the first time, and then those that ask whether and how figures have changed", async () => {
    await record(one.db, "BV-MAT", 1);
    await dataOf(one, '{ terms(vocabulary: "UNIT") { code } }');
    expect(await statementsOf(one, () => totals(one))).toBe(2);
    expect(await statementsOf(one, () => totals(one))).toBe(1);
    expect(await statementsOf(one, () => last(one))).toBe(3);
    expect(await statementsOf(one, () => last(one))).toBe(1);
    expect(await statementsOf(one, () => last(one, "SYT"))).toBe(2); // the last day is known
    const recorded = await figures.record({ on: "2020-02-29", value: 1 });
    expect(await statementsOf(one, () => totals(one))).toBe(TOLD);
    expect(await statementsOf(one, () => last(one))).toBe(1);
    await figures.withdraw(recorded);
    expect(await statementsOf(one, () => last(one))).toBe(TOLD);
    expect(await statementsOf(one, () => totals(one))).toBe(1);
    await record(other.db, "BV-MAT", 2); // of an import the trail tells no figures
    expect(await statementsOf(one, () => totals(one))).toBe(4);
    expect(await statementsOf(one, () => totals(one))).toBe(1);
  });

  it("are not ended by a facility that stays where it is, nor by what else is recorded", async () => {
    await totals(one);
    await last(one, "SYT");
    const { facility } = await dataOf(one, '{ facility(code: "BV-MAT") { id version } }');
    const input = { id: facility.id, expectedVersion: facility.version, on: "2024-01-01", name: "Tên mới" };
    await new Acting(other, headers, {}).did("facilityRename", input);
    await dataOf(one, '{ facility(code: "BV-MAT") { name } }');
    expect(await statementsOf(one, () => totals(one))).toBe(1);
    await figures.record({ metric: "LINKUPS_SUCCEEDED", on: "2020-04-30", numerator: 1, denominator: 2 });
    expect(await statementsOf(one, () => last(one, "SYT"))).toBe(TOLD);
    expect(await statementsOf(one, () => last(one, "SYT"))).toBe(1);
  });

  it("are not ended by the publication of an assessment with what it needs", async () => {
    const department = assessing(other, headers);
    await openRound(department, "2026");
    const draft = { id: "", expectedVersion: 0 };
    const goOn = async (act: string, more: object = {}) => {
      const { id, version } = (await department.did(act, { ...draft, ...more })).draft ?? {};
      Object.assign(draft, { id, expectedVersion: version });
    };
    const begun = await department.done("assessmentStart", { facility: "BV-MAT", round: "2026" });
    Object.assign(draft, { id: begun.id, expectedVersion: begun.version });
    await goOn("assessmentSave", { reportedLevel: 2, statedNeeds: [{ system: "HIS", needed: true }] });
    await goOn("assessmentSubmit");
    await goOn("assessmentVerify");
    await totals(one);
    await last(one, "SYT");
    await goOn("assessmentPublish");
    const published = '{ facility(code: "BV-MAT") { assessment(round: "2026") { reportedLevel } } }';
    const assessment = { reportedLevel: 2 };
    expect(await dataOf(one, published)).toEqual({ facility: { assessment } });
    expect(await statementsOf(one, () => totals(one))).toBe(1);
    expect(await statementsOf(one, () => last(one, "SYT"))).toBe(1);
  });

  it("are never one figure old, on this server or on another over the same database", async () => {
    for (const value of [11, 12, 13]) {
      for (let time = 0; time < 2; time += 1)
        await Promise.all([one, other].flatMap((each) => [totals(each), last(each)]));
      await record(value % 2 ? one.db : other.db, "BV-MAT", value);
      const sum = { on: "2020-03-31", value, reporting: 1, expected: 35 };
      expect(await Promise.all([totals(one), totals(other)])).toEqual([[sum], [sum]]);
      expect(await Promise.all([last(one), last(other), last(one)])).toEqual([sum, sum, sum]);
    }
    await record(other.db, "TTYT-PHUVANG", 100);
    expect(await totals(one)).toEqual([{ on: "2020-03-31", value: 113, reporting: 2, expected: 35 }]);
    await record(other.db, "BV-MAT", 5, "2020-06-30");
    expect(await last(one)).toEqual({ on: "2020-06-30", value: 5, reporting: 1, expected: 35 });
  });

  it("end with a change of where facilities stand", async () => {
    const [place] = await one.db.query<{ id: number; areaId: number }>(
      "SELECT p.id, p.area_id AS areaId FROM facility_place p JOIN facility f ON f.id = p.facility_id WHERE f.code = 'BV-MAT'",
    );
    const [elsewhere] = await one.db.query<{ id: number }>("SELECT id FROM area WHERE area_key = '478'");
    const move = (areaId: number | undefined) =>
      other.db.transaction(async (tx) => {
        await tx.query("UPDATE facility_place SET area_id = ? WHERE id = ?", [areaId ?? 0, place?.id ?? 0]);
        await moveRevision(tx, "FACILITY");
      });
    expect(await last(one, "478")).toMatchObject({ on: "2020-06-30", value: null, reporting: 0 });
    await move(elsewhere?.id);
    expect(await last(one, "478")).toMatchObject({ on: "2020-06-30", value: 5, reporting: 1 });
    await move(place?.areaId);
    expect(await last(one, "478")).toMatchObject({ on: "2020-06-30", value: null, reporting: 0 });
  });

  it("read before a change are not given to anybody who asks after it", async () => {
    await record(one.db, "BV-MAT", 20);
    const { query } = one.db;
    let goOn: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let reached: () => void = () => {};
    const readOld = new Promise<void>((resolve) => {
      reached = resolve;
    });
    one.db.query = async (sql: string, params?: readonly (string | number | null)[]) => {
      const rows = await query.call(one.db, sql, params);
      if (sql.includes("SUM(o.reported)")) {
        reached();
        await held;
      }
      return rows as never;
    };
    const slow = totals(one);
    await readOld;
    one.db.query = query;
    await record(other.db, "BV-MAT", 21);
    const during = totals(one);
    goOn();
    await slow;
    expect(await during).toMatchObject([{ value: 121 }]);
    expect(await totals(one)).toEqual(await during);
  });

  it("are not what an act answers: it is read after the act", async () => {
    const find = "{ discrepancies { id subject { ... on Metric { code } } } }";
    const check = (await dataOf(one, find)).discrepancies.find(({ subject }: Data) => subject?.code === "LINKUPS");
    const annotate = `mutation ($id: ID!) { discrepancyAnnotate(input: { id: $id, expectedVersion: 0, textVi: "Hỏi lại." }) {
      discrepancy { subject { ... on Metric { total(on: "2020-03-31") { value } } } } } }`;
    const sum = '{ metric(code: "LINKUPS") { total(on: "2020-03-31") { value } } }';
    expect((await dataOf(one, sum)).metric.total).toEqual({ value: 121 });
    const { transaction } = one.db;
    one.db.transaction = async (work) => {
      one.db.transaction = transaction;
      const done = await transaction.call(one.db, work);
      await record(other.db, "BV-MAT", 22);
      return done as never;
    };
    const { data } = await runQuery(one, annotate, { id: check.id }, headers);
    expect(data.discrepancyAnnotate.discrepancy.subject.total).toEqual({ value: 122 });
  });

  it("are read once for all who ask meanwhile; what could not be read is asked for anew", async () => {
    await record(other.db, "BV-MAT", 23);
    const { query } = one.db;
    let sums = 0;
    let isBroken = true;
    one.db.query = (sql: string, params?: readonly (string | number | null)[]) => {
      if (!sql.includes("SUM(o.reported)")) return query.call(one.db, sql, params) as never;
      sums += 1;
      const broken = () => Promise.reject(new Error("broken"));
      return (isBroken ? turn().then(broken) : query.call(one.db, sql, params)) as never;
    };
    try {
      const [first, second] = await Promise.all([runQuery(one, TOTALS, {}, ANEW), runQuery(one, TOTALS, {}, ANEW)]);
      expect([first.errors?.length, second.errors?.length, sums]).toEqual([1, 1, 1]);
      isBroken = false;
      const [third, fourth] = await Promise.all([totals(one), totals(one)]);
      expect([sums, third]).toEqual([2, fourth]);
      expect(third).toMatchObject([{ value: 123 }]);
    } finally {
      one.db.query = query;
    }
  });
});

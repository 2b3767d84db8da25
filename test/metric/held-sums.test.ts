import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { importFile } from "../../server/concepts/import/importer.js";
import { observations } from "../../server/concepts/metric/observation/observation.import.js";
import { openDatabase } from "../../server/core/database/data-source.js";
import type { Connections } from "../../server/core/database/database.js";
import { moveRevision } from "../../server/core/snapshot/revision.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const TOTALS = '{ metric(code: "LINKUPS") { totals(from: "2020-01-01") { on value reporting expected } } }';
const HEADER = "metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en\n";
/** The answers themselves are not kept for whoever says this. */
const ANEW = { "cache-control": "no-cache" };

describe("Sums that are held", () => {
  let database: TestDatabase;
  let one: TestServer;
  let other: TestServer;
  let files = 0;

  beforeAll(async () => {
    database = await loadedDatabase();
    one = await serve(database);
    const db = await openDatabase(database.address);
    other = await serve({ db, address: database.address, close: () => db.close() });
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

  it("cost a statement the first time, and then only the one that asks whether anything has changed", async () => {
    await record(one.db, "BV-MAT", 1);
    await dataOf(one, '{ terms(vocabulary: "UNIT") { code } }');
    expect(await statementsOf(one, () => totals(one))).toBe(2);
    expect(await statementsOf(one, () => totals(one))).toBe(1);
    expect(await statementsOf(one, () => last(one))).toBe(3);
    expect(await statementsOf(one, () => last(one))).toBe(1);
    expect(await statementsOf(one, () => last(one, "SYT"))).toBe(2); // the last day is known
    await record(other.db, "BV-MAT", 2);
    expect(await statementsOf(one, () => totals(one))).toBe(2);
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
    const during = await totals(one);
    goOn();
    expect(await slow).toMatchObject([{ value: 120 }]);
    expect(during).toMatchObject([{ value: 121 }]);
    expect(await totals(one)).toEqual(during);
  });

  it("are not what an act answers: it is read after the act", async () => {
    await addTestAccount(one.db, "sở", "ADMIN");
    const { headers } = await signedIn(one, "sở");
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
    const held = one.shared.held.at(await one.shared.revisions.current());
    const count = "SELECT COUNT(*) AS n FROM observation WHERE reported = ?";
    const ask = () => held.query<{ n: number }>(count, [1]);
    const before = one.db.statements;
    const [first, second] = await Promise.all([ask(), ask()]);
    expect([one.db.statements - before, first]).toEqual([1, second]);
    const later = () => held.query<{ n: number }>("SELECT n FROM made_later");
    await expect(later()).rejects.toThrow();
    await one.db.query("CREATE TABLE made_later (n INTEGER)");
    expect(await later()).toEqual([]);
  });
});

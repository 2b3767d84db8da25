import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { LevelDistribution } from "../../client-sdk/index.js";
import { importFile } from "../../server/concepts/import/importer.js";
import { metrics } from "../../server/concepts/metric/definition/metric.import.js";
import { observations } from "../../server/concepts/metric/observation/observation.import.js";
import { openDatabase } from "../../server/core/database/data-source.js";
import type { Connections } from "../../server/core/database/database.js";
import { Seen } from "../../server/core/log/seen.js";
import { keyOf } from "../../server/core/snapshot/revision-cache.js";
import { ResponseCache } from "../../server/http/response-cache.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const LATEST = '{ facility(code: "BV-MAT") { name latestObservations(metrics: ["LINKUPS"]) { value } } }';
const HEADER = "metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en\n";

describe("An answer that is kept", () => {
  let database: TestDatabase;
  let one: TestServer;
  let other: TestServer;
  let day = 0;

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

  /** A later figure for BV Mắt, as any import brings it. */
  const record = (db: Connections, value: number) => {
    day += 1;
    const on = `2020-01-${String(day).padStart(2, "0")}`;
    const content = `${HEADER}LINKUPS,BV-MAT,,${on},${value},,,,,\n`;
    return importFile(db, observations, { file: `own-${day}.csv`, content, document: "REGISTER", section: "own" });
  };
  const figureOf = async (server: TestServer): Promise<number> =>
    (await runQuery(server, LATEST)).data.facility.latestObservations[0].value;
  const statementsOf = async (server: TestServer, ask: () => Promise<unknown>): Promise<number> => {
    const before = server.db.statements;
    await ask();
    return server.db.statements - before;
  };

  it("costs one statement from the third time on, and is the same to the byte, in its own language", async () => {
    const first = await runQuery(one, LATEST);
    expect(await statementsOf(one, () => runQuery(one, LATEST))).toBe(2);
    expect(await statementsOf(one, () => runQuery(one, LATEST))).toBe(1);
    const anew = () => runQuery(one, LATEST, {}, { "cache-control": "no-cache" });
    expect(await statementsOf(one, anew)).toBe(2);
    const again = await runQuery(one, LATEST);
    expect(again.data).toEqual(first.data);
    expect(again.headers.get("content-type")).toBe(first.headers.get("content-type"));
    const reasons = '{ facility(code: "BV-MAT") { latestAssessment { computedLevel { reasons } } } }';
    const inWords = async (language: string) => {
      const { data } = await runQuery(one, reasons, {}, { "accept-language": language });
      return data.facility.latestAssessment.computedLevel.reasons[0];
    };
    for (const time of ["first", "second", "third"]) {
      expect([time, await inWords("en"), await inWords("vi"), await inWords("en")]).toEqual([
        time,
        "Level 3 needs HIS at level 3 or higher (Circular 54/2017/TT-BYT, Article 4.3).",
        "Mức 3 cần HIS đạt mức 3 trở lên (Thông tư 54/2017/TT-BYT, Điều 4 khoản 3).",
        "Level 3 needs HIS at level 3 or higher (Circular 54/2017/TT-BYT, Article 4.3).",
      ]);
    }
  });

  it("is never one revision old, on this server or on another over the same database", async () => {
    for (const value of [101, 102, 103]) {
      for (let time = 0; time < 3; time += 1) await Promise.all([figureOf(one), figureOf(other)]);
      await record(value % 2 ? one.db : other.db, value);
      expect(await Promise.all([figureOf(one), figureOf(other), figureOf(one)])).toEqual([value, value, value]);
    }
  });

  it("ends with a change of what servers hold in memory as well", async () => {
    const ask = '{ metric(code: "LINKUPS") { nameVi } }';
    for (let time = 0; time < 3; time += 1) await runQuery(one, ask);
    const [row] = await one.db.query<{ content: string }>(
      "SELECT name_vi AS content FROM metric WHERE code = 'LINKUPS'",
    );
    const columns = metrics.columns.join(",");
    const content = `${columns}\nLINKUPS,Tên khác,Other,HEALTH_RECORD_2019,LINKUP,COUNT,FACILITY,,,,,,,\n`;
    await importFile(other.db, metrics, { file: "own-metrics.csv", content, document: "REGISTER", section: "own" });
    const { data } = await runQuery(one, ask);
    expect(data.metric.nameVi).toBe("Tên khác");
    expect(data.metric.nameVi).not.toBe(row?.content);
  });

  it("read before a change is not given to anybody who asks after it", async () => {
    const ask = '{ facility(code: "BV-MAT") { code latestObservations(metrics: ["LINKUPS"]) { value } } }';
    await runQuery(one, ask); // so that its next answer is one to keep
    const { query } = one.db;
    let goOn: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let reached: () => void = () => {};
    const readOld = new Promise<void>((resolve) => {
      reached = resolve;
    });
    // The figure is read, and then its answer waits while a newer figure is recorded.
    one.db.query = async (sql: string, params?: readonly (string | number | null)[]) => {
      const rows = await query.call(one.db, sql, params);
      if (sql.includes("FROM observation")) {
        reached();
        await held;
      }
      return rows as never;
    };
    const slow = runQuery(one, ask);
    await readOld;
    one.db.query = query;
    await record(other.db, 777);
    goOn();
    expect((await slow).data.facility.latestObservations).not.toEqual([{ value: 777 }]);
    expect((await runQuery(one, ask)).data.facility.latestObservations).toEqual([{ value: 777 }]);
  });

  it("is that of its method alone: what stands in the address of one is no question in the body of another", async () => {
    const search = `?documentId=${LevelDistribution.id}&variables=${encodeURIComponent('{"round":"2022"}')}`;
    const accept = "application/json";
    const get = () => fetch(`${one.url}/graphql${search}`, { headers: { accept } });
    for (let time = 0; time < 3; time += 1) expect((await get()).status).toBe(200);
    const headers = { accept, "content-type": "application/json" };
    const post = await fetch(`${one.url}/graphql`, { method: "POST", headers, body: search });
    expect([post.status, (await post.json()).errors[0].extensions.code]).toEqual([400, "BAD_REQUEST"]);
  });

  it("is not kept if it has an error, nor if nothing on record was asked for", async () => {
    const wrong = "{ facilities(first: 0) { nodes { name } } }";
    for (let time = 0; time < 2; time += 1) await runQuery(one, wrong);
    expect((await runQuery(one, wrong)).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    for (let time = 0; time < 2; time += 1) await runQuery(one, "{ __typename }");
    expect(await statementsOf(one, () => runQuery(one, "{ __typename }"))).toBe(0);
  });

  it("makes room for newer ones: what is kept stays within its bounds", async () => {
    const revision = { REFERENCE: 1, FACILITY: 1, ASSESSMENT: 1, DATA: 1, ACCOUNT: 1 };
    const cache = new ResponseCache(1000);
    const answer = {
      body: Buffer.alloc(400),
      contentType: "application/json",
      coding: undefined,
      language: undefined,
      etag: undefined,
      told: new Seen(),
    };
    const [a, b, c] = [keyOf(["a"]), keyOf(["b"]), keyOf(["c"])];
    for (const key of [a, b, c, a, b]) cache.keep(key, answer, revision);
    cache.find(a, revision);
    cache.keep(c, answer, revision);
    expect([a, b, c].map((key) => cache.find(key, revision) !== undefined)).toEqual([true, false, true]);
  });
});

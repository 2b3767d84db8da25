import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type OpenLog } from "../../server/core/log/pino-log.js";
import { turn } from "../../server/core/time/turn.js";
import { collectMetrics } from "../../server/http/metrics.js";
import { serveMetrics } from "../../server/http/metrics-address.js";
import { createHttp } from "../../server/http/server.js";
import { addTestAccount, signedIn, startSession } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { Told } from "../support/told.js";

const DOCUMENTS: Record<string, string> = JSON.parse(
  readFileSync("client-sdk/generated/persisted-documents.json", "utf8"),
);

describe("What Prometheus is told", () => {
  let server: TestServer;
  let url: string;
  let close: () => Promise<void>;
  let answered = 0;

  beforeAll(async () => {
    const under = await startTestServer();
    const log = Object.assign(new Told(), { flush: () => undefined, lost: () => 3 }) as unknown as OpenLog;
    const metrics = collectMetrics(under.shared, log);
    const address = await serveMetrics({ host: "127.0.0.1", port: 0 }, () => metrics.registry.metrics());
    url = address.url;
    const counting = { answered: () => (answered += 1) };
    const http = await createHttp(under.shared, (error) => console.error(error), {
      witnesses: [metrics.witness, counting],
    });
    http.listen(0, "127.0.0.1");
    await once(http, "listening");
    server = { ...under, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
    close = async () => {
      address.close();
      http.close();
      await once(http, "close");
      await under.close();
    };
  });
  afterAll(() => close());

  /** Series by name and labels, once so many requests have been told of. */
  async function series(after = answered): Promise<Record<string, number>> {
    while (answered < after) await turn();
    const text = await (await fetch(url)).text();
    const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    return Object.fromEntries(
      lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))]),
    );
  }

  it("is how many requests there were by operation and code, and how long they took", async () => {
    const FACILITY = Object.values(DOCUMENTS).find((text) => text.startsWith("query SourceDocuments")) ?? "";
    for (let i = 0; i < 3; i += 1) await runQuery(server, FACILITY);
    await fetch(`${server.url}/export/facilities.csv`).then((file) => file.text());
    await fetch(`${server.url}/nothing`);
    await runQuery(server, "{ accounts { name } }");
    await fetch(`${server.url}/session/refresh`, { method: "POST", headers: { "content-type": "application/json" } });
    await fetch(`${server.url}/session/made-up`);
    expect(await series(8)).toMatchObject({
      'hue_requests_total{operation="SourceDocuments",code="200"}': 3,
      'hue_requests_total{operation="export/facilities",code="200"}': 1,
      'hue_requests_total{operation="nothing",code="NOT_FOUND"}': 2,
      'hue_requests_total{operation="session/refresh",code="UNAUTHENTICATED"}': 1,
      'hue_requests_total{operation="other",code="UNAUTHENTICATED"}': 1,
      'hue_request_seconds_count{operation="SourceDocuments"}': 3,
      'hue_answers_total{from="kept"}': 1,
      'hue_answers_total{from="made"}': 2,
      hue_requests_open: 0,
    });
  });

  it("has no more series for however many names clients make up", async () => {
    const named = (name: string) => runQuery(server, `query ${name} { viewer { role } }`);
    await named("First");
    const before = Object.keys(await series(answered)).length;
    for (let i = 0; i < 20; i += 1) await named(`Made_up_${i}`);
    for (let i = 0; i < 5; i += 1) await fetch(`${server.url}/export/made-up-${i}.csv`);
    const after = Object.keys(await series(answered)).filter((name) => !/operation="export"/.test(name));
    expect(after.filter((name) => /made.up/i.test(name))).toEqual([]);
    expect(after.length).toBeLessThanOrEqual(before);
  });

  it("is how passwords and files were answered, how the snapshot was made, and where the trail ends", async () => {
    await addTestAccount(server.db, "sở", "ADMIN");
    await startSession(server, "sở", "not the password");
    const { headers } = await signedIn(server, "sở");
    const department = new Acting(server, headers, {});
    const text =
      "metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en\nLINKUPS,BV-MAT,2020-01-01,2020-01-31,7,,,,,\n";
    await department.ask("fileImport", { format: "OBSERVATIONS", text: "nothing", dryRun: true });
    await department.ask("fileImport", { format: "OBSERVATIONS", text, dryRun: true });
    const before = await series();
    await department.ask("fileImport", { format: "OBSERVATIONS", text });
    await new Acting(server, headers, { facility: "version" }).ask("facilityRename", {
      ...{ code: "BV-MAT", name: "Bệnh viện Mắt thử", from: "2026-01-01", reason: "Thử", expectedVersion: 1 },
    });
    const after = await series();
    expect(after).toMatchObject({
      'hue_passwords_total{outcome="REFUSED"}': 1,
      'hue_passwords_total{outcome="ACCEPTED"}': 1,
      'hue_imported_files_total{format="OBSERVATIONS",outcome="REFUSED"}': 1,
      'hue_imported_files_total{format="OBSERVATIONS",outcome="TRIED"}': 1,
      'hue_imported_files_total{format="OBSERVATIONS",outcome="IMPORTED"}': 1,
      hue_database_up: 1,
      hue_log_lost_total: 3,
    });
    const head = 'hue_audit_head{scope="DATA"}';
    expect(after[head]).toBe((before[head] ?? 0) + 1);
    expect(after.hue_snapshot_age_seconds).toBeGreaterThanOrEqual(0);
    expect(after['hue_snapshot_seconds_count{how="LOADED"}']).toBeGreaterThanOrEqual(0);
  });

  it("is how many connections are used, how late the event loop is, and which version serves", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    const found = await series();
    for (const pool of ["read", "write"])
      for (const state of ["most", "busy", "waiting"])
        expect(found[`hue_database_connections{pool="${pool}",state="${state}"}`]).toEqual(expect.any(Number));
    expect(found.nodejs_eventloop_lag_p99_seconds).toEqual(expect.any(Number));
    expect(found[`hue_info{version="${version}"}`]).toBe(1);
  });

  it("is told at its own address only, and nothing else is there", async () => {
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    expect((await fetch(url.replace("/metrics", "/graphql"))).status).toBe(404);
  });

  it("is told also where the database does not answer: the database is away then, and the trail's end is left out", async () => {
    const { driver } = server.db as unknown as { driver: { query(): Promise<unknown> } };
    const { query } = driver;
    driver.query = () => Promise.reject(Object.assign(new Error("gone"), { code: "PROTOCOL_CONNECTION_LOST" }));
    await runQuery(server, "{ areas { code } }");
    const away = await series();
    driver.query = query;
    await runQuery(server, "{ areas { code } }");
    expect([away.hue_database_up, (await series()).hue_database_up]).toEqual([0, 1]);
    expect(Object.keys(away).filter((name) => name.startsWith("hue_audit_head"))).toEqual([]);
  });
});

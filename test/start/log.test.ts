import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { inWords } from "../../server/core/log/pino-log.js";
import { AUDIT_SECRET, loadedDatabase, type TestDatabase } from "../support/database.js";
import { dataOf } from "../support/run-query.js";

const running: ChildProcess[] = [];

describe("The log of npm start", () => {
  let database: TestDatabase;
  let env: NodeJS.ProcessEnv;
  const scratch = mkdtempSync(join(tmpdir(), "hue-log-"));

  beforeAll(async () => {
    database = await loadedDatabase();
    const { address } = database;
    const url = address.kind === "mysql" ? address.url : `file:${address.file}`;
    const AUTH_SECRET = "JxE60xiRSxsllSd3ZnELDLzX39QSnibmiC-75fokoUA";
    env = { ...process.env, PORT: "0", DATABASE_URL: url, AUTH_SECRET, AUDIT_SECRET };
  });
  afterEach(() => {
    for (const child of running.splice(0)) child.kill("SIGKILL");
  });
  afterAll(async () => {
    await database.close();
    rmSync(scratch, { recursive: true });
  });

  /** Starts a server; what it says, what it logs, and where it is once it answers. */
  async function started(more: NodeJS.ProcessEnv = {}) {
    const child = spawn(process.execPath, ["server/start.cjs"], { env: { ...env, ...more } });
    running.push(child);
    const said = { out: "", log: "" };
    child.stdout.on("data", (text) => {
      said.out += text;
    });
    child.stderr.on("data", (text) => {
      said.log += text;
    });
    const until = async (has: () => boolean) => {
      while (!has()) await Promise.race([once(child.stdout, "data"), once(child.stderr, "data")]);
    };
    await until(() => /On record/.test(said.out));
    const [, url = ""] = /API +(http\S+)\/graphql/.exec(said.out) ?? [];
    const stop = async () => {
      child.kill("SIGTERM");
      return child.exitCode ?? (await once(child, "exit"))[0];
    };
    return { child, said, url, until, stop };
  }

  it("is an object of JSON a line on the standard error output; what people read stands on the other", async () => {
    const { said, url, stop } = await started();
    await dataOf({ url }, 'query Name { facility(code: "SYT") { name } }');
    expect(await stop()).toBe(0);
    const lines = said.log
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([{ level: "info", msg: "answered", operation: "Name", status: 200 }]);
    expect(Date.parse(lines[0].time)).toBeGreaterThan(Date.now() - 60_000);
    expect(said.out).not.toContain('"level"');
    expect(said.out).toMatch(/^API {9}http/m);
  });

  it("is as short as LOG_LEVEL says", async () => {
    const { said, url, stop } = await started({ LOG_LEVEL: "warn" });
    await dataOf({ url }, '{ facility(code: "SYT") { name } }');
    expect(await stop()).toBe(0);
    expect(said.log).toBe("");
  });

  it("is written within a moment also where little is asked", async () => {
    const { said, url, until } = await started();
    await dataOf({ url }, "query Moment { viewer { role } }");
    await until(() => said.log.includes('"Moment"'));
  });

  it("may lose its reader, and so may the rest: the server serves on, and stops when it is told to", async () => {
    const { child, url, stop } = await started();
    child.stdout?.destroy();
    child.stderr?.destroy();
    for (let i = 0; i < 50; i += 1) await dataOf({ url }, `{ facility(code: "SYT") { name } } # ${i}`);
    expect(await dataOf({ url }, '{ facility(code: "SYT") { code } }')).toEqual({ facility: { code: "SYT" } });
    expect(await stop()).toBe(0);
  });

  it("may have a reader that reads nothing: the server answers on", async () => {
    const { child, url } = await started();
    child.stderr?.pause();
    for (let i = 0; i < 500; i += 1) await dataOf({ url }, `{ facility(code: "SYT") { name } } # ${i}`);
    expect(await dataOf({ url }, '{ facility(code: "SYT") { code } }')).toEqual({ facility: { code: "SYT" } });
  });

  it("is sentences in a terminal, without signs that a terminal obeys", async () => {
    const line = {
      level: "warn",
      time: "2026-01-02T03:04:05.678Z",
      role: "PUBLIC",
      read: ["a b"],
      name: "\u001b[2J",
      msg: "It is.",
    };
    expect(inWords(JSON.stringify(line))).toMatch(
      /^\d\d:\d\d:05 WARN {2}It is\. role=PUBLIC read=\["a b"\] name="\\u001b\[2J"\n$/,
    );
    if (!existsSync("/usr/bin/script")) return;
    const child = spawn("/usr/bin/script", ["-qec", `${process.execPath} server/start.cjs`, "/dev/null"], { env });
    running.push(child);
    let shown = "";
    child.stdout.on("data", (text) => {
      shown += text;
    });
    const until = async (what: RegExp) => {
      while (!what.test(shown)) await once(child.stdout, "data");
      return what.exec(shown) ?? [];
    };
    const [, url = ""] = await until(/API +(http\S+)\/graphql/);
    await dataOf({ url }, "query Shown { viewer { role } }");
    await until(/\d\d:\d\d:\d\d INFO {2}answered .*operation=Shown status=200/);
    child.stdin.write("\u0003");
    await until(/Stopped\./);
  });

  it("names every mistake in its settings", async () => {
    const wrong = {
      LOG_LEVEL: "loud",
      METRICS_PORT: "x",
      METRICS_HOST: "not a host",
      OTEL_EXPORTER_OTLP_ENDPOINT: "collector",
    };
    const child = spawn(process.execPath, ["server/start.cjs"], { env: { ...env, ...wrong } });
    running.push(child);
    let said = "";
    child.stderr.on("data", (text) => {
      said += text;
    });
    await once(child, "close");
    expect(said.trim().split("\n")).toEqual([
      'LOG_LEVEL is "loud"; it must be one of error, warn, info, debug, silent.',
      'METRICS_PORT is "x"; it must be a whole number from 0 to 65535 (0 takes any free port).',
      'METRICS_HOST is "not a host"; it must be a host name or an IP address, such as 0.0.0.0.',
      "OTEL_EXPORTER_OTLP_ENDPOINT must be an address of http or https, such as http://127.0.0.1:4318.",
    ]);
  });

  describe("and traces", () => {
    let collector: Server;
    let address: string;
    const sent: {
      name: string;
      traceId: string;
      parentSpanId?: string;
      attributes: { key: string; value: object }[];
    }[] = [];
    beforeAll(async () => {
      collector = createServer(async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
        for (const { scopeSpans } of resourceSpans) for (const { spans } of scopeSpans) sent.push(...spans);
        response.writeHead(200, { "content-type": "application/json" }).end("{}");
      }).listen(0, "127.0.0.1");
      await once(collector, "listening");
      address = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
    });
    afterAll(() => {
      collector.closeAllConnections();
      collector.close();
    });

    it("are sent where OpenTelemetry's variables say: a span a request, within it one a statement, without values", async () => {
      const { url, stop } = await started({ OTEL_EXPORTER_OTLP_ENDPOINT: address });
      await dataOf({ url }, 'query Traced { facility(code: "BV-MAT") { assessments { answers { answer } } } }');
      expect(await stop()).toBe(0);
      const request = sent.find(({ name }) => name === "Traced");
      const within = sent.filter(({ parentSpanId, traceId }) => parentSpanId && traceId === request?.traceId);
      expect(request).toBeDefined();
      expect(within.map(({ name }) => name)).toContain("SELECT");
      const told = JSON.stringify(sent);
      expect(told).toContain('"hue.role"');
      expect(told).not.toContain("BV-MAT");
    });

    it("cost nothing where they are not: neither they nor metrics are loaded", async () => {
      const coverage = join(scratch, "coverage");
      const { url, stop } = await started({ NODE_V8_COVERAGE: coverage });
      await dataOf({ url }, "{ viewer { role } }");
      expect(await stop()).toBe(0);
      const results = readdirSync(coverage).flatMap(
        (file) => JSON.parse(readFileSync(join(coverage, file), "utf8")).result,
      );
      expect(results.some(({ url: file }) => file.endsWith("/dist/server.cjs"))).toBe(true);
      expect(results.filter(({ url: file }) => file.includes("@opentelemetry"))).toEqual([]);
      expect(results.filter(({ url: file }) => file.endsWith("/dist/late/prom-client.cjs"))).toEqual([]);
    });
  });
});

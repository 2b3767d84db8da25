import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, constants, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { createServer, Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { turn } from "../../server/core/time/turn.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { emptyDatabase, onMysql, type TestDatabase } from "../support/database.js";
import { endLaunched, type Launched, launch, urlOf } from "../support/launch.js";
import { dataOf, runQuery } from "../support/run-query.js";
import { WORKER_OF_TEST, WorkerFronts } from "../support/worker-fronts.js";

const INVITED = /First sign-in, once: name and password lie in (.*); it asks|No administrator is on record yet/;
const NAME = '{ facility(code: "BV-MAT") { name } }';
/** It costs more than 20,000 points. */
const DEAR = '{ matchNames(names: ["Bệnh viện Mắt"]) { status } }';
const MOST_LISTENERS = 20;

const workersOf = ({ child }: Launched): number[] =>
  execFileSync("pgrep", ["-P", String(child.pid)], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map(Number);

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** What `/changes/stream` answers; it goes on. */
async function listen({ url }: Worker): Promise<IncomingMessage> {
  const [answer] = (await once(get(`${url}/changes/stream`), "response")) as [IncomingMessage];
  answer.on("error", () => undefined);
  return answer.resume();
}

const eventually = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
};

interface Worker {
  pid: number;
  url: string;
}

describe("npm start with WORKERS=2", () => {
  let database: TestDatabase;
  const fronts: WorkerFronts[] = [];

  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(async () => {
    for (const each of fronts) each.close();
    endLaunched();
    await database.close();
  });

  const begin = (env: Record<string, string> = {}, log?: number) => {
    const settings = { PORT: "0", WORKERS: "2", DATABASE_URL: urlOf(database), ...WORKER_OF_TEST, ...env };
    return launch("start", settings, [], "", { detached: true, log });
  };

  /** Once it serves: where each of its workers answers, by their process ids. */
  async function started(env?: Record<string, string>) {
    const server = begin(env);
    const [, port] = await server.said(/API +http:\S+:(\d+)\/graphql/);
    const front = new WorkerFronts(Number(port));
    fronts.push(front);
    const found = async (pid = 0): Promise<Worker> => ({ pid, url: await front.at(pid) });
    const [one, other] = await front.find(2);
    return { ...server, front, one: await found(one), other: await found(other) };
  }

  describe("over an empty database", () => {
    let server: Awaited<ReturnType<typeof started>>;
    let both: readonly [Worker, Worker];

    beforeAll(async () => {
      server = await started({ AUTH_SECRET: "" });
      both = [server.one, server.other];
    });

    it("loads it once, invites one administrator, and serves on one port by two processes", async () => {
      const [, file] = await server.said(INVITED);
      expect(server.output().trim().split("\n")).toEqual([
        expect.stringMatching(/^Loaded \d+ data files, [\d,]+ rows\.$/),
        ...(onMysql ? [expect.stringMatching(/^AUTH_SECRET is not set: sign-ins end with this server/)] : []),
        expect.stringMatching(/^Portal {6}http:\/\/127\.0\.0\.1:\d+\/$/),
        expect.stringMatching(/^API {9}http:\/\/127\.0\.0\.1:\d+\/graphql$/),
        expect.stringMatching(/^Playground {2}http:\/\/127\.0\.0\.1:\d+\/playground\/$/),
        expect.stringMatching(/^On record: 42 facilities, 53 areas, 38 assessments/),
        expect.stringMatching(INVITED),
      ]);
      if (!onMysql) expect(readFileSync(file ?? "", "utf8")).toMatch(/^name: admin\npassword: .*\n$/);
      expect(workersOf(server).sort()).toEqual(both.map(({ pid }) => pid).sort());
      for (const each of both) {
        expect(await dataOf(each, NAME)).toEqual({ facility: { name: "Bệnh viện Mắt Huế" } });
        expect((await fetch(`${each.url}/readyz`)).status).toBe(200);
      }
    });

    it("knows at each worker who has signed in at the other, and what was done there a moment ago", async () => {
      await addTestAccount(database.db, "sở", "ADMIN");
      const { headers } = await signedIn(server.one, "sở");
      for (const [at, then, name] of [
        [server.other, server.one, "Bệnh viện Mắt thử"],
        [server.one, server.other, "Bệnh viện Mắt Huế"],
      ] as const) {
        const { facility } = await dataOf(then, '{ facility(code: "BV-MAT") { id version } }');
        const input = { id: facility.id, expectedVersion: facility.version, name, reason: "Thử." };
        await new Acting(at, headers, { facility: "id" }).did("facilityCorrect", input);
        expect(await dataOf(then, NAME)).toEqual({ facility: { name } });
      }
    });

    it("does acts that come to both at once, one after the other", async () => {
      const { headers } = await signedIn(server.one, "sở");
      await Promise.all(
        Array.from({ length: 40 }, (_, i) => {
          const unit = { code: `THU-${i}`, name: `Phòng khám thử ${i}`, facilityType: "POLYCLINIC" };
          const input = { ...unit, on: "2026-01-01", ownership: "PRIVATE", area: "46" };
          return new Acting(both[i % 2 ? 1 : 0], headers, { facility: "code" }).did("facilityAdd", input);
        }),
      );
      for (const each of both)
        expect(await dataOf(each, "{ facilities { totalCount } }")).toEqual({ facilities: { totalCount: 82 } });
    });

    it("gives an address as many places as one server does, and takes back those of a worker that is killed", async () => {
      const listeners: IncomingMessage[] = [];
      for (let i = 0; i < MOST_LISTENERS; i += 1) listeners.push(await listen(both[i % 2 ? 1 : 0]));
      expect(listeners.map(({ statusCode }) => statusCode)).toEqual(listeners.map(() => 200));
      for (const each of both) expect((await listen(each)).statusCode).toBe(429);
      listeners[0]?.destroy();
      let next = await listen(server.other);
      while (next.statusCode === 429) next = await listen(server.other);
      expect((await listen(server.other)).statusCode).toBe(429);
      process.kill(server.one.pid, "SIGKILL");
      await server.said(/"warn".*"A worker ended \(SIGKILL\)\. Another one takes its place in 0\.1 s\."}\n/);
      expect((await listen(server.other)).statusCode).toBe(200);
      expect(await dataOf(server.other, NAME)).toEqual({ facility: { name: "Bệnh viện Mắt Huế" } });
    });

    it("has others in the place of those that were killed, on the same port, and ends as it would have", async () => {
      await server.front.find(3);
      const pids = workersOf(server);
      expect(pids).toContain(server.other.pid);
      expect(pids).toHaveLength(2);
      // All of them at once.
      for (const pid of pids) process.kill(pid, "SIGKILL");
      const said = await server.said(/((?:A worker ended .*\n[\s\S]*){3})/);
      expect(said[0]?.match(/A worker [^"]*/g)).toEqual([
        "A worker ended (SIGKILL). Another one takes its place in 0.1 s.",
        "A worker ended (SIGKILL). Another one takes its place in 0.2 s.",
        "A worker ended (SIGKILL). Another one takes its place in 0.4 s.",
      ]);
      await server.front.find(5);
      expect(workersOf(server)).toHaveLength(2);
      server.child.kill("SIGTERM");
      expect(await server.exit).toBe(0);
      expect(server.output().match(/A worker |Loaded|API|On record|Stopped/g)).toEqual([
        ...["Loaded", "API", "On record", "A worker ", "A worker ", "A worker ", "Stopped"],
      ]);
    });
  });

  it("counts together what an address asks of its workers", async () => {
    const { one, other, output, child, exit } = await started({ RATE_PUBLIC: "20000" });
    expect((await runQuery(one, DEAR)).status).toBe(200);
    let answered = 0;
    while ((await runQuery(other, NAME)).status === 200) answered += 1;
    // Kept answers cost a point each: on its own it would go on for twenty thousand.
    expect(answered).toBeLessThan(5_000);
    expect((await runQuery(one, NAME)).status).toBe(429);
    child.kill("SIGTERM");
    expect(await exit).toBe(0);
    expect(output().match(/has used up its budget of a minute/g)).toHaveLength(1);
  });

  it("tells the metrics of both at one address, also what was counted by one that has ended", async () => {
    const { one, other, said } = await started({ METRICS_PORT: "0", RATE_PUBLIC: "999999999" });
    const [, url = ""] = await said(/Metrics {5}(http\S+\/metrics)\n/);
    const series = async (name: string): Promise<number | undefined> => {
      const text = await (await fetch(url)).text();
      const [, value] = new RegExp(`^${name} (.*)$`, "m").exec(text) ?? [];
      return value === undefined ? undefined : Number(value);
    };
    const ASKED = 'hue_requests_total\\{operation="other",code="200"\\}';
    const asked = async (count: number) => {
      while ((await series(ASKED)) !== count) await turn();
    };
    for (const [each, times] of [
      [one, 3],
      [other, 4],
    ] as const)
      for (let i = 0; i < times; i += 1) await dataOf(each, NAME);
    await asked(7);
    const up = await series("hue_database_up");
    const version = await series('hue_info\\{version="[^"]*"\\}');
    const heads = await series('hue_audit_head\\{scope="DATA"\\}');
    expect([up, version]).toEqual([1, 1]);
    const [{ place }] = (await database.db.query<{ place: number }>(
      "SELECT SUM(place) AS place FROM audit_head WHERE scope = 'DATA'",
    )) as [{ place: number }];
    expect(heads).toBe(Number(place));
    process.kill(other.pid, "SIGKILL");
    await said(/A worker ended/);
    await dataOf(one, NAME);
    await asked(8);
    expect((await fetch(url.replace("/metrics", "/graphql"))).status).toBe(404);
  });

  it("says in each line of the log which worker tells it", async () => {
    const { one, other, output, said, child, exit } = await started({ LOG_LEVEL: "info" });
    await dataOf(one, "query FromOne { viewer { role } }");
    await dataOf(other, "query FromOther { viewer { role } }");
    await said(/FromOne[\s\S]*FromOther|FromOther[\s\S]*FromOne/);
    child.kill("SIGTERM");
    expect(await exit).toBe(0);
    const lines = output()
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as { worker?: number; operation?: string });
    const workerOf = (name: string) => lines.find(({ operation }) => operation === name)?.worker;
    expect([workerOf("FromOne"), workerOf("FromOther")].sort()).toEqual([1, 2]);
    expect(lines.every(({ worker }) => worker === 1 || worker === 2)).toBe(true);
  });

  it("cuts no line of the log in two, however late it is read", async () => {
    const log = join(mkdtempSync(join(tmpdir(), "hue-workers-")), "log");
    execFileSync("mkfifo", [log]);
    const reader = new Socket({ fd: openSync(log, constants.O_RDONLY | constants.O_NONBLOCK) });
    const writer = openSync(log, "w");
    const server = begin({ LOG_LEVEL: "info", RATE_PUBLIC: "999999999" }, writer);
    closeSync(writer);
    const [, url = ""] = await server.said(/API +(http\S+)\/graphql/);
    for (let i = 0; i < 20; i += 1)
      await Promise.all(Array.from({ length: 50 }, () => dataOf({ url }, "query Late { viewer { role } }")));
    let told = "";
    for await (const text of reader) {
      told += text;
      if ((told.match(/"Late"/g)?.length ?? 0) === 1000) server.child.kill("SIGTERM");
    }
    rmSync(dirname(log), { recursive: true });
    const lines = told
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.filter(({ operation }) => operation === "Late")).toHaveLength(1000);
    expect(new Set(lines.map(({ worker }) => worker))).toEqual(new Set([1, 2]));
  });

  it.each([
    ["SIGTERM to all, as a service manager sends it", "SIGTERM"],
    ["Ctrl-C, which goes to all", "SIGINT"],
  ] as const)("ends by %s, as one server does", async (_what, signal) => {
    const server = begin();
    await server.said(/On record/);
    const pids = workersOf(server);
    process.kill(-(server.child.pid ?? 0), signal);
    expect(await server.exit).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(server.output()).toMatch(/\nStopped\.\n$/);
    expect(server.output().match(/Stopped|A worker/g)).toEqual(["Stopped"]);
  });

  it("leaves no worker behind when the parent is killed", async () => {
    const server = await started();
    server.child.kill("SIGKILL");
    await server.exit;
    await eventually(() => ![server.one.pid, server.other.pid].some(isAlive));
  });

  it("says once why it cannot start, and ends", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    // The log may tell of servers that were killed before, with another secret.
    const server = begin({ PORT: String(port), LOG_LEVEL: "silent" });
    expect(await server.exit).toBe(1);
    taken.close();
    expect(server.output()).toBe(
      "The data files were loaded before; nothing new.\n" +
        `Port ${port} on 127.0.0.1 is taken by another program; stop it, or set PORT to another one.\n`,
    );
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const METRICS_PORT = String((other.address() as { port: number }).port);
    const unmeasured = begin({ METRICS_PORT });
    expect(await unmeasured.exit).toBe(1);
    other.close();
    expect(unmeasured.output()).toContain(
      `Metrics cannot be served at METRICS_HOST 127.0.0.1, METRICS_PORT ${METRICS_PORT}: EADDRINUSE.\n`,
    );
    const wrong = begin({ WORKERS: "65", PORT: "http" });
    expect(await wrong.exit).toBe(1);
    expect(wrong.output().trim().split("\n")).toEqual([
      'PORT is "http"; it must be a whole number from 0 to 65535 (0 takes any free port).',
      'WORKERS is "65"; it must be a whole number from 1 to 64.',
    ]);
  });
});

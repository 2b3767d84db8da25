import { connect, createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { openDatabase } from "../../server/core/database/data-source.js";
import { Outages } from "../../server/core/database/outages.js";
import type { Log } from "../../server/core/log/log.js";
import { addTestAccount, PASSWORD, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { BrowserTab } from "../support/browser-tab.js";
import { loadedDatabase, onMysql, type TestDatabase } from "../support/database.js";
import { runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { Told } from "../support/told.js";

/** Stands between server and database, and can be cut. */
interface Line {
  database: TestDatabase;
  cut(): void;
  /** Cuts it as soon as the end of a transaction passes, or instead; undefined: nothing lies between. */
  cutAtCommit?(when: "before" | "after"): void;
  /** What is sent on it from now on goes nowhere, on the first connection that sends anything, or on all. */
  swallow?(on: "one" | "all" | "none" | "act"): void;
  /** Whether a connection is such a one by now. */
  hasSwallowed?(): boolean;
  mend(): Promise<void>;
}

describe("When the database goes away during a request", () => {
  const told = new Told();
  let line: Line;
  let server: TestServer;
  const ask = () => runQuery(server, '{ facility(code: "BV-MAT") { name } }');

  beforeAll(async () => {
    const database = await loadedDatabase();
    line = onMysql ? await overTcp(database, told) : overFile(database, told);
    server = await serve(line.database);
  });
  afterAll(() => server.close());

  it("the request fails with DATABASE_UNAVAILABLE and 503, the server lives, and recovers by itself", async () => {
    expect((await ask()).data).toEqual({ facility: { name: "Bệnh viện Mắt Huế" } });

    line.cut();
    const refused = await ask();
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("3");
    expect(refused.errors).toEqual([
      {
        message: "The database cannot be reached just now; nothing was changed. Please try again in a moment.",
        locations: [{ line: 1, column: 3 }],
        path: ["facility"],
        extensions: { code: "DATABASE_UNAVAILABLE" },
      },
    ]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);

    await line.mend();
    expect((await ask()).data).toEqual({ facility: { name: "Bệnh viện Mắt Huế" } });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  it("a page stays signed in, and is not told that it has signed out", async () => {
    const tab = new BrowserTab(server.url);
    const name = "trang";
    await addTestAccount(server.db, name, "ADMIN");
    expect((await tab.post("/session/start", { name, password: PASSWORD })).status).toBe(200);
    line.cut();
    for (const address of ["refresh", "end"]) {
      const { status, headers, body } = await tab.post(`/session/${address}`, {}, { "accept-language": "vi" });
      expect([status, headers["retry-after"], headers["set-cookie"], body]).toEqual([
        ...[503, "3", undefined],
        {
          errors: [
            {
              message: expect.stringMatching(/cơ sở dữ liệu/),
              extensions: { code: "DATABASE_UNAVAILABLE" },
            },
          ],
        },
      ]);
    }
    await line.mend();
    expect((await tab.post("/session/refresh")).body.account.name).toBe(name);
    expect((await tab.post("/session/end")).body).toEqual({ ended: true });
  });

  it("the log has one line when that begins and one when it is over, however many ask", async () => {
    told.take();
    line.cut();
    for (let i = 0; i < 5; i += 1) await Promise.all(Array.from({ length: 10 }, ask));
    expect(told.take()).toMatchObject([
      { level: "error", msg: "The database cannot be reached: what needs it is refused until it can." },
    ]);
    await line.mend();
    await Promise.all(Array.from({ length: 10 }, ask));
    expect(told.take()).toEqual([
      {
        ...{ level: "warn", msg: "The database can be reached again.", seconds: expect.any(Number) },
        refused: expect.any(Number),
      },
    ]);
  });
});

const NOT_REACHABLE = "The database cannot be reached just now; nothing was changed. Please try again in a moment.";
const READ_ONLY = "The database may only be read just now; nothing was changed. Please try again in a moment.";
const FULL = "The database has no room left; nothing was changed. Whoever runs this server has to make some.";
const TOO_LARGE =
  "The database does not take as much at once; nothing was changed. Whoever runs it has to allow larger messages (`max_allowed_packet`).";
const TOO_LONG =
  "This took too long and was ended; nothing was changed. Ask for less at once, or try again in a moment.";

const OVERTAKEN = "Too many others are changing the same just now; nothing was changed. Please try again in a moment.";

/** What the log says of each: one line, however often it was answered. */
const LINES: Readonly<Record<string, RegExp>> = {
  [NOT_REACHABLE]: /^The database cannot be reached/,
  [READ_ONLY]: /^The database may only be read/,
  [FULL]: /^The database has no room left/,
  [TOO_LARGE]: /^The database does not take as much at once/,
  [TOO_LONG]: /^A statement took too long, or waited too long/,
  [OVERTAKEN]: /^Too many others changed the same/,
};

describe("What the database says that is no fault of the client is answered with 503 and a time to try again", () => {
  let server: TestServer;
  let headers: Record<string, string>;
  let driver: { query(): Promise<unknown>; transaction(): Promise<unknown> };
  const told = new Told();
  beforeAll(async () => {
    server = await serve(await loadedDatabase());
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    headers = (await signedIn(server, "mắt")).headers;
    ({ driver } = server.db as unknown as { driver: typeof driver });
  });
  afterAll(() => server.close());

  it.each([
    ["EAI_AGAIN", NOT_REACHABLE],
    ["EMFILE", NOT_REACHABLE],
    ["ER_USER_LIMIT_REACHED", NOT_REACHABLE],
    ["ER_ACCESS_DENIED_ERROR", NOT_REACHABLE],
    ["ER_OUT_OF_RESOURCES", NOT_REACHABLE],
    ["ER_CONNECTION_KILLED", NOT_REACHABLE],
    ["ER_UNKNOWN_COM_ERROR", NOT_REACHABLE],
    ["SQLITE_BUSY_SNAPSHOT", NOT_REACHABLE],
    ["ER_OPTION_PREVENTS_STATEMENT", READ_ONLY],
    ["SQLITE_READONLY_DBMOVED", READ_ONLY],
    ["ER_RECORD_FILE_FULL", FULL],
    ["SQLITE_FULL", FULL],
    ["ER_GET_ERRNO", FULL, { message: 'Got error 28 "No space left on device" from storage engine InnoDB' }],
    ["ER_LOCK_DEADLOCK", OVERTAKEN],
    ["ER_CHECKREAD", OVERTAKEN],
    ["ER_NET_PACKET_TOO_LARGE", TOO_LARGE],
    ["ER_QUERY_INTERRUPTED", TOO_LONG],
    ["ER_LOCK_WAIT_TIMEOUT", TOO_LONG],
    ["ER_STATEMENT_TIMEOUT, which the driver has no name for", TOO_LONG, { code: undefined, errno: 1969 }],
  ] as const)("%s", async (name, message, more: object = {}) => {
    const thrown = Object.assign(new Error(`told by the driver: ${name}`), { code: name }, more);
    Object.assign(server.db, { outages: new Outages(told) });
    const spies = [
      jest.spyOn(driver, "query").mockRejectedValue(thrown),
      jest.spyOn(driver, "transaction").mockRejectedValue(thrown),
    ];
    try {
      const asked = await runQuery(server, '{ facility(code: "BV-MAT") { name } }');
      for (const spy of spies.slice(0, 1)) spy.mockRestore();
      const input = { metric: "LINKUPS", subject: "BV-MAT", on: "2026-01-31", value: 7 };
      const acted = await new Acting(server, headers, { observation: "value" }).ask("observationRecord", input);
      for (const { status, headers: said, errors } of [asked, acted]) {
        const expected = message === TOO_LONG ? ["DEADLINE_EXCEEDED", "5"] : ["DATABASE_UNAVAILABLE", "3"];
        expect(status).toBe(503);
        expect([errors?.[0]?.extensions?.code, said.get("retry-after")]).toEqual(expected);
        expect(errors?.map((error) => error.message)).toEqual([message]);
      }
      expect(server.reported).toEqual([]);
      const lines = told.take().map(({ msg }) => msg);
      const begun = new Set(lines.filter((msg) => msg !== "The database can be reached again."));
      expect([...begun]).toEqual([expect.stringMatching(LINES[message] ?? "")]);
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  });
});

if (onMysql)
  describe("When the database goes away while an act is saved", () => {
    let line: Line;
    let server: TestServer;
    let headers: Record<string, string>;
    beforeAll(async () => {
      line = await overTcp(await loadedDatabase());
      server = await serve(line.database);
      await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
      headers = (await signedIn(server, "mắt")).headers;
    });
    afterAll(() => server.close());

    it.each([
      ["before", "2026-01-31", 0],
      ["after", "2026-02-28", 1],
    ] as const)(
      "it says that nobody knows whether it was, and sent again it is done once: %s the end",
      async (when, on, kept) => {
        const input = { metric: "LINKUPS", subject: "BV-MAT", on, value: 7, clientMutationId: when };
        const act = () => new Acting(server, headers, { observation: "value version" }).ask("observationRecord", input);
        const onRecord = async () =>
          (await server.db.query("SELECT id FROM observation WHERE on_date = ?", [on])).length;

        line.cutAtCommit?.(when);
        const { status, errors } = await act();
        expect([status, errors]).toMatchObject([
          503,
          [
            {
              message:
                "The database did not answer while this was saved; whether it was is not known. An act with a `clientMutationId` may be sent again: it is done once.",
              extensions: { code: "DATABASE_UNAVAILABLE" },
            },
          ],
        ]);
        await line.mend();
        expect(await onRecord()).toBe(kept);
        expect((await act()).data).toEqual({
          observationRecord: { observation: { value: 7, version: 1 }, userErrors: [] },
        });
        expect(await onRecord()).toBe(1);
      },
    );
  });

if (onMysql)
  describe("When what is sent to the database goes nowhere, and nobody is told", () => {
    let line: Line;
    let server: TestServer;
    const told = new Told();
    const ask = () => runQuery(server, '{ facility(code: "BV-MAT") { name } }');
    /** Of many who ask at once, how they were answered, and after how long the last was. */
    const all = async (count: number) => {
      const start = performance.now();
      const statuses = new Set((await Promise.all(Array.from({ length: count }, ask))).map(({ status }) => status));
      return { statuses: [...statuses], seconds: (performance.now() - start) / 1000 };
    };
    /** A statement itself is given up after 35 seconds. */
    const SOON_S = 20;
    beforeAll(async () => {
      line = await overTcp(await loadedDatabase(), told, { seconds: 8 });
      server = await serve(line.database);
      await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
      expect((await all(20)).statuses).toEqual([200]);
    });
    afterAll(() => server.close());

    it("on one connection: everybody is answered soon, by another one, and the server is ready", async () => {
      line.swallow?.("one");
      const { statuses, seconds } = await all(20);
      expect(statuses).toEqual([200]);
      expect(seconds).toBeLessThan(SOON_S);
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
      line.swallow?.("none");
    });

    it("on that of an act which has taken its locks: others take them within the time that they wait for them", async () => {
      const { headers } = await signedIn(server, "mắt");
      const acting = new Acting(server, headers, { observation: "id value version" });
      const input = { metric: "LINKUPS", subject: "BV-MAT", on: "2026-01-31", value: 7 };
      const { id } = await acting.done("observationRecord", input);
      const correct = (value: number) =>
        acting.ask("observationCorrect", { id, expectedVersion: 1, value, reason: "thử nghiệm" });
      line.swallow?.("act");
      const swallowed = correct(8);
      while (!line.hasSwallowed?.()) await new Promise((resolve) => setImmediate(resolve));
      const { data } = await correct(9);
      expect(data.observationCorrect).toEqual({ observation: { id, value: 9, version: 2 }, userErrors: [] });
      line.swallow?.("none");
      expect((await swallowed).errors).toMatchObject([{ extensions: { code: "DATABASE_UNAVAILABLE" } }]);
      expect((await all(1)).statuses).toEqual([200]);
    }, 30_000);

    it("on all of them: everybody is refused soon, the server is not ready, and one line of the log says so", async () => {
      told.take();
      line.swallow?.("all");
      const { statuses, seconds } = await all(20);
      expect(statuses).toEqual([503]);
      expect(seconds).toBeLessThan(SOON_S);
      expect(told.take()).toMatchObject([
        {
          level: "error",
          msg: expect.stringMatching(/^The database cannot be reached/),
          code: "PROTOCOL_SEQUENCE_TIMEOUT",
        },
      ]);
      expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      line.cut();
      line.swallow?.("none");
      await line.mend();
      expect((await all(20)).statuses).toEqual([200]);
    });
  });

/** A proxy before MariaDB: cutting it breaks open connections and refuses new ones. */
async function overTcp(
  direct: TestDatabase,
  log?: Log,
  { seconds = null }: { seconds?: number | null } = {},
): Promise<Line> {
  if (direct.address.kind !== "mysql") throw new Error("not a MySQL server");
  const target = new URL(direct.address.url);
  const sockets = new Set<Socket>();
  let cutWhen: "before" | "after" | undefined;
  let swallowing: "one" | "all" | "none" | "act" = "none";
  let swallower: Socket | undefined;
  const listen = (port: number): Promise<Server> =>
    new Promise((resolve) => {
      const proxy = createServer((inner) => {
        const outer = connect(Number(target.port || 3306), target.hostname);
        for (const [one, other] of [
          [inner, outer],
          [outer, inner],
        ] as const) {
          sockets.add(one);
          one.on("error", () => other.destroy()).on("close", () => other.destroy());
        }
        outer.pipe(inner);
        let isPrepared = false;
        inner.on("data", (sent: Buffer) => {
          // What a correction asks when it has written its figure, and has not ended.
          const isAct = swallowing === "act" && sent.includes("`version of the object`");
          if (swallowing === "one" || isAct) swallower ??= inner;
          if (swallowing === "all" || inner === swallower) return undefined;
          // What is sent next to what is prepared here is the end itself.
          const isEnd = isPrepared;
          isPrepared = cutWhen !== undefined && sent.includes("; COMMIT");
          if (isPrepared && cutWhen === "before") return cut();
          if (!isEnd) return outer.write(sent);
          // The answer never arrives.
          outer.unpipe(inner).once("data", cut).resume();
          return outer.write(sent);
        });
      }).listen(port, "127.0.0.1", () => resolve(proxy));
    });
  let proxy = await listen(0);
  const { port } = proxy.address() as { port: number };
  const url = new URL(target);
  url.host = `127.0.0.1:${port}`;
  const db = await openDatabase({ ...direct.address, url: url.href }, { log, seconds });
  const close = async () => {
    await db.close();
    proxy.close();
    await direct.close();
  };
  const cut = () => {
    cutWhen = undefined;
    proxy.close();
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    database: { db, address: direct.address, close },
    cut,
    cutAtCommit(when) {
      cutWhen = when;
    },
    swallow(on) {
      swallowing = on;
      if (on === "none") swallower = undefined;
    },
    hasSwallowed: () => swallower !== undefined,
    async mend() {
      proxy = await listen(port);
    },
  };
}

/** A file cannot be unplugged: the driver fails as it does when the disk does. */
function overFile(database: TestDatabase, log: Log): Line {
  Object.assign(database.db, { outages: new Outages(log) });
  const failing = Object.assign(new Error("disk I/O error"), { code: "SQLITE_IOERR" });
  let spy: { mockRestore(): void } | undefined;
  return {
    database,
    cut() {
      const { driver } = database.db as unknown as { driver: { query(): Promise<unknown> } };
      spy = jest.spyOn(driver, "query").mockRejectedValue(failing);
    },
    async mend() {
      spy?.mockRestore();
    },
  };
}

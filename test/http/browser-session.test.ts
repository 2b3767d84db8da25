import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { turn } from "../../server/core/time/turn.js";
import { addTestAccount, bearer, PASSWORD, signedIn, startSession, VIEWER, viewerOf } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { BrowserTab, CookieJar } from "../support/browser-tab.js";
import { loadedDatabase } from "../support/database.js";
import { PrefixProxy } from "../support/prefix-proxy.js";
import { connectTo, receivedFrom } from "../support/raw-client.js";
import { runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { Told } from "../support/told.js";
import { type Served, twoServers } from "../support/two-servers.js";
import { formOf, send } from "../support/uploads.js";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ADDRESSES = ["/session/start", "/session/refresh", "/session/end"];
const EDITOR = {
  name: "phuvang",
  role: "FACILITY_EDITOR",
  facility: { code: "TTYT-PHUVANG", name: "Trung tâm Y tế huyện Phú Vang" },
};
const KEPT = /^hue_health_session=hhr_[\w-]{22}\.[\w-]{43}; Max-Age=1209600; HttpOnly; SameSite=Strict$/;
const CLEARED = "hue_health_session=; Max-Age=0; HttpOnly; SameSite=Strict";
const NOT_SIGNED_IN = {
  errors: [
    {
      message: "Nobody is signed in here, or not any more; sign in anew.",
      extensions: { code: "UNAUTHENTICATED" },
    },
  ],
};

describe("A page that signs in", () => {
  const told = new Told();
  let server: TestServer;
  let now = 0;
  let tab: BrowserTab;

  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => now }, { log: told });
    await addTestAccount(server.db, "Sở Y tế", "ADMIN");
    await addTestAccount(server.db, "phuvang", "FACILITY_EDITOR", "TTYT-PHUVANG");
    now = Date.parse("2026-11-22T08:00:00Z");
  });
  beforeEach(() => {
    now += 16 * MINUTE; // no attempt of another test counts any more
    tab = new BrowserTab(server.url);
    told.take();
  });
  afterEach(() => {
    expect(server.reported.splice(0)).toEqual([]);
  });
  afterAll(() => server.close());

  const start = (more: object = {}, of = tab, headers: Record<string, string> = {}) =>
    of.post("/session/start", { name: "phuvang", password: PASSWORD, ...more }, headers);
  const refresh = (of = tab) => of.post("/session/refresh");
  /** A browser in which somebody has signed in. */
  const signedInTab = async (): Promise<{ of: BrowserTab; accessToken: string }> => {
    const of = new BrowserTab(server.url);
    return { of, accessToken: (await start({}, of)).body.accessToken };
  };

  it("is told who it is, and given an access token; the refresh token is in the cookie alone", async () => {
    const { status, headers, body } = await start();
    expect([status, body]).toEqual([
      200,
      {
        accessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
        expiresAt: new Date(now + 15 * MINUTE).toISOString(),
        account: EDITOR,
      },
    ]);
    expect(headers["set-cookie"]).toEqual([expect.stringMatching(KEPT)]);
    expect(JSON.stringify(body)).not.toContain("hhr_");
    expect(await viewerOf(server, bearer(body.accessToken))).toMatchObject({ role: "FACILITY_EDITOR" });
    expect((await start({ name: "so y te" })).body.account).toEqual({ name: "Sở Y tế", role: "ADMIN", facility: null });
  });

  it("is kept by nobody on the way, and read by no page of another site", async () => {
    const replies = [
      await start(),
      await start({ password: "wrong" }),
      await refresh(),
      await tab.post("/session/end"),
    ];
    replies.push(await refresh(), await tab.ask("GET", "/session/start"), await tab.ask("OPTIONS", "/session/end"));
    for (const { headers } of replies) {
      expect(headers["cache-control"]).toBe("no-store");
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
    }
  });

  it.each([
    ["a wrong password", { password: "wrong" }, "NOT_ACCEPTED"],
    ["a name that nobody has", { name: "nobody" }, "NOT_ACCEPTED"],
    ["a name with what nobody sees", { name: "phu\u200bvang" }, "INVALID"],
  ])(
    "is told what the act says of %s, in both languages, and keeps the session that it has",
    async (_what, wrong, code) => {
      await start();
      for (const language of ["vi", "en"]) {
        const said = { "accept-language": language };
        const { name, password } = { name: "phuvang", password: PASSWORD, ...wrong };
        const { data } = await startSession(server, name, password, { headers: said });
        expect(data.sessionStart.userErrors[0].code).toBe(code);
        const { status, headers, body } = await start(wrong, tab, said);
        expect([status, body]).toEqual([200, { userErrors: data.sessionStart.userErrors }]);
        expect(headers["set-cookie"]).toBeUndefined();
      }
      expect((await refresh()).body.account).toEqual(EDITOR);
    },
  );

  it("puts a password of its own in the place of one that was for once", async () => {
    const department = new Acting(server, (await signedIn(server, "Sở Y tế")).headers, { oneTimePassword: "" });
    const { oneTimePassword: password } = await department.did("accountAdd", { name: "người mới", role: "ADMIN" });
    const first = (newPassword?: string) => start({ name: "người mới", password, newPassword });
    expect((await first()).body.userErrors).toEqual([
      {
        path: ["newPassword"],
        code: "PASSWORD_CHANGE_REQUIRED",
        message: "This password was for once; give one of your own in `newPassword`.",
      },
    ]);
    expect((await first("ngắn")).body.userErrors).toMatchObject([{ path: ["newPassword"], code: "INVALID" }]);
    expect(tab.jar.cookies).toEqual([]);
    expect((await first(PASSWORD)).body.account).toEqual({ name: "người mới", role: "ADMIN", facility: null });
    expect((await first(PASSWORD)).body.userErrors).toMatchObject([{ code: "NOT_ACCEPTED" }]);
    expect((await start({ name: "người mới" })).body.account.name).toBe("người mới");
  });

  it("is slowed by what was wrong here and at /graphql together", async () => {
    for (let i = 0; i < 5; i += 1) await start({ password: "wrong" });
    for (let i = 0; i < 5; i += 1) await startSession(server, "phuvang", "wrong");
    const { status, headers, body } = await start({}, tab, { "accept-language": "vi" });
    expect([status, headers["retry-after"], body.errors]).toEqual([
      429,
      "900",
      [{ message: expect.stringContaining("15 phút"), extensions: { code: "RATE_LIMITED" } }],
    ]);
    expect((await startSession(server, "phuvang")).errors?.[0]?.extensions.code).toBe("RATE_LIMITED");
  });

  it("is still signed in after a reload, for as long as it comes within 14 days", async () => {
    await start();
    for (let i = 0; i < 3; i += 1) {
      now += 13 * DAY;
      const before = tab.jar.cookies[0]?.value;
      const { status, headers, body } = await refresh(new BrowserTab(server.url, tab.jar));
      expect([status, body]).toEqual([
        200,
        {
          accessToken: expect.any(String),
          expiresAt: new Date(now + 15 * MINUTE).toISOString(),
          account: EDITOR,
        },
      ]);
      expect(headers["set-cookie"]).toEqual([expect.stringMatching(KEPT)]);
      expect(tab.jar.cookies[0]?.value).not.toBe(before);
      expect(await viewerOf(server, bearer(body.accessToken))).toMatchObject({ role: "FACILITY_EDITOR" });
    }
    now += 14 * DAY;
    expect((await refresh()).status).toBe(401);
  });

  it.each([
    ["no cookie", ""],
    ["another cookie", "hue_health=x; session=y"],
    ["a blank one", "hue_health_session="],
    ["one that is none of ours", "hue_health_session=hhr_x.y"],
    ["one of no session", `hue_health_session=hhr_${"a".repeat(22)}.${"b".repeat(43)}`],
  ])("is told that nobody is signed in where there is %s, and holds none from then on", async (_what, cookie) => {
    const { status, headers, body } = await tab.post("/session/refresh", {}, { cookie });
    expect([status, body, headers["set-cookie"]]).toEqual([401, NOT_SIGNED_IN, [CLEARED]]);
    const said = await tab.post("/session/refresh", {}, { cookie, "accept-language": "vi" });
    expect(said.body.errors[0].message).toBe("Chưa đăng nhập, hoặc phiên đăng nhập đã kết thúc; hãy đăng nhập lại.");
  });

  it("goes by no cookie where there are two of its name: one was put there by somebody else", async () => {
    await start();
    const own = `hue_health_session=${tab.jar.cookies[0]?.value}`;
    const { of } = await signedInTab();
    const cookie = `hue_health_session=${of.jar.cookies[0]?.value}; ${own}`;
    expect((await tab.post("/session/refresh", {}, { cookie })).status).toBe(401);
    expect((await tab.post("/session/refresh", {}, { cookie: `theme=dark; ${own}` })).status).toBe(200);
  });

  it("has its session ended when its cookie comes again more than a minute after it was used", async () => {
    await start();
    const stolen = { cookie: `hue_health_session=${tab.jar.cookies[0]?.value}` };
    const { accessToken } = (await refresh()).body;
    expect((await new BrowserTab(server.url).post("/session/refresh", {}, stolen)).body.account).toEqual(EDITOR);
    now += MINUTE + 1000;
    expect((await new BrowserTab(server.url).post("/session/refresh", {}, stolen)).status).toBe(401);
    expect((await refresh()).status).toBe(401);
    expect(tab.jar.cookies).toEqual([]);
    expect(await viewerOf(server, bearer(accessToken))).toBe("UNAUTHENTICATED");
  });

  it("signs out, also where nobody has signed in", async () => {
    const { accessToken } = (await start()).body;
    const held = `hue_health_session=${tab.jar.cookies[0]?.value}`;
    for (const cookie of [held, held, "", "hue_health_session=x"]) {
      const { status, headers, body } = await tab.post("/session/end", {}, { cookie });
      expect([status, body, headers["set-cookie"]]).toEqual([200, { ended: true }, [CLEARED]]);
    }
    expect(tab.jar.cookies).toEqual([]);
    expect(await viewerOf(server, bearer(accessToken))).toBe("UNAUTHENTICATED");
    expect((await tab.post("/session/refresh", {}, { cookie: held })).status).toBe(401);
  });

  describe("is refused", () => {
    const refusalOf = ({ status, body }: { status: number; body: { errors: { extensions: object }[] } }) => [
      status,
      body.errors[0]?.extensions,
    ];

    it.each(ADDRESSES)("at %s by every method but POST", async (path) => {
      for (const method of ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
        const reply = await tab.ask(method, path);
        expect([refusalOf(reply as never), reply.headers.allow]).toEqual([
          [405, { code: "METHOD_NOT_ALLOWED" }],
          "POST",
        ]);
        expect(reply.body.errors[0].message).toBe("This address is asked by POST.");
      }
    });

    it.each(ADDRESSES)("at %s what is no JSON, and no more than it takes", async (path) => {
      const sent = (body: string | Buffer, type = "application/json") =>
        tab.ask("POST", path, body, { "content-type": type }).then((reply) => refusalOf(reply as never));
      for (const type of ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
        expect([type, await sent("{}", type)]).toEqual([type, [415, { code: "UNSUPPORTED_MEDIA_TYPE" }]]);
      }
      expect(await sent(JSON.stringify({ name: "x".repeat(10_000) }))).toEqual([413, { code: "PAYLOAD_TOO_LARGE" }]);
      const bodies = ["{", "[]", "null", "7", '"x"', '{"refreshToken":"x"}', '{"name":"\\ud800","password":"x"}'];
      for (const body of [...bodies, Buffer.from([0x7b, 0xff, 0x7d])]) {
        expect([body, await sent(body)]).toEqual([body, [400, { code: "BAD_REQUEST" }]]);
      }
    });

    it.each([
      {},
      { name: "phuvang" },
      { name: "phuvang", password: 7 },
      { name: ["phuvang"], password: PASSWORD },
      { name: "phuvang", password: PASSWORD, newPassword: 7 },
      { name: "phuvang", password: PASSWORD, new_password: PASSWORD },
    ])("where it does not say who signs in: %j", async (sent) => {
      const { status, body } = await tab.post("/session/start", sent);
      expect([status, body.errors]).toEqual([
        400,
        [
          {
            message:
              "Send JSON with the texts `name` and `password`, and `newPassword` where one is to be set, and nothing else.",
            extensions: { code: "BAD_REQUEST" },
          },
        ],
      ]);
    });

    it.each([
      ["a page of another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
      ["a page of a neighbour", { origin: "", "sec-fetch-site": "same-site" }],
      ["an address that somebody typed", { origin: "", "sec-fetch-site": "none" }],
      ["a page of another site, by an old browser", { origin: "https://evil.example", "sec-fetch-site": "" }],
      ["a page without an origin", { origin: "null", "sec-fetch-site": "" }],
      ["a page at another port of the host", { origin: "http://127.0.0.1:1", "sec-fetch-site": "" }],
      [
        "a page of another site that its proxy tells of",
        { origin: "http://a.example", "x-forwarded-host": "b.example" },
      ],
      ["a page without HTTPS where there is HTTPS", { "x-forwarded-proto": "https" }],
      ["a page by no protocol of the web", { origin: "ftp://127.0.0.1", "sec-fetch-site": "" }],
    ])("from %s, and nothing has happened", async (_what, from) => {
      const { accessToken } = (await start()).body;
      const held = tab.jar.cookies;
      for (const path of ADDRESSES) {
        const { status, headers, body } = await tab.post(path, { name: "phuvang", password: PASSWORD }, from);
        expect([status, body.errors[0].extensions.code, headers["set-cookie"]]).toEqual([403, "FORBIDDEN", undefined]);
        expect(body.errors[0].message).toMatch(/Pages of other sites sign nobody in or out here/);
        expect((await tab.post(path, {}, { ...from, "accept-language": "vi" })).body.errors[0].message).toMatch(
          /Trang của nơi khác không được đăng nhập/,
        );
      }
      expect(tab.jar.cookies).toBe(held);
      expect(await viewerOf(server, bearer(accessToken))).toMatchObject({ role: "FACILITY_EDITOR" });
    });

    it("never where it is no page of a browser, or the host is written otherwise", async () => {
      const { host } = new URL(server.url);
      for (const from of [
        { origin: "", "sec-fetch-site": "" },
        { origin: "http://portal.example", "x-forwarded-host": "PORTAL.example:80" },
        { origin: "https://portal.example", host: "portal.example:443" },
        { origin: `http://${host}`, "x-forwarded-host": "other.example" },
      ]) {
        expect([from, (await start({}, tab, from as never)).status]).toEqual([from, 200]);
      }
    });
  });

  it("has a cookie that travels by HTTPS alone wherever it came by HTTPS", async () => {
    const isSecure = async (headers: Record<string, string>) =>
      (await start({}, tab, headers)).headers["set-cookie"]?.[0]?.endsWith("; Secure");
    const { host } = new URL(server.url);
    expect(await isSecure({ origin: `https://${host}` })).toBe(true);
    expect(await isSecure({ origin: "", "x-forwarded-proto": "https" })).toBe(true);
    expect(await isSecure({ origin: "", "x-forwarded-proto": "http, https" })).toBe(true);
    expect(await isSecure({ origin: "", "x-forwarded-proto": "https, http" })).toBe(false);
    expect(await isSecure({ origin: "" })).toBe(false);
    const cleared = await tab.post("/session/end", {}, { origin: `https://${host}` });
    expect(cleared.headers["set-cookie"]).toEqual([`${CLEARED}; Secure`]);
  });

  it("is nobody wherever its cookie comes but there: the API, files, uploads and changes read none", async () => {
    const { accessToken } = (await start({ name: "Sở Y tế" })).body;
    const token = tab.jar.cookies[0]?.value;
    const cookie = { cookie: `hue_health_session=${token}; authorization=Bearer ${accessToken}; token=${accessToken}` };
    const nobody = { role: "PUBLIC", scopes: [], account: null };
    told.take();
    expect((await runQuery(server, VIEWER, {}, cookie)).data.viewer).toEqual(nobody);
    const asked = await fetch(`${server.url}/graphql?query=${encodeURIComponent(VIEWER)}`, { headers: cookie });
    expect(await asked.json()).toEqual({ data: { viewer: nobody } });
    expect((await runQuery(server, "{ accounts { name } }", {}, cookie)).errors?.[0]?.extensions.code).toBe(
      "UNAUTHENTICATED",
    );
    const upload = await send(server, formOf({ format: "OBSERVATIONS" }, "metric\n", "x.csv"), cookie);
    expect([upload.status, upload.errors?.[0]?.extensions.code]).toEqual([401, "UNAUTHENTICATED"]);
    for (const [path, status] of [
      ["/export/facilities.csv", 200],
      ["/template/observations.csv", 200],
      ["/healthz", 200],
      ["/readyz", 200],
      ["/playground/", 200],
    ] as const) {
      const response = await fetch(`${server.url}${path}`, { headers: cookie });
      await response.arrayBuffer();
      expect([path, response.status, response.headers.get("set-cookie")]).toEqual([path, status, null]);
    }
    const listening = get(`${server.url}/changes/stream`, { agent: false, headers: cookie });
    const [stream] = (await once(listening, "response")) as [IncomingMessage];
    expect(stream.statusCode).toBe(200);
    stream.destroy();
    const lines: Record<string, unknown>[] = [];
    while (lines.length < 10) {
      lines.push(...told.take().filter(({ msg }) => msg === "answered"));
      await turn();
    }
    expect(lines.map(({ role, name }) => [role, name])).toEqual(lines.map(() => ["PUBLIC", undefined]));
    expect(new Set(lines.map(({ route }) => route))).toEqual(
      new Set(["graphql", "export", "template", "health", "page", "changes"]),
    );
    // Nor is it good for anything in another place.
    expect(await viewerOf(server, bearer(String(token)))).toBe("UNAUTHENTICATED");
  });

  it("is told of in the log by its address, and by nothing that is secret", async () => {
    await start();
    await refresh();
    await start({ password: "a secret of mine" });
    await tab.ask("GET", "/session/end");
    await tab.post("/session/end");
    await refresh();
    const lines: Record<string, unknown>[] = [];
    while (lines.filter(({ msg }) => msg === "answered").length < 6) {
      lines.push(...told.take());
      await turn();
    }
    expect(lines.filter(({ msg }) => msg === "answered")).toMatchObject([
      { route: "session", operation: "start", method: "POST", status: 200 },
      { route: "session", operation: "refresh", status: 200, cost: expect.any(Number) },
      { route: "session", operation: "start", status: 200 },
      { route: "session", operation: "end", method: "GET", status: 405, code: "METHOD_NOT_ALLOWED" },
      { route: "session", operation: "end", status: 200 },
      { route: "session", operation: "refresh", status: 401, code: "UNAUTHENTICATED" },
    ]);
    expect(lines.filter(({ msg }) => msg === "A password was refused.")).toMatchObject([{ accountName: "phuvang" }]);
    expect(JSON.stringify(lines)).not.toMatch(/hhr_|a secret of mine|bốn mùa/);
  });
});

describe("A page of somebody who has asked too much", () => {
  it("is told when to come again, and stays signed in", async () => {
    const server = await serve(await loadedDatabase(), {}, { limits: { ratePublic: 300 } });
    await addTestAccount(server.db, "sở", "ADMIN");
    const tab = new BrowserTab(server.url);
    const { body } = await tab.post("/session/start", { name: "sở", password: PASSWORD });
    let reply = await tab.post("/session/refresh");
    for (let i = 0; i < 40 && reply.status === 200; i += 1) reply = await tab.post("/session/refresh");
    expect([reply.status, reply.headers["set-cookie"], reply.body.errors[0].extensions.code]).toEqual([
      ...[429, undefined, "RATE_LIMITED"],
    ]);
    expect(Number(reply.headers["retry-after"])).toBeGreaterThan(0);
    expect(tab.jar.cookies).not.toEqual([]);
    // What is asked by its access token is counted elsewhere.
    expect((await viewerOf(server, bearer(body.accessToken))).role).toBe("ADMIN");
    await server.close();
  });
});

describe("A page without a proxy before the server", () => {
  let server: TestServer;
  const PACE = { silenceMs: 300, leastBytes: 100, overMs: 1000, everyMs: 20 };
  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { proxies: 0 }, { pace: PACE });
    await addTestAccount(server.db, "sở", "ADMIN");
  });
  afterAll(() => server.close());

  it("is not believed what only a proxy may say", async () => {
    const tab = new BrowserTab(server.url);
    const start = (headers: Record<string, string>) =>
      tab.post("/session/start", { name: "sở", password: PASSWORD }, headers);
    const { headers } = await start({ "x-forwarded-proto": "https" });
    expect(headers["set-cookie"]).toEqual([expect.stringMatching(KEPT)]);
    expect((await start({ origin: "http://a.example", "x-forwarded-host": "a.example" })).status).toBe(403);
  });

  it("is cut off where it sends nothing for too long", async () => {
    const socket = await connectTo(server);
    socket.write(
      "POST /session/start HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{",
    );
    const { status, code, text } = await receivedFrom(socket);
    expect([status, code]).toEqual([408, "REQUEST_TIMEOUT"]);
    expect(text).not.toMatch(/access-control-/i);
  });
});

describe.each(["/hue", "/so-y-te/du-lieu"])("A page below %s", (prefix) => {
  let server: TestServer;
  let proxy: PrefixProxy;
  beforeAll(async () => {
    server = await serve(await loadedDatabase());
    proxy = await PrefixProxy.before(server.url, prefix);
    await addTestAccount(server.db, "sở", "ADMIN");
  });
  afterAll(async () => {
    await proxy.close();
    await server.close();
  });

  it("has a cookie that its browser sends to the three addresses there, and to nothing else of the host", async () => {
    const jar = new CookieJar();
    const tab = new BrowserTab(proxy.url, jar);
    expect((await tab.post("/session/start", { name: "sở", password: PASSWORD })).status).toBe(200);
    expect(jar.cookies).toMatchObject([{ path: `${prefix}/session` }]);
    const { origin } = new URL(proxy.url);
    const isSent = (path: string) => jar.headerFor(new URL(path, origin)) !== undefined;
    for (const path of ADDRESSES) expect([path, isSent(`${prefix}${path}`)]).toEqual([path, true]);
    for (const path of [
      ...["/", prefix, `${prefix}/`, `${prefix}/graphql`, `${prefix}/changes/stream`, `${prefix}/playground/`],
      ...[
        `${prefix}/export/facilities.csv`,
        `${prefix}/sessions`,
        "/session/refresh",
        "/graphql",
        "/other/session/end",
      ],
    ]) {
      expect([path, isSent(path)]).toEqual([path, false]);
    }
    expect((await tab.post("/session/refresh")).body.account).toEqual({ name: "sở", role: "ADMIN", facility: null });
    expect((await tab.post("/session/end")).body).toEqual({ ended: true });
    expect(jar.cookies).toEqual([]);
  });
});

describe("A page behind a proxy with HTTPS", () => {
  let server: TestServer;
  let proxy: PrefixProxy;
  beforeAll(async () => {
    server = await serve(await loadedDatabase());
    proxy = await PrefixProxy.before(server.url, "/hue", {
      host: "127.0.0.1:4000",
      "x-forwarded-host": "portal.hue.vn",
    });
    await addTestAccount(server.db, "sở", "ADMIN");
  });
  afterAll(async () => {
    await proxy.close();
    await server.close();
  });

  it("signs in where the proxy says for whom it asks", async () => {
    const tab = new BrowserTab(proxy.url);
    const said = { origin: "https://portal.hue.vn" };
    const { status, headers } = await tab.post("/session/start", { name: "sở", password: PASSWORD }, said);
    expect([status, headers["set-cookie"]?.[0]?.endsWith("; SameSite=Strict; Secure")]).toEqual([200, true]);
  });
});

describe("A page at two servers over one database", () => {
  let servers: [Served, Served];
  let now = Date.parse("2026-11-22T08:00:00Z");
  beforeAll(async () => {
    servers = await twoServers(await loadedDatabase(), { now: () => now });
    await addTestAccount(servers[0].db, "phuvang", "FACILITY_EDITOR", "TTYT-PHUVANG");
  });
  afterAll(async () => {
    await servers[1].close();
    await servers[0].close();
  });

  /** Tabs of one browser, at both servers. */
  async function tabs(): Promise<[BrowserTab, BrowserTab, string]> {
    const jar = new CookieJar();
    const [one, other] = servers.map(({ url }) => new BrowserTab(url, jar)) as [BrowserTab, BrowserTab];
    const { body } = await one.post("/session/start", { name: "phuvang", password: PASSWORD });
    return [one, other, body.accessToken];
  }

  it("goes on in each tab, where they refresh at the same moment", async () => {
    const [one, other] = await tabs();
    const replies = await Promise.all([one, other, one, other].map((tab) => tab.post("/session/refresh")));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(replies.map(({ headers }) => headers["set-cookie"]?.[0])).size).toBe(1);
    now += 10 * MINUTE;
    for (const [i, { body }] of replies.entries()) {
      expect((await viewerOf(servers[i % 2] as Served, bearer(body.accessToken))).role).toBe("FACILITY_EDITOR");
    }
    expect((await other.post("/session/refresh")).body.account).toEqual(EDITOR);
  });

  it("has signed out at both, in every tab", async () => {
    const [one, other, accessToken] = await tabs();
    expect((await viewerOf(servers[1], bearer(accessToken))).role).toBe("FACILITY_EDITOR");
    const cookie = `hue_health_session=${one.jar.cookies[0]?.value}`;
    await other.post("/session/end");
    for (const server of servers) expect(await viewerOf(server, bearer(accessToken))).toBe("UNAUTHENTICATED");
    for (const tab of [one, other]) {
      expect((await tab.post("/session/refresh", {}, { cookie })).status).toBe(401);
      expect((await tab.post("/session/refresh")).status).toBe(401);
    }
  });
});

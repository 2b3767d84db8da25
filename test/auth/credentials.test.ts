import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SignJWT } from "jose";
import { keyFor } from "../../server/core/access/secret.js";
import { addTestAccount, bearer, signedIn, VIEWER, viewerOf } from "../support/accounts.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { runQuery } from "../support/run-query.js";
import { serve, TEST_AUTH, type TestServer } from "../support/server.js";

describe("What stands in Authorization", () => {
  let database: TestDatabase;
  let server: TestServer;
  let headers: Record<string, string>;

  beforeAll(async () => {
    database = await loadedDatabase();
    server = await serve(database);
    await addTestAccount(database.db, "sở", "ADMIN");
    await addTestAccount(database.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    await addTestAccount(database.db, "phổi", "FACILITY_EDITOR", "BV-PHOI");
    ({ headers } = await signedIn(server, "sở"));
  });
  afterAll(() => server.close());

  const forged = (claims: object, secret: string, alg = "HS256", typ = "at+jwt", subject = "1") =>
    new SignJWT({ sid: 1, ...claims })
      .setProtectedHeader({ alg, typ })
      .setIssuer("hue-health-graph")
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime("15m")
      .sign(keyFor(secret, "access tokens"));

  it.each<[string, () => string | Promise<string>]>([
    ["nothing", () => ""],
    ["words", () => "let me in, please"],
    ["another scheme", () => "Basic c286c2Vj"],
    ["a bearer of nothing", () => "Bearer "],
    ["a bearer of garbage", () => "Bearer garbage"],
    ["three parts of garbage", () => "Bearer a.b.c"],
    ["a hundred thousand letters", () => `Bearer ${"a".repeat(12_000)}`],
    ["a key that is cut short", () => "Bearer hhk_abc"],
    [
      "a token with another secret",
      async () => `Bearer ${await forged({}, "another secret, that is as long as ours is")}`,
    ],
    ["a token with another key", async () => `Bearer ${await forged({}, TEST_AUTH.secret, "HS512")}`],
    ["a token for something else", async () => `Bearer ${await forged({}, TEST_AUTH.secret, "HS256", "JWT")}`],
    ["a token without a signature", async () => `Bearer ${(await forged({}, TEST_AUTH.secret)).replace(/[^.]+$/, "")}`],
    [
      "a token of somebody else's words",
      async () => (headers.authorization ?? "").replace(/\.[^.]+\./, `.${btoa('{"sub":"1"}')}.`),
    ],
  ])("is refused with one sentence and without a statement: %s", async (_what, value) => {
    const authorization = await value();
    const before = server.db.statements;
    const { status, headers: answered, ...body } = await runQuery(server, VIEWER, {}, { authorization });
    expect([status, answered.get("www-authenticate"), body]).toEqual([
      401,
      "Bearer",
      {
        errors: [
          {
            message: "The token or key in `Authorization` is not accepted; sign in anew.",
            extensions: { code: "UNAUTHENTICATED" },
          },
        ],
      },
    ]);
    expect(server.db.statements).toBe(before);
  });

  it("is refused in the same words if it is a key that nobody has issued, or of an account that is not there", async () => {
    const nobodys = await forged({}, TEST_AUTH.secret, "HS256", "at+jwt", "4711");
    for (const token of [`hhk_${"a".repeat(43)}`, nobodys]) {
      const { status, errors } = await runQuery(server, VIEWER, {}, bearer(token));
      expect([status, errors?.[0]?.message]).toEqual([
        401,
        "The token or key in `Authorization` is not accepted; sign in anew.",
      ]);
    }
  });

  it("is refused in Vietnamese to whoever reads Vietnamese, also by GET", async () => {
    const response = await fetch(`${server.url}/graphql?query=${encodeURIComponent("{ viewer { role } }")}`, {
      headers: { ...bearer("garbage"), "accept-language": "vi" },
    });
    const { errors } = (await response.json()) as { errors: { message: string }[] };
    expect([response.status, errors[0]?.message]).toEqual([
      401,
      "Mã hoặc khóa trong `Authorization` không được chấp nhận; hãy đăng nhập lại.",
    ]);
  });

  it("may be sent by pages of other sites: the preflight allows the header", async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: "OPTIONS",
      headers: {
        origin: "https://portal.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
      },
    });
    expect([response.status, response.headers.get("access-control-allow-headers")]).toEqual([
      204,
      "authorization,content-type",
    ]);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-allow-credentials")).toBeNull();
  });

  it.each([
    ["/graphql", "POST"],
    ["/export/facilities.csv", "GET"],
    ["/template/facilities.xlsx", "GET"],
  ])("has leave at %s for two hours, which no other answer gives", async (path, method) => {
    const ask = (asked: string, given: Record<string, string> = {}) =>
      fetch(`${server.url}${path}`, { method: asked, headers: { origin: "https://portal.example", ...given } });
    const preflight = await ask("OPTIONS", {
      "access-control-request-method": method,
      "access-control-request-headers": "authorization",
    });
    expect([preflight.status, preflight.headers.get("access-control-max-age")]).toEqual([204, "7200"]);
    for (const answer of [await ask("GET"), await ask("PUT"), await ask("GET", bearer("garbage"))]) {
      await answer.arrayBuffer();
      expect(answer.headers.get("access-control-max-age")).toBeNull();
    }
  });

  it("is never answered with what is kept for somebody else", async () => {
    const people = ["sở", "mắt", "phổi"];
    const asked = await Promise.all(people.map(async (name) => (await signedIn(server, name)).headers));
    for (let time = 0; time < 4; time += 1) {
      expect(await viewerOf(server, {})).toEqual({ role: "PUBLIC", scopes: [], account: null });
      for (const [i, name] of people.entries()) {
        expect((await viewerOf(server, asked[i] ?? {})).account.name).toBe(name);
      }
    }
  });

  it("is answered from what is kept for the same account, until any account changes", async () => {
    const { headers: mat } = await signedIn(server, "mắt");
    const statements = async (ask: Record<string, string>) => {
      const before = server.db.statements;
      const { data } = await runQuery(
        server,
        '{ viewer { account { name } } facility(code: "BV-MAT") { statedNeeds { needed } } }',
        {},
        ask,
      );
      return [data.viewer.account?.name ?? null, server.db.statements - before];
    };
    for (let time = 0; time < 3; time += 1) {
      await statements(mat);
      await statements({});
    }
    expect([await statements(mat), await statements({})]).toEqual([
      ["mắt", 1],
      [null, 1],
    ]);
    await addTestAccount(database.db, "ai đó mới", "ADMIN");
    // The accounts are read again, and then the needs; what is kept for the public is still good.
    expect([await statements(mat), await statements({})]).toEqual([
      ["mắt", 5],
      [null, 1],
    ]);
  });
});

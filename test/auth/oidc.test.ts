import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { base64url, decodeJwt, generateKeyPair, SignJWT } from "jose";
import { openDatabase } from "../../server/core/database/data-source.js";
import { addTestAccount, bearer, signedIn, viewerOf } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { type Issuer, startIssuer, type TokenOptions } from "../support/issuer.js";
import { newSeed, randomOf } from "../support/random.js";
import { runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const roles = (...names: string[]) => ({ realm_access: { roles: names } });
const EDITOR = { ...roles("offline_access", "FACILITY_EDITOR"), facility: "BV-MAT", preferred_username: "bs.lan" };
describe("A token of the issuer", () => {
  let database: TestDatabase;
  let issuer: Issuer;
  let one: TestServer;
  let other: TestServer;

  beforeAll(async () => {
    database = await loadedDatabase();
    issuer = await startIssuer();
    const { oidc } = issuer;
    one = await serve(database, { oidc });
    const db = await openDatabase(database.address);
    other = await serve({ db, address: database.address, close: () => db.close() }, { oidc });
    await addTestAccount(database.db, "sở", "ADMIN");
  });
  afterAll(async () => {
    await other.close();
    await one.close();
    await issuer.close();
  });

  const ask = async (claims: object, options: TokenOptions = {}, server = one) =>
    viewerOf(server, bearer(await issuer.token({ ...claims }, options)));
  const accountsOf = async () => {
    const { headers } = await signedIn(one, "sở");
    const { data } = await runQuery(
      one,
      "{ accounts { id name role version issuer active facility { code } } }",
      {},
      headers,
    );
    return data.accounts as { id: string; name: string; version: number; issuer: string | null }[];
  };

  it("lets in with the role and the facility that it claims, and the account is on record", async () => {
    expect(await ask(EDITOR, { subject: "lan" })).toEqual({
      role: "FACILITY_EDITOR",
      scopes: [],
      account: { name: "bs.lan", facility: { code: "BV-MAT" } },
    });
    expect(
      (await ask({ ...roles("FACILITY_EDITOR", "ADMIN"), preferred_username: "Sở" }, { subject: "so" })).role,
    ).toBe("ADMIN");
    expect(await accountsOf()).toMatchObject([
      { name: "bs.lan", role: "FACILITY_EDITOR", issuer: issuer.oidc.issuer, facility: { code: "BV-MAT" } },
      { name: "sở", role: "ADMIN", issuer: null, facility: null },
      { name: expect.stringMatching(/^Sở [\w-]{8}$/), role: "ADMIN", issuer: issuer.oidc.issuer },
    ]);
  });

  it("adds one account for somebody whose first requests come together, on two servers", async () => {
    const token = await issuer.token({ ...EDITOR, preferred_username: "bs.minh" }, { subject: "minh" });
    const seen = await Promise.all([one, other, one, other].map((server) => viewerOf(server, bearer(token))));
    expect(seen.map(({ account }) => account.name)).toEqual(Array(4).fill("bs.minh"));
    expect((await accountsOf()).filter(({ name }) => name.startsWith("bs.minh"))).toHaveLength(1);
  });

  it("costs no statement beyond the revision, once its account is on record", async () => {
    const token = bearer(await issuer.token({ ...EDITOR }, { subject: "lan" }));
    await viewerOf(one, token);
    const [before, asked] = [one.db.statements, issuer.asked()];
    await viewerOf(one, token);
    expect([one.db.statements - before, issuer.asked() - asked]).toEqual([1, 0]);
  });

  it("of a later instant changes the account at once, also for older tokens and on another server", async () => {
    const now = Math.floor(Date.now() / 1000);
    const older = await issuer.token({ ...EDITOR }, { subject: "hoa", issuedAt: now - 20 });
    expect((await viewerOf(one, bearer(older))).account.facility.code).toBe("BV-MAT");
    expect(
      (await ask({ ...EDITOR, facility: "BV-PHOI" }, { subject: "hoa", issuedAt: now - 10 }, other)).account.facility
        .code,
    ).toBe("BV-PHOI");
    expect((await viewerOf(one, bearer(older))).account.facility.code).toBe("BV-PHOI");
  });

  describe("says what counts:", () => {
    const second = Math.floor(Date.now() / 1000) - 3000;
    /** Who is let in, by a token of so many seconds after the first. */
    const seen = async (subject: string, at: number, claims: object, server = one) => {
      const found = await ask(claims, { subject, issuedAt: second + at, expiresAt: second + 3600 }, server);
      return found === "UNAUTHENTICATED" ? found : (found.account.facility?.code ?? found.role);
    };
    const ADMIN = roles("ADMIN");
    const versionOf = async (subject: string) =>
      (await accountsOf()).find(({ name }) => name.startsWith(subject))?.version;

    it("what was said last, also if it changed nothing", async () => {
      expect(await seen("last", 100, EDITOR)).toBe("BV-MAT");
      expect(await seen("last", 200, EDITOR)).toBe("BV-MAT");
      expect(await seen("last", 150, ADMIN)).toBe("BV-MAT");
      expect(await seen("last", 199, ADMIN)).toBe("BV-MAT");
      expect(await seen("last", 201, ADMIN)).toBe("ADMIN");
    });

    it("what was said last, whichever server it was said to", async () => {
      expect([await seen("two", 100, EDITOR, one), await seen("two", 100, EDITOR, other)]).toEqual([
        "BV-MAT",
        "BV-MAT",
      ]);
      expect(await seen("two", 200, EDITOR, one)).toBe("BV-MAT");
      expect(await seen("two", 150, ADMIN, other)).toBe("BV-MAT");
      const late = await openDatabase(database.address);
      const third = await serve(
        { db: late, address: database.address, close: () => late.close() },
        { oidc: issuer.oidc },
      );
      expect(await seen("two", 199, ADMIN, third)).toBe("BV-MAT");
      await third.close();
    });

    it("of two of the same second the one that allows less, whichever comes first", async () => {
      expect([await seen("same", 100, ADMIN), await seen("same", 100, EDITOR), await seen("same", 100, ADMIN)]).toEqual(
        ["ADMIN", "BV-MAT", "BV-MAT"],
      );
      expect([await seen("equal", 100, EDITOR), await seen("equal", 100, ADMIN)]).toEqual(["BV-MAT", "BV-MAT"]);
      expect(await seen("equal", 100, { ...EDITOR, facility: "BV-PHOI" }, other)).toBe("BV-MAT");
    });

    it("that somebody may do nothing any more, until it says something else", async () => {
      expect(await seen("gone", 100, ADMIN)).toBe("ADMIN");
      expect(await seen("gone", 200, roles("offline_access"))).toBe("UNAUTHENTICATED");
      for (const server of [one, other]) expect(await seen("gone", 150, ADMIN, server)).toBe("UNAUTHENTICATED");
      expect(await seen("gone", 300, EDITOR)).toBe("BV-MAT");
      expect(await seen("gone", 400, { ...EDITOR, facility: "BV-NOWHERE" })).toBe("UNAUTHENTICATED");
      expect(await seen("gone", 350, ADMIN, other)).toBe("UNAUTHENTICATED");
    });

    it("nothing that is worth an entry or costs a statement, where it is the same again", async () => {
      const claims = { ...EDITOR, preferred_username: "again" };
      await seen("again", 100, claims);
      const version = await versionOf("again");
      const { ACCOUNT } = await one.shared.revisions.current();
      await seen("again", 200, claims);
      expect([await versionOf("again"), (await one.shared.revisions.current()).ACCOUNT]).toEqual([version, ACCOUNT]);
      const before = one.db.statements;
      await seen("again", 200, claims);
      await seen("again", 150, claims);
      expect(one.db.statements - before).toBe(2);
    });

    it("what was said last, in whatever order and to whichever server its tokens come", async () => {
      const below = randomOf(newSeed("orders of tokens"));
      const said: [at: number, claims: object, is: string][] = [
        [100, EDITOR, "BV-MAT"],
        [200, ADMIN, "ADMIN"],
        [300, { ...EDITOR, facility: "BV-PHOI" }, "BV-PHOI"],
        [400, { ...EDITOR, facility: "BV-PHOI" }, "BV-PHOI"],
        [500, roles("offline_access"), "UNAUTHENTICATED"],
        [600, ADMIN, "ADMIN"],
      ];
      for (let person = 0; person < 6; person += 1) {
        let last = -1;
        for (let times = 0; times < 12; times += 1) {
          const i = below(said.length);
          const [at, claims] = said[i] as (typeof said)[number];
          const answer = await seen(`anybody ${person}`, at, claims, below(2) ? one : other);
          // Of whom nothing is on record nothing is put there by what allows nothing.
          if (last >= 0 || i !== 4) last = Math.max(last, i);
          const expected = last < 0 ? "UNAUTHENTICATED" : said[last]?.[2];
          expect({ person, times, answer }).toEqual({ person, times, answer: expected });
        }
      }
    });
  });

  it("lets nobody in whose account the Department has closed; what the issuer decides cannot be changed here", async () => {
    const tam = { ...EDITOR, preferred_username: "bs.tâm" };
    await ask(tam, { subject: "tam" });
    const department = new Acting(one, (await signedIn(one, "sở")).headers, { account: "role active version issuer" });
    const account = (await accountsOf()).find(({ name }) => name === "bs.tâm");
    const change = (values: object) =>
      department.payload("accountChange", { id: account?.id, expectedVersion: account?.version, ...values });
    expect(await change({ role: "ADMIN" })).toMatchObject({ userErrors: [{ path: ["role"], code: "INVALID" }] });
    expect(await change({ active: false })).toMatchObject({ account: { active: false }, userErrors: [] });
    for (const server of [one, other]) expect(await ask(tam, { subject: "tam" }, server)).toBe("UNAUTHENTICATED");
  });

  /** What is said of now, as of now: the tests before it take their time. */
  const atNow = <T extends object>(said: T | ((now: number) => T)): T =>
    typeof said === "function" ? said(Math.floor(Date.now() / 1000)) : said;
  it.each<[string, object | ((now: number) => object), TokenOptions | ((now: number) => TokenOptions)]>([
    ["of another issuer", EDITOR, { issuer: "https://elsewhere.example" }],
    ["for another audience", EDITOR, { audience: "another" }],
    ["that has expired", EDITOR, (now) => ({ issuedAt: now - 600, expiresAt: now - 60 })],
    ["that is of tomorrow", EDITOR, (now) => ({ issuedAt: now + 86_400, expiresAt: now + 90_000 })],
    ["that is not good yet", (now) => ({ ...EDITOR, nbf: now + 120 }), {}],
    ["that lives for ten years", EDITOR, (now) => ({ expiresAt: now + 10 * 365 * 86_400 })],
    [
      "that lives for a second more than a day",
      EDITOR,
      (now) => ({ issuedAt: now - 10, expiresAt: now - 10 + 86_401 }),
    ],
    ["that was issued a minute from now", EDITOR, (now) => ({ issuedAt: now + 60, expiresAt: now + 360 })],
    ["that expires before it was issued", EDITOR, (now) => ({ issuedAt: now + 20, expiresAt: now + 10 })],
    ["that was issued before time began", EDITOR, { issuedAt: -1, expiresAt: 1e300 }],
    ["for signing out", EDITOR, { typ: "logout+jwt" }],
    ["for signing out, of a plain type", { ...EDITOR, events: {} }, { typ: "JWT" }],
    ["for a refresh", { ...EDITOR, typ: "Refresh" }, { typ: "JWT" }],
    ["that tells who somebody is", { ...EDITOR, at_hash: "x" }, { typ: "JWT" }],
    ["that is bound to a key", { ...EDITOR, cnf: { jkt: "x" } }, { typ: "at+jwt" }],
    ["of a type that nobody knows", EDITOR, { typ: "dpop+jwt" }],
    ["of no type, which is written", EDITOR, { typ: "" }],
    ["of a subject that is too long", EDITOR, { subject: "s".repeat(256) }],
    ["of an audience that begins like ours", EDITOR, { audience: "hue-health-other" }],
    ["of an issuer that is written otherwise", EDITOR, { issuer: "http://127.0.0.1" }],
    ["without a role that is known here", { ...EDITOR, ...roles("offline_access") }, {}],
    ["for an editor of no facility", roles("FACILITY_EDITOR"), {}],
    ["for an editor of a facility that is not on record", { ...EDITOR, facility: "BV-NOWHERE" }, {}],
  ])("is not accepted %s", async (_what, claims, options) => {
    expect(await ask(atNow(claims), { subject: "stranger", ...atNow(options) })).toBe("UNAUTHENTICATED");
    expect((await accountsOf()).length).toBe(await one.db.query("SELECT id FROM account").then((rows) => rows.length));
  });

  it.each<[string, object | ((now: number) => object), TokenOptions | ((now: number) => TokenOptions)]>([
    ["of the type at+jwt", {}, { typ: "at+jwt" }],
    ["of the type application/at+jwt", {}, { typ: "application/AT+JWT" }],
    ["of the type JWT, as most issuers write it", {}, { typ: "JWT" }],
    ["of the type JWT of Keycloak", { typ: "Bearer" }, { typ: "JWT" }],
    ["of no type", {}, {}],
    ["for several audiences", { aud: ["account", "hue-health"] }, {}],
    ["that lives for a day", {}, (now) => ({ issuedAt: now - 10, expiresAt: now - 10 + 86_400 })],
    [
      "of a clock that is a little fast",
      (now) => ({ nbf: now + 20 }),
      (now) => ({ issuedAt: now + 20, expiresAt: now + 320 }),
    ],
    ["of the longest subject", {}, { subject: "s".repeat(255) }],
  ])("is accepted %s", async (_what, claims, options) => {
    const found = await ask({ ...EDITOR, ...atNow(claims) }, { subject: `accepted ${_what}`, ...atNow(options) });
    expect(found.role).toBe("FACILITY_EDITOR");
  });

  it.each(["iat", "exp", "sub", "aud", "iss"])("is not accepted without %s", async (claim) => {
    const whole = decodeJwt(await issuer.token({ ...EDITOR }, { subject: "without" }));
    const { [claim]: _, ...rest } = whole;
    const token = await new SignJWT(rest).setProtectedHeader({ alg: "RS256", kid: "one" }).sign(issuer.privateKey);
    expect(await viewerOf(one, bearer(token))).toBe("UNAUTHENTICATED");
  });

  it("signed with keys that nobody has published does not have the issuer asked again and again", async () => {
    await ask(EDITOR, { subject: "lan" });
    const before = issuer.asked();
    const tokens = Array.from({ length: 40 }, (_, i) => ask(EDITOR, { subject: "lan", kid: `unknown ${i}` }));
    expect(new Set(await Promise.all(tokens))).toEqual(new Set(["UNAUTHENTICATED"]));
    expect(issuer.asked() - before).toBeLessThanOrEqual(1);
  });

  it("is not accepted with the signature of another key", async () => {
    const { privateKey } = await generateKeyPair("RS256");
    expect(await ask(EDITOR, { subject: "lan", key: privateKey })).toBe("UNAUTHENTICATED");
  });

  it("is not accepted signed with what is published, or with nothing", async () => {
    const key = new TextEncoder().encode(issuer.publicKey);
    expect(await ask(EDITOR, { subject: "lan", alg: "HS256", key })).toBe("UNAUTHENTICATED");
    const good = await issuer.token({ ...EDITOR }, { subject: "lan" });
    const none = `${base64url.encode('{"alg":"none"}')}.${good.split(".")[1]}.`;
    const unsigned = `${good.split(".").slice(0, 2).join(".")}.`;
    for (const token of [none, unsigned]) expect(await viewerOf(one, bearer(token))).toBe("UNAUTHENTICATED");
  });

  it("cannot pass for one of ours", async () => {
    const ours = { ...EDITOR, sid: 1 };
    expect(await ask(ours, { issuer: "hue-health-graph", subject: "1" })).toBe("UNAUTHENTICATED");
    const key = new TextEncoder().encode(issuer.publicKey);
    expect(await ask(ours, { issuer: "hue-health-graph", subject: "1", alg: "HS256", key })).toBe("UNAUTHENTICATED");
  });

  describe("of an issuer that publishes", () => {
    const CONFIGURATION = "/.well-known/openid-configuration";
    const json = (value: unknown) => (response: ServerResponse) =>
      response.setHeader("content-type", "application/json").end(JSON.stringify(value));
    const movedTo = (address: string) => (response: ServerResponse) =>
      response.writeHead(302, { location: address }).end();

    it.each<[string, (issuer: Issuer) => void]>([
      ["itself elsewhere", (each) => each.answer(CONFIGURATION, movedTo(`${each.oidc.issuer}/moved`))],
      ["its keys elsewhere", (each) => each.answer("/keys", movedTo(`${each.oidc.issuer}/moved`))],
      [
        "keys on another machine without encryption",
        (each) => each.answer(CONFIGURATION, json({ issuer: each.oidc.issuer, jwks_uri: "http://192.0.2.1/keys" })),
      ],
      [
        "keys in a file",
        (each) => each.answer(CONFIGURATION, json({ issuer: each.oidc.issuer, jwks_uri: "file:///etc/hosts" })),
      ],
      ["no keys", (each) => each.answer(CONFIGURATION, json({ issuer: each.oidc.issuer }))],
      ["keys that are none", (each) => each.answer("/keys", json({ keys: "none" }))],
      ["what is no JSON", (each) => each.answer("/keys", (response) => response.end("<html>"))],
      ["more than anybody reads", (each) => each.answer("/keys", json({ keys: [], more: "x".repeat(600_000) }))],
      ["that it is broken", (each) => each.answer("/keys", (response) => response.writeHead(500).end("{}"))],
      ["another issuer", (each) => each.answer(CONFIGURATION, json({ issuer: "https://elsewhere.example" }))],
    ])("%s cannot be judged, and the issuer is not asked again and again", async (_what, spoil) => {
      const spoilt = await startIssuer();
      spoilt.answer("/moved", json({ issuer: spoilt.oidc.issuer, jwks_uri: `${spoilt.oidc.issuer}/keys`, keys: [] }));
      spoil(spoilt);
      const db = await openDatabase(database.address);
      const server = await serve({ db, address: database.address, close: () => db.close() }, { oidc: spoilt.oidc });
      const token = await spoilt.token({ ...EDITOR });
      for (let times = 0; times < 5; times += 1) {
        expect(await viewerOf(server, bearer(token))).toBe("ISSUER_UNAVAILABLE");
      }
      expect(spoilt.asked()).toBeLessThanOrEqual(2);
      await server.close();
      await spoilt.close();
    });
  });

  it("cannot be judged while the issuer is not there, which is said as it is", async () => {
    const gone = await startIssuer();
    await gone.close();
    const db = await openDatabase(database.address);
    const server = await serve({ db, address: database.address, close: () => db.close() }, { oidc: gone.oidc });
    const { status, errors } = await runQuery(
      server,
      "{ viewer { role } }",
      {},
      bearer(await gone.token({ ...EDITOR })),
    );
    await server.close();
    expect([status, errors?.[0]?.extensions.code]).toEqual([503, "ISSUER_UNAVAILABLE"]);
  });
});

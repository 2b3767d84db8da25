import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { base64url, generateKeyPair } from "jose";
import { openDatabase } from "../../server/database/data-source.js";
import { addTestAccount, bearer, signedIn, viewerOf } from "../support/accounts.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { type Issuer, startIssuer, type TokenOptions } from "../support/issuer.js";
import { runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const roles = (...names: string[]) => ({ realm_access: { roles: names } });
const EDITOR = { ...roles("offline_access", "FACILITY_EDITOR"), facility: "BV-MAT", preferred_username: "bs.lan" };
const CHANGE = `mutation ($i: AccountChangeInput!) { accountChange(input: $i) {
  account { role active version issuer } userErrors { path code } } }`;

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
    await ask(EDITOR, { subject: "lan" });
    const [before, asked] = [one.db.statements, issuer.asked()];
    await ask(EDITOR, { subject: "lan" });
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

  it("lets nobody in whose account the Department has closed; what the issuer decides cannot be changed here", async () => {
    const tam = { ...EDITOR, preferred_username: "bs.tâm" };
    await ask(tam, { subject: "tam" });
    const { headers } = await signedIn(one, "sở");
    const account = (await accountsOf()).find(({ name }) => name === "bs.tâm");
    const change = async (values: object) =>
      (await runQuery(one, CHANGE, { i: { id: account?.id, expectedVersion: account?.version, ...values } }, headers))
        .data.accountChange;
    expect(await change({ role: "ADMIN" })).toMatchObject({ userErrors: [{ path: ["role"], code: "INVALID" }] });
    expect(await change({ active: false })).toMatchObject({ account: { active: false }, userErrors: [] });
    for (const server of [one, other]) expect(await ask(tam, { subject: "tam" }, server)).toBe("UNAUTHENTICATED");
  });

  const now = Math.floor(Date.now() / 1000);
  it.each<[string, object, TokenOptions]>([
    ["of another issuer", EDITOR, { issuer: "https://elsewhere.example" }],
    ["for another audience", EDITOR, { audience: "another" }],
    ["that has expired", EDITOR, { issuedAt: now - 600, expiresAt: now - 60 }],
    ["that is of tomorrow", EDITOR, { issuedAt: now + 86_400, expiresAt: now + 90_000 }],
    ["without a role that is known here", { ...EDITOR, ...roles("offline_access") }, {}],
    ["for an editor of no facility", roles("FACILITY_EDITOR"), {}],
    ["for an editor of a facility that is not on record", { ...EDITOR, facility: "BV-NOWHERE" }, {}],
  ])("is not accepted %s", async (_what, claims, options) => {
    expect(await ask(claims, { subject: "stranger", ...options })).toBe("UNAUTHENTICATED");
    expect((await accountsOf()).length).toBe(await one.db.query("SELECT id FROM account").then((rows) => rows.length));
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

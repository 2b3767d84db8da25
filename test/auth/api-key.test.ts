import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openDatabase } from "../../server/core/database/data-source.js";
import { addTestAccount, bearer, signedIn, viewerOf } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const KEY = "id label prefix scopes issuedAt expiresAt revokedAt";
const HUE_S = { label: "Hue-S", scopes: ["READ"], expiresOn: "2027-01-01" };

describe("A key of another system", () => {
  let database: TestDatabase;
  let one: TestServer;
  let other: TestServer;
  let admin: Record<string, string>;
  const start = Date.parse("2026-11-22T08:00:00Z");
  let now = start;

  beforeAll(async () => {
    database = await loadedDatabase();
    one = await serve(database, { now: () => now });
    const db = await openDatabase(database.address);
    other = await serve({ db, address: database.address, close: () => db.close() }, { now: () => now });
    await addTestAccount(database.db, "sở", "ADMIN");
    admin = (await signedIn(one, "sở")).headers;
  });
  afterAll(async () => {
    await other.close();
    await one.close();
  });

  const issue = (input: object) => new Acting(one, admin, { apiKey: KEY, key: "" }).payload("apiKeyIssue", input);

  it("is shown once, asks as INTEGRATOR, and is listed by how it begins", async () => {
    const { apiKey, key, userErrors } = await issue(HUE_S);
    expect(userErrors).toEqual([]);
    expect(key).toMatch(/^hhk_[\w-]{43}$/);
    expect(apiKey).toMatchObject({
      label: "Hue-S",
      prefix: key.slice(0, 12),
      scopes: ["READ"],
      issuedAt: "2026-11-22T08:00:00.000Z",
      expiresAt: "2026-12-31T17:00:00.000Z",
      revokedAt: null,
    });
    for (const server of [one, other]) {
      expect(await viewerOf(server, bearer(key))).toEqual({ role: "INTEGRATOR", scopes: ["READ"], account: null });
      const { data } = await runQuery(server, '{ facility(code: "BV-MAT") { code } }', {}, bearer(key));
      expect(data).toEqual({ facility: { code: "BV-MAT" } });
    }
    const { data } = await runQuery(one, "{ apiKeys { label prefix } }", {}, admin);
    expect(data.apiKeys).toContainEqual({ label: "Hue-S", prefix: key.slice(0, 12) });
    expect(JSON.stringify(await one.db.query("SELECT * FROM api_key"))).not.toContain(key.slice(12));
  });

  it("costs no statement beyond the revision to recognise", async () => {
    const { key } = await issue(HUE_S);
    await viewerOf(one, bearer(key));
    const before = one.db.statements;
    await viewerOf(one, bearer(key));
    expect(one.db.statements - before).toBe(1);
  });

  it("reaches as far as its scopes", async () => {
    const { key, apiKey } = await issue({ ...HUE_S, label: "one day, for something else alone" });
    await database.db.transaction(async (tx) => {
      await tx.query("UPDATE api_key SET scopes = '' WHERE prefix = ?", [apiKey.prefix]);
      await tx.query("UPDATE data_revision SET revision = revision + 1 WHERE scope = 'ACCOUNT' AND slot = 0");
    });
    expect(await viewerOf(one, bearer(key))).toMatchObject({ role: "INTEGRATOR", scopes: [] });
    const { status, errors } = await runQuery(one, '{ facility(code: "BV-MAT") { code } }', {}, bearer(key));
    expect([status, errors?.[0]?.extensions.code]).toEqual([403, "FORBIDDEN"]);
  });

  it("is good until its last day ends in Việt Nam", async () => {
    const { key } = await issue({ ...HUE_S, expiresOn: "2026-11-24" });
    now = Date.parse("2026-11-23T16:59:59Z");
    expect((await viewerOf(one, bearer(key))).role).toBe("INTEGRATOR");
    now += 1000;
    expect([await viewerOf(one, bearer(key)), await viewerOf(other, bearer(key))]).toEqual(
      Array(2).fill("UNAUTHENTICATED"),
    );
    now = start;
  });

  it("is good for nothing on any server once it is revoked; to revoke it again changes nothing", async () => {
    const { key, apiKey } = await issue(HUE_S);
    expect((await viewerOf(other, bearer(key))).role).toBe("INTEGRATOR");
    const department = new Acting(one, admin, { apiKey: "revokedAt" });
    const revoke = () => department.payload("apiKeyRevoke", { id: apiKey.id });
    const revoked = await revoke();
    expect(revoked).toEqual({ apiKey: { revokedAt: "2026-11-22T08:00:00.000Z" }, userErrors: [] });
    expect([await viewerOf(other, bearer(key)), await viewerOf(one, bearer(key))]).toEqual(
      Array(2).fill("UNAUTHENTICATED"),
    );
    now += 60_000;
    expect(await revoke()).toEqual(revoked);
    now = start;
    const unknown = await department.payload("apiKeyRevoke", { id: "x" });
    expect(unknown).toMatchObject({ apiKey: null, userErrors: [{ path: ["id"], code: "NOT_FOUND" }] });
  });

  it.each([
    ["without a label", { label: " " }, "label"],
    ["for nothing", { scopes: [] }, "scopes"],
    ["that has expired", { expiresOn: "2026-11-22" }, "expiresOn"],
    ["for ever", { expiresOn: "2099-01-01" }, "expiresOn"],
  ])("is not issued %s", async (_what, values, path) => {
    const { apiKey, key, userErrors } = await issue({ ...HUE_S, ...values });
    expect([apiKey, key, userErrors]).toMatchObject([null, null, [{ path: [path], code: "INVALID" }]]);
  });
});

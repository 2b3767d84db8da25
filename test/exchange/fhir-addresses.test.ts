import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Bundle, CapabilityStatement, OperationOutcome, Organization } from "@medplum/fhirtypes";
import { Client } from "fhir-kit-client";
import { readConfig } from "../../server/config.js";
import { addTestAccount, issuedKey, signedIn } from "../support/accounts.js";
import { loadedDatabase } from "../support/database.js";
import { fetchFhir, fhirAt, idsIn, refusalAt, searchAt } from "../support/fhir.js";
import { PrefixProxy } from "../support/prefix-proxy.js";
import { askedAtOnce } from "../support/raw-client.js";
import { serve, startTestServer, type TestServer } from "../support/server.js";
import { Told } from "../support/told.js";

describe("A client of FHIR", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(async () => {
    expect(server.reported).toEqual([]);
    await server.close();
  });

  /** All that a search finds, by the links of its pages. */
  async function walked(client: Client, search: Parameters<Client["resourceSearch"]>[0]): Promise<string[]> {
    const found: string[] = [];
    let page: Bundle | undefined = (await client.resourceSearch(search)) as unknown as Bundle;
    while (page) {
      found.push(...idsIn(page));
      page = (await client.nextPage({ bundle: page as never })) as unknown as Bundle | undefined;
    }
    return found;
  }

  it("walks it with fhir-kit-client: what it can, all units page by page, one of them, and what it leads to", async () => {
    const client = new Client({ baseUrl: `${server.url}/fhir` });
    const metadata = (await client.capabilityStatement()) as unknown as CapabilityStatement;
    expect(metadata.implementation?.url).toBe(`${server.url}/fhir`);
    const search = { resourceType: "Organization", searchParams: { type: "facility", _count: 10 } };
    const units = await walked(client, search);
    expect([units.length, new Set(units).size]).toEqual([42, 42]);
    const unit = (await client.read({
      resourceType: "Organization",
      id: "facility-TTYT-PHUVANG",
    })) as unknown as Organization;
    const area = await client.resolve({ reference: unit.partOf?.reference ?? "" });
    expect([unit.name, (area as Organization).name]).toEqual(["Trung tâm Y tế huyện Phú Vang", "Huyện Phú Vang"]);
    const form = { resourceType: "Location", searchParams: { name: "phu vang" }, options: { postSearch: true } };
    expect(await walked(client, form)).toEqual(["area-19942", "area-478", "facility-TTYT-PHUVANG"]);
    await expect(client.read({ resourceType: "Organization", id: "facility-X" })).rejects.toMatchObject({
      response: { status: 404, data: { resourceType: "OperationOutcome", issue: [{ code: "not-found" }] } },
    });
  });

  it("is told by the statement what it can ask, which is all that mCSD asks for of these resources", async () => {
    const { rest = [], ...statement } = await fhirAt<CapabilityStatement>(server, "/metadata");
    expect(statement).toMatchObject({ kind: "instance", fhirVersion: "4.0.1", status: "active" });
    const asked = Object.fromEntries(
      (rest[0]?.resource ?? []).map(({ type, searchParam = [], searchInclude, searchRevInclude = [] }) => [
        type,
        [...searchParam.map(({ name }) => name), ...(searchInclude ?? []), ...searchRevInclude],
      ]),
    );
    // ITI-90, 2:3.90.4.1.2.
    expect(asked.Organization).toEqual(
      expect.arrayContaining([
        ...["_id", "_lastUpdated", "active", "identifier", "name", "type", "partof", "Organization:endpoint"],
        ...["Location:organization", "OrganizationAffiliation:participating-organization"],
        "OrganizationAffiliation:primary-organization",
      ]),
    );
    expect(asked.Location).toEqual(
      expect.arrayContaining([
        ...["_id", "_lastUpdated", "identifier", "name", "organization", "status", "type", "partof"],
        "Location:organization",
      ]),
    );
    expect(asked.OrganizationAffiliation).toEqual(
      expect.arrayContaining([
        ...["_id", "_lastUpdated", "active", "date", "identifier", "participating-organization"],
        ...["primary-organization", "role", "OrganizationAffiliation:endpoint"],
      ]),
    );
  });

  it.each([
    ["application/fhir+json", 200],
    ["application/json", 200],
    ["application/fhir+json; fhirVersion=4.0", 200],
    ['application/fhir+json; charset="utf-8"; fhirVersion=4.0, application/json;q=0.9', 200],
    ["*/*", 200],
    ["", 200],
    ["text/html,application/xhtml+xml,*/*;q=0.8", 200],
    ["application/fhir+json; fhirVersion=5.0", 406],
    ["application/fhir+xml", 406],
    ["text/html", 406],
  ])("that takes %j is answered %d", async (accept, status) => {
    const response = await fetchFhir(server, "/Organization/facility-SYT", { headers: { accept } });
    await response.arrayBuffer();
    expect([response.status, response.headers.get("content-type")]).toEqual([
      status,
      "application/fhir+json; charset=utf-8",
    ]);
  });

  it.each([
    ["json", 200],
    ["application/fhir+json", 200],
    ["application/fhir%2Bjson", 200],
    ["xml", 406],
    ["application/fhir%2Bxml", 406],
    ["ttl", 406],
  ])("that asks for _format=%s is answered %d, whatever else it takes", async (format, status) => {
    const headers = { accept: status === 200 ? "application/xml" : "application/json" };
    const response = await fetchFhir(server, `/Organization?_format=${format}`, { headers });
    await response.arrayBuffer();
    expect(response.status).toBe(status);
  });

  it.each<[method: string, path: string, refusal: [number, string, string], allow: string | null]>([
    ["POST", "/Organization", [405, "not-supported", "METHOD_NOT_ALLOWED"], "GET, HEAD"],
    ["PUT", "/Organization/facility-SYT", [405, "not-supported", "METHOD_NOT_ALLOWED"], "GET, HEAD"],
    ["DELETE", "/Organization/_search", [405, "not-supported", "METHOD_NOT_ALLOWED"], "POST"],
    ["GET", "/Patient", [404, "not-found", "NOT_FOUND"], null],
    ["GET", "", [404, "not-found", "NOT_FOUND"], null],
    ["GET", "/", [404, "not-found", "NOT_FOUND"], null],
    ["GET", "/constructor", [404, "not-found", "NOT_FOUND"], null],
    ["GET", "/Organization/", [404, "not-found", "NOT_FOUND"], null],
    ["GET", "/Organization/facility-SYT/_history/1", [404, "not-found", "NOT_FOUND"], null],
    ["GET", "/Organization/%2e%2e", [404, "not-found", "NOT_FOUND"], null],
    ["GET", "/OrganizationAffiliation/facility-SYT", [404, "not-found", "NOT_FOUND"], null],
  ])("%s %s is refused by an outcome", async (method, path, refusal, allow) => {
    expect((await refusalAt(server, path, { method })).slice(0, 3)).toEqual(refusal);
    const again = await fetchFhir(server, path, { method });
    await again.arrayBuffer();
    expect(again.headers.get("allow")).toBe(allow);
  });

  it("is refused in Vietnamese where it prefers that, and as an outcome where something goes wrong here", async () => {
    const headers = { "accept-language": "vi" };
    expect((await refusalAt(server, "/Location/x", { headers }))[3]).toBe('Không có Location nào có id "x".');
    const { query } = server.db;
    server.db.query = () => Promise.reject(new Error("/var/lib/hidden"));
    const refused = await refusalAt(server, "/Organization").finally(() => {
      server.db.query = query;
    });
    expect(refused.slice(0, 3)).toEqual([500, "exception", "INTERNAL_SERVER_ERROR"]);
    expect(refused[3]).not.toContain("hidden");
    expect(server.reported.splice(0)).toHaveLength(1);
    const leave = await fetchFhir(server, "/Organization", { method: "OPTIONS" });
    expect([leave.status, leave.headers.get("access-control-allow-methods")]).toEqual([204, "GET, HEAD, POST"]);
  });
});

describe("The address of FHIR", () => {
  const linksOf = async (url: string) => {
    const bundle = await searchAt({ url }, "/Organization?_count=1");
    return [...(bundle.link ?? []).map((link) => link.url), bundle.entry?.[0]?.fullUrl ?? ""];
  };

  it("is, behind a proxy that takes a path away and says so, the one that was asked", async () => {
    const server = await startTestServer();
    const proxy = await PrefixProxy.before(server.url, "/so-y-te/hue", {
      "x-forwarded-prefix": "/so-y-te/hue",
    });
    const links = await linksOf(proxy.url);
    expect(links.map((link) => link.startsWith(`${proxy.url}/fhir/Organization`))).toEqual([true, true, true]);
    const client = new Client({ baseUrl: `${proxy.url}/fhir` });
    const first = (await client.resourceSearch({
      resourceType: "Location",
      searchParams: { _count: 90 },
    })) as unknown as Bundle;
    const second = (await client.nextPage({ bundle: first as never })) as unknown as Bundle;
    expect([idsIn(first).length, idsIn(second).length, proxy.outside]).toEqual([90, 5, []]);
    const metadata = await fhirAt<CapabilityStatement>(proxy, "/metadata");
    expect(metadata.implementation?.url).toBe(`${proxy.url}/fhir`);
    const reference = `${proxy.url}/fhir/Location/area-478`;
    expect((await searchAt(proxy, `/Location?partof=${reference}`)).total).toBe(1);
    await proxy.close();
    await server.close();
  });

  it("is the one that was set, whatever a request says", async () => {
    const server = await serve(await loadedDatabase(), {}, { publicUrl: "https://health.example/hue" });
    const headers = { "x-forwarded-host": "elsewhere.example", "x-forwarded-prefix": "/x" };
    const bundle = await searchAt(server, "/Organization?_count=1", headers);
    expect(bundle.link?.[0]?.url).toBe("https://health.example/hue/fhir/Organization?_count=1");
    await server.close();
  });

  it("is, behind a proxy that ends HTTPS and asks by another host, what the proxy says", async () => {
    const server = await startTestServer();
    const told = { "x-forwarded-proto": "https", "x-forwarded-host": "health.example", "x-forwarded-prefix": "/hue" };
    const bundle = await searchAt(server, "/Organization?_count=1", told);
    expect(bundle.link?.[0]?.url).toBe("https://health.example/hue/fhir/Organization?_count=1");
    await server.close();
  });

  it("is set as an address without anything behind its path", () => {
    const of = (value: string) => readConfig({ PUBLIC_URL: value }).publicUrl;
    expect([of(""), of("https://health.example/"), of("https://health.example/hue/")]).toEqual([
      null,
      "https://health.example",
      "https://health.example/hue",
    ]);
    for (const wrong of [
      "health.example",
      "ftp://health.example",
      "https://a:b@health.example",
      "https://a.example?x=1",
    ]) {
      expect(() => of(wrong)).toThrow("PUBLIC_URL must be the address of the server as it is asked");
    }
  });

  it("is never made of what is no host or path, nor of what a client says where there is no proxy", async () => {
    const server = await startTestServer();
    for (const headers of [
      { "x-forwarded-host": 'a"><script>' },
      { "x-forwarded-host": "a b" },
      { "x-forwarded-prefix": "//elsewhere.example" },
      { "x-forwarded-prefix": "/../x y" },
      { "x-forwarded-proto": "javascript" },
    ] as Record<string, string>[]) {
      const bundle = await searchAt(server, "/Organization?_count=1", headers);
      expect(bundle.link?.[0]?.url).toBe(`${server.url}/fhir/Organization?_count=1`);
    }
    await server.close();
    const alone = await serve(await loadedDatabase(), { proxies: 0 });
    const told = { "x-forwarded-host": "elsewhere.example", "x-forwarded-proto": "https" };
    const bundle = await searchAt(alone, "/Organization?_count=1", told);
    expect(bundle.link?.[0]?.url).toBe(`${alone.url}/fhir/Organization?_count=1`);
    await alone.close();
  });
});

describe("FHIR is for", () => {
  it("everybody who may ask the same in GraphQL, at a cost, and told of in the log", async () => {
    const told = new Told();
    const server = await serve(await loadedDatabase(), {}, { log: told });
    await addTestAccount(server.db, "sở", "ADMIN");
    const admin = (await signedIn(server, "sở")).headers;
    const key = await issuedKey(server, admin);
    const documents = await issuedKey(server, admin, { scopes: ["READ", "DOCUMENTS_ONLY"] });
    const writing = await issuedKey(server, admin, { scopes: ["IMPORT"] }).catch(() => undefined);
    const open = await fhirAt(server, "/Organization/facility-SYT");
    for (const headers of [admin, key.headers]) {
      expect(await fhirAt(server, "/Organization/facility-SYT", headers)).toEqual(open);
    }
    const refused = async (headers: Record<string, string>) =>
      (await refusalAt(server, "/Organization", { headers })).slice(0, 3);
    expect(await refused(documents.headers)).toEqual([403, "forbidden", "PERSISTED_DOCUMENTS_ONLY"]);
    if (writing) expect(await refused(writing.headers)).toEqual([403, "forbidden", "FORBIDDEN"]);
    expect(await refused({ authorization: "Bearer x.y.z" })).toEqual([401, "login", "UNAUTHENTICATED"]);
    told.take();
    await searchAt(server, "/Organization?name=phu vang&_count=2", { "x-request-id": "mine" });
    await refusalAt(server, "/Location/nobody");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(told.take().filter(({ msg }) => msg === "answered")).toMatchObject([
      { requestId: "mine", route: "fhir", operation: "Organization.search", method: "GET", status: 200, cost: 90 },
      { route: "fhir", operation: "Location.read", status: 404, code: "NOT_FOUND" },
    ]);
    await server.close();
  });

  it("nobody who has used up the budget of a minute", async () => {
    const server = await serve(await loadedDatabase(), {}, { limits: { ratePublic: 100 } });
    await searchAt(server, "/Organization?type=facility");
    const response = await fetchFhir(server, "/Organization");
    const { issue } = (await response.json()) as OperationOutcome;
    expect([response.status, issue[0]?.code, response.headers.get("content-type")]).toEqual([
      ...[429, "throttled"],
      "application/fhir+json; charset=utf-8",
    ]);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    await server.close();
  });

  it("more than eight at once of one address, which is told when to come again", async () => {
    const busy = await startTestServer();
    expect(await askedAtOnce(busy, "/fhir/Organization?name:contains=a", 9)).toEqual([...Array(8).fill(200), 429]);
    expect(await askedAtOnce(busy, "/fhir/Organization?name:contains=a", 8)).toEqual(Array(8).fill(200));
    await busy.close();
  });
});

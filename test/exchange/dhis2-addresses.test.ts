import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, issuedKey, signedIn } from "../support/accounts.js";
import { loadedDatabase } from "../support/database.js";
import { departmentOf, fetchDhis2, jsonAt, sendDhis2 } from "../support/dhis2.js";
import { askedAtOnce } from "../support/raw-client.js";
import { serve, startTestServer, type TestServer } from "../support/server.js";
import { Told } from "../support/told.js";

describe("At /dhis2", () => {
  let server: TestServer;
  let headers: Record<string, string>;
  beforeAll(async () => {
    server = await startTestServer();
    headers = await departmentOf(server);
  });
  afterAll(async () => {
    expect(server.reported).toEqual([]);
    await server.close();
  });

  it("all of the register is one hierarchy, and each unit has what DHIS2 asks for", async () => {
    const { organisationUnits, dataElements, attributes } = await jsonAt(server, "/api/41/metadata.json");
    expect(attributes.length).toBe(7);
    const byId = new Map(organisationUnits.map((each: { id: string }) => [each.id, each]));
    expect(byId.size).toBe(organisationUnits.length);
    // biome-ignore lint/suspicious/noExplicitAny: as DHIS2 has them.
    for (const unit of organisationUnits as any[]) {
      const above = unit.path.split("/").slice(1, -1);
      expect([unit.level, above.at(-1)]).toEqual([above.length + 1, unit.parent?.id]);
      expect(above.every((id: string) => byId.has(id))).toBe(true);
      expect(unit).toMatchObject({
        id: expect.stringMatching(/^[A-Za-z][A-Za-z0-9]{10}$/),
        openingDate: expect.any(String),
      });
    }
    expect(organisationUnits.find((each: { code: string }) => each.code === "BV-CHANMAY")).toMatchObject({
      ...{ name: "Bệnh viện Đa khoa Chân Mây", closedDate: "2021-04-08", level: 3 },
    });
    const element = dataElements.find((each: { code: string }) => each.code === "LINKUPS_FAILED.NUMERATOR");
    expect(element).toMatchObject({
      ...{ domainType: "AGGREGATE", valueType: "INTEGER_ZERO_OR_POSITIVE", aggregationType: "NONE" },
      ...{ zeroIsSignificant: true, name: expect.stringContaining(" – tử số") },
      translations: [{ locale: "en", property: "NAME", value: expect.stringContaining(" – numerator") }],
    });
  });

  it.each([
    ["/dataValueSets", "application/json", 200, "application/json; charset=utf-8"],
    ["/dataValueSets", "application/adx+xml", 200, "application/adx+xml; charset=utf-8"],
    ["/dataValueSets", "*/*", 200, "application/json; charset=utf-8"],
    ["/dataValueSets.adx", "application/json", 200, "application/adx+xml; charset=utf-8"],
    ["/dataValueSets", "text/csv", 406, "application/json; charset=utf-8"],
    ["/organisationUnits", "application/adx+xml", 406, "application/json; charset=utf-8"],
    ["/organisationUnits.adx", "*/*", 404, "application/json; charset=utf-8"],
    ["/indicators.json", "*/*", 404, "application/json; charset=utf-8"],
    ["/dataValueSets.json?dataElement=LINKUP", "*/*", 400, "application/json; charset=utf-8"],
    ["/dataValueSets.json?datElement=LINKUPS", "*/*", 400, "application/json; charset=utf-8"],
    ["/dataValueSets.json?period=never", "*/*", 400, "application/json; charset=utf-8"],
    ["/dataValueSets.json?lastUpdated=now", "*/*", 400, "application/json; charset=utf-8"],
    ["/dataValueSets.json?idScheme=name", "*/*", 400, "application/json; charset=utf-8"],
  ])("%s for %s is answered %d as %s", async (path, accept, status, type) => {
    const response = await fetchDhis2(server, path, { headers: { accept } });
    await response.arrayBuffer();
    expect([response.status, response.headers.get("content-type")]).toEqual([status, type]);
  });

  it.each<[string, string, object | string, Record<string, string>, number, string]>([
    ["no JSON", "/dataValueSets", "{", { "content-type": "application/json" }, 400, "The body is no JSON."],
    ["a list", "/dataValueSets", [], {}, 400, "The body is no set of data values"],
    ["values that are none", "/dataValueSets", { dataValues: [1] }, {}, 400, "The body is no set of data values"],
    [
      "deep JSON",
      "/dataValueSets",
      `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
      { "content-type": "application/json" },
      400,
      "The body is no set of data values",
    ],
    ["too many values", "/dataValueSets", { dataValues: Array(50_001).fill({}) }, {}, 400, "at most 50,000"],
    [
      "a document type",
      "/dataValueSets",
      '<!DOCTYPE adx [<!ENTITY a "b">]><adx/>',
      {},
      400,
      "declares a document type",
    ],
    ["an entity of nobody", "/dataValueSets", "<adx><group>&a;</group></adx>", {}, 400, "no XML that can be read"],
    ["XML that ends too early", "/dataValueSets", "<adx><group>", {}, 400, "no XML that can be read"],
    ["deep XML", "/dataValueSets", "<adx>".repeat(1000), {}, 400, "The body is no set of data values"],
    ["other XML", "/dataValueSets", "<html/>", {}, 400, "The body is no set of data values"],
    ["CSV", "/dataValueSets", "a,b", { "content-type": "application/csv" }, 415, "Send application/json"],
    ["metadata in XML", "/metadata", "<metadata/>", {}, 415, "Send application/json"],
    ["metadata that is none", "/metadata", { organisationUnits: 1 }, {}, 400, "The body is no metadata"],
    ["4 MB", "/dataValueSets", { dataValues: [{ comment: "x".repeat(4_000_000) }] }, {}, 413, ""],
    [
      "a strategy of taking away",
      "/dataValueSets?importStrategy=DELETE",
      { dataValues: [] },
      {},
      400,
      "taken away by people alone",
    ],
    ["a scheme by name", "/dataValueSets?orgUnitIdScheme=name", { dataValues: [] }, {}, 400, "here it is uid or code"],
    ["a later answer", "/dataValueSets?async=true", { dataValues: [] }, {}, 400, "async"],
  ])("refuses %s with a sentence", async (_, path, body, more, status, sentence) => {
    const { answer, ...refused } = await sendDhis2(server, path, body, { ...headers, ...more });
    expect([refused.status, answer.httpStatusCode, answer.status]).toEqual([status, status, "ERROR"]);
    expect(answer.message).toContain(sentence);
    expect(JSON.stringify(answer)).not.toMatch(/\bat .*\.js|SELECT|node_modules/);
  });

  it("says in the language of whoever asks what is wrong", async () => {
    const { answer } = await sendDhis2(
      server,
      "/dataValueSets",
      { dataValues: [] },
      { ...headers, "accept-language": "vi" },
    );
    expect(answer.response.conflicts[0].value).toBe("Không có số liệu nào trong nội dung gửi lên.");
  });

  it("takes nothing from the public, from readers, or by other methods", async () => {
    const { headers: key } = await issuedKey(server, headers);
    const documents = await issuedKey(server, headers, { scopes: ["READ", "DOCUMENTS_ONLY"] });
    const refused = async (more: Record<string, string>) => {
      const { status, answer } = await sendDhis2(server, "/dataValueSets", { dataValues: [] }, more);
      return [status, answer.errorCode];
    };
    expect(await refused({})).toEqual([401, "UNAUTHENTICATED"]);
    expect(await refused(key)).toEqual([403, "FORBIDDEN"]);
    expect(await refused(documents.headers)).toEqual([403, "PERSISTED_DOCUMENTS_ONLY"]);
    await addTestAccount(server.db, "phổi", "FACILITY_EDITOR", "BV-PHOI");
    const editor = await signedIn(server, "phổi");
    const { organisationUnits } = await jsonAt(server, "/organisationUnits.json");
    const units = await sendDhis2(server, "/metadata", { organisationUnits }, editor.headers);
    expect([units.status, units.answer.response.typeReports[0].objectReports[0].errorReports[0].errorCode]).toEqual([
      409,
      "INVALID",
    ]);
    for (const [method, path] of [
      ["PUT", "/dataValueSets"],
      ["POST", "/organisationUnits"],
    ] as const) {
      const response = await fetchDhis2(server, path, { method, headers });
      await response.arrayBuffer();
      expect([response.status, response.headers.get("allow")?.startsWith("GET, HEAD")]).toEqual([405, true]);
    }
    const head = await fetchDhis2(server, "/dataValueSets.adx", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  it("compares data elements, and makes none", async () => {
    // DHIS2's documentation, "Metadata import".
    const element = { aggregationType: "SUM", domainType: "AGGREGATE", valueType: "INTEGER_ZERO_OR_POSITIVE" };
    const dataElements = [
      { name: "EPI - IPV 3 doses given", shortName: "EPI - IPV 3 doses given", ...element },
      { code: "LINKUPS", ...element },
      { code: "LINKUPZ", ...element },
    ];
    const { status, answer } = await sendDhis2(server, "/metadata", { dataElements }, headers);
    const [, { stats, objectReports }] = answer.response.typeReports;
    expect([status, stats]).toEqual([409, { created: 0, updated: 0, deleted: 0, ignored: 3, total: 3 }]);
    expect(objectReports.map(({ index }: { index: number }) => index)).toEqual([0, 2]);
    expect(objectReports[1].errorReports[0].message).toContain('Nearest: "LINKUPS"');
  });

  it("two imports of units whose names are as long as names may be, and begin alike, are two", async () => {
    const { organisationUnits } = await jsonAt(server, "/organisationUnits.json");
    for (const [code, end] of [
      ["BV-MAT", "1"],
      ["BV-PHOI", "2"],
    ]) {
      const sent = { organisationUnits: organisationUnits.filter((unit: { code: string }) => unit.code === code) };
      const name = `${"x".repeat(63)}${end}`;
      const { status, answer } = await sendDhis2(server, `/metadata?clientMutationId=${name}`, sent, headers);
      expect([code, status, answer.status]).toEqual([code, 200, "OK"]);
    }
  });

  it("so many are answered at once, and whoever asks too much is told when to come again", async () => {
    expect(await askedAtOnce(server, "/dhis2/dataValueSets.adx", 9)).toEqual([...Array(8).fill(200), 429]);
    expect(await askedAtOnce(server, "/dhis2/dataValueSets.adx", 8)).toEqual(Array(8).fill(200));
  });
});

it("The log tells what was asked of DHIS2", async () => {
  const told = new Told();
  const server = await serve(await loadedDatabase(), {}, { log: told });
  await jsonAt(server, "/dataElements.json");
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(told.take().filter(({ msg }) => msg === "answered")).toMatchObject([
    { route: "dhis2", operation: "dataElements", method: "GET", status: 200, cost: 50 },
  ]);
  await server.close();
});

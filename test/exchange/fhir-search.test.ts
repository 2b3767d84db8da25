import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Bundle, OperationOutcome } from "@medplum/fhirtypes";
import { fetchFhir, idsIn, OURS, refusalAt, searchAt } from "../support/fhir.js";
import { startTestServer, type TestServer } from "../support/server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const found = async (path: string): Promise<string[]> => idsIn(await searchAt(server, path));
const total = async (path: string): Promise<number | undefined> => (await searchAt(server, path)).total;

describe("A search in FHIR", () => {
  it.each<[path: string, ids: string[]]>([
    ["/Organization?_id=facility-SYT,area-46,nothing", ["area-46", "facility-SYT"]],
    [`/Organization?identifier=${OURS}/sid/facility-code|BV-MAT`, ["facility-BV-MAT"]],
    ["/Organization?identifier=BV-MAT", ["facility-BV-MAT"]],
    [`/Organization?identifier=${OURS}/sid/area-code|BV-MAT`, []],
    ["/Organization?identifier=|BV-MAT", []],
    [`/Location?identifier=${OURS}/sid/area-code|474`, ["area-474", "area-474--2025-01-01"]],
    ["/Organization?name=phu vang", ["area-19942", "area-478", "facility-TTYT-PHUVANG"]],
    ["/Organization?name=TTYT Ph%C3%BA Vang", ["facility-TTYT-PHUVANG"]],
    // The name of 2019, and an abbreviation of it.
    ["/Organization?name=lao va benh phoi", ["facility-BV-PHOI"]],
    ["/Location?name=BV lao", ["facility-BV-PHOI"]],
    ["/Organization?name=Th%E1%BB%ABa Thi%C3%AAn&type=jurisdiction", ["area-46"]],
    ["/Organization?name:contains=u vang", ["area-19942", "area-478", "facility-TTYT-PHUVANG"]],
    ["/Organization?name=u vang", []],
    ["/Organization?name:exact=Huy%E1%BB%87n Ph%C3%BA Vang", ["area-478"]],
    ["/Organization?name:exact=huyen phu vang", []],
    ["/Organization?name:exact=B%E1%BB%87nh vi%E1%BB%87n Lao v%C3%A0 b%E1%BB%87nh ph%E1%BB%95i", ["facility-BV-PHOI"]],
    ["/Organization?partof=area-478", ["facility-TTYT-PHUVANG"]],
    ["/Organization?partof=Organization/area-478", ["facility-TTYT-PHUVANG"]],
    ["/Organization?partof:Organization=area-478", ["facility-TTYT-PHUVANG"]],
    ["/Location?partof=Location/area-478", ["facility-TTYT-PHUVANG"]],
    ["/Organization?partof=area-VN", ["area-46"]],
    ["/Location?organization=Organization/facility-SYT", ["facility-SYT"]],
    ["/Organization?active=false&type=facility", ["facility-BV-CHANMAY"]],
    ["/Location?status=inactive&type=facility", ["facility-BV-CHANMAY"]],
    ["/Location?status=suspended", []],
    ["/Organization?type=PROVINCE,COUNTRY&type=jurisdiction", ["area-46", "area-VN"]],
    [`/Organization?type=${OURS}/CodeSystem/facility-type|HEALTH_DEPARTMENT`, ["facility-SYT"]],
    ["/OrganizationAffiliation?participating-organization=facility-BV-CHANMAY", ["BV-CHANMAY.manages"]],
    ["/OrganizationAffiliation?participating-organization=facility-BV-GTVT&role=GUIDES", ["BV-GTVT.guides.2019-08-08"]],
    // Whose hospital of the ministry of transport was, on a day.
    [
      "/OrganizationAffiliation?participating-organization=facility-BV-GTVT&date=le2021-01-01&date=ge2021-01-01",
      ["BV-GTVT.guides.2019-08-08"],
    ],
    [
      "/OrganizationAffiliation?participating-organization=facility-BV-GTVT&date=sa2022-09-15",
      ["BV-GTVT.manages.2022-09-16"],
    ],
    ["/OrganizationAffiliation?date=eb2021-04-08", ["BV-CHANMAY.manages"]],
    ["/OrganizationAffiliation?date=eb2021-04-07", []],
    ["/OrganizationAffiliation?active=false", ["BV-CHANMAY.manages", "BV-GTVT.guides.2019-08-08"]],
    ["/OrganizationAffiliation?identifier=x", []],
  ])("at %s finds %j", async (path, ids) => {
    expect(await found(path)).toEqual(ids);
  });

  it("counts the units of the reference: 42, of which 9 are district health centres and CDC none", async () => {
    expect(await total("/Organization?type=facility")).toBe(42);
    expect(await total("/Organization?type=urn:ietf:rfc:3986|urn:ihe:iti:mcsd:2019:facility")).toBe(42);
    expect(await total("/Organization?type=COMMUNE")).toBe(40);
    expect(await total("/Organization?type=DISTRICT&active=false")).toBe(11);
    expect(await total("/Organization?name=trung tam y te&type=HEALTH_CENTRE&type=DISTRICT")).toBe(9);
    const all = await total("/OrganizationAffiliation?primary-organization=facility-SYT");
    expect(all).toBe(42);
  });

  it("puts what belongs to a page beside it, once", async () => {
    const bundle = await searchAt(
      server,
      "/Organization?_id=facility-TTYT-PHUVANG&_include=Organization:partof&_include=Organization:endpoint" +
        "&_revinclude=Location:organization&_revinclude=OrganizationAffiliation:participating-organization",
    );
    expect([bundle.total, idsIn(bundle), idsIn(bundle, "include")]).toEqual([
      1,
      ["facility-TTYT-PHUVANG"],
      ["area-478", "facility-TTYT-PHUVANG", "TTYT-PHUVANG.manages"],
    ]);
    const places = await searchAt(
      server,
      "/Location?partof=area-478&_include=Location:organization&_include=Location:partof",
    );
    expect(places.entry?.map(({ fullUrl, search }) => [fullUrl, search?.mode])).toEqual([
      [`${server.url}/fhir/Location/facility-TTYT-PHUVANG`, "match"],
      [`${server.url}/fhir/Organization/facility-TTYT-PHUVANG`, "include"],
      [`${server.url}/fhir/Location/area-478`, "include"],
    ]);
    const both = await searchAt(
      server,
      "/OrganizationAffiliation?role=MANAGES&_count=2&_include=OrganizationAffiliation:primary-organization",
    );
    expect([idsIn(both).length, idsIn(both, "include")]).toEqual([2, ["facility-SYT"]]);
    const managed = await searchAt(
      server,
      "/Organization?_id=facility-SYT&_revinclude=OrganizationAffiliation:primary-organization",
    );
    expect(idsIn(managed, "include")).toHaveLength(42);
  });

  it("is answered page by page, each resource once, with links to itself and onward", async () => {
    const first = await searchAt(server, "/Organization?type=facility&_count=20&foo=1");
    expect(first.link).toEqual([
      { relation: "self", url: `${server.url}/fhir/Organization?type=facility&_count=20` },
      {
        relation: "next",
        url: `${server.url}/fhir/Organization?type=facility&_count=20&_after=${idsIn(first).at(-1)}`,
      },
    ]);
    const pages: string[][] = [];
    let next: string | undefined = first.link?.[1]?.url;
    pages.push(idsIn(first));
    while (next) {
      const page: Bundle = await (await fetch(next)).json();
      expect([page.total, page.link?.[0]?.url]).toEqual([42, next.replace(/(_count=20)&(_after=.*)/, "$2&$1")]);
      pages.push(idsIn(page));
      next = page.link?.find(({ relation }) => relation === "next")?.url;
    }
    expect(pages.map(({ length }) => length)).toEqual([20, 20, 2]);
    expect(new Set(pages.flat()).size).toBe(42);
    expect((await searchAt(server, "/Organization?_count=0")).entry).toBeUndefined();
    expect((await searchAt(server, "/Organization?_summary=count")).total).toBe(95);
    expect((await searchAt(server, "/Organization?_count=100000")).link?.[0]?.url).toMatch(/\?_count=200$/);
  });

  it("takes no notice of what it does not know and says so, or refuses where it is to be strict", async () => {
    const path = "/Organization?name=phu vang&near=16.4|107.6&_include=Organization:x&_sort=name&_elements=id&_count=1";
    const bundle = await searchAt(server, path, { "accept-language": "vi" });
    expect(bundle.link?.[0]?.url).toBe(`${server.url}/fhir/Organization?name=phu+vang&_count=1`);
    const remark = bundle.entry?.at(-1);
    const issue = (remark?.resource as OperationOutcome | undefined)?.issue;
    expect([remark?.search?.mode, issue]).toMatchObject([
      "outcome",
      [{ severity: "warning", code: "not-supported", details: { text: expect.stringContaining("Không dùng") } }],
    ]);
    expect(issue?.[0]?.details?.text).toContain(": near, _include=Organization:x, _sort=name, _elements.");
    for (const parameter of ["near=1", "_include=Organization:x", "_sort=name", "_elements=id", "__proto__=1"]) {
      const refused = await refusalAt(server, `/Organization?${parameter}`, {
        headers: { prefer: "return=minimal; handling=strict" },
      });
      expect([parameter, ...refused.slice(0, 3)]).toEqual([parameter, 400, "value", "BAD_USER_INPUT"]);
    }
    expect(await total("/Organization?name=phu vang")).toBe(3);
  });

  it("may be sent by POST, as a form", async () => {
    const asForm = (body: string, type = "application/x-www-form-urlencoded") => ({
      method: "POST",
      body,
      headers: { "content-type": type },
    });
    const response = await fetchFhir(server, "/Organization/_search?type=facility", asForm("name=phu%20vang&_count=5"));
    const bundle: Bundle = await response.json();
    expect([response.status, idsIn(bundle), bundle.link]).toEqual([
      200,
      ["facility-TTYT-PHUVANG"],
      [{ relation: "self", url: `${server.url}/fhir/Organization?type=facility&name=phu+vang&_count=5` }],
    ]);
    expect((await refusalAt(server, "/Organization/_search", asForm("{}", "application/json"))).slice(0, 3)).toEqual([
      ...[415, "not-supported", "UNSUPPORTED_MEDIA_TYPE"],
    ]);
    expect((await refusalAt(server, "/Organization/_search", asForm("a".repeat(20_000)))).slice(0, 2)).toEqual([
      ...[413, "too-long"],
    ]);
    expect((await refusalAt(server, "/metadata/_search", asForm("a=1"))).slice(0, 2)).toEqual([404, "not-found"]);
  });

  it.each<[path: string, issue: string, sentence: RegExp]>([
    ["/Organization?active=yes", "value", /`active` is "yes"; it must be true or false/],
    ["/Organization?partof=area 478", "value", /`partof` is "area 478"; it must be the id/],
    ["/Organization?partof=Location/area-478", "value", /of type Organization/],
    ["/Organization?partof=http://elsewhere.example/fhir/Organization/area-478", "value", /with the address here/],
    ["/Organization?name:missing=true", "value", /`name` takes no ":missing"; it takes: :contains,:exact/],
    ["/Organization?active:not=true", "value", /takes no ":not"; it takes none/],
    ["/Organization?_lastUpdated=yesterday", "value", /must be a date or an instant/],
    ["/Organization?_lastUpdated=gt2026-02-30", "value", /must be a date/],
    ["/Organization?_lastUpdated=ap2026-02-20", "value", /must be a date/],
    ["/Organization?_lastUpdated=2026-02-20T25:00:00Z", "value", /must be a date/],
    ["/OrganizationAffiliation?date=0", "value", /must be a date/],
    ["/Organization?_count=-1", "value", /`_count` is "-1"/],
    ["/Organization?_count=1e3", "value", /`_count` is "1e3"/],
    ["/Organization?_after=<script>", "value", /`_after` is "<script>"/],
    [`/Organization?_id=${"a,".repeat(100)}a`, "value", /up to 100 values/],
    [`/Organization?${"_id=a&".repeat(101)}`, "value", /up to 100 values/],
    [`/Organization?name=${"a".repeat(501)}`, "value", /up to 500 characters/],
    ["/Organization?name=%ff", "invalid", /not in UTF-8/],
    ["/Organization?name=%", "invalid", /not in UTF-8/],
  ])("%s is refused: %s", async (path, issue, sentence) => {
    const [status, code, , text] = await refusalAt(server, path);
    expect([status, code]).toEqual([400, issue]);
    expect(text).toMatch(sentence);
  });

  it("is not led astray by what a value looks like", async () => {
    for (const value of ["%00", "' OR 1=1 --", "%25", "_", "\\,", "\\|", "|", ",", "(((((", "%F0%9F%92%A9", "-.-"]) {
      for (const parameter of ["name", "name:contains", "name:exact", "identifier", "type", "_id"]) {
        const response = await fetchFhir(server, `/Organization?${parameter}=${value}`);
        expect([parameter, value, response.status]).toEqual([parameter, value, 200]);
        expect([parameter, value, ((await response.json()) as Bundle).total]).toEqual([parameter, value, 0]);
      }
    }
    expect(await found("/Organization?_id=,facility-SYT,")).toEqual(["facility-SYT"]);
    expect(await total("/Organization?name=&_id=")).toBe(95);
  });

  it("takes other requests between its turns, however much is compared", async () => {
    const values = Array.from({ length: 100 }, (_, i) => `w${i}`).join();
    const [bundle, health] = await Promise.all([
      searchAt(server, `/Organization?name:contains=${values}`),
      fetch(`${server.url}/healthz`).then((response) => response.json()),
    ]);
    expect([bundle.total, health]).toEqual([0, { status: "ok" }]);
  });
});

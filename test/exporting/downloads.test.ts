import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { FACILITIES_LIST } from "../../server/concepts/facility/facility.format.js";
import { EXPORTS, FORMATS } from "../../server/concepts/index.js";
import { assertAllowed, POLICY, ruleOf } from "../../server/core/access/policy.js";
import { keyViewer } from "../../server/core/access/viewer.js";
import { addedTo } from "../../server/files/format.js";
import { addTestAccount, bearer, issuedKey, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { csvAt, download, NEEDED_BY_EXPORT, workbookAt } from "../support/downloads.js";
import { importLines } from "../support/importing.js";
import { startTestServer, type TestServer } from "../support/server.js";

describe("A download", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it("says what it is, its name in ASCII and in Vietnamese, and that no proxy keeps it", async () => {
    const response = await download(server, "/export/facilities.csv", { "x-request-id": "of-the-client" });
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    await response.arrayBuffer();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition":
        `attachment; filename="facilities-${today}.csv"; ` +
        `filename*=UTF-8''C%C6%A1%20s%E1%BB%9F%20y%20t%E1%BA%BF%20${today}.csv`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-request-id": "of-the-client",
      "access-control-allow-origin": "*",
    });
    const workbook = await download(server, "/export/facilities.xlsx");
    expect(workbook.headers.get("content-type")).toBe(
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    );
    await workbook.arrayBuffer();
  });

  it.each([
    ["/export/nothing.csv", 404, "NOT_FOUND", /where LIST is one of: facilities, areas, observations/],
    ["/export/facilities.pdf", 404, "NOT_FOUND", /There is no such file/],
    ["/export/", 404, "NOT_FOUND", /There is no such file/],
    ["/template/league.csv", 404, "NOT_FOUND", /where TABLE is one of: facilities, areas, observations/],
    [
      "/export/facilities.csv?areacode=478",
      400,
      "BAD_USER_INPUT",
      /no "areacode"; did you mean `areaCode`\? It takes: search,/,
    ],
    ["/export/facilities.csv?999999=478", 400, "BAD_USER_INPUT", /^This list takes no "999999"\. It takes: search,/],
    ["/export/legal-documents.csv?year=2025", 400, "BAD_USER_INPUT", /takes no parameters; leave "year" out/],
    ["/export/facilities.csv?areaCode=4788", 400, "BAD_USER_INPUT", /`areaCode` is "4788", .* did you mean "478"/],
    [
      "/export/facilities.csv?areaCode=ZZZZZZ",
      400,
      "BAD_USER_INPUT",
      /"ZZZZZZ", .* nothing on record has as its code\.$/,
    ],
    ["/export/facilities.csv?areaCode=478&areaCode=479", 400, "BAD_USER_INPUT", /`areaCode` is given more than once/],
    ["/export/facilities.csv?ownership=STATE", 400, "BAD_USER_INPUT", /must be one of: PUBLIC, PRIVATE, SECTOR\.$/],
    ["/export/facilities.csv?facilityType=X", 400, "BAD_USER_INPUT", /No FACILITY_TYPE has code "X".*Known: /],
    ["/export/facilities.csv?under=SYTT", 400, "BAD_USER_INPUT", /`under` is "SYTT"/],
    ["/export/facilities.csv?asOf=2022-02-30", 400, "BAD_USER_INPUT", /"2022-02-30" is not a calendar day/],
    [
      `/export/facilities.csv?search=${"x".repeat(201)}`,
      400,
      "BAD_USER_INPUT",
      /^`search` is too long; .* 200 characters/,
    ],
    [`/export/observations.csv?${"metric=LINKUPS&".repeat(101)}`, 400, "BAD_USER_INPUT", /up to 100 values/],
    [
      "/export/observations.csv?metric=LINKUP",
      400,
      "BAD_USER_INPUT",
      /`metric` is "LINKUP", .* did you mean "LINKUPS"/,
    ],
    ["/export/observations.csv?subject=XX", 400, "BAD_USER_INPUT", /`subject` is "XX"/],
    ["/export/observations.csv?programme=X", 400, "BAD_USER_INPUT", /`programme` is "X"/],
    ["/export/league.csv", 400, "BAD_USER_INPUT", /`metric` is missing/],
    [
      "/export/assessments.csv?round=2021",
      400,
      "BAD_USER_INPUT",
      /No assessment round has code "2021"; known: "2020", "2022"/,
    ],
    ["/export/targets.csv?year=25", 400, "BAD_USER_INPUT", /`year` is "25"; it must be a year/],
    ["/export/milestones.csv?track=X", 400, "BAD_USER_INPUT", /`track` is "X"/],
  ])("of %s is refused by %d %s", async (path, status, code, message) => {
    const response = await download(server, path);
    const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] };
    expect([response.status, errors.length, errors[0]?.extensions]).toEqual([status, 1, { code }]);
    expect(errors[0]?.message).toMatch(message);
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
  });

  it("is refused in Vietnamese to whoever prefers it", async () => {
    const ask = async (path: string) => {
      const response = await download(server, path, { "accept-language": "vi" });
      return ((await response.json()) as { errors: { message: string }[] }).errors[0]?.message;
    };
    expect(await ask("/export/facilities.csv?owner=1")).toMatch(/^Danh sách này không có tham số "owner"/);
    expect(await ask("/export/league.xlsx")).toBe("Thiếu `metric`; danh sách này bắt buộc phải có.");
    expect(await ask("/export/x.xlsx")).toMatch(/^Không có tệp này\. Có \/export\//);
  });

  it("is asked by GET alone; a page of another site may say who asks", async () => {
    const post = await fetch(`${server.url}/export/facilities.csv`, { method: "POST" });
    expect([post.status, post.headers.get("allow")]).toEqual([405, "GET"]);
    const before = await fetch(`${server.url}/export/facilities.csv`, {
      method: "OPTIONS",
      headers: { "access-control-request-headers": "authorization" },
    });
    expect([before.status, before.headers.get("access-control-allow-headers")]).toEqual([204, "authorization"]);
    expect(before.headers.get("access-control-expose-headers")).toContain("content-disposition");
  });

  it("fails as a whole, before anything is sent, where the first lines cannot be read", async () => {
    const { query } = server.db;
    server.db.query = () => Promise.reject(new Error("/var/lib/hidden"));
    const response = await download(server, "/export/observations.xlsx").finally(() => {
      server.db.query = query;
    });
    expect([response.status, await response.text()]).toEqual([500, expect.stringContaining("INTERNAL_SERVER_ERROR")]);
    expect(server.reported.splice(0)).toHaveLength(1);
  });

  it("is for everybody who may ask the same list in GraphQL, and for nobody whose token is not good", async () => {
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    const admin = (await signedIn(server, "sở")).headers;
    const editor = (await signedIn(server, "mắt")).headers;
    const { id, headers: byKey } = await issuedKey(server, admin);
    for (const { name, field } of EXPORTS) {
      expect(POLICY[field]?.roles).toHaveLength(4);
      for (const headers of [{}, admin, editor, byKey]) {
        const response = await download(server, `/export/${name}.csv${NEEDED_BY_EXPORT[name] ?? ""}`, headers);
        await response.arrayBuffer();
        expect([name, response.status]).toEqual([name, 200]);
      }
    }
    await new Acting(server, admin, {}).did("apiKeyRevoke", { id });
    for (const headers of [byKey, bearer("x.y.z"), { authorization: "Basic x" }]) {
      for (const path of ["/export/facilities.csv", "/template/facilities.csv"]) {
        const response = await download(server, path, headers);
        expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
        expect(await response.text()).toContain("UNAUTHENTICATED");
      }
    }
  });

  it("needs a key that may read", () => {
    const viewer = keyViewer({ id: 1, scopes: [] } as unknown as Parameters<typeof keyViewer>[0]);
    for (const { field } of EXPORTS) {
      expect(() => assertAllowed(ruleOf(field), viewer)).toThrow("Your role does not allow this.");
    }
  });
});

describe("Data that look like formulas", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await importLines(server.db, "facilities", "ten-la.csv", [
      "code,name,opened_on,closed_on,note_vi",
      'TEN-LA,"=HYPERLINK(""http://x"";""Bấm"")",,,',
      "TEN-CONG,'+84 Phòng khám,,,",
    ]);
    await importLines(server.db, "facility-ownership", "so-huu.csv", [
      "facility,ownership,facility_type,valid_from,valid_to,basis_vi",
      "TEN-LA,PRIVATE,POLYCLINIC,,,",
      "TEN-CONG,PRIVATE,POLYCLINIC,,,",
    ]);
  });
  afterAll(() => server.close());

  it("are told apart by an apostrophe in CSV, and are texts in a workbook: names survive in both", async () => {
    const search = "?ownership=PRIVATE&orderBy=CODE&search=TEN";
    const names = (rows: readonly (readonly unknown[])[] | undefined) => rows?.slice(1).map((row) => row[1]);
    expect(names(await csvAt(server, `/export/facilities.csv${search}`))).toEqual([
      "'+84 Phòng khám",
      '\'=HYPERLINK("http://x";"Bấm")',
    ]);
    const [list] = await workbookAt(server, `/export/facilities.xlsx${search}`);
    expect(names(list?.data)).toEqual(["+84 Phòng khám", '=HYPERLINK("http://x";"Bấm")']);
  });
});

describe("A template", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it.each(FORMATS.map((format) => [format.name, format] as const))(
    "%s has the columns of its table, and no row",
    async (name, format) => {
      const headers = format.columns.map(({ headerVi }) => headerVi);
      expect(await csvAt(server, `/template/${name}.csv`)).toEqual([headers]);
      const [table, guide] = await workbookAt(server, `/template/${name}.xlsx`);
      expect(table).toEqual({ sheet: format.titleVi, data: [headers] });
      expect(guide?.data.slice(1).map((row) => row.slice(0, 2))).toEqual(
        format.columns.map((each) => [each.headerVi, each.name]),
      );
    },
  );

  it("of facilities says what its columns take", async () => {
    const exampleOf = (column: string) => FACILITIES_LIST.columns.find(({ name }) => name === column)?.example || null;
    const [, guide] = await workbookAt(server, "/template/facilities.xlsx");
    expect(guide?.sheet).toBe("Hướng dẫn");
    expect(
      guide?.data.filter(([header]) => ["Cột", "Hình thức sở hữu", "Xếp hạng", "Ngày thành lập"].includes(`${header}`)),
    ).toEqual([
      ["Cột", "Tên trong hệ thống", "Kiểu", "Ví dụ", "Các giá trị nhận"],
      ["Hình thức sở hữu", "ownership", "Chữ", "Công lập", "Công lập (PUBLIC); Tư nhân (PRIVATE); Bộ, ngành (SECTOR)"],
      [
        "Xếp hạng",
        "hospital_class",
        "Chữ",
        exampleOf("hospital_class"),
        "Hạng I (CLASS_1); Hạng II (CLASS_2); Hạng III (CLASS_3)",
      ],
      ["Ngày thành lập", "opened_on", "Ngày; ví dụ 27/10/2022 hoặc 2022-10-27", exampleOf("opened_on"), null],
    ]);
  });

  it("belongs to each list that can be imported again, and that list has its columns", async () => {
    for (const { name, format } of EXPORTS) {
      if (!format) continue;
      const [header = []] = await csvAt(server, `/export/${name}.csv`);
      const own = format.columns.map(({ headerVi }) => headerVi);
      expect(header.slice(0, own.length)).toEqual(own);
      expect(addedTo(format)).toEqual(expect.arrayContaining(header.slice(own.length)));
    }
  });

  it("is named so", async () => {
    const response = await download(server, "/template/areas.csv");
    expect(response.headers.get("content-disposition")).toBe(
      "attachment; filename=\"template-areas.csv\"; filename*=UTF-8''M%E1%BA%ABu%20%C4%90%C6%A1n%20v%E1%BB%8B%20h%C3%A0nh%20ch%C3%ADnh.csv",
    );
    await response.arrayBuffer();
  });
});

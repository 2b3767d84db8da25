import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { BOOKS, EXPORTS, FORMATS } from "../../server/concepts/index.js";
import { bearer } from "../support/accounts.js";
import { download, NEEDED_BY_EXPORT } from "../support/downloads.js";
import { startTestServer, type TestServer } from "../support/server.js";

interface Listed {
  name: string;
  titleVi: string;
  titleEn: string;
  kinds: string[];
  parameters: { name: string; titleEn: string; isNeeded: boolean }[];
}

describe("The list of downloads", () => {
  let server: TestServer;
  let list: { exports: Listed[]; templates: Omit<Listed, "parameters">[] };
  beforeAll(async () => {
    server = await startTestServer();
    const response = await download(server, "/export/index.json");
    expect([response.status, response.headers.get("content-type"), response.headers.get("cache-control")]).toEqual([
      ...[200, "application/json; charset=utf-8", "no-store"],
    ]);
    list = (await response.json()) as typeof list;
  });
  afterAll(() => server.close());

  it("names all exports and all templates, in Vietnamese and in English", () => {
    expect(list.exports.map(({ name, titleVi }) => [name, titleVi])).toEqual(
      EXPORTS.map(({ name, titleVi }) => [name, titleVi]),
    );
    const english = [...list.exports, ...list.templates].map(({ titleEn }) => titleEn);
    const asked = list.exports.flatMap(({ parameters }) => parameters.map(({ titleEn }) => titleEn));
    for (const each of [...english, ...asked]) expect(each).toMatch(/^[A-Z][A-Za-z ,_.:]+$/);
    const ofExports = list.exports.map(({ titleEn }) => titleEn);
    expect(new Set(ofExports).size).toBe(ofExports.length);
    expect(list.templates.map(({ name, kinds }) => [name, kinds])).toEqual([
      ...FORMATS.map(({ name }) => [name, ["csv", "xlsx"]]),
      ...Object.values(BOOKS).map(({ name }) => [name, ["xlsx"]]),
    ]);
  });

  it("says what each may be asked for, and what as", () => {
    const facilities = list.exports.find(({ name }) => name === "facilities");
    expect(facilities?.parameters).toEqual(
      expect.arrayContaining([
        {
          ...{ name: "search", titleVi: "Từ khóa", titleEn: "Search words" },
          ...{ isNeeded: false, isMany: false, holds: "TEXT", choices: null },
        },
        {
          ...{ name: "ownership", titleVi: "Hình thức sở hữu", titleEn: "Ownership" },
          ...{ isNeeded: false, isMany: true, holds: "TEXT", choices: ["PUBLIC", "PRIVATE", "SECTOR"] },
        },
        {
          ...{ name: "asOf", titleVi: "Hiện trạng vào ngày", titleEn: "As of the day" },
          ...{ isNeeded: false, isMany: false, holds: "DAY", choices: null },
        },
      ]),
    );
  });

  it("says what no export can be made without: asked with that, each is a file", async () => {
    for (const { name, parameters } of list.exports) {
      const known = new URLSearchParams(NEEDED_BY_EXPORT[name]);
      const needed = parameters
        .filter(({ isNeeded }) => isNeeded)
        .map((each) => [each.name, known.get(each.name) ?? ""]);
      const response = await download(server, `/export/${name}.csv?${new URLSearchParams(needed)}`);
      await response.arrayBuffer();
      expect([name, response.status]).toEqual([name, 200]);
    }
  });

  it("is for nobody whose token is not good", async () => {
    expect((await download(server, "/export/index.json", bearer("x.y.z"))).status).toBe(401);
  });
});

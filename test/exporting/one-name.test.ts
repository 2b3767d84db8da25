import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { BOOKS, EXPORTS, FORMATS, IMPORTS } from "../../server/concepts/index.js";
import { KINDS, readerOf } from "../../server/concepts/reader-of-file.js";
import { csvAt, download } from "../support/downloads.js";
import { startTestServer, type TestServer } from "../support/server.js";

const FORMERLY = [
  ["facilities", "facilities-list"],
  ["areas", "areas-list"],
  ["assessments", "assessments-list"],
  ["stated-needs", "stated-needs-list"],
  ["milestones", "milestones-list"],
  ["campaigns", "campaigns-list"],
] as const;

describe("A list has one name", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it.each([...Object.entries(IMPORTS).map(([value, { format }]) => [value, format.name] as const)])(
    "%s is %s as a template, as an export and on the command line",
    async (value, name) => {
      expect(value).toBe(name.toUpperCase().replaceAll("-", "_"));
      const [template = []] = await csvAt(server, `/template/${name}.csv`);
      const [exported = []] = await csvAt(server, `/export/${name}.csv`);
      expect(exported.slice(0, template.length)).toEqual(template);
      const { format } = EXPORTS.find((each) => each.name === name) ?? {};
      expect(format).toBe(IMPORTS[value]?.format);
      expect(KINDS).toContain(name);
    },
  );

  it("and so has a table of several sheets, which is no export", () => {
    expect(Object.entries(BOOKS).map(([value, { name }]) => [value, name])).toEqual([["REPORT", "report"]]);
    expect(EXPORTS.map(({ name }) => name)).not.toContain("report");
  });

  it("has no other name but that which it had before", () => {
    expect(FORMATS.flatMap(({ name, formerly }) => (formerly ? [[name, formerly]] : [])).sort()).toEqual(
      FORMERLY.map((each) => [...each]).sort(),
    );
  });

  it.each(FORMERLY)("%s goes on being called %s", async (name, formerly) => {
    for (const path of ["/template/NAME.csv", "/template/NAME.xlsx", "/export/NAME.csv"]) {
      const [now, before] = await Promise.all(
        [name, formerly].map(async (each) => {
          const response = await download(server, path.replace("NAME", each));
          return [response.status, response.headers.get("content-disposition"), await response.text()];
        }),
      );
      expect(before).toEqual(now);
      expect(now?.[0]).toBe(200);
    }
    expect(KINDS).not.toContain(formerly);
    const list = IMPORTS[name.toUpperCase().replaceAll("-", "_")];
    const template = await (await download(server, `/template/${name}.csv`)).text();
    for (const kind of [name, formerly])
      expect(await readerOf(kind, { file: "mau.csv", content: template })).toBe(list?.reader);
  });

  it("and where a table of a document bears it too, the header says which is meant", async () => {
    const isList = async (kind: string, content: string) => {
      const reader = await readerOf(kind, { file: "a.csv", content });
      return Object.values(IMPORTS).some((list) => list.reader === reader);
    };
    expect(await isList("facilities", "code,name,opened_on,closed_on,note_vi\nA,B,,,\n")).toBe(false);
    expect(await isList("facilities", "code,name,opened_on,closed_on\nA,B,,\n")).toBe(true);
    expect(await isList("areas", "key,code,area_type,valid_from,valid_to,name,parent_key\n")).toBe(false);
    expect(await isList("areas", "code,name,valid_to\n")).toBe(true);
    const systems = "Hạ tầng CNTT,HIS Lvl 6,LIS,RIS – PACS,EMR,QL/ĐH,APP cho người dân,App cho BS/ĐD,Portal,KCB từ xa";
    expect(await isList("stated-needs", `STT,Đơn vị,${systems}\n`)).toBe(false);
    expect(await isList("stated-needs", "Đợt đánh giá;Cơ sở;Hệ thống;Nhu cầu\n")).toBe(true);
    expect(await readerOf("nothing", { file: "a.csv", content: "code\n" })).toBeUndefined();
  });
});

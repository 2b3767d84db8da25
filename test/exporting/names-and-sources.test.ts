import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { importFile } from "../../server/concepts/import/importer.js";
import { FORMATS } from "../../server/concepts/index.js";
import { nameKey } from "../../server/core/text/fold.js";
import { addedTo } from "../../server/files/format.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { csvAt, workbookAt } from "../support/downloads.js";
import { importLines, listNamed, problemsOf } from "../support/importing.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

/** Codes beside which no name stands, and why. */
const UNNAMED: Record<string, string> = {
  "facilities code": "the next column has it",
  "areas code": "the next column has it",
  "assessments round": "a round is called by its code",
  "stated-needs round": "a round is called by its code",
  "assessment-answers round": "a round is called by its code",
  "campaigns form": "its own line has it",
  "campaigns under": "blank in an export, which names the units one by one",
};

describe("Beside the codes of an export", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await importLines(server.db, "campaigns-list", "đợt.csv", [
      "campaign,line,form,number,title,recipient,facility,due_before,metric,on",
      "2022-T3,CAMPAIGN,,12/SYT-VP,Báo cáo tháng 3,,,,,",
      "2022-T3,FORM,Mẫu 1,,Liên thông,,,,,",
      "2022-T3,COLUMN,Mẫu 1,(1),Kỳ này,,,,LINKUPS,2022-03-31",
      "2022-T3,RECIPIENT,,,,Bệnh viện,BV-MAT,,,",
      "2022-T3,DUE,Mẫu 1,,,Bệnh viện,,2022-04-10,,",
    ]);
    await importLines(server.db, "form-answers", "trả lời.csv", [
      "campaign,form,facility,column,value,submit",
      "2022-T3,Mẫu 1,BV-MAT,(1),1.250,Có",
      "2022-T3,Mẫu 1,BV-MAT,B,Thiếu máy,",
    ]);
  });
  afterAll(() => server.close());

  /** The lines of a file by their headers. */
  async function lines(path: string): Promise<Record<string, string>[]> {
    const [header = [], ...rows] = await csvAt(server, path);
    return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ""])));
  }

  it("stands what they are called, in every list that people fill in", () => {
    const unnamed = FORMATS.flatMap(({ name, columns }) =>
      columns.filter(({ codes, nameVi }) => codes && !nameVi).map((column) => `${name} ${column.name}`),
    );
    expect(unnamed.sort()).toEqual(Object.keys(UNNAMED).sort());
  });

  it.each(FORMATS.map((format) => [format.name, format] as const))(
    "%s has no column twice, with those that are added",
    (_, format) => {
      const all = [...format.columns.flatMap(({ name, headerVi }) => [name, headerVi]), ...addedTo(format)];
      const added = addedTo(format).map(nameKey);
      expect(new Set(added).size).toBe(added.length);
      expect(all.filter((each) => added.includes(nameKey(each)))).toHaveLength(added.length);
    },
  );

  it("a hospital of 2018 is called as it was then, an area as on the day of the figure", async () => {
    const [of2018] = await lines("/export/observations.csv?subject=BV-PHOI&metric=LINKUPS&to=2018-12-31");
    expect(of2018).toMatchObject({
      "Chỉ số": "LINKUPS",
      "Đối tượng": "BV-PHOI",
      "Giá trị": "4336",
      "Tên chỉ số": "Tổng số lượt liên thông dữ liệu khám chữa bệnh",
      "Tên đối tượng": "Bệnh viện Lao và bệnh phổi",
      "Tài liệu nguồn": "LETTER-1999-2019",
      "Đề mục": "Phụ lục 2: Kết quả liên thông dữ liệu khám chữa bệnh vào hệ thống hồ sơ sức khỏe điện tử",
    });
    const [ofPhongDien] = await lines("/export/observations.csv?subject=476&metric=CHILDREN_UNDER_1&to=2018-12-31");
    expect(ofPhongDien).toMatchObject({ "Đối tượng": "476", "Tên đối tượng": "Huyện Phong Điền" });
  });

  it("an assessed unit is called as on the last day of the round", async () => {
    const assessed = await lines("/export/assessments.csv?round=2022");
    expect(assessed.find((line) => line["Cơ sở"] === "TTYT-TPHUE")?.["Tên cơ sở"]).toBe("Trung tâm Y tế thành phố Huế");
    const { facilities } = await dataOf(
      server,
      `query { facilities(first: 100, asOf: "2022-10-01") { nodes { code name } } }`,
    );
    const names = new Map(facilities.nodes.map(({ code, name }: Data) => [code, name]));
    for (const path of ["/export/assessments.csv?round=2022", "/export/stated-needs.csv?round=2022"]) {
      for (const line of await lines(path)) expect(line["Tên cơ sở"]).toBe(names.get(line["Cơ sở"] ?? ""));
    }
  });

  it("a line of a campaign and of an answer names whatever it has a code of", async () => {
    const all = await lines("/export/campaigns.csv?campaign=2022-T3");
    expect(all.find((line) => line["Loại dòng"] === "Cột")).toMatchObject({
      "Tên đợt": "Báo cáo tháng 3",
      "Tên chỉ số": "Tổng số lượt liên thông dữ liệu khám chữa bệnh",
      "Tên đơn vị": "",
    });
    expect(all.find((line) => line["Loại dòng"] === "Nơi nhận")).toMatchObject({ "Tên đơn vị": "Bệnh viện Mắt Huế" });
    const [figure, words] = await lines("/export/form-answers.csv?campaign=2022-T3");
    const place = { "Tên đợt": "Báo cáo tháng 3", "Tên mẫu": "Liên thông", "Tên đơn vị": "Bệnh viện Mắt Huế" };
    expect(figure).toMatchObject({ ...place, "Cột hoặc phần": "(1)", "Tên cột hoặc phần": "Kỳ này" });
    expect(words).toMatchObject({ ...place, "Cột hoặc phần": "B", "Tên cột hoặc phần": "Thuận lợi và khó khăn" });
  });

  it.each(["observations", "assessments", "stated-needs", "facilities", "milestones", "campaigns", "form-answers"])(
    "%s says of every line which document it is from, and where it stands there",
    async (name) => {
      const documents = new Map(
        (await dataOf(server, "{ sourceDocuments { code titleVi } }")).sourceDocuments.map(
          ({ code, titleVi }: Data) => [code, titleVi],
        ),
      );
      const all = await lines(`/export/${name}.csv`);
      expect(all.length).toBeGreaterThan(0);
      for (const line of all) {
        expect(line["Đề mục"]).not.toBe("");
        expect(line["Tên tài liệu nguồn"]).toBe(documents.get(line["Tài liệu nguồn"] ?? ""));
      }
    },
  );

  it("what somebody has entered says so", async () => {
    await addTestAccount(server.db, "sở", "ADMIN");
    const { headers } = await signedIn(server, "sở");
    const input = { metric: "LINKUPS", subject: "BV-MAT", from: "2021-03-01", on: "2021-03-31", value: 35 };
    await new Acting(server, headers, { observation: "id" }).did("observationRecord", input);
    const [entered] = await lines("/export/observations.csv?subject=BV-MAT&from=2021-03-31&to=2021-03-31");
    expect(entered).toMatchObject({
      "Giá trị": "35",
      "Tài liệu nguồn": "REGISTER",
      "Đề mục": "Dữ liệu do người dùng nhập trên hệ thống",
    });
  });

  it("a facility says on what its name rests, beside the document of the rest of its line", async () => {
    const nameOf = async (asOf: string) =>
      (await lines(`/export/facilities.csv?search=${encodeURIComponent("bệnh viện phổi")}${asOf}`)).map((line) => [
        line["Tên cơ sở"],
        line["Căn cứ tên gọi"],
        line["Tài liệu nguồn"],
      ]);
    expect(await nameOf("")).toEqual([["Bệnh viện Phổi", "Từ 16/09/2022 (ngày tạm lấy)", "BRIEFING-2022-12-07"]]);
    const { headers } = await signedIn(server, "sở");
    const { facility } = await dataOf(server, '{ facility(code: "BV-PHOI") { id version } }');
    await new Acting(server, headers, { facility: "name" }).did("facilityRename", {
      ...{ id: facility.id, expectedVersion: facility.version, name: "Bệnh viện Phổi Trung tâm", on: "2025-05-01" },
      ...{ legalDocument: "19/2025/QĐ-TTg", basisVi: "Đổi tên theo quyết định." },
    });
    const basis = "Từ 01/05/2025; 19/2025/QĐ-TTg; Đổi tên theo quyết định.";
    expect(await nameOf("")).toEqual([["Bệnh viện Phổi Trung tâm", basis, "BRIEFING-2022-12-07"]]);
    expect((await nameOf("&asOf=2025-01-01"))[0]?.[1]).toBe("Từ 16/09/2022 (ngày tạm lấy)");
  });

  it("says in a workbook which columns are there to be read, where it can come back", async () => {
    const [, facts] = await workbookAt(server, "/export/stated-needs.xlsx");
    expect(facts?.data.find(([what]) => what === "Cột chỉ để đọc")?.[1]).toBe(
      "Tên cơ sở, Nhu cầu đặt cạnh hiện trạng, Tài liệu nguồn, Đề mục, Tên tài liệu nguồn: khi nhập lại thì bỏ qua.",
    );
  });

  it("costs no statement: all of it is held in memory", async () => {
    const statements = async (path: string) => {
      await csvAt(server, path);
      const before = server.db.statements;
      await csvAt(server, path);
      return server.db.statements - before;
    };
    for (const name of ["assessments", "stated-needs"]) {
      const all = await statements(`/export/${name}.csv?round=2022`);
      expect(await statements(`/export/${name}.csv?round=2022&under=478`)).toBe(all);
    }
    const one = await statements("/export/observations.csv?metric=LINKUPS&subject=BV-PHOI");
    expect(await statements("/export/observations.csv?metric=LINKUPS")).toBe(one);
  });
});

describe("A file that comes back", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const brought = (name: string, content: string) =>
    importFile(server.db, listNamed(name), { file: "a.csv", content, document: "REGISTER", section: "a.csv" });

  it("may have the columns that an export adds, anywhere and with anything in them: they say nothing", async () => {
    const rows = "Tên cơ sở;Đề mục;Đợt đánh giá;Cơ sở;Hệ thống;Nhu cầu\nNhầm;x;2022;BV-PHOI;LIS;Có\n";
    expect(await brought("stated-needs", rows)).toMatchObject({ rows: 1, inserted: 0, changed: 0 });
  });

  it("is refused for any other column, as before", async () => {
    const rows = "Tên đơn vị;Đợt đánh giá;Cơ sở;Hệ thống;Nhu cầu\nNhầm;2022;BV-PHOI;LIS;Có\n";
    expect((await problemsOf(brought("stated-needs", rows))).map(({ code, column }) => [code, column])).toEqual([
      ["UNKNOWN_COLUMN", "Tên đơn vị"],
    ]);
  });
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { importFile } from "../../server/concepts/import/importer.js";
import { BOOKS, FORMATS } from "../../server/concepts/index.js";
import { POLICY } from "../../server/core/access/policy.js";
import { OpenFile } from "../../server/files/reading/content.js";
import { dataValidations } from "../../server/files/writing/choices.js";
import { download } from "../support/downloads.js";
import { importLines, listNamed } from "../support/importing.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { partsOf, sheetsOf } from "../support/workbook.js";
import { saved, zipOf } from "../support/workbooks.js";

/** Columns of text in which anything may stand that the rest of the row, or somebody, makes up. */
const FREE: Record<string, readonly string[]> = {
  facilities: ["name"],
  areas: ["name"],
  observations: ["quote", "note_vi", "note_en"],
  assessments: [],
  "stated-needs": [],
  "assessment-answers": [],
  milestones: ["title", "note_vi"],
  campaigns: ["number", "title", "recipient", "unit", "of", "formula", "group", "footnote", "reports_to"],
  "form-answers": ["value"],
};

interface DropDown {
  style: string;
  values: unknown[];
}

const ATTRIBUTE = /(\w+)="([^"]*)"/g;

describe("A template", () => {
  let server: TestServer;
  let folder: string;
  beforeAll(async () => {
    server = await startTestServer();
    folder = await mkdtemp(join(tmpdir(), "hue-templates-"));
    await importLines(server.db, "campaigns-list", "đợt.csv", [
      "campaign,line,form,number,title,recipient,facility,due_before,metric,on",
      "2022-T3,CAMPAIGN,,12/SYT-VP,Báo cáo tháng 3,,,,,",
      "2022-T3,FORM,Mẫu 1,,Liên thông,,,,,",
      "2022-T3,COLUMN,Mẫu 1,(1),Kỳ này,,,,LINKUPS,2022-03-31",
      "2022-T3,RECIPIENT,,,,Bệnh viện,BV-MAT,,,",
      "2022-T3,DUE,Mẫu 1,,,Bệnh viện,,2022-04-10,,",
    ]);
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  const bytesOf = async (name: string) =>
    new Uint8Array(await (await download(server, `/template/${name}.xlsx`)).arrayBuffer());

  /** What the columns of a sheet offer, by their headers. */
  async function dropDowns(name: string, number = 1): Promise<Map<string, DropDown>> {
    const bytes = await bytesOf(name);
    const xml = (await partsOf(bytes)).get(`xl/worksheets/sheet${number}.xml`) ?? "";
    const sheets = await sheetsOf(bytes);
    const header = sheets[number - 1]?.data[0] ?? [];
    const listed = sheets.find(({ sheet }) => sheet === "Danh mục")?.data ?? [];
    const found = [...xml.matchAll(/<dataValidation ([^>]*)><formula1>([^<]*)<\/formula1><\/dataValidation>/g)];
    expect(xml).toContain(found.length > 0 ? `<dataValidations count="${found.length}">` : "</sheetData>");
    return new Map(
      found.map(([, attributes = "", range = ""]) => {
        const given = new Map([...attributes.matchAll(ATTRIBUTE)].map(([, key, value]) => [key, value]));
        const [, first, last] = /^'Danh mục'!\$B\$(\d+):\$B\$(\d+)$/.exec(range) ?? [];
        const [, letter = "", below] = /^([A-Z]+)2:([A-Z]+)1048576$/.exec(given.get("sqref") ?? "") ?? [];
        expect(below).toBe(letter);
        const lines = listed.slice(Number(first) - 1, Number(last));
        expect(new Set(lines.map(([list]) => list)).size).toBe(1);
        return [
          String(header[letter.charCodeAt(0) - 65]),
          { style: given.get("errorStyle") ?? "", values: lines.map(([, value]) => value) },
        ];
      }),
    );
  }

  it.each(FORMATS.map((format) => [format.name, format] as const))(
    "%s offers what every column takes that is not free",
    async (name, { columns }) => {
      const coded = columns.filter((each) => each.holds === "TEXT" && !FREE[name]?.includes(each.name));
      const offered = await dropDowns(name);
      expect([...offered.keys()]).toEqual(coded.map(({ headerVi }) => headerVi));
      for (const { values } of offered.values()) {
        expect(values.length).toBeGreaterThan(0);
        expect(values).not.toContain(null);
        expect(new Set(values).size).toBe(values.length);
      }
    },
  );

  it("of facilities offers words as they are read, and asks back where codes or names are as good", async () => {
    const offered = await dropDowns("facilities");
    expect(offered.get("Hình thức sở hữu")).toEqual({ style: "warning", values: ["Công lập", "Tư nhân", "Bộ, ngành"] });
    expect(offered.get("Xếp hạng")).toEqual({ style: "warning", values: ["Hạng I", "Hạng II", "Hạng III"] });
    expect(offered.get("Mã cơ sở")?.values).toHaveLength(42);
    expect(offered.get("Cơ quan quản lý")).toEqual(offered.get("Mã cơ sở"));
    expect(offered.get("Địa bàn")?.values).toEqual(expect.arrayContaining(["46", "474", "478", "483"]));
  });

  it("of figures offers metrics alone, and facilities and areas, of which names are taken too", async () => {
    const offered = await dropDowns("observations");
    const metrics = await server.db.query("SELECT code FROM metric");
    expect(offered.get("Chỉ số")).toMatchObject({ style: "stop", values: { length: metrics.length } });
    expect(offered.get("Đối tượng")?.style).toBe("warning");
    expect(offered.get("Đối tượng")?.values).toEqual(expect.arrayContaining(["BV-PHOI", "478"]));
    expect(offered.get("Ngày tạm lấy")?.values).toEqual(["có", "không"]);
  });

  it("of assessments offers the levels and the grades; of answers the columns and parts of the forms", async () => {
    const offered = await dropDowns("assessments");
    const levels = ["Mức 1", "Mức 2", "Mức 3", "Mức 4", "Mức 5", "Mức 6", "Mức 7"];
    expect(offered.get("Mức chung")?.values).toEqual(levels);
    expect(offered.get("RIS/PACS")?.values).toEqual(["Cơ bản", "Nâng cao"]);
    expect(offered.get("Đợt đánh giá")).toEqual({ style: "stop", values: ["2020", "2022"] });
    const answers = await dropDowns("form-answers");
    expect(answers.get("Mã đợt")?.values).toEqual(["LETTER-1999-2019", "2022-T3"]);
    expect(answers.get("Mẫu")).toEqual({ style: "stop", values: expect.arrayContaining(["Mẫu 1"]) });
    expect(answers.get("Cột hoặc phần")?.values).toEqual(expect.arrayContaining(["(1)", "B", "C"]));
  });

  it("of a report offers it on each of its sheets, from one list", async () => {
    expect([...(await dropDowns("report", 1)).keys(), ...(await dropDowns("report", 2)).keys()]).toEqual([]);
    expect([...(await dropDowns("report", 3)).keys()]).toEqual(["Chỉ số", "Đối tượng", "Ngày tạm lấy"]);
    const statements = await dropDowns("report", 4);
    expect([...statements.keys()]).toEqual(["Loại đối chiếu", "Văn bản", "Chỉ số"]);
    expect(statements.get("Loại đối chiếu")?.style).toBe("stop");
    const sheets = await sheetsOf(await bytesOf("report"));
    expect(sheets.map(({ sheet }) => sheet).slice(4)).toEqual(["Hướng dẫn", "Danh mục"]);
  });

  it("lists each code with its name, once", async () => {
    const sheets = await sheetsOf(await bytesOf("observations"));
    const listed = sheets.find(({ sheet }) => sheet === "Danh mục")?.data ?? [];
    expect(listed[0]).toEqual(["Danh mục", "Giá trị nhập", "Tên gọi hoặc mã", "Ghi thêm"]);
    expect(listed).toContainEqual([
      ...["Chỉ số", "LINKUPS", "Tổng số lượt liên thông dữ liệu khám chữa bệnh", "Đơn vị tính: lượt liên thông"],
    ]);
    expect(listed).toContainEqual([...["Cơ sở y tế và đơn vị hành chính", "BV-PHOI", "Bệnh viện Phổi", null]]);
    expect(listed.filter(([, code]) => code === "474")).toEqual([
      ["Cơ sở y tế và đơn vị hành chính", "474", "Quận Thuận Hóa", "Huyện"],
    ]);
  });

  it.each([...FORMATS, ...Object.values(BOOKS)].map(({ name }) => name))(
    "%s keeps to what programs take: the order of elements, and the lengths of texts",
    async (name) => {
      for (const [part, xml] of await partsOf(await bytesOf(name))) {
        if (!part.startsWith("xl/worksheets/")) continue;
        const elements = [...xml.matchAll(/<(sheetViews|cols|sheetData|autoFilter|dataValidations)\b/g)];
        const order = ["sheetViews", "cols", "sheetData", "autoFilter", "dataValidations"];
        const there = elements.map(([, element]) => element);
        expect(there).toEqual(order.slice(0, there.length));
        for (const [, key, text = ""] of xml.matchAll(/ (errorTitle|promptTitle|error|prompt)="([^"]*)"/g))
          expect(text.length).toBeLessThanOrEqual(key?.endsWith("Title") ? 32 : 255);
      }
    },
  );

  it.each([
    ["codes", ["LINKUPS", "BV-PHOI"]],
    ["a name and its other spelling", ["LINKUPS", "Bệnh viện Lao và bệnh phổi"]],
  ])(
    "that is filled in with %s is read again, and its other sheets are no rows",
    async (_, [metric = "", unit = ""]) => {
      const cell = (at: string, text: string) => `<c r="${at}2" t="inlineStr"><is><t>${text}</t></is></c>`;
      const row = [
        cell("A", metric),
        cell("B", unit),
        cell("C", "2018-05-01"),
        cell("D", "2018-12-31"),
        cell("E", "4336"),
      ];
      const parts = await partsOf(await bytesOf("observations"));
      const filled = [...parts].map(([name, xml]) => ({
        name,
        content: name.endsWith("/sheet1.xml")
          ? xml.replace("</row></sheetData>", `</row><row r="2">${row.join("")}</row></sheetData>`)
          : xml,
      }));
      const content = await OpenFile.at(await saved(join(folder, "mau.xlsx"), zipOf(filled)));
      const source = { file: "mau.xlsx", content, document: "REGISTER", section: "mau.xlsx" };
      const imported = await importFile(server.db, listNamed("observations"), source).finally(() => content.close());
      expect(imported).toMatchObject({ rows: 1, inserted: 0, changed: 0 });
    },
  );

  it("offers words that the import takes as they stand there", async () => {
    const systems = (await dropDowns("stated-needs")).get("Hệ thống")?.values ?? [];
    const wanted = ["Hạ tầng CNTT", "HIS Lvl 6", "LIS", "RIS – PACS", "EMR", "QL/ĐH", "APP cho người dân"];
    expect(systems).toEqual([...wanted, "App cho BS/ĐD", "Portal", "KCB từ xa"]);
    const rows = systems.map((system) => `2022,TTYT-PHULOC,"${system}",${system === "KCB từ xa" ? "Không" : "Có"}`);
    const content = ["round,facility,system,needed", ...rows].join("\n");
    const source = { file: "a.csv", content, document: "REGISTER", section: "a.csv" };
    expect(await importFile(server.db, listNamed("stated-needs"), source)).toMatchObject({ rows: 10, changed: 0 });
  });

  it("offers what is on record now, and takes no statement for it", async () => {
    expect((await dropDowns("facilities")).get("Mã cơ sở")?.values).not.toContain("PK-MOI");
    await importLines(server.db, "facilities-list", "mới.csv", [
      "code,name,facility_type,ownership,area,valid_from",
      "PK-MOI,Phòng khám mới & cũ,POLYCLINIC,PRIVATE,46,2024-01-01",
    ]);
    expect((await dropDowns("facilities")).get("Mã cơ sở")?.values).toContain("PK-MOI");
    const counted = async (name: string) => {
      const before = server.db.statements;
      await bytesOf(name);
      return server.db.statements - before;
    };
    expect(await counted("milestones")).toBe(await counted("campaigns"));
  });

  it("is for whoever may ask all that it lists", () => {
    const lists = ["facilities", "areas", "metrics", "assessmentRounds", "reportingCampaigns", "legalDocuments"];
    for (const list of lists) expect(POLICY[`Query.${list}`]).toBe(POLICY["Query.terms"]);
  });
});

describe("A template of answers before any campaign was opened", () => {
  it("says on the sheet of codes that there are no forms yet, and when there are, and offers none", async () => {
    const server = await startTestServer();
    const bytes = new Uint8Array(await (await download(server, "/template/form-answers.xlsx")).arrayBuffer());
    await server.close();
    const listed = (await sheetsOf(bytes)).find(({ sheet }) => sheet === "Danh mục")?.data ?? [];
    const none = "Chưa có. Mẫu có khi một đợt báo cáo được mở trên hệ thống; hãy mở đợt rồi tải lại bảng mẫu.";
    expect(listed.filter(([, value]) => value === null)).toEqual([
      ["Mẫu báo cáo", null, none, null],
      ["Cột và phần của mẫu", null, none, null],
    ]);
    const ranges = (await partsOf(bytes)).get("xl/worksheets/sheet1.xml")?.match(/\$B\$\d+:\$B\$\d+/g) ?? [];
    const offered = ranges.flatMap((range) => {
      const [first = 0, last = 0] = (range.match(/\d+/g) ?? []).map(Number);
      return listed.slice(first - 1, last);
    });
    expect(offered.map(([, value]) => value)).not.toContain(null);
    expect(new Set(offered.map(([title]) => title))).toContain("Đợt báo cáo");
  });
});

describe("What a column offers", () => {
  it("is nothing where nothing is on record, and cut where programs take no more", () => {
    expect(dataValidations([])).toBe("");
    const error = { title: "x".repeat(40), text: "y".repeat(300) };
    const xml = dataValidations([{ at: 27, range: "'a&b'!$B$2:$B$3", isOpen: true, error, prompt: null }]);
    expect(xml).toContain(`errorTitle="${"x".repeat(31)}…" error="${"y".repeat(254)}…"`);
    expect(xml).toContain("sqref=\"AB2:AB1048576\"><formula1>'a&amp;b'!$B$2:$B$3</formula1>");
    expect(xml).not.toContain("prompt=");
  });
});

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { getNamedType, getNullableType, isListType, isObjectType } from "graphql";
import { EXPORTS } from "../../server/concepts/index.js";
import { createSchema } from "../../server/graphql/schema.js";
import { csvAt, NEEDED_BY_EXPORT, workbookAt } from "../support/downloads.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const FACILITIES = `query ($filter: FacilityFilter, $asOf: LocalDate, $orderBy: FacilityOrder) {
  facilities(first: 100, filter: $filter, asOf: $asOf, orderBy: $orderBy) {
    nodes {
      code name facilityType { labelVi } ownership serviceLevel { labelVi } hospitalClass { labelVi } actualBeds
      area { code name validTo } parent { code name } openedOn closedOn
      latestAssessment { reportedLevel round { code } }
      profileSource { document { code titleVi } section }
      names { validFrom validFromIsStandIn noteVi legalDocument { number } }
    }
  }
}`;
/** As a cell says a level; blank of whom no round tells of. */
const levelIn = (latest: Data | null): string | null =>
  latest && (latest.reportedLevel === null ? "Không rõ" : `Mức ${latest.reportedLevel}`);
const OWNED: Record<string, string> = { PUBLIC: "Công lập", PRIVATE: "Tư nhân", SECTOR: "Bộ, ngành" };
/** Since when a name is, and on what it rests. */
const basisOf = ({ validFrom, validFromIsStandIn, legalDocument, noteVi }: Data): string => {
  const from =
    validFrom && `Từ ${validFrom.split("-").reverse().join("/")}${validFromIsStandIn ? " (ngày tạm lấy)" : ""}`;
  return [from, legalDocument?.number, noteVi].filter(Boolean).join("; ");
};
const inCsv = (value: unknown): string =>
  value === null || value === undefined ? "" : String(value).replace(".", ",");

describe("A list as a file", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const facilities = async (variables: Record<string, unknown>): Promise<string[][]> =>
    (await dataOf(server, FACILITIES, variables)).facilities.nodes.map((node: Data) =>
      [
        ...[node.code, node.name, node.facilityType.labelVi, OWNED[node.ownership], node.serviceLevel?.labelVi],
        ...[node.hospitalClass?.labelVi, node.actualBeds, node.area?.code, node.parent?.code],
        ...[
          node.openedOn,
          node.closedOn,
          null,
          variables.asOf ? null : node.area?.validTo,
          basisOf(node.names.at(-1)),
          node.area?.name,
          node.parent?.name,
        ],
        ...[levelIn(node.latestAssessment), node.latestAssessment?.round.code],
        ...[node.profileSource.document.code, node.profileSource.section, node.profileSource.document.titleVi],
      ].map(inCsv),
    );
  const exported = async (search: string) => (await csvAt(server, `/export/facilities.csv${search}`)).slice(1);

  it("has all 42 facilities as GraphQL answers them, by name, under Vietnamese headers", async () => {
    const [header] = await csvAt(server, "/export/facilities.csv");
    expect(header).toEqual([
      ...["Mã cơ sở", "Tên cơ sở", "Hình thức tổ chức", "Hình thức sở hữu", "Tuyến kỹ thuật", "Xếp hạng"],
      ...["Số giường thực kê", "Địa bàn", "Cơ quan quản lý", "Ngày thành lập", "Ngày ngừng hoạt động"],
      ...["Có hiệu lực từ", "Biết ở địa bàn đến ngày", "Căn cứ tên gọi", "Tên địa bàn", "Tên cơ quan quản lý"],
      ...["Mức công bố mới nhất", "Đợt của mức công bố"],
      ...["Tài liệu nguồn", "Đề mục", "Tên tài liệu nguồn"],
    ]);
    const rows = await exported("");
    expect(rows).toHaveLength(42);
    expect(rows).toEqual(await facilities({}));
  });

  it.each([
    ["ownership=PRIVATE&ownership=SECTOR", { filter: { ownership: ["PRIVATE", "SECTOR"] } }],
    ["areaCode=478&asOf=2022-12-07", { filter: { areaCode: "478" }, asOf: "2022-12-07" }],
    ["under=SYT&hospitalClass=CLASS_2", { filter: { under: "SYT", hospitalClass: ["CLASS_2"] } }],
    ["search=benh vien mat&facilityType=&asOf=", { filter: { search: "benh vien mat" } }],
    ["orderBy=ACTUAL_BEDS&direction=DESC", { orderBy: { field: "ACTUAL_BEDS", direction: "DESC" } }],
    ["direction=DESC", { orderBy: { field: "NAME", direction: "DESC" } }],
  ])("has what GraphQL answers for %s", async (search, variables) => {
    const expected = await facilities(variables);
    expect(expected.length).toBeGreaterThan(0);
    expect(await exported(`?${search}`)).toEqual(expected);
  });

  it("has figures with the numbers as they are, and ~ where they are about right", async () => {
    const rows = await csvAt(server, "/export/observations.csv?programme=EMR_NATIONAL&programme=");
    expect(rows[0]?.slice(0, 7)).toEqual([
      ...["Chỉ số", "Đối tượng", "Từ ngày", "Tính đến ngày", "Giá trị", "Tử số", "Mẫu số"],
    ]);
    expect(rows.slice(1).map((row) => row.slice(0, 7))).toEqual([
      ["EMR_SOFTWARE_WITH_PAPER", "VN", "", "2022-11-17", "42,9", "~515", ""],
      ["EMR_APPRAISED_WITH_PAPER", "VN", "", "2022-11-17", "19,4", "~232", ""],
      ["EMR_APPRAISED_PAPERLESS", "VN", "", "2022-11-17", "3", "37", ""],
      ["EMR_SNOMED", "VN", "", "2022-11-17", "2,4", "~29", ""],
      ["EMR_NOT_DEPLOYED", "VN", "", "2022-11-17", "32,3", "~390", ""],
    ]);
  });

  it("has the series of one subject, blank cells that were asked for included", async () => {
    const path = "/export/observations.csv?subject=BV-PHOI&metric=LINKUPS&metric=LINKUPS_FAILED";
    expect((await csvAt(server, path)).slice(1).map((row) => row.slice(0, 5))).toEqual([
      ["LINKUPS", "BV-PHOI", "2018-05-01", "2018-12-31", "4336"],
      ["LINKUPS", "BV-PHOI", "2019-01-01", "2019-07-31", ""],
      ...(await csvAt(server, "/export/observations.csv?subject=BV-PHOI&metric=LINKUPS_FAILED"))
        .slice(1)
        .map((row) => row.slice(0, 5)),
    ]);
    const from2019 = await csvAt(server, `${path}&from=2019-01-01&to=2019-12-31`);
    expect(from2019.slice(1).every((row) => row[3] === "2019-07-31")).toBe(true);
  });

  it("has every figure on record", async () => {
    const [all] = await server.db.query<{ n: number }>("SELECT COUNT(*) AS n FROM observation");
    expect(await csvAt(server, "/export/observations.csv")).toHaveLength(Number(all?.n) + 1);
  });

  it("names an area by its code where nobody else held it on the day", async () => {
    const rows = await csvAt(server, "/export/observations.csv?subject=474");
    expect(new Set(rows.slice(1).map((row) => row[1]))).toEqual(new Set(["474"]));
    const areas = await csvAt(server, "/export/areas.csv?areaType=DISTRICT");
    expect(areas.filter((row) => row[0] === "474")).toEqual([
      ["474", "Thành phố Huế", "Huyện", "46", "", "2025-01-01", "Thành phố Huế"],
      ["474", "Quận Thuận Hóa", "Huyện", "46", "2025-01-01", "2025-07-01", "Thành phố Huế"],
    ]);
  });

  it("has the level table of 2022 by name, as printed", async () => {
    const rows = await csvAt(server, "/export/assessments.csv?round=2022");
    expect(rows).toHaveLength(20);
    expect(rows.find((row) => row[1] === "BV-GTVT")?.slice(0, 9)).toEqual([
      ...["2022", "BV-GTVT", "Mức 3", "Mức 3", "Nâng cao", "", "", "Cơ bản", "Mức 1"],
    ]);
    const centres = await csvAt(server, "/export/assessments.csv?round=2022&under=478");
    expect(centres.map((row) => row[1])).toEqual(["Cơ sở", "TTYT-PHUVANG"]);
  });

  it("has no draft: what is not published is in no file", async () => {
    const change = (status: string) =>
      server.db.transaction(async (tx) => {
        await tx.query(
          "UPDATE assessment SET status = ? WHERE facility_id = (SELECT id FROM facility WHERE code = 'BV-MAT')",
          [status],
        );
        await tx.query("UPDATE data_revision SET revision = revision + 1 WHERE scope = 'ASSESSMENT' AND slot = 0");
      });
    await change("SUBMITTED");
    const rows = await csvAt(server, "/export/assessments.csv?round=2022");
    expect(rows).toHaveLength(19);
    expect(rows.filter((row) => row[1] === "BV-MAT")).toEqual([]);
    await change("PUBLISHED");
  });

  it("has ten needs for each of 19 facilities", async () => {
    const rows = await csvAt(server, "/export/stated-needs.csv?round=2022");
    expect(rows).toHaveLength(191);
    expect(rows.filter((row) => row[1] === "BV-YHCT" && row[3] === "Có").map((row) => row[2])).toEqual([
      "LIS",
      "QL/ĐH",
    ]);
  });

  it("has a league table with ranks, counts, and who cannot be ranked", async () => {
    const { metric } = await dataOf(
      server,
      `{ metric(code: "LINKUPS_FAILED") { league(first: 100) { on nodes { rank subject { ... on Facility { code name } }
         observation { ratio { percent } } } } } }`,
    );
    const rows = await csvAt(server, "/export/league.csv?metric=LINKUPS_FAILED");
    expect(rows.slice(1).map((row) => [row[1], row[2], row[3], row[7], row[9]])).toEqual(
      metric.league.nodes.map(({ rank, subject, observation }: Data) =>
        [rank, subject.code, subject.name, observation?.ratio?.percent, metric.league.on].map(inCsv),
      ),
    );
  });

  const LISTS: [path: string, query: string, key: (row: Data) => unknown, column: number][] = [
    ["areas", "areas { name }", ({ name }) => name, 1],
    ["metrics", "metrics { code }", ({ code }) => code, 0],
    ["metrics?programme=PROJECT_06", 'metrics(filter: { programme: "PROJECT_06" }) { code }', ({ code }) => code, 0],
    ["assessment-rounds", "assessmentRounds { code }", ({ code }) => code, 0],
    ["criteria", "criteria { code }", ({ code }) => code, 0],
    ["criteria?group=LIS", 'criteria(group: "LIS") { labelVi }', ({ labelVi }) => labelVi, 3],
    ["milestones", "roadmap { milestones { titleVi } }", ({ titleVi }) => titleVi, 2],
    [
      "milestones?track=WORKFORCE",
      'roadmap { milestones(track: "WORKFORCE") { titleVi } }',
      ({ titleVi }) => titleVi,
      2,
    ],
    ["targets", "targets { statementVi }", ({ statementVi }) => statementVi, 2],
    ["targets?year=2025", "targets(filter: { year: 2025 }) { statementVi }", ({ statementVi }) => statementVi, 2],
    ["legal-documents", "legalDocuments { number }", ({ number }) => number, 0],
    ["discrepancies", "discrepancies { code }", ({ code }) => code, 0],
    [
      "discrepancies?status=CONFLICT&status=ROUNDING&document=LETTER-1999-2019",
      'discrepancies(filter: { status: [CONFLICT, ROUNDING], document: "LETTER-1999-2019" }) { stated }',
      ({ stated }) => stated,
      3,
    ],
    ["findings", "findings { textVi }", ({ textVi }) => textVi, 2],
    ["findings?kind=STRENGTH", 'findings(kind: "STRENGTH") { textVi }', ({ textVi }) => textVi, 2],
    ["source-documents", "sourceDocuments { titleVi }", ({ titleVi }) => titleVi, 3],
    ["terms?vocabulary=SYSTEM", 'terms(vocabulary: "SYSTEM") { labelVi }', ({ labelVi }) => labelVi, 2],
  ];

  it.each(LISTS)("%s has the lines of its list in their order", async (path, query, key, column) => {
    const data = await dataOf(server, `{ ${query} }`);
    const [list] = Object.values<Data>(data);
    const expected = (list.milestones ?? list).map((row: Data) => inCsvText(key(row)));
    const [name, search = ""] = path.split("?");
    const rows = await csvAt(server, `/export/${name}.csv?${search}`);
    expect(expected.length).toBeGreaterThan(0);
    expect(rows.slice(1).map((row) => row[column])).toEqual(expected);
  });
  const inCsvText = (value: unknown): string => String(value);

  it.each(EXPORTS.map(({ name }) => name))("%s says the same as a workbook, in typed cells", async (name) => {
    const search = NEEDED_BY_EXPORT[name] ?? "";
    const records = await csvAt(server, `/export/${name}.csv${search}`);
    const [list, facts] = await workbookAt(server, `/export/${name}.xlsx${search}`);
    const untyped = list?.data.map((row) => records[0]?.map((_, i) => inText(row[i])));
    expect(untyped).toEqual(records.map((row) => row.map((cell) => cell.replace(/^'(?=[-+=@])/, ""))));
    expect([list?.sheet, facts?.sheet]).toEqual([EXPORTS.find((each) => each.name === name)?.titleVi, "Thông tin"]);
    expect(facts?.data.find(([what]) => what === "Số dòng")?.[1]).toBe(records.length - 1);
  });
  const inText = (cell: unknown): string => (typeof cell === "number" ? inCsv(cell) : ((cell as string | null) ?? ""));

  it("has numbers as numbers and days as days in a workbook", async () => {
    const [list] = await workbookAt(server, "/export/observations.xlsx?metric=COVID_DOSES_ENTERED");
    expect(list?.data[1]?.slice(0, 7)).toEqual([
      ...["COVID_DOSES_ENTERED", "46", null, "2022-10-27", 94.22, 2_716_396, 2_882_881],
    ]);
    const [beds] = await workbookAt(server, "/export/facilities.xlsx?search=binh dien");
    expect(beds?.data[1]?.slice(6, 12)).toEqual([65, "46", "SYT", null, null, null]);
  });

  it("says on a sheet of its own what was asked, when, of which day, and where it comes from", async () => {
    const [, facts] = await workbookAt(server, "/export/facilities.xlsx?ownership=PUBLIC&asOf=2022-12-07");
    const day = /^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d \(giờ Việt Nam\)$/;
    expect(facts?.data).toEqual([
      ["Mục", "Nội dung", "Đề mục"],
      ["Danh sách", "Cơ sở y tế", null],
      ["Câu hỏi", "/export/facilities.xlsx?ownership=PUBLIC&asOf=2022-12-07", null],
      ["Hình thức sở hữu", "PUBLIC", null],
      ["Hiện trạng vào ngày", "2022-12-07", null],
      ["Xuất lúc", expect.stringMatching(day), null],
      ["Mã yêu cầu", expect.stringMatching(/^[\w-]{36}$/), null],
      ["Số dòng", 26, null],
      [
        "Thời điểm của dữ liệu",
        "Mọi dòng thuộc cùng một phiên bản dữ liệu: dữ liệu không thay đổi trong khi xuất.",
        null,
      ],
      ["Nhập lại", "Không dùng để nhập lại: tệp ghi hiện trạng của một ngày đã qua.", null],
      [
        "Nguồn",
        "Báo cáo đánh giá mức ứng dụng công nghệ thông tin & hồ sơ bệnh án điện tử tại các cơ sở khám bệnh, chữa bệnh tỉnh Thừa Thiên Huế – Hội nghị giao ban thường kỳ tháng 11 năm 2022 (07/12/2022) [BRIEFING-2022-12-07]",
        "Đối tượng khảo sát",
      ],
    ]);
  });

  it("is there for every list of the schema, but those that are named here", () => {
    const elsewhere: Record<string, string> = {
      accounts: "who may sign in is for the screen of the Department, not for files that are passed on",
      apiKeys: "the same",
      auditEntries: "what was done, not what is known; it is read where it can be followed to its objects",
      changes: "for programs that keep a copy",
      importedFiles: "what the server did, not what is known",
      matchNames: "an answer to names that are given",
      nodes: "an answer to ids that are given",
      ruleSets: "a tree, no table",
      vocabularies: "what `terms` has, counted",
      surveyForms: "a tree, no table; its criteria are in criteria",
    };
    const query = createSchema().getQueryType();
    const lists = Object.values(query?.getFields() ?? {}).filter(({ type }) => {
      const named = getNamedType(type);
      return isListType(getNullableType(type)) || (isObjectType(named) && "nodes" in named.getFields());
    });
    const fields: readonly string[] = EXPORTS.map(({ field }) => field);
    // What ends so is a list of those that are named here, page by page.
    const whole = lists.map(({ name }) => name).filter((name) => !name.endsWith("Connection"));
    const missing = whole.filter((name) => !fields.includes(`Query.${name}`));
    expect(missing.sort()).toEqual(Object.keys(elsewhere).sort());
  });
});

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { FIGURES, importLines } from "../support/importing.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

type Check = [statement: string, stated: string, recomputed: string | null, status: string];
const IN_2018 = "Tính từ ngày 01/05/2018 đến ngày 31/12/2018";

/** The totals that the appendices of the letter print. */
const TOTALS: Check[] = [
  ["TỔNG SỐ Cấp tài khoản", "34", "34", "MATCH"],
  ["TỔNG SỐ Liên thông", "33", "34", "CONFLICT"],
  [`TỔNG SỐ ${IN_2018} | Tổng liên thông`, "1.084.417", "1.084.417", "MATCH"],
  [`TỔNG SỐ ${IN_2018} | Thành công`, "1.029.841", "1.029.841", "MATCH"],
  [`TỔNG SỐ ${IN_2018} | Lỗi`, "54.576", "54.576", "MATCH"],
  ["Tổng cộng: Năm 2018 | Số trẻ em < 1 tuổi đang quản lý năm 2018", "19.683", "19.683", "MATCH"],
  ["Tổng cộng: Năm 2018 | Số lượt liên thông dữ liệu tiêm chủng vào HSSKĐT", "168.798", "168.798", "MATCH"],
];
/** The percentages of the briefing, with the counts that it prints; where it prints none, nothing is made up. */
const SHARES: Check[] = [
  ["Tỷ lệ mũi tiêm đã nhập lên nền tảng quốc gia (27/10/2022)", "94,22%", "94,23%", "ROUNDING"],
  ["Tỷ lệ mũi tiêm chưa cập nhật lên nền tảng quốc gia (27/10/2022)", "5,78%", "5,77%", "ROUNDING"],
  ["Tỷ lệ hồ sơ tiêm chủng Covid-19 không hợp lệ (27/10/2022)", "6,34%", "6,34%", "MATCH"],
  ['Tỷ lệ hồ sơ xác nhận "Hộ chiếu vắc xin" (27/10/2022)', "83,85%", null, "NOT_COMPUTABLE"],
  [
    "Tỷ lệ đơn vị khám chữa bệnh đã liên thông dữ liệu vào hệ thống HSSKĐT (01/11/2022)",
    ...(["100%", null, "NOT_COMPUTABLE"] as const),
  ],
  ["Tỷ lệ dữ liệu tiêm chủng đã liên thông vào hệ thống HSSKĐT (01/11/2022)", "100%", null, "NOT_COMPUTABLE"],
];
const level = (n: number, year: number, stated: string, recomputed: string, status: string): Check => [
  `Tỷ lệ đơn vị ở mức ${n} năm ${year}`,
  ...([stated, recomputed, status] as const),
];
/** The level shares of the remark: those of 2020 do not follow from the brackets of the level table. */
const LEVELS: Check[] = [
  level(1, 2020, "16%", "10,53% (2/19)", "CONFLICT"),
  level(1, 2022, "0%", "0% (0/19)", "MATCH"),
  level(2, 2020, "42%", "47,37% (9/19)", "CONFLICT"),
  level(2, 2022, "74%", "73,68% (14/19)", "MATCH"),
  level(3, 2020, "37%", "31,58% (6/19)", "CONFLICT"),
  level(3, 2022, "26%", "26,32% (5/19)", "MATCH"),
  level(4, 2020, "5%", "5,26% (1/19)", "MATCH"),
  level(4, 2022, "0%", "0% (0/19)", "MATCH"),
  ...[5, 6, 7].flatMap((n) => [2020, 2022].map((year) => level(n, year, "không có đơn vị nào", "0% (0/19)", "MATCH"))),
];
const NATIONAL = ["42,9%", "19,4%", "3%", "2,4%", "32,3%"];

describe("What the documents print, against what their own rows give", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const checks = async (status: string[] | null = null): Promise<Data[]> =>
    (
      await dataOf(
        server,
        `query ($status: [DiscrepancyStatus!]) { discrepancies(filter: { status: $status }) {
           id statement stated recomputed status source { document { code } section } } }`,
        { status },
      )
    ).discrepancies;
  const asCheck = ({ statement, stated, recomputed, status }: Data): Check => [statement, stated, recomputed, status];
  const inSection = (found: Data[], section: RegExp) =>
    found.filter(({ source }) => section.test(source.section)).map(asCheck);

  it("is the same in six of seven totals of the letter: it prints 33 linked units where 34 rows say RỒI", async () => {
    expect(inSection(await checks(), /^Phụ lục [23]:/)).toEqual(TOTALS);
  });

  it("is cut instead of rounded in 94,22% and 5,78%, the same in 6,34%, and not to be told in three shares", async () => {
    expect(inSection(await checks(), /ĐỀ ÁN 06/)).toEqual(SHARES);
  });

  it("is the same for the levels of 2022, and another for three of the four shares of 2020", async () => {
    expect(inSection(await checks(), /^So sánh kết quả/)).toEqual(LEVELS);
  });

  it("is not to be told for the five national shares: the briefing does not print of how many", async () => {
    const national = inSection(await checks(), /^THỰC TRẠNG/);
    expect(national.map(([, ...outcome]) => outcome)).toEqual(
      NATIONAL.map((stated) => [stated, null, "NOT_COMPUTABLE"]),
    );
  });

  it("is checked 69 times in all: 37 match, 2 are rounded otherwise, 4 conflict, 26 cannot be told", async () => {
    const all = await checks();
    const count = (status: string) => all.filter((check) => check.status === status).length;
    expect([all.length, ...["MATCH", "ROUNDING", "CONFLICT", "NOT_COMPUTABLE"].map(count)]).toEqual([69, 37, 2, 4, 26]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(69);
  });

  it("is listed by outcome, several at once, or all; an outcome that does not exist is refused", async () => {
    const all = await checks();
    const conflicts = all.filter(({ status }) => status === "CONFLICT");
    expect(conflicts.map(({ stated }) => stated)).toEqual(["33", "16%", "42%", "37%"]);
    expect(await checks(["CONFLICT"])).toEqual(conflicts);
    expect(await checks(["ROUNDING", "CONFLICT"])).toHaveLength(6);
    expect(await checks([])).toEqual([]);
    const { status, errors } = await runQuery(server, "{ discrepancies(filter: { status: [WRONG] }) { id } }");
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, "GRAPHQL_VALIDATION_FAILED"]);
  });

  it("is found again by its id, which tells what was checked", async () => {
    for (const check of await checks(["CONFLICT", "ROUNDING"])) {
      const { node } = await dataOf(
        server,
        "query ($id: ID!) { node(id: $id) { id ... on Discrepancy { statement stated recomputed status } } }",
        { id: check.id },
      );
      const { source, ...rest } = check;
      expect(node).toEqual(rest);
    }
  });

  it("tells the share of one unit from that of another on the same day", async () => {
    await importLines(server.db, "observations", "ty-le.csv", [
      FIGURES,
      'LINKUPS_FAILED,BV-PHOI,,31/12/2019,"12,5%",1,8,,,',
      'LINKUPS_FAILED,BV-MAT,,31/12/2019,"12,4%",1,8,,,',
    ]);
    const own = (await checks()).filter(({ source }) => source.section === "ty-le.csv");
    expect(own.map(({ stated, recomputed, status }) => [stated, recomputed, status])).toEqual([
      ["12,5%", "12,5%", "MATCH"],
      ["12,4%", "12,5%", "CONFLICT"],
    ]);
    expect(new Set(own.map(({ id }) => id)).size).toBe(2);
  });
});

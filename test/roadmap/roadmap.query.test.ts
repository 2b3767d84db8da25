import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

/** The boxes of the slide, in the order of the text: box, heading, track, and its items. */
const BOXES: [box: string, heading: string | null, track: string, items: string[]][] = [
  [
    ...(["A", "Đầu tư", "INVESTMENT"] as const),
    [
      "Triển khai Hệ thống QL khám chữa bệnh; Đơn thuốc điện tử.",
      "Xây dựng kho dữ liệu ngành Y tế",
      "Trang bị hạ tầng CNTT",
      "Thanh toán không dùng tiền mặt (Hue-S)",
      "Hệ thống khám chữa bệnh từ xa (thí điểm)",
    ],
  ],
  [
    ...(["B", null, "UNTITLED"] as const),
    [
      "Khám chữa bệnh: triển khai cho các đơn vị còn lại",
      "Nhân rộng hệ thống khám chữa bệnh từ xa",
      "Triển khai Sổ khám bệnh điện tử",
      "Tích hợp dịch vụ y tế vào Hue-S (thanh toán không dùng tiền mặt, đăng ký lịch khám,....)",
    ],
  ],
  [
    ...(["C", "Chuẩn bị đầu tư", "INVESTMENT_PREPARATION"] as const),
    [
      "Khảo sát hiện trạng, đề xuất chương trình đầu tư",
      "Lập kế hoạch thuê Chủ trương đầu tư",
      "Báo cáo UBND Tỉnh và phê duyệt kế hoạch thuê/chủ trương đầu tư",
    ],
  ],
  [
    ...(["D", null, "UNTITLED"] as const),
    [
      "Hệ thống QL khám chữa bệnh",
      "Tập trung triển khai 2/4 Nền tảng số của BHYT triển khai",
      "Làm giàu kho dữ liệu y tế - xây dựng trung tâm điều hành y tế thông minh",
      "Triển khai các phần mềm quản lý chuyên ngành tại Sở Y tế",
    ],
  ],
  ["E", null, "UNTITLED", ["Duy trì tiến khai các Nền tảng số", "Nền tảng kết nối cộng đồng y tế"]],
  ["F", null, "WORKFORCE", ["Tăng cường nguồn nhân lực CNTT, đào tạo nâng cao trình độ"]],
  ["G", null, "LEGAL_FRAMEWORK", ["Văn bản pháp luật, Quy chế, Hướng dẫn"]],
];

describe("The roadmap", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const milestones = async (args: string, fields = "titleVi"): Promise<Data[]> =>
    (await dataOf(server, `{ roadmap { milestones${args} { ${fields} } } }`)).roadmap.milestones;

  it("runs from 2022 to 2030, over the five years on its axis", async () => {
    expect(await dataOf(server, "{ roadmap { fromYear toYear years } }")).toEqual({
      roadmap: { fromYear: 2022, toYear: 2030, years: [2022, 2023, 2024, 2025, 2030] },
    });
  });

  it("has 20 items in seven boxes, all planned, none under a year: the text has lost which box stands where", async () => {
    const source = { document: { code: "BRIEFING-2022-12-07" }, section: "Lộ trình thực hiện" };
    const found = await milestones(
      "",
      "box headingVi titleVi year status track { code } source { document { code } section }",
    );
    expect(found).toHaveLength(20);
    expect(found).toEqual(
      BOXES.flatMap(([box, headingVi, track, items]) =>
        items.map((titleVi) => ({
          ...{ box, headingVi, titleVi, year: null, status: "PLANNED", track: { code: track }, source },
        })),
      ),
    );
  });

  it("says with each item that its year is not known, in Vietnamese and in English", async () => {
    const notes = await milestones("", "noteVi noteEn");
    for (const { noteVi, noteEn } of notes) {
      expect(noteVi).toMatch(/^Bản văn không còn cho biết khung nào đứng dưới năm nào/);
      expect(noteEn).toMatch(/^The text no longer shows which box stands under which year/);
    }
  });

  it("has five items of investment, and three of its preparation", async () => {
    expect(await milestones('(track: "INVESTMENT")')).toEqual(BOXES[0]?.[3].map((titleVi) => ({ titleVi })));
    expect(await milestones('(track: "INVESTMENT_PREPARATION")')).toEqual(
      BOXES[2]?.[3].map((titleVi) => ({ titleVi })),
    );
  });

  it("knows no item to stand under any one year", async () => {
    for (const year of [2022, 2023, 2024, 2025, 2030]) expect(await milestones(`(year: ${year})`)).toEqual([]);
    expect(await milestones("(year: null, track: null)")).toHaveLength(20);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

describe("The findings of the briefing", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const findings = async (kind: string | null): Promise<Data[]> =>
    (
      await dataOf(
        server,
        "query ($kind: String) { findings(kind: $kind) { kind { code labelVi } headingVi textVi source { document { code } section } } }",
        { kind },
      )
    ).findings;
  const texts = async (kind: string) => (await findings(kind)).map(({ textVi }) => textVi);

  it("are 43: 11 of the SWOT, 5 difficulties, 6 recommendations, 17 experiences, 2 achievements and 2 mottos", async () => {
    const counts: Record<string, number> = {};
    for (const { kind } of await findings(null)) counts[kind.code] = (counts[kind.code] ?? 0) + 1;
    expect(counts).toEqual({
      ...{ STRENGTH: 2, OPPORTUNITY: 3, WEAKNESS: 3, THREAT: 3, DIFFICULTY: 5, RECOMMENDATION: 6 },
      ...{ EXPERIENCE: 17, ACHIEVEMENT: 2, MOTTO: 2 },
    });
  });

  it("hold the SWOT in the order of the slide, each under its heading and with its source", async () => {
    const source = { document: { code: "BRIEFING-2022-12-07" }, section: "Phân tích SWOT" };
    const strength = { kind: { code: "STRENGTH", labelVi: "Ưu điểm" }, headingVi: "S Ưu điểm", source };
    expect(await findings("STRENGTH")).toEqual([
      {
        ...strength,
        textVi: "Đa số các đơn vị điều trị thuộc phạm vi khảo sát đã được trang bị phần mềm quản lý.",
      },
      { ...strength, textVi: "Sự ủng hộ của hệ thống chính trị địa phương (NQ08; KH92)." },
    ]);
    expect(await texts("WEAKNESS")).toEqual([
      "Cơ sở hạ tầng kết nối và thiết bị tại các đơn vị còn yếu kém.",
      "Cơ sở hạ tầng số tại các cơ sở y tế còn nhiều khó khăn, thiếu đồng bộ dẫn đến nhiều khó khăn trong khai thác.",
      "Cán bộ CNTT còn thiếu.",
    ]);
    expect((await texts("OPPORTUNITY"))[2]).toBe("Tỉnh Thừa Thiên Huế đang được chú trọng đầu tư.");
    expect((await texts("THREAT"))[0]).toBe("NQ 20, 21; NQ 08.");
  });

  it("hold the six recommendations in their printed order", async () => {
    expect(await texts("RECOMMENDATION")).toEqual([
      "Có Đề án, Kế hoạch cụ thể trên cơ sở nhu cầu của đơn vị & KH92 của UBND tỉnh.",
      "Chọn giải pháp HIS tốt và có kinh nghiệm triển khai EMR",
      "Đầu tư Cơ sở vật chất, trang thiết bị các loại",
      "Bổ sung nhân lực CNTT",
      "Học tập các mô hình tiên tiến của các BV khác",
      "Tăng cường hợp tác và chủ động huy động nguồn lực triển khai ƯDCNTT",
    ]);
  });

  it("hold both mottos, with their quotation marks", async () => {
    expect(await texts("MOTTO")).toEqual([
      "“QUYẾT LIỆT, ĐỒNG BỘ, KIÊN TRÌ”",
      "“THAY ĐỔI, QUYẾT LIỆT, ĐẦU TƯ, ĐỒNG BỘ, KIÊN TRÌ”",
    ]);
  });

  it("hold 2 experiences of Nghệ An and 15 of Vinh, each from its own section", async () => {
    const sections = (await findings("EXPERIENCE")).map(({ source }) => source.section);
    expect(sections).toEqual([
      ...Array(2).fill("KINH NGHIỆM TRIỂN KHAI TẠI TỈNH NGHỆ AN"),
      ...Array(15).fill("KINH NGHIỆM TRIỂN KHAI TẠI BVĐK TP VINH"),
    ]);
    expect((await texts("EXPERIENCE"))[0]).toBe(
      "Hiện địa bàn tỉnh Nghệ An đã có 3 bệnh viện triển khai bệnh án điện tử.",
    );
  });
});

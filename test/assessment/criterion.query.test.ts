import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const LIS = [
  "Quản trị hệ thống",
  "Quản lý danh mục",
  "Quản lý chỉ định xét nghiệm",
  "Quản lý kết quả xét nghiệm",
  "Kết nối máy xét nghiệm (ra lệnh và nhận kết quả xét nghiệm tự động từ máy xét nghiệm)",
  "Báo cáo thống kê",
  "Quản lý mẫu xét nghiệm",
  "Quản lý hóa chất xét nghiệm",
  "Kết nối liên thông với phần mềm HIS (nhận chỉ định từ HIS và đồng bộ kết quả xét nghiệm với HIS)",
  "Thiết lập thông số cảnh báo khi vượt ngưỡng bình thường",
];
const MANAGEMENT = [
  ...["Quản lý tài chính - kế toán", "Quản lý tài sản, trang thiết bị", "Quản lý nhân lực", "Quản lý văn bản"],
  ...["Chỉ đạo tuyến", "Trang thông tin điện tử", "Thư điện tử nội bộ", "Quản lý đào tạo"],
  ...["Quản lý nghiên cứu khoa học", "Quản lý chất lượng bệnh viện"],
];

describe("The criteria of Circular 54/2017/TT-BYT", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const criteria = async (group: string | null): Promise<Data[]> =>
    (
      await dataOf(
        server,
        `query ($group: String) { criteria(group: $group) {
           number grade article labelVi group { code } legalDocument { number issuedOn inForceOn } } }`,
        { group },
      )
    ).criteria;
  const CIRCULAR = { number: "54/2017/TT-BYT", issuedOn: "2017-12-29", inForceOn: "2018-02-27" };

  it("for LIS are no. 80 to 89, basic up to 85 and advanced from 86 on, worded as the form words them", async () => {
    expect(await criteria("LIS")).toEqual(
      LIS.map((labelVi, i) => ({
        ...{
          number: 80 + i,
          article: `Criterion no. ${80 + i}`,
          grade: i < 6 ? "BASIC" : "ADVANCED",
          labelVi,
          group: { code: "LIS" },
          legalDocument: CIRCULAR,
        },
      })),
    );
  });

  it("for management software are ten, of which neither number nor grade is known", async () => {
    expect(await criteria("MANAGEMENT")).toEqual(
      MANAGEMENT.map((labelVi) => ({
        ...{
          number: null,
          grade: null,
          article: null,
          labelVi,
          group: { code: "MANAGEMENT" },
          legalDocument: CIRCULAR,
        },
      })),
    );
  });

  it("are these twenty; of the other 126 nothing is made up", async () => {
    expect(await criteria(null)).toHaveLength(20);
    expect([await criteria("EMR"), await criteria("HIS")]).toEqual([[], []]);
  });

  it("are shown in two forms with the ticked sample: assets and training not equipped, all else met", async () => {
    const { surveyForms } = await dataOf(
      server,
      "{ surveyForms { code titleVi source { document { code } section } answers { answer criterion { labelVi } } sampleAnswers { answer criterion { labelVi } } } }",
    );
    const lacking = ["Quản lý tài sản, trang thiết bị", "Quản lý đào tạo"];
    const sample = (labels: string[]) =>
      labels.map((labelVi) => ({ answer: lacking.includes(labelVi) ? "NOT_EQUIPPED" : "MET", criterion: { labelVi } }));
    const answers = (labels: string[]) => ({ answers: sample(labels), sampleAnswers: sample(labels) });
    const document = { code: "BRIEFING-2022-12-07" };
    expect(surveyForms).toEqual([
      {
        ...{ code: "MANAGEMENT", titleVi: "Nhóm phần mềm quản lý điều hành", ...answers(MANAGEMENT) },
        source: { document, section: "5. Nhóm phần mềm quản lý điều hành" },
      },
      {
        ...{ code: "LIS", titleVi: "Hệ thống thông tin xét nghiệm (LIS)", ...answers(LIS) },
        source: { document, section: "Hãy xác định từng dòng dưới đây:" },
      },
    ]);
  });

  it("says of the sample that it is of no stated unit, in English and in Vietnamese", async () => {
    const query = '{ __type(name: "SurveyForm") { description } }';
    const saidIn = async (language: string) =>
      (await runQuery(server, query, {}, { "accept-language": language })).data.__type.description;
    expect(await saidIn("en")).toMatch(/a sample of no stated unit: they are nobody's result/);
    expect(await saidIn("vi")).toMatch(/bản mẫu, không ghi của đơn vị nào: không phải kết quả của ai/);
  });
});

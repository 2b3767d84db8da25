import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { verifyTrail } from "../../server/core/mutation/verification.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { FILE_IMPORT } from "../support/uploads.js";

const CHANGES = `query ($since: String) { changes(since: $since) { nodes { kind type id node {
  ... on ReportingCampaign { code titleVi state } ... on FormAnswer { status version receivedOn facility { code } }
  ... on Observation { value } } } cursor hasMore } }`;

const COLUMN = { number: "(2)", labelVi: "Tổng liên thông", metric: "LINKUPS", on: "2024-06-30" };
const CAMPAIGN = {
  ...{ code: "2024-6T", titleVi: "Báo cáo liên thông", issuedOn: "2024-07-01" },
  recipients: [{ nameVi: "Bệnh viện", units: [{ facility: "BV-MAT" }, { facility: "BV-PHOI" }] }],
  forms: [{ code: "Phụ lục 1", titleVi: "Kết quả liên thông", columns: [COLUMN] }],
  demands: [{ recipient: "Bệnh viện", form: "Phụ lục 1", dueBefore: "2024-07-14" }],
};
const PLACE = { campaign: "2024-6T", form: "Phụ lục 1", facility: "BV-MAT" };

describe("changes of campaigns and of their answers", () => {
  let server: TestServer;
  let department: Acting;
  let eye: Record<string, string>;
  let since: string;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    const { headers } = await signedIn(server, "sở");
    department = new Acting(server, headers, { campaign: "id version", answer: "id version" });
    eye = (await signedIn(server, "mắt")).headers;
    since = (await dataOf(server, CHANGES)).changes.cursor;
  });
  afterAll(() => server.close());

  /** What everybody is told since they asked last: the Department and who answers no more than the public. */
  async function told(): Promise<Data[]> {
    const { changes } = await dataOf(server, CHANGES, { since });
    for (const headers of [department.headers, eye])
      expect((await runQuery(server, CHANGES, { since }, headers)).data.changes).toEqual(changes);
    since = changes.cursor;
    const more = changes.hasMore ? await told() : [];
    return [...changes.nodes, ...more].sort((a: Data, b: Data) => (a.type < b.type ? -1 : 1));
  }
  const campaignTold = (id: string, state: string, titleVi = CAMPAIGN.titleVi) => [
    { kind: "CHANGED", type: "ReportingCampaign", id, node: { code: CAMPAIGN.code, titleVi, state } },
  ];
  const answerTold = (id: unknown, version: number, code = "BV-MAT") => ({
    ...{ kind: "CHANGED", type: "FormAnswer", id },
    node: { status: "SUBMITTED", version, receivedOn: expect.any(String), facility: { code } },
  });
  const figureTold = (value: number) => ({
    kind: "CHANGED",
    type: "Observation",
    id: expect.any(String),
    node: { value },
  });
  const at = ({ id, version }: Data) => ({ id, expectedVersion: version });
  const enter = (value: number, more: object = {}) => ({ ...PLACE, ...more, cells: [{ column: "(2)", value }] });

  let campaign: Data;
  let answer: Data;

  it("tell what is opened, revised, closed and opened again", async () => {
    campaign = await department.done("reportingCampaignOpen", CAMPAIGN);
    expect(await told()).toEqual(campaignTold(campaign.id, "OPEN"));
    campaign = await department.done("reportingCampaignRevise", { ...at(campaign), titleVi: "Báo cáo sửa" });
    expect(await told()).toEqual(campaignTold(campaign.id, "OPEN", "Báo cáo sửa"));
    campaign = await department.done("reportingCampaignClose", at(campaign));
    expect(await told()).toEqual(campaignTold(campaign.id, "CLOSED", "Báo cáo sửa"));
    campaign = await department.done("reportingCampaignReopen", { ...at(campaign), reason: "Gia hạn." });
    expect(await told()).toEqual(campaignTold(campaign.id, "OPEN", "Báo cáo sửa"));
  });

  it("tell nobody what is entered, and everybody what is submitted, with its figures", async () => {
    answer = await department.done("formAnswerSave", enter(1000), eye);
    expect(await told()).toEqual([]);
    answer = await department.done("formAnswerSave", enter(1100, { expectedVersion: answer.version }), eye);
    expect(await told()).toEqual([]);
    answer = await department.done("formAnswerSubmit", at(answer), eye);
    expect(await told()).toEqual([answerTold(answer.id, 3), figureTold(1100)]);
  });

  it("tell that an answer is gone when it is given back, once, and that it is there when it is submitted again", async () => {
    answer = await department.done("formAnswerReturn", { ...at(answer), reason: "Thiếu số." });
    const returned = await told();
    expect(returned.filter(({ type }) => type === "FormAnswer")).toEqual([
      { kind: "REMOVED", type: "FormAnswer", id: answer.id, node: null },
    ]);
    answer = await department.done("formAnswerSave", enter(1200, { expectedVersion: answer.version }), eye);
    expect(await told()).toEqual([]);
    answer = await department.done("formAnswerSubmit", at(answer), eye);
    expect(await told()).toEqual([answerTold(answer.id, 6), figureTold(1200)]);
  });

  it("tell a copy that was away meanwhile to take the answer away, too", async () => {
    const away = since;
    answer = await department.done("formAnswerReturn", { ...at(answer), reason: "Thiếu số." });
    answer = await department.done("formAnswerSave", enter(1300, { expectedVersion: answer.version }), eye);
    const { changes } = await dataOf(server, CHANGES, { since: away });
    expect(changes.nodes.filter(({ type }: Data) => type === "FormAnswer")).toEqual([
      { kind: "REMOVED", type: "FormAnswer", id: answer.id, node: null },
    ]);
    await told();
  });

  it("tell what files bring as what acts do", async () => {
    const imported = async (format: string, lines: readonly string[]): Promise<Data> => {
      const input = { format, text: lines.join("\n") };
      const { data, errors } = await runQuery(server, FILE_IMPORT, { input }, department.headers);
      expect([errors, data.fileImport.report.problems]).toEqual([undefined, []]);
      return data.fileImport.report;
    };
    await imported("CAMPAIGNS", [
      "Mã đợt,Loại dòng,Mẫu,Số,Nội dung,Nơi nhận,Đơn vị,Địa bàn,Gửi trước ngày",
      "2024-12T,Đợt,,,Đợt hai,,,,",
      "2024-12T,Mẫu,Mẫu 1,,Mẫu một,,,,",
      "2024-12T,Cột,Mẫu 1,(1),Số lượt,,,,",
      "2024-12T,Nơi nhận,,,,Bệnh viện,BV-PHOI,,",
      "2024-12T,Phải gửi,Mẫu 1,,,Bệnh viện,,,15/01/2025",
    ]);
    expect(await told()).toEqual([
      {
        ...{ kind: "CHANGED", type: "ReportingCampaign", id: expect.any(String) },
        node: { code: "2024-12T", titleVi: "Đợt hai", state: "OPEN" },
      },
    ]);
    const header = "campaign,form,facility,column,value,submit";
    await imported("FORM_ANSWERS", [header, "2024-6T,Phụ lục 1,BV-PHOI,(2),1.400,"]);
    expect(await told()).toEqual([]);
    await imported("FORM_ANSWERS", [header, "2024-6T,Phụ lục 1,BV-PHOI,(2),1.500,Có"]);
    expect(await told()).toEqual([answerTold(expect.any(String), 2, "BV-PHOI"), figureTold(1500)]);
  });

  it("leave a trail that is whole", async () => {
    const found: string[] = [];
    await verifyTrail(server.db, "9999", { fault: (sentence) => found.push(sentence), progress: () => {} });
    expect(found).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { type Data, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { addSyntheticFacilities } from "../support/synthetic.js";

/** A screen of the Department: what campaigns ask for, who has answered what, and who is late. */
const SCREEN = `{ reportingCampaigns {
  code state standingBody { name } document { code } recipientsVi completeness { percent } timeliness { percent }
  byManagingBody { managingBody { name } due reported partly late { facility { name parent { name } } area { name } } }
  forms { code titleVi columns { number metric { code } } headings { labelVi metric { code } } parts { code }
    figures { metric { code } } demands { completeness { percent } knownVi facilities { name }
      obligations { status complete facility { name } answer { status rows { cells { value computed } } parts { textVi }
        complete facility { name } campaign { code } form { code } } } } } } }`;

describe("The screen of all campaigns", () => {
  let server: TestServer;
  let department: Record<string, string>;

  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => Date.parse("2026-07-02T08:00:00+07:00") });
    await addTestAccount(server.db, "sở", "ADMIN");
    department = (await signedIn(server, "sở")).headers;
  });
  afterAll(() => server.close());

  /** A campaign for all polyclinics of now, answered by one of them. */
  async function open(code: string): Promise<number> {
    const campaign = { code, titleVi: "Báo cáo của phòng khám" };
    const opened = await new Acting(server, department, {
      campaign: "forms { demands { facilities { code } } }",
    }).done("reportingCampaignOpen", {
      ...campaign,
      recipients: [{ nameVi: "Phòng khám", facilityType: "POLYCLINIC" }],
      forms: [{ code: "Mẫu 1", titleVi: "Mẫu", columns: [{ number: "(1)", labelVi: "Lượt" }] }],
      demands: [{ recipient: "Phòng khám", form: "Mẫu 1", dueBefore: "2026-07-01" }],
    });
    const answers = new Acting(server, department, { answer: "id" });
    const place = { campaign: code, form: "Mẫu 1", facility: "PK-AULAC" };
    const { id } = await answers.done("formAnswerSave", { ...place, cells: [{ column: "(1)", value: 5 }] });
    await answers.done("formAnswerSubmit", { id, expectedVersion: 1 });
    return opened.forms[0].demands[0].facilities.length;
  }

  async function statementsOf(query: string): Promise<{ statements: number; data: Data }> {
    await runQuery(server, '{ terms(vocabulary: "UNIT") { code } }', {}, department);
    const before = server.db.statements;
    const { data } = await runQuery(server, query, {}, department);
    return { statements: server.db.statements - before - 1, data };
  }

  it("costs two statements for the demands and two for the campaigns, of a dozen polyclinics as of 400 more", async () => {
    const few = await open("IT");
    const first = await statementsOf(SCREEN);
    await addSyntheticFacilities(server.db, 400);
    const many = await open("NHIEU");
    const second = await statementsOf(SCREEN);
    expect([many - few, second.data.reportingCampaigns.length]).toEqual([400, 3]);
    expect(second.data.reportingCampaigns[2].byManagingBody.length).toBeGreaterThan(1);
    expect([first.statements, second.statements]).toEqual([4, 4]);
  });
});

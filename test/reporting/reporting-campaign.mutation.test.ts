import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { verifyTrail } from "../../server/core/mutation/verification.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const ANSWER = `id version status receivedOn asked given complete facility { code } campaign { code } form { code }
  rows { row cells { column value computed } } parts { code titleVi textVi }`;
const CAMPAIGN = `id version code titleVi number issuedOn state reportsToVi standingBody { code } recipientsVi
  document { code } tasks { textVi }
  forms { code titleVi columns { number labelVi unitVi formula mayBeNegative metric { code } } parts { code titleVi inWords }
    figures { metric { code } from on } demands { recipientVi duePrinted dueBefore facilities { code } } }`;
const STATUS = `completeness { numerator denominator } timeliness { numerator denominator }
  forms { demands { obligations { facility { code } status asked given complete receivedOn inTime answer { status } } } }`;
const LATE = `byManagingBody { managingBody { code } due reported partly late { facility { code } receivedOn dueBefore } }`;

const PERIOD = { from: "2026-01-01", on: "2026-06-30" };
/** The next letter: the columns of appendix 2, and a difference that may be below 0. */
const LETTER = {
  code: "2026-6T",
  titleVi: "Báo cáo liên thông 6 tháng đầu năm 2026",
  number: "123/SYT-VP",
  issuedOn: "2026-07-01",
  standingBody: "SYT",
  reportsToVi: "Văn phòng Sở Y tế",
  recipients: [
    { nameVi: "Các bệnh viện chuyên khoa", units: [{ facility: "BV-MAT" }, { facility: "BV-TAMTHAN" }] },
    { nameVi: "Trung tâm y tế", units: [{ facility: "TTYT-PHUVANG" }] },
    { nameVi: "Viettel Thừa Thiên Huế" },
  ],
  forms: [
    {
      code: "Phụ lục 1",
      titleVi: "Kết quả liên thông",
      columns: [
        { number: "(1)", labelVi: "STT", isEntered: false },
        { number: "(2)", labelVi: "Tổng liên thông", unitVi: "lượt", metric: "LINKUPS", ...PERIOD },
        { number: "(3)", labelVi: "Thành công", metric: "LINKUPS_SUCCEEDED", holds: "NUMERATOR", of: "(2)", ...PERIOD },
        { number: "(4)", labelVi: "Lỗi", formula: "(4) = (2) − (3)" },
        { number: "(5)", labelVi: "Tỷ lệ thành công", formula: "(5)=(3)/(2)*100" },
        { number: "(6)", labelVi: "Kỳ trước" },
        { number: "(7)", labelVi: "Chênh lệch", formula: "(7)=(2)-(6)", mayBeNegative: true },
      ],
    },
  ],
  demands: [
    { recipient: "Các bệnh viện chuyên khoa", form: "Phụ lục 1", dueBefore: "2026-07-14" },
    { recipient: "Trung tâm y tế", form: "Phụ lục 1", dueBefore: "2026-07-20" },
  ],
};

describe("A campaign that was opened here", () => {
  let server: TestServer;
  let campaigns: Acting;
  let answers: Acting;
  let eye: Record<string, string>;
  let mind: Record<string, string>;
  let now = Date.parse("2026-07-02T08:00:00+07:00");

  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => now });
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    await addTestAccount(server.db, "tâm thần", "FACILITY_EDITOR", "BV-TAMTHAN");
    const { headers } = await signedIn(server, "sở");
    campaigns = new Acting(server, headers, { campaign: CAMPAIGN });
    answers = new Acting(server, headers, { answer: ANSWER });
    await signInEditors();
  });
  afterAll(() => server.close());

  async function signInEditors() {
    eye = (await signedIn(server, "mắt")).headers;
    mind = (await signedIn(server, "tâm thần")).headers;
  }
  /** Goes on to a day, on which all sign in anew. */
  async function goTo(day: string) {
    now = Date.parse(`${day}T08:00:00+07:00`);
    const { headers } = await signedIn(server, "sở");
    campaigns = new Acting(server, headers, { campaign: CAMPAIGN });
    answers = new Acting(server, headers, { answer: ANSWER });
    await signInEditors();
  }
  const campaign = async (fields: string, headers: Record<string, string> = {}): Promise<Data> =>
    (await runQuery(server, `{ reportingCampaign(code: "2026-6T") { ${fields} } }`, {}, headers)).data
      .reportingCampaign;
  const statusOf = async (code: string, headers: Record<string, string> = {}): Promise<Data> =>
    (await campaign(STATUS, headers)).forms
      .flatMap(({ demands }: Data) => demands)
      .flatMap(({ obligations }: Data) => obligations)
      .find(({ facility }: Data) => facility.code === code);
  const place = { campaign: "2026-6T", form: "Phụ lục 1", facility: "BV-MAT" };
  const cells = (figures: Record<string, number | null>) =>
    Object.entries(figures).map(([column, value]) => ({ column: `(${column})`, value }));
  const messagesOf = async (input: object, headers = eye): Promise<string[]> =>
    (
      await answers.payload("formAnswerSave", { ...place, ...input }, { ...headers, "accept-language": "vi" })
    ).userErrors.map(({ message }: Data) => message);

  it("is refused with all that is wrong with what it asks for", async () => {
    const [form] = LETTER.forms;
    const wrong = {
      ...LETTER,
      code: "không mã",
      recipients: [{ nameVi: "A", units: [{ facility: "BV-KHONGCO" }] }],
      forms: [
        {
          ...form,
          columns: [
            { number: "(2)", labelVi: "Một", metric: "LINKUPS" },
            { number: "(3)", labelVi: "Hai", formula: "(3)=(9)-(2)" },
            { number: "(3)", labelVi: "Ba", formula: "(2)-" },
            { number: "(5)", labelVi: "Bốn", formula: "(5)=(6)" },
            {
              number: "(6)",
              labelVi: "Năm",
              formula: "(6)=(5)*2",
              metric: "LINKUPS",
              holds: "NUMERATOR",
              on: "2026-06-30",
            },
            { number: "(7)", labelVi: "", metric: "POPULATION_MANAGED", on: "2026-06-30" },
          ],
        },
      ],
      demands: [{ recipient: "B", form: "Phụ lục 9", dueBefore: "2026-07-14" }],
    };
    expect(await campaigns.refused("reportingCampaignOpen", wrong)).toEqual([
      ["code", "INVALID"],
      ["recipients.0.units.0.facility", "NOT_FOUND"],
      ["forms.0.columns.5.labelVi", "INVALID"],
      ["forms.0.columns.0.on", "INVALID"],
      ["forms.0.columns.1.formula", "INVALID"],
      ["forms.0.columns.2.number", "INVALID"],
      ["forms.0.columns.2.formula", "INVALID"],
      ["forms.0.columns.3.formula", "INVALID"],
      ["forms.0.columns.4.formula", "INVALID"],
      ["forms.0.columns.4.holds", "INVALID"],
      ["forms.0.columns.5.metric", "INVALID"],
      ["demands.0.recipient", "NOT_FOUND"],
      ["demands.0.form", "NOT_FOUND"],
      ["forms.0", "INVALID"],
    ]);
  });

  it("is opened by the Department alone, once under its code, and a retry does nothing twice", async () => {
    const { errors } = await campaigns.ask("reportingCampaignOpen", LETTER, eye);
    expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    const keyed = { ...LETTER, clientMutationId: "mo-dot-1" };
    const opened = await campaigns.done("reportingCampaignOpen", keyed);
    expect(opened).toEqual({
      ...{ id: expect.any(String), version: 1, code: "2026-6T", titleVi: LETTER.titleVi, number: "123/SYT-VP" },
      ...{ issuedOn: "2026-07-01", state: "OPEN", reportsToVi: "Văn phòng Sở Y tế", standingBody: { code: "SYT" } },
      recipientsVi: ["Các bệnh viện chuyên khoa", "Trung tâm y tế", "Viettel Thừa Thiên Huế"],
      ...{ document: { code: "REGISTER" }, tasks: [] },
      forms: [
        {
          ...{ code: "Phụ lục 1", titleVi: "Kết quả liên thông" },
          columns: [
            ["(1)", "STT", null, null, null],
            ["(2)", "Tổng liên thông", "lượt", null, "LINKUPS"],
            ["(3)", "Thành công", null, null, "LINKUPS_SUCCEEDED"],
            ["(4)", "Lỗi", null, "(4) = (2) − (3)", null],
            ["(5)", "Tỷ lệ thành công", null, "(5)=(3)/(2)*100", null],
            ["(6)", "Kỳ trước", null, null, null],
            ["(7)", "Chênh lệch", null, "(7)=(2)-(6)", null],
          ].map(([number, labelVi, unitVi, formula, metric]) => ({
            ...{
              number,
              labelVi,
              unitVi,
              formula,
              mayBeNegative: number === "(7)",
              metric: metric && { code: metric },
            },
          })),
          parts: [
            { code: "A", titleVi: "Nội dung báo cáo", inWords: false },
            { code: "B", titleVi: "Thuận lợi và khó khăn", inWords: true },
            { code: "C", titleVi: "Ý kiến đề xuất", inWords: true },
          ],
          figures: ["LINKUPS", "LINKUPS_SUCCEEDED"].map((code) => ({ metric: { code }, ...PERIOD })),
          demands: [
            {
              ...{
                recipientVi: "Các bệnh viện chuyên khoa",
                duePrinted: "trước ngày 14/7/2026",
                dueBefore: "2026-07-14",
              },
              facilities: [{ code: "BV-MAT" }, { code: "BV-TAMTHAN" }],
            },
            {
              ...{ recipientVi: "Trung tâm y tế", duePrinted: "trước ngày 20/7/2026", dueBefore: "2026-07-20" },
              facilities: [{ code: "TTYT-PHUVANG" }],
            },
          ],
        },
      ],
    });
    expect(await campaigns.done("reportingCampaignOpen", keyed)).toEqual(opened);
    expect(await campaigns.refused("reportingCampaignOpen", LETTER)).toEqual([["code", "TAKEN"]]);
    expect(await campaigns.refused("reportingCampaignOpen", { ...keyed, titleVi: "Khác" })).toEqual([
      ["clientMutationId", "IDEMPOTENCY_MISMATCH"],
    ]);
    const { reportingCampaigns } = await dataOf(server, "{ reportingCampaigns { code state } }");
    expect(reportingCampaigns).toEqual([
      { code: "LETTER-1999-2019", state: "CLOSED" },
      { code: "2026-6T", state: "OPEN" },
    ]);
  });

  it("asks for something else while nobody has answered", async () => {
    const { id } = await campaign("id");
    const revise = (input: object) => campaigns.done("reportingCampaignRevise", { id, ...input });
    const demands = LETTER.demands.map((demand) => ({ ...demand, dueBefore: "2026-07-15" }));
    const revised = await revise({ expectedVersion: 1, reportsToVi: null, demands });
    expect([
      revised.version,
      revised.reportsToVi,
      revised.forms[0].demands.map(({ dueBefore }: Data) => dueBefore),
    ]).toEqual([2, null, ["2026-07-15", "2026-07-15"]]);
    expect(await campaigns.refused("reportingCampaignRevise", { id, expectedVersion: 2, demands })).toEqual([
      ["", "INVALID"],
    ]);
    expect(await campaigns.refused("reportingCampaignRevise", { id, expectedVersion: 1, demands })).toEqual([
      ["expectedVersion", "CONFLICT"],
    ]);
    await revise({ expectedVersion: 2, reportsToVi: LETTER.reportsToVi, demands: LETTER.demands });
    expect((await campaign(CAMPAIGN)).version).toBe(3);
  });

  it("is answered in pieces, each checked by the formulas of its columns", async () => {
    expect(await messagesOf({ cells: cells({ 2: 1200, 3: 1100, 4: 99 }) })).toEqual([
      'Cột "(4)" tính theo (4) = (2) − (3): phải là 100, đã nhập 99.',
    ]);
    const begun = await answers.done("formAnswerSave", { ...place, cells: cells({ 2: 1200, 3: 1100 }) }, eye);
    expect(begun).toMatchObject({ version: 1, status: "DRAFT", receivedOn: null, asked: 6, given: 2, complete: false });
    expect(begun.rows).toEqual([
      {
        row: null,
        cells: [
          ["(2)", 1200, null],
          ["(3)", 1100, null],
          ["(4)", null, 100],
          ["(5)", null, 91.67],
          ["(6)", null, null],
          ["(7)", null, null],
        ].map(([column, value, computed]) => ({ column, value, computed })),
      },
    ]);
    const more = { ...place, expectedVersion: 1, cells: cells({ 4: 100, 5: 91.67, 6: 1500, 7: -300 }) };
    expect(await answers.done("formAnswerSave", { ...more, clientMutationId: "dien-1" }, eye)).toMatchObject({
      ...{ version: 2, given: 6, complete: false },
    });
    expect(await answers.done("formAnswerSave", { ...more, clientMutationId: "dien-1" }, eye)).toMatchObject({
      version: 2,
    });
    expect(await messagesOf({ expectedVersion: 2, cells: cells({ 5: 91.6 }) })).toEqual([
      'Cột "(5)" tính theo (5)=(3)/(2)*100: phải là 91,67, đã nhập 91,6.',
    ]);
    expect(await messagesOf({ expectedVersion: 2, cells: cells({ 3: -1 }) })).toEqual([
      'Cột "(3)" không nhận số âm; đã nhập -1.',
    ]);
    // The figure that a sum is made of is refused where the sum stands already.
    expect(
      await answers.refused("formAnswerSave", { ...place, expectedVersion: 2, cells: cells({ 6: 1400 }) }, eye),
    ).toEqual([["cells.0.value", "INVALID"]]);
  });

  it("tells apart what is not owed, whose it is not, and what was changed since", async () => {
    const refused = (input: object, headers = eye) =>
      answers.refused("formAnswerSave", { ...place, ...input }, headers);
    expect(await refused({ expectedVersion: 1 })).toEqual([["expectedVersion", "CONFLICT"]]);
    expect(await refused({})).toEqual([["expectedVersion", "CONFLICT"]]);
    expect(await refused({ facility: "BV-TAMTHAN" })).toEqual([["facility", "NOT_FOUND"]]);
    expect(await refused({}, mind)).toEqual([["facility", "NOT_FOUND"]]);
    expect(await refused({ form: "Phụ lục 2" })).toEqual([["form", "INVALID"]]);
    expect(await refused({ campaign: "LETTER-1999-2019" })).toEqual([["", "ILLEGAL_STATE"]]);
    expect(await refused({ campaign: "2099" })).toEqual([["campaign", "NOT_FOUND"]]);
    const admin = await answers.refused("formAnswerSave", { ...place, facility: "BV-TWHUE" });
    expect(admin).toEqual([["form", "INVALID"]]);
    const wrong = { expectedVersion: 2, cells: cells({ 1: 1 }), parts: [{ code: "A", textVi: "Chữ" }] };
    expect(await refused({ ...wrong, cells: [...wrong.cells, { row: "478", column: "(2)", value: 1 }] })).toEqual([
      ["cells.0.column", "INVALID"],
      ["cells.1.row", "INVALID"],
      ["parts.0.code", "INVALID"],
    ]);
    const { id } = await campaign("id");
    expect(await campaigns.refused("reportingCampaignRevise", { id, expectedVersion: 3, titleVi: "Tên khác" })).toEqual(
      [["", "ILLEGAL_STATE"]],
    );
  });

  it("counts nothing of a draft, which only its unit and the Department see", async () => {
    const unknown = { status: "NOT_KNOWN", asked: 6, given: 0, complete: false, receivedOn: null, inTime: null };
    expect(await statusOf("BV-MAT")).toEqual({ facility: { code: "BV-MAT" }, ...unknown, answer: null });
    expect((await statusOf("BV-MAT", mind)).answer).toBeNull();
    expect((await statusOf("BV-MAT", eye)).answer).toEqual({ status: "DRAFT" });
    expect(await campaign("completeness { numerator denominator } timeliness { numerator denominator }")).toEqual({
      completeness: { numerator: 0, denominator: 3 },
      timeliness: { numerator: 0, denominator: 3 },
    });
  });

  it("takes an answer whose figures go on record and cite it; without its parts in words it is there in part", async () => {
    const { id } = await answers.done("formAnswerSave", { ...place, expectedVersion: 2 }, eye);
    expect(await answers.refused("formAnswerSubmit", { id, expectedVersion: 3 }, mind)).toEqual([["id", "NOT_FOUND"]]);
    const submitted = await answers.done("formAnswerSubmit", { id, expectedVersion: 3 }, eye);
    expect(submitted).toMatchObject({ version: 4, status: "SUBMITTED", receivedOn: "2026-07-02", complete: false });
    expect(await statusOf("BV-MAT")).toMatchObject({ status: "PARTLY", given: 6, complete: false, inTime: true });
    const { facility } = await dataOf(
      server,
      '{ facility(code: "BV-MAT") { latestObservations { metric { code } from on value ratio { numerator denominator } source { document { code } section } } } }',
    );
    const source = {
      document: { code: "REGISTER" },
      section: "Đợt báo cáo 2026-6T: Báo cáo liên thông 6 tháng đầu năm 2026",
    };
    const figure = (code: string) =>
      facility.latestObservations.find(({ metric, on }: Data) => metric.code === code && on === "2026-06-30");
    expect(figure("LINKUPS")).toMatchObject({ ...PERIOD, value: 1200, source });
    expect(figure("LINKUPS_SUCCEEDED")).toMatchObject({ ratio: { numerator: 1100, denominator: 1200 }, source });
    expect(await answers.refused("formAnswerSave", { ...place, expectedVersion: 4 }, eye)).toEqual([
      ["", "ILLEGAL_STATE"],
    ]);
    expect(await answers.refused("formAnswerSubmit", { id, expectedVersion: 4 }, eye)).toEqual([["", "ILLEGAL_STATE"]]);
  });

  it("gives an answer back for a reason; submitted again, it corrects its own figures", async () => {
    const { id } = (await campaign("forms { demands { obligations { answer { id } } } }")).forms[0].demands[0]
      .obligations[0].answer;
    const back = { id, expectedVersion: 4, reason: "Thiếu phần B, C." };
    expect((await answers.ask("formAnswerReturn", back, eye)).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    expect(await answers.done("formAnswerReturn", back)).toMatchObject({
      version: 5,
      status: "DRAFT",
      receivedOn: null,
    });
    const parts = [
      { code: "B", textVi: " Đường truyền chậm. " },
      { code: "C", textVi: "Không" },
    ];
    const changed = cells({ 2: 1250, 3: 1150, 5: 92, 7: -250 });
    const whole = await answers.done("formAnswerSave", { ...place, expectedVersion: 5, parts, cells: changed }, eye);
    expect(whole).toMatchObject({ complete: true });
    expect(whole.parts).toEqual([
      { code: "B", titleVi: "Thuận lợi và khó khăn", textVi: "Đường truyền chậm." },
      { code: "C", titleVi: "Ý kiến đề xuất", textVi: "Không" },
    ]);
    await answers.done("formAnswerSubmit", { id, expectedVersion: 6 }, eye);
    expect(await statusOf("BV-MAT")).toMatchObject({ status: "REPORTED", complete: true, inTime: true });
    const rows = await server.db.query<{ value: number; version: number }>(
      "SELECT o.value, o.version FROM observation o JOIN metric m ON m.id = o.metric_id JOIN facility f ON f.id = o.facility_id " +
        "WHERE m.code = 'LINKUPS' AND f.code = 'BV-MAT' AND o.on_date = '2026-06-30'",
    );
    expect(rows).toEqual([{ value: 1250, version: 2 }]);
  });

  it("knows who is late, by managing body: by the day of receipt, or because the last day is over", async () => {
    expect((await campaign(LATE)).byManagingBody).toEqual([
      { managingBody: { code: "SYT" }, due: 3, reported: 1, partly: 0, late: [] },
    ]);
    await goTo("2026-07-14");
    const late = (code: string, receivedOn: string | null, dueBefore: string) => ({
      ...{ facility: { code }, receivedOn, dueBefore },
    });
    expect((await campaign(LATE)).byManagingBody[0].late).toEqual([late("BV-TAMTHAN", null, "2026-07-14")]);
    const draft = await answers.done(
      "formAnswerSave",
      { ...place, facility: "BV-TAMTHAN", cells: cells({ 2: 0, 3: 0, 4: 0, 6: 0, 7: 0 }) },
      mind,
    );
    // A rate of 0 of 0 has no figure, and none is missing.
    expect(draft).toMatchObject({ asked: 6, given: 6 });
    expect(await messagesOf({ facility: "BV-TAMTHAN", expectedVersion: 1, cells: cells({ 5: 100 }) }, mind)).toEqual([
      'Cột "(5)" tính theo (5)=(3)/(2)*100, là phép chia cho 0: hãy để trống.',
    ]);
    await answers.done("formAnswerSubmit", { id: draft.id, expectedVersion: 1 }, mind);
    await goTo("2026-07-25");
    expect(
      await campaign(`${LATE} completeness { numerator denominator } timeliness { numerator denominator }`),
    ).toEqual({
      byManagingBody: [
        {
          ...{ managingBody: { code: "SYT" }, due: 3, reported: 1, partly: 1 },
          late: [late("BV-TAMTHAN", "2026-07-14", "2026-07-14"), late("TTYT-PHUVANG", null, "2026-07-20")],
        },
      ],
      completeness: { numerator: 1, denominator: 3 },
      timeliness: { numerator: 1, denominator: 3 },
    });
    const before = await campaign('byManagingBody(on: "2026-07-13") { late { facility { code } } }');
    expect(before.byManagingBody).toEqual([{ late: [] }]);
  });

  it("answers nothing any more once it is closed, until it is opened again for a reason", async () => {
    const { id } = await campaign("id");
    const closed = await campaigns.done("reportingCampaignClose", { id, expectedVersion: 3 });
    expect([closed.state, closed.version]).toEqual(["CLOSED", 4]);
    const late = { ...place, facility: "TTYT-PHUVANG", cells: cells({ 2: 5 }) };
    expect(await answers.refused("formAnswerSave", late)).toEqual([["", "ILLEGAL_STATE"]]);
    expect(await campaigns.refused("reportingCampaignClose", { id, expectedVersion: 4 })).toEqual([
      ["", "ILLEGAL_STATE"],
    ]);
    const again = { id, expectedVersion: 4, reason: "Bổ sung đơn vị chậm." };
    expect((await campaigns.done("reportingCampaignReopen", again)).state).toBe("OPEN");
    expect(await answers.done("formAnswerSave", late)).toMatchObject({ version: 1 });
    const letter = (await dataOf(server, "{ reportingCampaigns { id version } }")).reportingCampaigns[0];
    expect(await campaigns.refused("reportingCampaignReopen", { ...again, id: letter.id, expectedVersion: 1 })).toEqual(
      [["", "ILLEGAL_STATE"]],
    );
  });

  it("leaves an entry in the trail for each act, and everything stands as the acts have left it", async () => {
    const entries = await server.db.query<{ type: string; act: string; version: number }>(
      "SELECT object_type AS type, act, version FROM audit_entry WHERE object_type IN ('ReportingCampaign', 'FormAnswer') ORDER BY id",
    );
    const ofMat = [
      "formAnswerSave",
      "formAnswerSave",
      "formAnswerSave",
      "formAnswerSubmit",
      "formAnswerReturn",
      "formAnswerSave",
      "formAnswerSubmit",
    ];
    expect(
      entries.filter(({ type }) => type === "ReportingCampaign").map(({ act, version }) => [act, version]),
    ).toEqual([
      ["reportingCampaignOpen", 1],
      ["reportingCampaignRevise", 2],
      ["reportingCampaignRevise", 3],
      ["reportingCampaignClose", 4],
      ["reportingCampaignReopen", 5],
    ]);
    expect(
      entries
        .filter(({ type }) => type === "FormAnswer")
        .slice(0, 7)
        .map(({ act }) => act),
    ).toEqual(ofMat);
    const faults: string[] = [];
    await verifyTrail(server.db, "9999", { fault: (sentence) => faults.push(sentence), progress: () => {} });
    expect(faults).toEqual([]);
  });
});

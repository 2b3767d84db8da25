import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const PERIOD = { from: "2026-01-01", on: "2026-06-30" };
const DUE = "2026-07-14";
const CAMPAIGN = {
  ...{ code: "2026-6T", titleVi: "Báo cáo 6 tháng" },
  recipients: [
    { nameVi: "Bệnh viện", units: [{ facility: "BV-MAT" }] },
    { nameVi: "CDC", units: [{ facility: "CDC", area: "46" }] },
  ],
  forms: [
    {
      ...{ code: "Mẫu 1", titleVi: "Liên thông", parts: [{ code: "B", titleVi: "Khó khăn" }] },
      columns: [
        { number: "(1)", labelVi: "STT", isEntered: false },
        { number: "(2)", labelVi: "Tổng", groupVi: "Lượt liên thông", metric: "LINKUPS", ...PERIOD },
        {
          ...{ number: "(3)", labelVi: "Thành công", groupVi: "Lượt liên thông", metric: "LINKUPS_SUCCEEDED" },
          ...{ holds: "NUMERATOR", of: "(2)", ...PERIOD },
        },
        { number: "(4)", labelVi: "Lỗi", formula: "(4)=(2)-(3)" },
        { number: "(5)", labelVi: "Tỷ lệ", formula: "(5)=(3)/(2)*100" },
        { number: "(6)", labelVi: "Kỳ trước" },
        { number: "(7)", labelVi: "Chênh lệch", formula: "(7)=(2)-(6)", mayBeNegative: true },
      ],
    },
    {
      ...{ code: "Mẫu 2", titleVi: "Trẻ em", parts: [] },
      columns: [{ number: "(1)", labelVi: "Trẻ dưới 1 tuổi", metric: "CHILDREN_UNDER_1", on: "2019-06-30" }],
    },
  ],
  demands: [
    { recipient: "Bệnh viện", form: "Mẫu 1", dueBefore: DUE },
    // Of a day on which there were districts.
    { recipient: "CDC", form: "Mẫu 2", dueBefore: "2019-12-31" },
  ],
};
const place = { campaign: "2026-6T", form: "Mẫu 1", facility: "BV-MAT" };

const CHECK = `query ($campaign: String!, $form: String!, $facility: String!, $cells: [FormCellInput!]!) {
  formAnswerCheck(campaign: $campaign, form: $form, facility: $facility, cells: $cells) {
    asked given rows { row cells { column value computed } } mistakes { path code message } } }`;

describe("A form that is filled in", () => {
  let server: TestServer;
  let department: Record<string, string>;
  let eye: Record<string, string>;
  let answers: Acting;

  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => Date.parse("2026-07-02T08:00:00+07:00") });
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    await addTestAccount(server.db, "phổi", "FACILITY_EDITOR", "BV-PHOI");
    department = (await signedIn(server, "sở")).headers;
    eye = (await signedIn(server, "mắt")).headers;
    answers = new Acting(server, eye, { answer: "id version status reason" });
    await new Acting(server, department, { campaign: "id" }).done("reportingCampaignOpen", CAMPAIGN);
  });
  afterAll(() => server.close());

  const VI = { "accept-language": "vi" };
  const check = async (cells: readonly object[], at: object = place): Promise<Data> =>
    (await runQuery(server, CHECK, { ...at, cells }, VI)).data.formAnswerCheck;
  const cells = (figures: Record<string, number>) =>
    Object.entries(figures).map(([column, value]) => ({ column: `(${column})`, value }));

  it("says what it asks of its columns, as it was opened", async () => {
    const { reportingCampaign } = await dataOf(
      server,
      '{ reportingCampaign(code: "2026-6T") { forms { columns { number groupVi isEntered holds of from on } } } }',
    );
    const plain = { groupVi: null, isEntered: true, holds: "VALUE", of: null, from: null, on: null };
    const group = { groupVi: "Lượt liên thông", ...PERIOD };
    expect(reportingCampaign.forms).toEqual([
      {
        columns: [
          { ...plain, number: "(1)", isEntered: false },
          { ...plain, number: "(2)", ...group },
          { ...plain, number: "(3)", ...group, holds: "NUMERATOR", of: "(2)" },
          ...["(4)", "(5)", "(6)", "(7)"].map((number) => ({ ...plain, number })),
        ],
      },
      { columns: [{ ...plain, number: "(1)", on: "2019-06-30" }] },
    ]);
    const { reportingCampaign: letter } = await dataOf(
      server,
      '{ reportingCampaign(code: "LETTER-1999-2019") { forms { columns { isEntered holds of from on } } } }',
    );
    expect(letter.forms[0].columns[2]).toEqual({ isEntered: null, holds: null, of: null, from: null, on: null });
  });

  it("has a row of the facility itself, or one for each area that it answers for", async () => {
    const rowsOf = async (facility: string) =>
      (
        await dataOf(
          server,
          `{ reportingCampaign(code: "2026-6T") { forms { code demands { obligations(facility: "${facility}") {
             facility { code } form { code } rows { row area { code } } } } } } }`,
        )
      ).reportingCampaign.forms.flatMap(({ demands }: Data) => demands.flatMap(({ obligations }: Data) => obligations));
    expect(await rowsOf("BV-MAT")).toEqual([
      { facility: { code: "BV-MAT" }, form: { code: "Mẫu 1" }, rows: [{ row: null, area: null }] },
    ]);
    const [own] = await rowsOf("CDC");
    expect([own.form.code, own.rows.length, own.rows[3]]).toEqual(["Mẫu 2", 9, { row: "478", area: { code: "478" } }]);
    expect(await rowsOf("BV-PHOI")).toEqual([]);
    const { reportingCampaign } = await dataOf(
      server,
      '{ reportingCampaign(code: "LETTER-1999-2019") { forms { demands { obligations(facility: "CDC") { rows { row } } } } } }',
    );
    expect(reportingCampaign.forms[2].demands[0].obligations).toEqual([{ rows: [] }]);
  });

  it("is computed and checked before anything is kept, for everybody", async () => {
    const tried = await check(cells({ 2: 1200, 3: 1100, 4: 99, 6: 1500 }));
    expect(tried).toEqual({
      ...{ asked: 6, given: 4 },
      rows: [
        {
          row: null,
          cells: [
            ["(2)", 1200, null],
            ["(3)", 1100, null],
            ["(4)", 99, 100],
            ["(5)", null, 91.67],
            ["(6)", 1500, null],
            ["(7)", null, -300],
          ].map(([column, value, computed]) => ({ column, value, computed })),
        },
      ],
      mistakes: [
        {
          ...{ path: ["cells", "2", "value"], code: "INVALID" },
          message: 'Cột "(4)" tính theo (4)=(2)-(3): phải là 100, đã nhập 99.',
        },
      ],
    });
    const { data } = await runQuery(
      server,
      '{ reportingCampaign(code: "2026-6T") { forms { demands { obligations { answer { id } } } } } }',
      {},
      department,
    );
    expect(JSON.stringify(data)).not.toContain('"id"');
  });

  it.each<[string, object[]]>([
    ["a sum that is another", cells({ 2: 1200, 3: 1100, 4: 99 })],
    ["a share that is another", cells({ 2: 1200, 3: 1100, 5: 91.6 })],
    ["a share of 0", cells({ 2: 0, 3: 0, 5: 100 })],
    ["a figure below 0", cells({ 2: 1200, 3: -1 })],
    ["a part of a count", cells({ 2: 1200.5 })],
    ["a column of another form", cells({ 8: 1 })],
    ["a column that nobody fills in", cells({ 1: 1 })],
    ["a row of another form", [{ row: "478", column: "(2)", value: 1 }]],
    ["a figure twice", [...cells({ 2: 1 }), ...cells({ 2: 2 })]],
    ["several at once", cells({ 2: 1200.5, 3: -1, 8: 1 })],
    ["nothing", cells({ 2: 1200, 3: 1100, 4: 100, 5: 91.67, 6: 1500, 7: -300 })],
  ])("refuses %s exactly as it is refused when it is saved", async (what, given) => {
    const { mistakes } = await check(given);
    expect(mistakes.length > 0).toBe(what !== "nothing");
    const saved = await answers.payload("formAnswerSave", { ...place, cells: given }, { ...eye, ...VI });
    expect(mistakes).toEqual(saved.userErrors);
  });

  it("is not checked by a form that is not owed, that stands in a document, or with too many figures", async () => {
    const refused = async (at: object, given: object[] = []) => {
      const { errors } = await runQuery(server, CHECK, { ...place, ...at, cells: given }, VI);
      return [errors?.[0]?.extensions.code, errors?.[0]?.message];
    };
    expect(await refused({ form: "Mẫu 2" })).toEqual([
      "BAD_USER_INPUT",
      '"BV-MAT" không thuộc diện phải gửi "Mẫu 2"; phải gửi: "Mẫu 1".',
    ]);
    expect(await check([], { ...place, campaign: "LETTER-1999-2019", form: "Phụ lục 2" })).toBeNull();
    const many = Array.from({ length: 5001 }, () => ({ column: "(2)", value: 1 }));
    expect((await refused({}, many))[0]).toBe("BAD_USER_INPUT");
  });

  it("says who may enter it, and why it was given back to whom it was", async () => {
    const of = async (headers: Record<string, string> = {}) =>
      (
        await runQuery(
          server,
          `{ reportingCampaign(code: "2026-6T") { forms { demands { obligations(facility: "BV-MAT") {
             mayEnter answer { id version status reason } } } } } }`,
          {},
          headers,
        )
      ).data.reportingCampaign.forms[0].demands[0].obligations[0];
    const { id, version } = (await of(eye)).answer;
    await answers.done("formAnswerSubmit", { id, expectedVersion: version });
    expect((await of()).answer).toMatchObject({ status: "SUBMITTED", reason: null });
    const back = { id, expectedVersion: version + 1, reason: "Thiếu phần B." };
    const asDepartment = new Acting(server, department, { answer: "status reason" });
    expect(await asDepartment.done("formAnswerReturn", back)).toEqual({ status: "DRAFT", reason: "Thiếu phần B." });
    expect(await of(eye)).toMatchObject({ mayEnter: true, answer: { status: "DRAFT", reason: "Thiếu phần B." } });
    const other = (await signedIn(server, "phổi")).headers;
    expect([await of(), await of(other)]).toEqual([
      { mayEnter: false, answer: null },
      { mayEnter: false, answer: null },
    ]);
    const { reportingCampaign } = await dataOf(server, '{ reportingCampaign(code: "2026-6T") { id version } }');
    await new Acting(server, department, { campaign: "id" }).done("reportingCampaignClose", {
      ...{ id: reportingCampaign.id, expectedVersion: reportingCampaign.version },
    });
    expect((await of(department)).mayEnter).toBe(false);
  });
});

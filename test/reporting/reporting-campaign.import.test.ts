import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { recipientsAsked } from "../../server/concepts/reporting/recipients-asked.js";
import { Context } from "../../server/core/context.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { rowCounts } from "../support/importing.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { FILE_IMPORT } from "../support/uploads.js";

/** The letter of 2019 again, as the Department would enter it: appendix 1 by districts, and a form of its own. */
const LETTER = [
  "Mã đợt,Loại dòng,Mẫu,Số,Nội dung,Nơi nhận,Đơn vị,Địa bàn,Gửi trước ngày,Chỉ số,Phần của số liệu,Công thức,Nhận số âm,Phải điền,Tính đến ngày,Ngày công văn,Cơ quan thường trực,Gửi báo cáo về",
  "2020-D1,Đợt,,55/SYT-VP,Đánh giá hồ sơ sức khỏe điện tử,,,,,,,,,,,01/02/2020,Sở Y tế,Văn phòng Sở Y tế",
  "2020-D1,Mẫu,Phụ lục 1,,Chất lượng hồ sơ,,,,,,,,,,,,,",
  "2020-D1,Cột,Phụ lục 1,(2),Tên đơn vị,,,,,,,,,Không,,,,",
  "2020-D1,Cột,Phụ lục 1,(3),Dân số trên phần mềm,,,,,POPULATION_ON_SOFTWARE,,,,,31/01/2020,,,",
  "2020-D1,Cột,Phụ lục 1,(4),Dân số thực tế,,,,,POPULATION_MANAGED,,,,,31/01/2020,,,",
  "2020-D1,Cột,Phụ lục 1,(5),Chênh lệch,,,,,POPULATION_DIFFERENCE,,(5)=(4)-(3),Có,,31/01/2020,,,",
  "2020-D1,Cột,Phụ lục 1,(6),Số hồ sơ đã khám lập,,,,,HEALTH_RECORDS_CREATED,,,,,31/01/2020,,,",
  "2020-D1,Cột,Phụ lục 1,(7),Tỷ lệ khám lập,,,,,HEALTH_RECORDS_CREATED_SHARE,Giá trị,(7)=(6)/(3)*100,,,31/01/2020,,,",
  "2020-D1,Phần,Phụ lục 1,B,Khó khăn,,,,,,,,,,,,,",
  "2020-D1,Nơi nhận,,,,Trung tâm y tế,TTYT huyện Phú Vang,478,,,,,,,,,,",
  "2020-D1,Nơi nhận,,,,Trung tâm Kiểm soát bệnh tật,CDC,474,,,,,,,,,,",
  "2020-D1,Phải gửi,Phụ lục 1,,,Trung tâm y tế,,,15/02/2020,,,,,,,,,",
];
const ANSWER = [
  "campaign,form,facility,column,value,submit",
  "2020-D1,Phụ lục 1,TTYT-PHUVANG,(3),180.000,",
  "2020-D1,Phụ lục 1,TTYT-PHUVANG,(4),179.000,",
  "2020-D1,Phụ lục 1,TTYT-PHUVANG,(5),-1.000,",
  "2020-D1,Phụ lục 1,TTYT-PHUVANG,(6),150.000,",
  '2020-D1,Phụ lục 1,TTYT-PHUVANG,(7),"83,33",',
  "2020-D1,Phụ lục 1,TTYT-PHUVANG,B,Thiếu cán bộ CNTT,Có",
];

describe("A campaign that comes by file", () => {
  let server: TestServer;
  let headers: Record<string, string>;
  let editor: Record<string, string>;

  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => Date.parse("2020-02-10T08:00:00+07:00") });
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "phú vang", "FACILITY_EDITOR", "TTYT-PHUVANG");
    headers = (await signedIn(server, "sở")).headers;
    editor = (await signedIn(server, "phú vang")).headers;
  });
  afterAll(() => server.close());

  async function imported(format: string, lines: readonly string[], more: object = {}, as = headers): Promise<Data> {
    const input = { format, text: lines.join("\n"), ...more };
    const { data, errors } = await runQuery(server, FILE_IMPORT, { input }, { ...as, "accept-language": "vi" });
    if (errors) throw new Error(JSON.stringify(errors));
    return data.fileImport.report;
  }
  const problemsOf = async (format: string, lines: readonly string[], as = headers) =>
    (await imported(format, lines, {}, as)).problems.map(({ row, column, code }: Data) => [row, column, code]);
  const replaced = (lines: readonly string[], line: number, from: string, to: string) =>
    lines.map((each, i) => (i === line ? each.replace(from, to) : each));
  const campaign = async (fields: string): Promise<Data> =>
    (await dataOf(server, `{ reportingCampaign(code: "2020-D1") { ${fields} } }`)).reportingCampaign;
  const figures = (): Promise<Data[]> =>
    server.db.query(
      "SELECT m.code, o.value, o.numerator, o.denominator, o.version, s.label FROM observation o JOIN metric m ON m.id = o.metric_id " +
        "JOIN area a ON a.id = o.area_id JOIN source_section s ON s.id = o.section_id " +
        "WHERE a.code = '478' AND o.on_date = '2020-01-31' ORDER BY m.code",
    );

  it("is tried first: the same report, and nothing is on record", async () => {
    const counts = await rowCounts(server.db);
    expect(await imported("CAMPAIGNS", LETTER, { dryRun: true })).toMatchObject({
      ...{ imported: false, dryRun: true, rows: 12, inserted: 12, changed: 0, unchanged: 0, problems: [] },
    });
    expect(await rowCounts(server.db)).toEqual(counts);
    expect(await campaign("code")).toBeNull();
  });

  it("is refused by the rules of the acts, at the row and column that says it", async () => {
    expect(await problemsOf("CAMPAIGNS", replaced(LETTER, 6, "(5)=(4)-(3)", "(5)=(4)-(9)"))).toEqual([
      [7, "Công thức", "INCONSISTENT"],
    ]);
    expect(await problemsOf("CAMPAIGNS", replaced(LETTER, 4, "POPULATION_ON_SOFTWARE", "POPULATION"))).toEqual([
      [5, "Chỉ số", "UNKNOWN_NAME"],
    ]);
    expect(await problemsOf("CAMPAIGNS", replaced(LETTER, 10, ",478", ","))).toEqual([
      [13, "Nơi nhận", "INCONSISTENT"],
    ]);
    expect(await problemsOf("CAMPAIGNS", replaced(LETTER, 12, "Trung tâm y tế", "Bệnh viện"))).toEqual(
      [
        [3, "Mẫu", "INCONSISTENT"],
        [13, "Nơi nhận", "UNKNOWN_NAME"],
      ].slice(1),
    );
    expect(
      await problemsOf(
        "CAMPAIGNS",
        LETTER.filter((_, i) => i !== 1),
      ),
    ).toEqual([
      [2, "Mã đợt", "MISSING_VALUE"],
      [2, "Nội dung", "INCONSISTENT"],
    ]);
  });

  it("is as one that was opened by the act, and a second time it says nothing new", async () => {
    expect(await imported("CAMPAIGNS", LETTER)).toMatchObject({ imported: true, rows: 12, inserted: 12 });
    expect(
      await campaign(
        "version titleVi number issuedOn state reportsToVi standingBody { code } recipientsVi forms { titleVi headings { number labelVi metric { code } } parts { code titleVi } demands { dueBefore obligations { facility { code } area { code } asked } } }",
      ),
    ).toEqual({
      ...{ version: 1, titleVi: "Đánh giá hồ sơ sức khỏe điện tử", number: "55/SYT-VP", issuedOn: "2020-02-01" },
      ...{ state: "OPEN", reportsToVi: "Văn phòng Sở Y tế", standingBody: { code: "SYT" } },
      recipientsVi: ["Trung tâm y tế", "Trung tâm Kiểm soát bệnh tật"],
      forms: [
        {
          titleVi: "Chất lượng hồ sơ",
          headings: [
            ["(2)", "Tên đơn vị", null],
            ["(3)", "Dân số trên phần mềm", "POPULATION_ON_SOFTWARE"],
            ["(4)", "Dân số thực tế", "POPULATION_MANAGED"],
            ["(5)", "Chênh lệch", "POPULATION_DIFFERENCE"],
            ["(6)", "Số hồ sơ đã khám lập", "HEALTH_RECORDS_CREATED"],
            ["(7)", "Tỷ lệ khám lập", "HEALTH_RECORDS_CREATED_SHARE"],
          ].map(([number, labelVi, code]) => ({ number, labelVi, metric: code && { code } })),
          parts: [
            { code: "A", titleVi: "Nội dung báo cáo" },
            { code: "B", titleVi: "Khó khăn" },
          ],
          demands: [
            {
              dueBefore: "2020-02-15",
              obligations: [{ facility: { code: "TTYT-PHUVANG" }, area: { code: "478" }, asked: 5 }],
            },
          ],
        },
      ],
    });
    expect(await imported("CAMPAIGNS", LETTER)).toMatchObject({ inserted: 0, changed: 0, unchanged: 12 });
  });

  it("asks for something else by another file while nobody has answered", async () => {
    const cdc = "2020-D1,Phải gửi,Phụ lục 1,,,Trung tâm Kiểm soát bệnh tật,,,20/02/2020,,,,,,,,,";
    const whole = replaced([...LETTER, cdc], 11, "CDC,474", "CDC,46");
    expect(await problemsOf("CAMPAIGNS", whole)).toEqual([[14, "Nơi nhận", "INCONSISTENT"]]);
    expect(await imported("CAMPAIGNS", [...LETTER, cdc])).toMatchObject({ imported: true, changed: 13 });
    expect(await campaign("version forms { demands { recipientVi obligations { asked } } }")).toEqual({
      version: 2,
      forms: [
        {
          demands: [
            { recipientVi: "Trung tâm y tế", obligations: [{ asked: 5 }] },
            { recipientVi: "Trung tâm Kiểm soát bệnh tật", obligations: [{ asked: 5 }] },
          ],
        },
      ],
    });
  });

  it("is answered by file, each figure checked by its formula, tried first", async () => {
    const counts = await rowCounts(server.db);
    const wrong = replaced(replaced(ANSWER, 3, "-1.000", "1.000"), 5, "83,33", "84");
    const { problems } = await imported("FORM_ANSWERS", wrong, {}, editor);
    expect(problems.map(({ row, column, message }: Data) => [row, column, message])).toEqual([
      [4, "value", 'Cột "(5)" tính theo (5)=(4)-(3): phải là -1.000, đã nhập 1.000.'],
      [6, "value", 'Cột "(7)" tính theo (7)=(6)/(3)*100: phải là 83,33, đã nhập 84.'],
    ]);
    const foreign = ["campaign,form,facility,column,value", "2020-D1,Phụ lục 1,CDC,(3),5"];
    expect(await problemsOf("FORM_ANSWERS", foreign, editor)).toEqual([[2, "facility", "UNKNOWN_NAME"]]);
    const notDue = ["campaign,form,facility,column,value", "2020-D1,Phụ lục 1,BV-MAT,(3),5"];
    expect(await problemsOf("FORM_ANSWERS", notDue)).toEqual([[2, "form", "INCONSISTENT"]]);
    expect(await imported("FORM_ANSWERS", ANSWER, { dryRun: true }, editor)).toMatchObject({
      inserted: 6,
      problems: [],
    });
    expect(await rowCounts(server.db)).toEqual(counts);
  });

  it("has the figures of an answer on record once a row hands it in, and what it says again is nothing new", async () => {
    expect(await imported("FORM_ANSWERS", ANSWER.slice(0, 3), {}, editor)).toMatchObject({ inserted: 2, changed: 0 });
    expect(await figures()).toEqual([]);
    expect(await imported("FORM_ANSWERS", ANSWER, {}, editor)).toMatchObject({ inserted: 0, changed: 4, unchanged: 2 });
    const label = "Đợt báo cáo 2020-D1: Đánh giá hồ sơ sức khỏe điện tử";
    const figure = (
      code: string,
      value: number,
      numerator: number | null = null,
      denominator: number | null = null,
    ) => ({
      ...{ code, value, numerator, denominator, version: 1, label },
    });
    expect(await figures()).toEqual([
      figure("HEALTH_RECORDS_CREATED", 150_000),
      figure("HEALTH_RECORDS_CREATED_SHARE", 83.33, 150_000, 180_000),
      figure("POPULATION_DIFFERENCE", -1000),
      figure("POPULATION_MANAGED", 179_000),
      figure("POPULATION_ON_SOFTWARE", 180_000),
    ]);
    expect(await imported("FORM_ANSWERS", ANSWER, {}, editor)).toMatchObject({ inserted: 0, changed: 0, unchanged: 6 });
    const other = replaced(ANSWER.slice(0, 3), 1, "180.000", "181.000");
    expect(await problemsOf("FORM_ANSWERS", other, editor)).toEqual([
      [2, "form", "INCONSISTENT"],
      [3, "value", "INCONSISTENT"],
    ]);
    expect(
      (await campaign("forms { demands { obligations { status complete receivedOn } } }")).forms[0].demands[0],
    ).toEqual({
      obligations: [{ status: "REPORTED", complete: true, receivedOn: "2020-02-10" }],
    });
    expect(await problemsOf("CAMPAIGNS", LETTER)).toEqual([[2, "Mã đợt", "INCONSISTENT"]]);
  });

  it("does not replace what another source has on record otherwise", async () => {
    const acting = new Acting(server, headers, { answer: "id version" });
    const place = { campaign: "2020-D1", form: "Phụ lục 1", facility: "CDC" };
    const cells = [{ row: "474", column: "(3)", value: 350_000 }];
    const { id } = await acting.done("formAnswerSave", { ...place, cells });
    const record = `mutation { observationRecord(input: { metric: "POPULATION_ON_SOFTWARE", subject: "474",
      on: "2020-01-31", value: 351000 }) { observation { id version } userErrors { code } } }`;
    const { observation } = (await runQuery(server, record, {}, headers)).data.observationRecord;
    expect(await acting.refused("formAnswerSubmit", { id, expectedVersion: 1 })).toEqual([["", "TAKEN"]]);
    const submit = ["campaign,form,facility,column,value,submit", "2020-D1,Phụ lục 1,CDC,,,Có"];
    expect(await problemsOf("FORM_ANSWERS", submit)).toEqual([[2, "value", "OTHER_SOURCE"]]);
    const withdraw = `mutation { observationWithdraw(input: { id: "${observation.id}", expectedVersion: 1,
      reason: "Ghi nhầm." }) { userErrors { code } } }`;
    await runQuery(server, withdraw, {}, headers);
    expect(await imported("FORM_ANSWERS", submit)).toMatchObject({ imported: true, changed: 1 });
  });

  /** A campaign that asks one unit for some columns. */
  const opened = (code: string, columns: object[]) => ({
    ...{ code, titleVi: "Liên thông", issuedOn: "2020-02-01" },
    recipients: [{ nameVi: "Trung tâm y tế", units: [{ facility: "TTYT-PHUVANG" }] }],
    forms: [{ code: "Mẫu", titleVi: "Mẫu", columns }],
    demands: [{ recipient: "Trung tâm y tế", form: "Mẫu", dueBefore: "2020-02-15" }],
  });
  const on = "2020-01-31";

  it("takes no figure into a draft that its metric never takes, and says so alike by act and file", async () => {
    const acting = new Acting(
      server,
      { ...headers, "accept-language": "vi" },
      { answer: "id version given", campaign: "code" },
    );
    const columns = [
      { number: "(1)", labelVi: "Tổng liên thông", metric: "LINKUPS", on },
      { number: "(2)", labelVi: "Thành công", metric: "LINKUPS_SUCCEEDED", holds: "NUMERATOR", of: "(1)", on },
      { number: "(4)", labelVi: "Thời gian trung bình" },
    ];
    await acting.done("reportingCampaignOpen", opened("2020-K", columns));
    const place = { campaign: "2020-K", form: "Mẫu", facility: "TTYT-PHUVANG" };
    const wrong = [
      { column: "(1)", value: 100.5 },
      { column: "(2)", value: 0.5 },
      { column: "(4)", value: 0.5 },
    ];
    const { userErrors } = await acting.payload("formAnswerSave", { ...place, cells: wrong });
    const whole = (figure: string) => `${figure} không phải là số nguyên, mà số liệu này đếm từng đơn vị một.`;
    expect(userErrors).toEqual([
      { code: "INVALID", path: ["cells", "0", "value"], message: whole("100,5") },
      { code: "INVALID", path: ["cells", "1", "value"], message: whole("0,5") },
    ]);
    const lines = (figure: string) => [
      "campaign,form,facility,column,value",
      `2020-K,Mẫu,TTYT-PHUVANG,(1),${figure}`,
      '2020-K,Mẫu,TTYT-PHUVANG,(4),"0,5"',
    ];
    const { problems } = await imported("FORM_ANSWERS", lines('"100,5"'));
    expect(problems.map(({ row, column, code, message }: Data) => [row, column, code, message])).toEqual([
      [2, "value", "INCONSISTENT", whole("100,5")],
    ]);
    // A draft may be incomplete.
    expect(await imported("FORM_ANSWERS", lines("100"))).toMatchObject({ imported: true, inserted: 2, problems: [] });
  });

  it("records nothing that a metric does not take, and says so alike by act and file", async () => {
    const acting = new Acting(server, headers, { answer: "id version", campaign: "code" });
    const columns = [
      { number: "(1)", labelVi: "Tổng liên thông", metric: "LINKUPS", on },
      { number: "(2)", labelVi: "Thành công", metric: "LINKUPS_SUCCEEDED", holds: "NUMERATOR", of: "(1)", on },
    ];
    const { code } = await acting.done("reportingCampaignOpen", opened("2020-LT", columns));
    const place = { campaign: code, form: "Mẫu", facility: "TTYT-PHUVANG" };
    const cells = [
      { column: "(1)", value: 5 },
      { column: "(2)", value: 6 },
    ];
    const draft = await acting.done("formAnswerSave", { ...place, cells });
    const submit = { id: draft.id, expectedVersion: draft.version };
    expect(await acting.refused("formAnswerSubmit", submit)).toEqual([["", "INVALID"]]);
    const lines = ["campaign,form,facility,column,value,submit", `${code},Mẫu,TTYT-PHUVANG,,,Có`];
    expect(await problemsOf("FORM_ANSWERS", lines)).toEqual([[2, "value", "INCONSISTENT"]]);
  });

  it("is due no earlier than it was issued, alike by act and file", async () => {
    const acting = new Acting(server, headers, { campaign: "id version code" });
    const columns = [{ number: "(1)", labelVi: "Tổng liên thông" }];
    const of = (issuedOn: string | null, code = "2020-H") => ({ ...opened(code, columns), issuedOn });
    const refused = [["demands.0.dueBefore", "INVALID"]];
    expect(await acting.refused("reportingCampaignOpen", of("2020-02-16"))).toEqual(refused);
    const { id } = await acting.done("reportingCampaignOpen", of("2020-02-15"));
    const revise = { id, expectedVersion: 1, issuedOn: "2020-02-16" };
    expect(await acting.refused("reportingCampaignRevise", revise)).toEqual(refused);
    const earlier = of(null).demands.map((demand) => ({ ...demand, dueBefore: "2020-02-14" }));
    expect(await acting.refused("reportingCampaignRevise", { id, expectedVersion: 1, demands: earlier })).toEqual(
      refused,
    );
    await acting.done("reportingCampaignOpen", of(null, "2020-H2"));
    const file = (day: string) =>
      replaced(LETTER, 1, "01/02/2020", day).map((line) => line.replace("2020-D1", "2020-D2"));
    const { problems } = await imported("CAMPAIGNS", file("16/02/2020"));
    expect(problems.map(({ row, column, code, message }: Data) => [row, column, code, message])).toEqual([
      [
        ...[13, "Gửi trước ngày", "INCONSISTENT"],
        "Hạn gửi trước ngày 15/02/2020, sớm hơn ngày công văn của đợt (16/02/2020).",
      ],
    ]);
    expect((await imported("CAMPAIGNS", file("15/02/2020"), { dryRun: true })).problems).toEqual([]);
  });

  it("has a code that no other one has in other capitals, alike by act and file", async () => {
    const acting = new Acting(server, { ...headers, "accept-language": "vi" }, { campaign: "code" });
    const columns = [{ number: "(1)", labelVi: "Tổng liên thông" }];
    const sentence = (given: string, known: string) =>
      `Đã có đợt báo cáo "${known}"; "${given}" chỉ khác ở chữ hoa, chữ thường.`;
    const { campaign: shown, userErrors } = await acting.payload("reportingCampaignOpen", opened("2020-d1", columns));
    expect([shown, userErrors]).toEqual([
      { code: "2020-D1" },
      [{ code: "TAKEN", path: ["code"], message: sentence("2020-d1", "2020-D1") }],
    ]);
    expect(await acting.refused("reportingCampaignOpen", opened("letter-1999-2019", columns))).toEqual([
      ["code", "TAKEN"],
    ]);
    const coded = (code: string, lines = LETTER.slice(1)) => lines.map((line) => line.replace("2020-D1", code));
    const [header = ""] = LETTER;
    const problemsIn = async (lines: string[]) =>
      (await imported("CAMPAIGNS", [header, ...lines])).problems.map(({ row, column, code, message }: Data) => [
        ...[row, column, code, message],
      ]);
    expect(await problemsIn(coded("2020-d1"))).toEqual([[2, "Mã đợt", "DUPLICATE", sentence("2020-d1", "2020-D1")]]);
    expect(await problemsIn([...coded("2020-E1"), ...coded("2020-e1")])).toEqual([
      [14, "Mã đợt", "DUPLICATE", sentence("2020-e1", "2020-E1")],
    ]);
  });

  it("is opened once where two are opened at once under codes that differ in capitals", async () => {
    const acting = new Acting(server, headers, { campaign: "code" });
    const columns = [{ number: "(1)", labelVi: "Tổng liên thông" }];
    const both = await Promise.all(
      ["2020-Z", "2020-z"].map((code) => acting.payload("reportingCampaignOpen", opened(code, columns))),
    );
    const codes = both.map(({ userErrors }) => userErrors.map(({ code }: Data) => code)).sort();
    expect(codes).toEqual([[], ["TAKEN"]]);
  });

  it("tells whom it asked for a metric", async () => {
    const context = new Context(server.shared, "vi");
    await context.snapshots.refresh();
    const { snapshot } = context;
    const metricId = (code: string) => snapshot.metrics.all().find((metric) => metric.code === code)?.id ?? 0;
    const districts = new Set(
      snapshot.areas
        .all({ asOf: "2020-01-31" })
        .flatMap(({ id, code, areaType }) => (areaType === "DISTRICT" && ["474", "478"].includes(code) ? id : [])),
    );
    const none = new Set<number>();
    expect(recipientsAsked(snapshot, metricId("POPULATION_MANAGED"), { on: "2020-01-31" })).toEqual({
      ...{ facilityIds: none, areaIds: districts },
    });
    expect([...districts].length).toBe(2);
    const linkups = recipientsAsked(snapshot, metricId("LINKUPS"), { on: "2019-07-31", from: "2019-01-01" });
    expect([linkups?.facilityIds.size, linkups?.areaIds.size]).toEqual([35, 0]);
    expect(recipientsAsked(snapshot, metricId("LINKUPS"), { on: "2018-12-31" })).toBeNull();
  });
});

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const CENTRES = [
  "ALUOI",
  "HUONGTHUY",
  "HUONGTRA",
  "NAMDONG",
  "PHONGDIEN",
  "PHULOC",
  "PHUVANG",
  "QUANGDIEN",
  "TPHUE",
].map((place) => `TTYT-${place}`);
/** The other 26 rows of appendix 2, by code. */
const TREATING = [
  ...[
    "BV-BINHDIEN",
    "BV-CHANMAY",
    "BV-CTCH",
    "BV-DALIEU",
    "BV-DHYD",
    "BV-GTVT",
    "BV-HVT",
    "BV-MAT",
    "BV-PHCN",
    "BV-PHOI",
  ],
  ...["BV-QY268", "BV-RHM", "BV-TAMTHAN", "BV-TWHUE", "BV-YHCT", "PK-102PVD", "PK-AULAC", "PK-AULAC-TS"],
  ...["PK-BSGD-DHYD", "PK-BVSKCB", "PK-CQN", "PK-MEDIC-01BN", "PK-MEDIC-69NH", "PK-NXD", "PK-PHAPVIET", "PK-VIETNHAT"],
];
const BEFORE = { duePrinted: "trước ngày 14/8/2019", dueBefore: "2019-08-14" };

describe("The reporting campaign of 2019", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const campaigns = async (fields: string): Promise<Data[]> =>
    (await dataOf(server, `{ reportingCampaigns { ${fields} } }`)).reportingCampaigns;

  it("is letter 1999/SYT-VP of 8 August 2019, sent to six recipients", async () => {
    expect(await campaigns("document { code number issuedOn publisherVi } recipientsVi")).toEqual([
      {
        document: {
          ...{ code: "LETTER-1999-2019", number: "1999/SYT-VP", issuedOn: "2019-08-08" },
          publisherVi: "Sở Y tế tỉnh Thừa Thiên Huế",
        },
        recipientsVi: [
          "Các Bệnh viện Bộ, Ngành đóng trên địa bàn.",
          "Bệnh viện Đa khoa, Chuyên khoa tuyến tỉnh, Phòng khám Bảo vệ sức khỏe cán bộ.",
          "Trung tâm kiểm soát bệnh tật tỉnh.",
          "9 TTYT Huyện/Thị xã/Thành phố.",
          "Các Bệnh viện và Phòng khám tư nhân.",
          "Viettel Thừa Thiên Huế.",
        ],
      },
    ]);
  });

  it("asks for appendix 1 from 9 units, for appendix 2 from 35 and for appendix 3 from 1, all before 14 August 2019", async () => {
    const [campaign] = await campaigns(
      "forms { code demands { recipientVi duePrinted dueBefore facilities { code } } }",
    );
    const from = (recipientVi: string, units: string[]) => ({
      ...{ ...BEFORE, recipientVi, facilities: units.map((code) => ({ code })) },
    });
    const centres = from("Trung tâm Y tế Huyện/Thị xã/Thành phố", CENTRES);
    expect(CENTRES.length + TREATING.length).toBe(35);
    expect(campaign.forms).toEqual([
      { code: "Phụ lục 1", demands: [centres] },
      { code: "Phụ lục 2", demands: [centres, from("Các đơn vị khám chữa bệnh", TREATING)] },
      { code: "Phụ lục 3", demands: [from("Trung tâm Kiểm soát bệnh tật tỉnh", ["CDC"])] },
    ]);
  });

  it("asks for appendix 2 from exactly the units of its table", async () => {
    const { metric } = await dataOf(server, '{ metric(code: "LINKUPS") { total { expected } } }');
    const rows = await server.db.query<{ code: string }>(
      "SELECT f.code FROM observation o JOIN metric m ON m.id = o.metric_id JOIN facility f ON f.id = o.facility_id " +
        "WHERE m.code = 'LINKUPS' AND o.on_date = '2018-12-31' ORDER BY f.code",
    );
    expect(metric.total.expected).toBe(35);
    expect(rows.map(({ code }) => code)).toEqual([...CENTRES, ...TREATING].sort());
  });

  it("sets four recipients eleven tasks: five, two, two and two", async () => {
    const [{ tasks }] = await campaigns("tasks { recipientVi textVi source { document { code } section } }");
    expect(tasks.map(({ recipientVi }: Data) => recipientVi)).toEqual([
      ...Array(5).fill("Trung tâm Y tế Huyện/Thị xã/Thành phố"),
      ...Array(2).fill("Các đơn vị khám chữa bệnh"),
      ...Array(2).fill("Trung tâm Kiểm soát bệnh tật tỉnh"),
      ...Array(2).fill("Viettel Thừa Thiên Huế"),
    ]);
    expect(tasks[3]).toEqual({
      recipientVi: "Trung tâm Y tế Huyện/Thị xã/Thành phố",
      textVi: "Đảm bảo trong 9 tháng đầu năm 2019 phải trên 96% người dân có HSSKĐT.",
      source: {
        document: { code: "LETTER-1999-2019" },
        section: "Sở Y tế đề nghị các đơn vị thực hiện một số nội dung sau",
      },
    });
  });

  it("numbers the columns of appendix 1 from (1) to (9), with formulas, footnotes and the metric that each asks for", async () => {
    const [{ forms }] = await campaigns("forms { code columns { number labelVi formula footnoteVi metric { code } } }");
    const column = (number: string, labelVi: string, metric: string | null, formula: string | null = null) => ({
      ...{ number, labelVi, formula, footnoteVi: null, metric: metric && { code: metric } },
    });
    const footnotes: Record<string, string> = {
      "(4)": "(4): Tính tỷ lệ theo dân số  đến ngày  31/7/2019.",
      "(8)":
        "(8): Một hồ sơ có thông tin đầy đủ về A. Thông tin hành chính và kết hợp B.Thông tin tiền sử, các yếu tố " +
        "sức khỏe liên quan hoặc C. Thông tin tiêm chủng hoặc D. Thông tin khám lâm sàng và cận lâm sàng.",
    };
    expect(forms.map(({ code, columns }: Data) => [code, columns.length])).toEqual([
      ["Phụ lục 1", 9],
      ["Phụ lục 2", 0],
      ["Phụ lục 3", 0],
    ]);
    expect(forms[0].columns).toEqual(
      [
        column("(1)", "STT", null),
        column("(2)", "Tên đơn vị", null),
        column("(3)", "Dân số trên phần mềm", "POPULATION_ON_SOFTWARE"),
        column("(4)", "D.số thực tế đang quản lý (*)", "POPULATION_MANAGED"),
        column("(5)", "Số chênh lệch Dân số giữa Phần mềm & So với thực tế", "POPULATION_DIFFERENCE", "(5)=(4)-(3)"),
        column("(6)", "Số Hs đã khám lập", "HEALTH_RECORDS_CREATED"),
        column("(7)", "Tỷ lệ HS khám lập", "HEALTH_RECORDS_CREATED_SHARE", "(7)=(6)/(3)*100"),
        column("(8)", "Số HS đã cập nhật", "HEALTH_RECORDS_UPDATED"),
        column("(9)", "Tỷ lệ HSSK đã quản lý theo QĐ 831/QĐ-BYT", "HEALTH_RECORDS_UPDATED_SHARE", "(9)=(8)/(3)*100"),
      ].map((each) => ({ ...each, footnoteVi: footnotes[each.number] ?? null })),
    );
  });

  it("prints a heading over each column, over some of them in common, and of 2019 in appendix 2 nothing but that", async () => {
    const [{ forms }] = await campaigns("forms { code headings { groupVi number labelVi metric { code } } }");
    const [, second, third] = forms;
    const heading = (groupVi: string | null, labelVi: string | null, code: string | null = null) => ({
      ...{ groupVi, number: null, labelVi, metric: code && { code } },
    });
    const [until2018, until2019] = [
      "Tính từ ngày 01/05/2018 đến ngày 31/12/2018",
      "Tính từ ngày 01/01/2019 đến ngày 31/7/2019",
    ];
    expect(forms[0].headings.map(({ number }: Data) => number)).toEqual(
      Array.from({ length: 9 }, (_, i) => `(${i + 1})`),
    );
    expect(second.headings).toEqual([
      heading(null, "STT"),
      heading(null, "Đơn vị"),
      heading(null, "Cấp tài khoản", "LINKUP_ACCOUNT"),
      heading(null, "Liên thông", "LINKUP_CONNECTED"),
      heading(until2018, "Tổng liên thông", "LINKUPS"),
      heading(until2018, "Thành công", "LINKUPS_SUCCEEDED"),
      heading(until2018, "Lỗi", "LINKUPS_FAILED"),
      heading(until2019, null, "LINKUPS"),
      heading(until2019, null, "LINKUPS_SUCCEEDED"),
      heading(until2019, null, "LINKUPS_FAILED"),
    ]);
    expect(third.headings).toEqual([
      heading(null, "STT"),
      heading(null, "Tên địa phương"),
      heading("Năm 2018", "Số trẻ em < 1 tuổi đang quản lý năm 2018", "CHILDREN_UNDER_1"),
      heading("Năm 2018", "Số lượt liên thông dữ liệu tiêm chủng vào HSSKĐT", "IMMUNISATION_LINKUPS"),
      heading("Năm 2019", "Số trẻ em < 1 tuổi đang quản lý thực tế hiện nay (trong sổ)", "CHILDREN_UNDER_1"),
      heading("Năm 2019", "Số trẻ em < 1 tuổi đang quản lý thực tế trên phần mềm", "CHILDREN_UNDER_1_SOFTWARE"),
      heading("Năm 2019", "Số lượt liên thông dữ liệu tiêm chủng vào HSSKĐT", "IMMUNISATION_LINKUPS"),
    ]);
  });

  it("asks below each appendix for difficulties and proposals, without which no report is complete", async () => {
    const [{ forms }] = await campaigns(
      "forms { titleVi parts { code titleVi inWords } demands { obligations { complete answer { id } } } }",
    );
    expect(forms.map(({ titleVi, parts }: Data) => [titleVi, parts])).toEqual(
      [
        "Đánh giá chất lượng hồ sơ theo Quyết định 831/QĐ-BYT đến hết ngày 31/7/2019",
        "Kết quả liên thông dữ liệu khám chữa bệnh vào hệ thống hồ sơ sức khỏe điện tử",
        "Kết quả liên thông dữ liệu Tiểm chủng vào hệ thống hồ sơ sức khỏe điện tử",
      ].map((title) => [
        title,
        [
          { code: "A", titleVi: "Nội dung báo cáo", inWords: false },
          { code: "B", titleVi: "Thuận lợi và khó khăn", inWords: true },
          { code: "C", titleVi: "Ý kiến đề xuất", inWords: true },
        ],
      ]),
    );
    const owed = forms.flatMap(({ demands }: Data) => demands.flatMap(({ obligations }: Data) => obligations));
    expect(owed).toEqual(Array(45).fill({ complete: false, answer: null }));
  });

  it("has the Department as its standing body, reports going to the deputy head of its office; nobody is known to be late", async () => {
    expect(
      await campaigns(
        "code titleVi number issuedOn state version standingBody { code } reportsToVi byManagingBody { due late { status } }",
      ),
    ).toEqual([
      {
        ...{ code: "LETTER-1999-2019", number: "1999/SYT-VP", issuedOn: "2019-08-08", state: "CLOSED", version: 1 },
        titleVi: "V/v báo cáo kết quả triển khai hệ thống quản lý hồ sơ sức khỏe điện tử toàn dân",
        ...{ standingBody: { code: "SYT" }, reportsToVi: "Phó Chánh văn phòng Sở Y tế" },
        byManagingBody: expect.arrayContaining([{ due: expect.any(Number), late: [] }]),
      },
    ]);
  });
});

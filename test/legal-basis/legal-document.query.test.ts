import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const [STATE, SECTOR, PROVINCE, AGREEMENT] = [
  "Văn bản Đảng, Nhà nước",
  "Văn bản ngành Y tế",
  "Văn bản Tỉnh",
  "Thỏa thuận hợp tác",
];
const AIMS = "Các mục tiêu liên quan đến Chuyển đổi số KB, CB của một số văn bản quy phạm pháp luật";

/** Every document on record: kind, day of issue, and the headings of the briefing under which it is printed. */
const DOCUMENTS: [number: string, kind: string, issuedOn: string | null, printedUnder: string[]][] = [
  ["52-NQ/TW", "RESOLUTION", "2019-09-27", [STATE]],
  ["54/2017/TT-BYT", "CIRCULAR", "2017-12-29", [SECTOR]],
  ["831/QĐ-BYT", "DECISION", "2017-03-11", []],
  ["116/TB-UBND", "NOTICE", "2018-05-10", []],
  ["1779/QĐ-UBND", "DECISION", "2018-08-10", [PROVINCE]],
  ["46/2018/TT-BYT", "CIRCULAR", "2018-12-28", [SECTOR, AIMS]],
  ["1999/SYT-VP", "LETTER", "2019-08-08", []],
  ["4888/QĐ-BYT", "DECISION", "2019-10-18", [SECTOR]],
  ["749/QĐ-TTg", "DECISION", "2020-06-03", [STATE, AIMS]],
  ["5316/QĐ-BYT", "DECISION", "2020-12-22", [SECTOR, AIMS]],
  ["92/KH-UBND", "PLAN", "2021-03-15", [PROVINCE]],
  ["619/QĐ-UBND", "DECISION", "2021-03-22", []],
  ["Nghị quyết ngày 27/04/2021 (số không ghi)", "RESOLUTION", "2021-04-27", []],
  ["08-NQ/TU", "RESOLUTION", "2021-08-09", [PROVINCE]],
  ["06/QĐ-TTg", "DECISION", "2022-01-06", []],
  ["2955/QĐ-BYT", "DECISION", "2022-10-28", [SECTOR, AIMS]],
  ["Thỏa thuận hợp tác (không số)", "AGREEMENT", null, [AGREEMENT]],
  ["Biên bản ghi nhớ ngày 18/08/2022 (không số)", "MEMORANDUM", "2022-08-18", [AGREEMENT]],
  ["175/2024/QH15", "RESOLUTION", null, []],
  ["1314/NQ-UBTVQH15", "RESOLUTION", null, []],
  ["07/CT-TTg", "DIRECTIVE", "2025-03-14", []],
  ["13/2025/TT-BYT", "CIRCULAR", "2025-06-06", []],
  ["19/2025/QĐ-TTg", "DECISION", "2025-06-30", []],
];

describe("The legal basis", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const documents = async (fields: string): Promise<Data[]> =>
    (await dataOf(server, `{ legalDocuments { number ${fields} } }`)).legalDocuments;
  const one = async (number: string, fields: string): Promise<Data> =>
    (await documents(fields)).find((each) => each.number === number);

  it("is 23 documents, each with its kind, its day and where the briefing prints it", async () => {
    const found = (await documents("kind { code } issuedOn mentions { headingVi }")).map(
      ({ number, kind, issuedOn, mentions }) => [
        number,
        kind.code,
        issuedOn,
        mentions.map(({ headingVi }: Data) => headingVi),
      ],
    );
    expect(found).toEqual(DOCUMENTS);
  });

  it("dates Decision 5316/QĐ-BYT 22/12/2020, and shows both days that the briefing prints", async () => {
    const decision = await one(
      "5316/QĐ-BYT",
      "issuedOn noteEn mentions { headingVi textVi source { document { code } section } }",
    );
    const document = { code: "BRIEFING-2022-12-07" };
    expect(decision).toEqual({
      ...{ number: "5316/QĐ-BYT", issuedOn: "2020-12-22" },
      noteEn:
        "The briefing of 07/12/2022 prints two dates: 22/12/2020 in the legal basis and 21/10/2020 in the table of targets; 22/12/2020 is right.",
      mentions: [
        {
          headingVi: SECTOR,
          textVi:
            "Quyết định số 5316/QĐ-BYT ngày 22/12/2020 của Bộ Y tế về việc Phê duyệt chương trình chuyển đổi số y tế đến năm 2025 định hướng đến năm 2030;",
          source: { document, section: "CĂN CỨ" },
        },
        {
          headingVi: AIMS,
          textVi: "QĐ 5316/QĐ-BYT Ngày 21/10/2020 Phê duyệt Chương trình CDS Y tế đến năm 2025, định hướng đến 2030",
          source: { document, section: AIMS },
        },
      ],
    });
  });

  it("gives Decision 4888/QĐ-BYT the period 2019 - 2025, and shows the 2017 -2025 that the briefing prints", async () => {
    const { titleVi, mentions } = await one("4888/QĐ-BYT", "titleVi mentions { textVi }");
    expect(titleVi).toMatch(/giai đoạn 2019 - 2025$/);
    expect(mentions.map(({ textVi }: Data) => textVi)).toEqual([expect.stringMatching(/giai đoạn 2017 -2025;$/)]);
  });

  it("has Circular 46/2018/TT-BYT in force from 1 March 2019 until Circular 13/2025/TT-BYT repealed it on 21 July 2025", async () => {
    const dates = "inForceOn repealedOn repealedBy { number inForceOn }";
    expect(await one("46/2018/TT-BYT", dates)).toEqual({
      ...{ number: "46/2018/TT-BYT", inForceOn: "2019-03-01", repealedOn: "2025-07-21" },
      repealedBy: { number: "13/2025/TT-BYT", inForceOn: "2025-07-21" },
    });
    const repealed = (await documents(dates)).filter(({ repealedOn, repealedBy }) => repealedOn || repealedBy);
    expect(repealed.map(({ number }) => number)).toEqual(["46/2018/TT-BYT"]);
  });

  it("says in each of three notes which day of Circular 13/2025/TT-BYT ends what: its issue, or its coming into force", async () => {
    const [issued, inForce] = ["06/06/2025", "21/07/2025"];
    for (const number of ["54/2017/TT-BYT", "46/2018/TT-BYT", "13/2025/TT-BYT"]) {
      const { noteVi, noteEn } = await one(number, "noteVi noteEn");
      for (const note of [noteVi, noteEn]) {
        expect([number, note]).toEqual([number, expect.stringContaining(issued)]);
        expect([number, note]).toEqual([number, expect.stringContaining(inForce)]);
      }
    }
  });

  it("is cited by what rests on it: Circular 54 by the rounds and the criteria, 1314 by the areas, 06 by the metrics", async () => {
    const { assessmentRounds, criteria, metrics } = await dataOf(
      server,
      `{ assessmentRounds { legalDocument { number } } criteria { legalDocument { number } }
         metrics(filter: { programme: "PROJECT_06" }) { legalDocument { number } } }`,
    );
    const numbers = (rows: Data[]) => new Set(rows.map(({ legalDocument }) => legalDocument.number));
    expect([numbers(assessmentRounds), numbers(criteria), numbers(metrics)]).toEqual([
      new Set(["54/2017/TT-BYT"]),
      new Set(["54/2017/TT-BYT"]),
      new Set(["06/QĐ-TTg"]),
    ]);
  });
});

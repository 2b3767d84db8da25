import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { nameKey } from "../../server/core/text/fold.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const MATCHES = `query ($names: [String!]!, $asOf: LocalDate) { matchNames(names: $names, asOf: $asOf) {
  name status facility { code } matchedBy { text kind validFrom validTo }
  candidates { why distance alias { text } facility { code } } reason } }`;

const CENTRES_AND_CLINIC = [
  ...["TTYT-PHUVANG", "TTYT-HUONGTRA", "TTYT-QUANGDIEN", "TTYT-TPHUE", "TTYT-PHONGDIEN", "TTYT-HUONGTHUY"],
  ...["TTYT-PHULOC", "TTYT-ALUOI", "TTYT-NAMDONG"],
];
const HOSPITALS = [
  ...["BV-GTVT", "BV-BINHDIEN", "BV-RHM", "BV-YHCT", "BV-DALIEU", "BV-PHCN", "BV-PHOI", "BV-MAT", "BV-TAMTHAN"],
];
const ASSESSED = [...HOSPITALS, ...CENTRES_AND_CLINIC, "PK-BVSKCB"];

/** Each table with a column of units, and the units of its rows from the first on, as a person reads them. */
const TABLES: readonly (readonly [file: string, column: string, units: readonly string[]])[] = [
  [
    "briefing-2022-12-07/survey-facilities.csv",
    "Tên đơn vị",
    [
      ...[...HOSPITALS, ...CENTRES_AND_CLINIC, "CDC", "PK-BVSKCB", "TT-VCCC", "CC-ATVSTP", "TT-KIEMNGHIEM", "SYT"],
      ...["CC-DSKHHGD", "TT-GDYK-PY"],
    ],
  ],
  ["briefing-2022-12-07/level-table.csv", "Tên đơn vị", ASSESSED],
  ["briefing-2022-12-07/stated-needs.csv", "Đơn vị", ASSESSED],
  [
    "letter-2019-08-08/appendix-2.csv",
    "Đơn vị",
    [
      ...["BV-BINHDIEN", "BV-CHANMAY", "BV-TAMTHAN", "BV-YHCT", "BV-PHOI", "BV-DALIEU", "BV-PHCN", "BV-MAT", "BV-RHM"],
      ...["TTYT-TPHUE", "TTYT-PHONGDIEN", "TTYT-QUANGDIEN", "TTYT-HUONGTRA", "TTYT-HUONGTHUY", "TTYT-PHUVANG"],
      ...["TTYT-PHULOC", "TTYT-ALUOI", "TTYT-NAMDONG", "PK-BVSKCB", "BV-TWHUE", "BV-DHYD", "BV-GTVT", "BV-QY268"],
      ...["BV-HVT", "BV-CTCH", "PK-MEDIC-69NH", "PK-MEDIC-01BN", "PK-CQN", "PK-NXD", "PK-VIETNHAT", "PK-AULAC"],
      ...["PK-AULAC-TS", "PK-102PVD", "PK-PHAPVIET", "PK-BSGD-DHYD"],
    ],
  ],
];

/** The cells of a column, as they lie in the file; rows of totals have no number. */
const cellsOf = (file: string, column: string): string[] => {
  const rows: Record<string, string>[] = parse(readFileSync(`data/${file}`, "utf8"), { columns: true });
  return rows.filter(({ STT }) => STT !== "").map((row) => row[column] ?? "");
};

describe("A name", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const matchesOf = async (names: readonly string[], asOf?: string): Promise<Data[]> => {
    const found: Data[] = [];
    for (let start = 0; start < names.length; start += 100) {
      const data = await dataOf(server, MATCHES, { names: names.slice(start, start + 100), asOf });
      found.push(...data.matchNames);
    }
    return found;
  };
  const unitsOf = async (names: readonly string[], asOf?: string): Promise<(string | undefined)[]> =>
    (await matchesOf(names, asOf)).map(({ facility }) => facility?.code);

  it.each(TABLES)("of %s, column %s, denotes the unit of its row", async (file, column, units) => {
    const cells = cellsOf(file, column);
    const matches = await matchesOf(cells);
    expect(matches.map(({ facility }) => facility?.code)).toEqual(units);
    expect(matches.map(({ matchedBy }) => matchedBy.text)).toEqual(cells);
    expect(await unitsOf(cells.map((cell) => cell.normalize("NFD")))).toEqual(units);
    expect(await unitsOf(cells.map((cell) => ` ${cell.toUpperCase().replaceAll(" ", "\u00a0 ")}\t`))).toEqual(units);
  });

  it("is answered whole: unit, by which alias, or the candidates and why it was not decided", async () => {
    const [former, code, unknown] = await matchesOf(["Bệnh viện Lao và bệnh phổi", "bv-mat", "Bệnh viện Phoi"]);
    expect(former).toEqual({
      ...{ name: "Bệnh viện Lao và bệnh phổi", status: "MATCHED", facility: { code: "BV-PHOI" } },
      matchedBy: { text: "Bệnh viện Lao và bệnh phổi", kind: "NAME", validFrom: null, validTo: "2022-09-16" },
      ...{ candidates: [], reason: null },
    });
    expect(code.matchedBy).toEqual({ text: "BV-MAT", kind: "CODE", validFrom: null, validTo: null });
    expect(unknown).toEqual({
      ...{ name: "Bệnh viện Phoi", status: "UNKNOWN", facility: null, matchedBy: null },
      candidates: [
        { why: "ALL_WORDS", distance: 0, alias: { text: "Bệnh viện Phổi" }, facility: { code: "BV-PHOI" } },
        { why: "NEAR_SPELLING", distance: 2, alias: { text: "Bệnh viện PHCN" }, facility: { code: "BV-PHCN" } },
        { why: "NEAR_SPELLING", distance: 4, alias: { text: "Bệnh Viện Mắt" }, facility: { code: "BV-MAT" } },
      ],
      reason:
        'No unit is known as "Bệnh viện Phoi". It differs from "Bệnh viện Phổi" only in accents or signs; but so may two units.',
    });
  });

  it("that a person types is recognised as the tables are: by blanks, case and old names, never by likeness", async () => {
    const typed: Record<string, string | undefined> = {
      "TTYThị xã Hương Trà": "TTYT-HUONGTRA",
      "TTYT  thị\u00a0xã Hương Trà ": "TTYT-HUONGTRA",
      "TRUNG TÂM Y TẾ THỊ XÃ HƯƠNG TRÀ": "TTYT-HUONGTRA",
      "TTYTthành phố Huế": "TTYT-TPHUE",
      "Bệnh viện Đa khoa Chân  Mây": "BV-CHANMAY",
      "Bệnh viện Đa khoa Chân Mây": "BV-CHANMAY",
      "Phòng Khám Bảo vệ sức khoẻ cán bộ": "PK-BVSKCB",
      "Phòng khám Bảo vệ sức khỏe cán bộ": "PK-BVSKCB",
      "Bệnh viện PHCN": "BV-PHCN",
      "Bệnh viện Phục hồi chức năng": "BV-PHCN",
      "Bệnh viện Lao và bệnh phổi": "BV-PHOI",
      "Bệnh viện Phổi": "BV-PHOI",
      "Phòng khám đa khoa Medic, 69 Nguyễn Huệ": "PK-MEDIC-69NH",
      "Phòng khám đa khoa Medic, 01 A Bến Nghé": "PK-MEDIC-01BN",
      "Phòng khám đa khoa Medic, 01A Bến Nghé": "PK-MEDIC-01BN",
      "Phòng khám đa khoa Medic": undefined,
      "Phòng khám đa khoa Âu Lạc": "PK-AULAC",
      "Phòng khám đa khoa Âu Lạc - Thanh Sơn": "PK-AULAC-TS",
      "Phòng khám đa khoa Thanh Sơn": undefined,
      "Trung tâm Kiểm soát bệnh tật tỉnh": "CDC",
      CDC: "CDC",
      "Trung tâm y tế": undefined,
      TTYT: undefined,
      // Written nowhere so, though nobody would doubt it: a row of facility-spellings.csv says so, not the server.
      "Trung tâm Y tế Hương Trà": undefined,
      "Phòng bảo vệ sức khoẻ cán bộ": undefined,
      "Benh vien Mat Hue": undefined,
    };
    expect(await unitsOf(Object.keys(typed))).toEqual(Object.values(typed));
  });

  it("of a district, of a group of units or of a total is no unit's", async () => {
    const districts = [...cellsOf("letter-2019-08-08/appendix-1.csv", "Tên đơn vị"), "Phú Lộc", "Thành phố", "478"];
    const others = ["Tỉnh Thừa Thiên Huế", "Các Bệnh viện và Phòng khám tư nhân", "TỔNG SỐ", "Viettel Thừa Thiên Huế"];
    const matches = await matchesOf([...districts, "Trung tâm Y tế Huyện/Thị xã/Thành phố", ...others]);
    expect(matches).toHaveLength(17);
    expect(matches.filter(({ status }) => status !== "UNKNOWN")).toEqual([]);
    // The centre is offered to whoever means it.
    expect(matches.find(({ name }) => name === "Huyện Phú Vang").candidates[0]).toEqual({
      ...{ why: "ALL_WORDS", distance: 4, alias: { text: "TTYT Phú Vang" }, facility: { code: "TTYT-PHUVANG" } },
    });
  });

  it("that two clinics share in part is offered both of them, and takes neither", async () => {
    const [medic] = await matchesOf(["Medic"]);
    expect([medic.status, medic.reason]).toEqual([
      "UNKNOWN",
      'No unit is known as "Medic"; the candidates are only like it, which decides nothing.',
    ]);
    expect(medic.candidates.map(({ why, facility }: Data) => [why, facility.code])).toEqual([
      ["ALL_WORDS", "PK-MEDIC-01BN"],
      ["ALL_WORDS", "PK-MEDIC-69NH"],
    ]);
  });

  it.each([
    ["blank", "", "The name is blank."],
    ["of blanks", " \u00a0\n", "The name is blank."],
    ["of signs", "–', \"; --", 'No unit is known as "–\', "; --", and no known name is like it.'],
    ["of nobody", "xx", 'No unit is known as "xx", and no known name is like it.'],
  ])("that is %s stays unknown", async (_what, name, reason) => {
    expect(await matchesOf([name])).toEqual([
      { name, status: "UNKNOWN", facility: null, matchedBy: null, candidates: [], reason },
    ]);
  });

  it("full of hostile characters stays unknown, and comes back as it was", async () => {
    const hostile = [
      "<script>alert(1)</script>",
      "' OR 1=1; DROP TABLE facility; --",
      "%_%",
      "\u0000\u202e\ud83d\ude00",
    ];
    const names = [
      ...hostile,
      "\u200bBệnh viện không có",
      "x".repeat(200),
      "ệ".normalize("NFD").repeat(60),
      "__proto__",
    ];
    const matches = await matchesOf(names);
    expect(matches.map(({ name, status }) => [name, status])).toEqual(names.map((name) => [name, "UNKNOWN"]));
    expect(server.reported).toEqual([]);
  });

  it("of any of the 42 units, in any spelling, denotes that unit and no other", async () => {
    const { facilities } = await dataOf(server, "{ facilities(first: 100) { nodes { code name aliases } } }");
    const texts: [string, string][] = facilities.nodes.flatMap(({ code, name, aliases }: Data) =>
      [code, name, ...aliases].map((text) => [text, code]),
    );
    expect([facilities.nodes.length, new Set(texts.map(([, code]) => code)).size]).toEqual([42, 42]);
    expect(await unitsOf(texts.map(([text]) => text))).toEqual(texts.map(([, code]) => code));

    // Whatever is done to a spelling, it is decided only by one that is the same but for case and blanks.
    const changed = texts.flatMap(([text]) =>
      [...text].flatMap((letter, i) => [
        text.slice(0, i) + text.slice(i + 1),
        text.slice(0, i) + letter.normalize("NFD").replace(/\p{M}/gu, "") + text.slice(i + 1),
      ]),
    );
    const decided = (await matchesOf([...new Set(changed)])).filter(({ status }) => status === "MATCHED");
    expect(decided.length).toBeGreaterThan(texts.length);
    for (const { name, matchedBy, facility } of decided) {
      expect(nameKey(matchedBy.text)).toBe(nameKey(name));
      expect(texts).toContainEqual([matchedBy.text, facility.code]);
    }
  });

  it("is looked for among the units of a day, which are shown as they were then", async () => {
    const asked = `query ($asOf: LocalDate) {
      matchNames(names: ["Bệnh viện Đa khoa Chân Mây", "Bệnh viện Phổi"], asOf: $asOf) {
        status facility { name closedOn parent { code } successor { code } } matchedBy { validTo } reason } }`;
    const [lung, then] = ["Bệnh viện Lao và bệnh phổi", { closedOn: null, parent: { code: "SYT" }, successor: null }];
    const matched = (facility: object) => ({
      ...{ status: "MATCHED", facility, matchedBy: { validTo: null }, reason: null },
    });
    expect((await dataOf(server, asked, { asOf: "2019-08-08" })).matchNames).toEqual([
      matched({ name: "Bệnh viện Đa khoa Chân Mây", ...then }),
      matched({ name: lung, ...then }),
    ]);
    expect((await dataOf(server, asked, { asOf: "2022-12-07" })).matchNames).toEqual([
      {
        ...{ status: "UNKNOWN", facility: null, matchedBy: null },
        reason:
          'No unit that existed on 2022-12-07 is known as "Bệnh viện Đa khoa Chân Mây"; the candidates are only like it, which decides nothing.',
      },
      matched({ name: "Bệnh viện Phổi", ...then }),
    ]);
    expect((await dataOf(server, asked)).matchNames[0]).toEqual(
      matched({
        ...{ name: "Bệnh viện Đa khoa Chân Mây", closedOn: "2021-04-08" },
        ...{ parent: { code: "SYT" }, successor: { code: "TTYT-PHULOC" } },
      }),
    );
  });

  it("is explained in Vietnamese to who asks so", async () => {
    const { data } = await runQuery(server, MATCHES, { names: ["xx"] }, { "accept-language": "vi" });
    expect(data.matchNames[0].reason).toBe(
      'Không có đơn vị nào được biết với tên "xx", cũng không có tên nào gần giống.',
    );
  });

  it("may be one of a hundred, of 200 characters; no names have no answers", async () => {
    expect(await matchesOf([])).toEqual([]);
    const refused = async (names: string[]) => {
      const { status, errors } = await runQuery(server, MATCHES, { names });
      return [status, errors?.map(({ message, extensions }) => [extensions.code, message])];
    };
    expect(await refused(Array.from({ length: 101 }, () => "CDC"))).toEqual([
      400,
      [["BAD_USER_INPUT", "101 names are too many; at most 100 at once."]],
    ]);
    expect(await refused(["CDC", "ă".repeat(201)])).toEqual([
      400,
      [["BAD_USER_INPUT", `The name "${"ă".repeat(40)}…" has 201 characters; a name has at most 200.`]],
    ]);
  });

  it("costs no statement but that for the revision", async () => {
    await matchesOf(["CDC"]);
    const before = server.db.statements;
    await dataOf(
      server,
      `{ matchNames(names: ["CDC", "Bệnh viện Phoi", "Medic"]) { facility { name parent { name } aliases }
         candidates { facility { name area { name } } } } }`,
    );
    expect(server.db.statements - before).toBe(1);
  });
});

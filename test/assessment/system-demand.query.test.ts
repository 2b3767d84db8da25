import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { moveRevision } from "../../server/core/snapshot/revision.js";
import { importLines } from "../support/importing.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

/** The 19 units of both tables, by the numbers of their rows. */
const UNITS = [
  ...["BV-GTVT", "BV-BINHDIEN", "BV-RHM", "BV-YHCT", "BV-DALIEU", "BV-PHCN", "BV-PHOI", "BV-MAT", "BV-TAMTHAN"],
  ...["TTYT-PHUVANG", "TTYT-HUONGTRA", "TTYT-QUANGDIEN", "TTYT-TPHUE", "TTYT-PHONGDIEN", "TTYT-HUONGTHUY"],
  ...["TTYT-PHULOC", "TTYT-ALUOI", "TTYT-NAMDONG", "PK-BVSKCB"],
];
const units = (...numbers: number[]): string[] => numbers.map((number) => UNITS[number - 1] ?? "").sort();

/**
 * Counted by hand from "Nhu cầu ứng dụng CNTT" and "Kết quả đánh giá mức …" of the briefing: the rows with "Có" whose
 * cell in the table of levels is blank, and so on.
 */
const SITUATIONS: readonly (readonly [system: string, Record<string, string[]>])[] = [
  [
    "INFRASTRUCTURE",
    {
      NEEDED_PRESENT: units(1, 3, 6, 7, 8, 9, 11, 13, 14, 16, 17, 19),
      UNASKED_PRESENT: units(2, 4, 5, 10, 12, 15, 18),
    },
  ],
  [
    "HIS",
    {
      NEEDED_PRESENT: units(5, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19),
      UNASKED_PRESENT: units(1, 2, 3, 4, 6, 9),
    },
  ],
  [
    "LIS",
    {
      NEEDED_MISSING: units(3, 7),
      NEEDED_PRESENT: units(2, 4, 5, 8, 9, 10, 12, 13, 14, 15, 16, 17),
      UNASKED_MISSING: units(6, 19),
      UNASKED_PRESENT: units(1, 11, 18),
    },
  ],
  [
    "RIS_PACS",
    {
      NEEDED_NOT_STATED: units(1, 3, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18),
      UNASKED_NOT_STATED: units(2, 4, 6, 19),
    },
  ],
  [
    "EMR",
    {
      NEEDED_NOT_STATED: units(1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19),
      UNASKED_NOT_STATED: units(4),
    },
  ],
  [
    "MANAGEMENT",
    {
      NEEDED_MISSING: units(7, 18),
      NEEDED_PRESENT: units(1, 3, 4, 5, 6, 8, 9, 10, 12, 13, 14, 15, 16, 17),
      UNASKED_PRESENT: units(2, 11, 19),
    },
  ],
  [
    "CITIZEN_APP",
    {
      NEEDED_UNKNOWN: units(1, 2, 3, 5, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 19),
      UNASKED_UNKNOWN: units(4, 6, 12),
    },
  ],
  [
    "CLINICIAN_APP",
    {
      NEEDED_UNKNOWN: units(1, 2, 3, 5, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19),
      UNASKED_UNKNOWN: units(4, 6, 8, 18),
    },
  ],
  [
    "PORTAL",
    {
      NEEDED_UNKNOWN: units(1, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19),
      UNASKED_UNKNOWN: units(2, 4),
    },
  ],
  [
    "TELEHEALTH",
    {
      NEEDED_UNKNOWN: units(1),
      UNASKED_UNKNOWN: units(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19),
    },
  ],
];

describe("The demand for systems", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const demandOf = async (fields: string, args = "", round = "2022"): Promise<Data[]> =>
    (
      await dataOf(
        server,
        `query ($round: String!) { assessmentRound(code: $round) { systemDemand${args} { ${fields} } } }`,
        { round },
      )
    ).assessmentRound.systemDemand;

  it("of 2022 stands beside what is there, for each system and unit, as the two tables print it", async () => {
    const demand = await demandOf("system { code } asked needed situations { situation count facilities { code } }");
    expect(
      demand.map(({ system, asked, needed, situations }) => [
        system.code,
        asked,
        needed,
        situations.map(({ situation, count, facilities }: Data) => [
          situation,
          count,
          facilities.map(({ code }: Data) => code).sort(),
        ]),
      ]),
    ).toEqual(
      SITUATIONS.map(([system, situations]) => [
        system,
        19,
        Object.entries(situations).reduce(
          (sum, [name, found]) => sum + (name.startsWith("NEEDED") ? found.length : 0),
          0,
        ),
        Object.entries(situations).map(([situation, found]) => [situation, found.length, found]),
      ]),
    );
  });

  it("counts who has each system, who has not, and of whom nothing is stated, in a body as in the province", async () => {
    const counted = async (args: string) =>
      (await demandOf("system { code } asked present missing notStated", args)).map(
        ({ system, asked, present, missing, notStated }) => [system.code, asked, present, missing, notStated],
      );
    expect((await counted("")).slice(0, 7)).toEqual([
      ["INFRASTRUCTURE", 19, 19, 0, 0],
      ["HIS", 19, 19, 0, 0],
      ["LIS", 19, 15, 4, 0],
      ["RIS_PACS", 19, 0, 0, 19],
      ["EMR", 19, 0, 0, 19],
      ["MANAGEMENT", 19, 17, 2, 0],
      ["CITIZEN_APP", 19, 0, 0, 0],
    ]);
    expect((await counted('(under: "483")')).slice(2, 6)).toEqual([
      ["LIS", 1, 1, 0, 0],
      ["RIS_PACS", 1, 0, 0, 1],
      ["EMR", 1, 0, 0, 1],
      ["MANAGEMENT", 1, 0, 1, 0],
    ]);
  });

  it("names for each system the component that tells, the level asked for, and why; where none tells, it says so", async () => {
    const demand = await demandOf("system { code } component askedLevel basisVi source { document { code } section }");
    const [none, level] = [{ component: null, askedLevel: null }, { askedLevel: null }];
    expect(demand.map(({ basisVi, source, ...rest }) => rest)).toEqual([
      { system: { code: "INFRASTRUCTURE" }, component: "INFRASTRUCTURE", ...level },
      { system: { code: "HIS" }, component: "HIS", askedLevel: 6 },
      { system: { code: "LIS" }, component: "LIS", ...level },
      { system: { code: "RIS_PACS" }, component: "RIS_PACS", ...level },
      { system: { code: "EMR" }, component: "EMR", ...level },
      { system: { code: "MANAGEMENT" }, component: "MANAGEMENT", ...level },
      { system: { code: "CITIZEN_APP" }, ...none },
      { system: { code: "CLINICIAN_APP" }, ...none },
      { system: { code: "PORTAL" }, ...none },
      { system: { code: "TELEHEALTH" }, ...none },
    ]);
    expect(demand[9].basisVi).toBe("Bảng mức không có cột nào nói về khám chữa bệnh từ xa.");
    expect(demand[1].source).toEqual({
      document: { code: "REGISTER" },
      section: "Nhóm nội dung đánh giá tương ứng với mỗi hệ thống trong bảng nhu cầu",
    });
  });

  it("is one table of 10 systems × 19 units, by the names of the units", async () => {
    const demand = await demandOf("cells { facility { code name } needed present situation }");
    expect(demand.map(({ cells }) => cells.length)).toEqual(Array.from({ length: 10 }, () => 19));
    const [first] = demand;
    expect(first.cells.map(({ facility }: Data) => facility.code)).toEqual([
      ...["BV-BINHDIEN", "BV-GTVT", "BV-MAT", "BV-DALIEU", "BV-PHOI", "BV-PHCN", "BV-RHM", "BV-TAMTHAN", "BV-YHCT"],
      ...["PK-BVSKCB", "TTYT-ALUOI", "TTYT-NAMDONG", "TTYT-PHONGDIEN", "TTYT-PHULOC", "TTYT-PHUVANG"],
      ...["TTYT-QUANGDIEN", "TTYT-TPHUE", "TTYT-HUONGTHUY", "TTYT-HUONGTRA"],
    ]);
    for (const { cells } of demand) {
      expect(cells.map(({ facility }: Data) => facility.code)).toEqual(
        first.cells.map(({ facility }: Data) => facility.code),
      );
    }
  });

  it("of one unit shows each result as printed: Bệnh viện Mắt asks for HIS level 6 and has level 2", async () => {
    const { facility } = await dataOf(
      server,
      `{ facility(code: "BV-MAT") { statedNeeds(round: "2022") {
         facility { name } system { code } needed situation present reachesAskedLevel result { component labelVi level grade } } } }`,
    );
    const needs = Object.fromEntries(
      facility.statedNeeds.map(({ facility: whose, system, ...rest }: Data) => {
        expect(whose.name).toBe("Bệnh viện Mắt Huế");
        return [system.code, rest];
      }),
    );
    expect(needs).toEqual({
      INFRASTRUCTURE: {
        ...{ needed: true, situation: "NEEDED_PRESENT", present: true, reachesAskedLevel: null },
        result: { component: "INFRASTRUCTURE", labelVi: "Hạ tầng thông tin", level: 2, grade: null },
      },
      HIS: {
        ...{ needed: true, situation: "NEEDED_PRESENT", present: true, reachesAskedLevel: false },
        result: { component: "HIS", labelVi: "HIS", level: 2, grade: null },
      },
      LIS: {
        ...{ needed: true, situation: "NEEDED_PRESENT", present: true, reachesAskedLevel: null },
        result: { component: "LIS", labelVi: "LIS", level: null, grade: "ADVANCED" },
      },
      RIS_PACS: {
        ...{ needed: true, situation: "NEEDED_NOT_STATED", present: null, reachesAskedLevel: null },
        result: { component: "RIS_PACS", labelVi: "RIS/PACS", level: null, grade: null },
      },
      EMR: {
        ...{ needed: true, situation: "NEEDED_NOT_STATED", present: null, reachesAskedLevel: null },
        result: { component: "EMR", labelVi: "EMR", level: null, grade: null },
      },
      MANAGEMENT: {
        ...{ needed: true, situation: "NEEDED_PRESENT", present: true, reachesAskedLevel: null },
        result: { component: "MANAGEMENT", labelVi: "Quản lý điều hành", level: null, grade: "BASIC" },
      },
      CITIZEN_APP: { needed: true, situation: "NEEDED_UNKNOWN", present: null, reachesAskedLevel: null, result: null },
      CLINICIAN_APP: {
        ...{ needed: false, situation: "UNASKED_UNKNOWN", present: null, reachesAskedLevel: null, result: null },
      },
      PORTAL: { needed: true, situation: "NEEDED_UNKNOWN", present: null, reachesAskedLevel: null, result: null },
      TELEHEALTH: { needed: false, situation: "UNASKED_UNKNOWN", present: null, reachesAskedLevel: null, result: null },
    });
  });

  it("is that of a managing body or of an area, as they were on the last day of the round", async () => {
    const fields = "system { code } asked needed cells { facility { code } situation }";
    const whole = await demandOf(fields);
    expect(await demandOf(fields, '(under: "SYT")')).toEqual(whole);
    expect(await demandOf(fields, '(under: "46")')).toEqual(whole);
    const namDong = await demandOf(fields, '(under: "483")');
    expect(
      namDong.map(({ asked, needed, cells }) => [asked, needed, cells[0].facility.code, cells[0].situation]),
    ).toEqual([
      [1, 0, "TTYT-NAMDONG", "UNASKED_PRESENT"],
      [1, 1, "TTYT-NAMDONG", "NEEDED_PRESENT"],
      [1, 0, "TTYT-NAMDONG", "UNASKED_PRESENT"],
      [1, 1, "TTYT-NAMDONG", "NEEDED_NOT_STATED"],
      [1, 1, "TTYT-NAMDONG", "NEEDED_NOT_STATED"],
      [1, 1, "TTYT-NAMDONG", "NEEDED_MISSING"],
      [1, 1, "TTYT-NAMDONG", "NEEDED_UNKNOWN"],
      [1, 0, "TTYT-NAMDONG", "UNASKED_UNKNOWN"],
      [1, 1, "TTYT-NAMDONG", "NEEDED_UNKNOWN"],
      [1, 0, "TTYT-NAMDONG", "UNASKED_UNKNOWN"],
    ]);
    // Phú Lộc of 2022 did not hold Nam Đông yet.
    expect((await demandOf("cells { facility { code } }", '(under: "482")'))[0].cells).toEqual([
      { facility: { code: "TTYT-PHULOC" } },
    ]);
  });

  it("is empty where nobody was asked: in 2020, under a unit outside the survey", async () => {
    const fields = "system { code } situations { count }";
    expect(await demandOf(fields, "", "2020")).toEqual([]);
    expect(await demandOf(fields, '(under: "CDC")')).toEqual([]);
  });

  it("is answered alike from the database and from memory, where the results cost no statement", async () => {
    const fields = "cells { present situation reachesAskedLevel result { component labelVi level grade } }";
    const counted = async (other: string): Promise<[Data[], number]> => {
      const before = server.db.statements;
      const found = await demandOf(`${other}: system { code } ${fields}`);
      return [found.map(({ cells }) => cells), server.db.statements - before - 1];
    };
    const [read, statements] = await counted("read");
    await server.shared.snapshots.holdLate();
    expect(await counted("held")).toEqual([read, 1]);
    expect(statements).toBe(3);
  });

  it("does not guess what is there where the round has no results of a unit, or no component tells", async () => {
    const line = (system: string, component = "", level = "") => `${system},${component},${level},Thử.`;
    const header = "system,component,level,basis_vi";
    const lines = (...changed: string[]) =>
      importLines(server.db, "system-components", "thu.csv", [header, ...changed]);
    const situationsOfLis = async () =>
      (await demandOf("system { code } situations { situation count }"))[2].situations;

    await lines(line("LIS"));
    expect(await situationsOfLis()).toEqual([
      { situation: "NEEDED_UNKNOWN", count: 14 },
      { situation: "UNASKED_UNKNOWN", count: 5 },
    ]);
    await lines(line("LIS", "LIS"));
    await server.db.transaction(async (tx) => {
      await tx.query(
        "DELETE FROM component_result WHERE component = 'LIS' AND assessment_id IN (SELECT a.id FROM assessment a JOIN facility f ON f.id = a.facility_id WHERE f.code = 'BV-RHM')",
      );
      moveRevision(tx, "ASSESSMENT");
    });
    expect(await situationsOfLis()).toEqual([
      { situation: "NEEDED_MISSING", count: 1 },
      { situation: "NEEDED_PRESENT", count: 12 },
      { situation: "NEEDED_UNKNOWN", count: 1 },
      { situation: "UNASKED_MISSING", count: 2 },
      { situation: "UNASKED_PRESENT", count: 3 },
    ]);
  });
});

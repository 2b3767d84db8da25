import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { rowCounts } from "../support/importing.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const QUERY = `query ($round: String!, $ruleSet: String, $assumptions: [AssumedResultInput!]!) {
  whatIf(round: $round, ruleSet: $ruleSet, assumptions: $assumptions) {
    round { code } ruleSet
    facilities { facility { code name } reportedLevel before { level atMost } after { level atMost reasons } }
    before { unknown distribution { level count share { numerator denominator percent } } }
    after { unknown distribution { level count share { numerator denominator percent } } }
  }
}`;
const of19 = (level: number, count: number, percent: number) => ({
  ...{ level, count, share: { numerator: count, denominator: 19, percent } },
});
const his = (facility: string, level: number) => ({ facility, component: "HIS", level });
const lis = (facility: string, grade: string) => ({ facility, component: "LIS", grade });

describe("What would be if", () => {
  let database: TestDatabase;
  let server: TestServer;
  beforeAll(async () => {
    database = await loadedDatabase();
    server = await serve(database);
  });
  afterAll(() => server.close());

  const whatIf = async (round: string, assumptions: object[], ruleSet?: string): Promise<Data> =>
    (await dataOf(server, QUERY, { round, assumptions, ruleSet })).whatIf;

  it("the health protection clinic had LIS and Bình Điền HIS at level 3: seven units at level 3 instead of five", async () => {
    const found = await whatIf("2022", [lis("PK-BVSKCB", "BASIC"), his("BV-BINHDIEN", 3)]);
    const beyond = (...more: string[]) => [
      "Level 4 needs HIS at level 4 or higher (Circular 54/2017/TT-BYT, Article 4.3).",
      ...more,
      "Level 4 needs RIS/PACS at least basic, readable outside the imaging department (Circular 54/2017/TT-BYT, Appendix II).",
      "Level 4 cannot be judged: the other conditions of level 4, of which no result has been observed (Circular 54/2017/TT-BYT, Appendix II).",
    ];
    const fullLis = "Level 4 needs full LIS, that is, advanced (Circular 54/2017/TT-BYT, Appendix II).";
    const raised = (...more: string[]) => ({
      ...{ before: { level: 2, atMost: 2 }, after: { level: 3, atMost: 3, reasons: beyond(...more) } },
    });
    expect(found).toEqual({
      ...{ round: { code: "2022" }, ruleSet: "HUE-2022-OBSERVED" },
      facilities: [
        {
          facility: { code: "PK-BVSKCB", name: "Phòng khám Bảo vệ sức khỏe cán bộ" },
          ...{ reportedLevel: 2, ...raised(fullLis) },
        },
        { facility: { code: "BV-BINHDIEN", name: "Bệnh viện Đa khoa Bình Điền" }, reportedLevel: 2, ...raised() },
      ],
      before: { unknown: 0, distribution: [of19(2, 14, 73.68), of19(3, 5, 26.32)] },
      after: { unknown: 0, distribution: [of19(2, 12, 63.16), of19(3, 7, 36.84)] },
    });
  });

  it("several components of one unit changed, also downwards: the unit is listed once", async () => {
    const found = await whatIf("2022", [lis("BV-RHM", "BASIC"), his("BV-YHCT", 1), his("BV-RHM", 3)]);
    expect(found.facilities.map(({ facility, after }: Data) => [facility.code, after.level])).toEqual([
      ["BV-RHM", 3],
      ["BV-YHCT", 1],
    ]);
    expect(found.after).toEqual({
      unknown: 0,
      distribution: [of19(1, 1, 5.26), of19(2, 13, 68.42), of19(3, 5, 26.32)],
    });
  });

  it("nothing were assumed, or nothing new: the levels are as they are", async () => {
    for (const assumptions of [[], [his("BV-YHCT", 3)]]) {
      const { facilities, before, after } = await whatIf("2022", assumptions);
      expect([facilities.length, after]).toEqual([assumptions.length, before]);
    }
  });

  it("HIS were at level 7 without RIS/PACS: no more than level 3, as the circular is known to ask for PACS from level 4 on", async () => {
    const of = async (...assumptions: object[]) => (await whatIf("2022", assumptions)).facilities[0].after;
    const seven = his("BV-GTVT", 7);
    const pacs = (grade: string) => ({ facility: "BV-GTVT", component: "RIS_PACS", grade });
    expect(await of(seven)).toEqual({
      ...{ level: 3, atMost: 3 },
      reasons: [
        "Level 4 needs RIS/PACS at least basic, readable outside the imaging department (Circular 54/2017/TT-BYT, Appendix II).",
        "Level 4 cannot be judged: the other conditions of level 4, of which no result has been observed (Circular 54/2017/TT-BYT, Appendix II).",
      ],
    });
    expect(await of(seven, pacs("BASIC"))).toMatchObject({ level: 3, atMost: 4 });
    expect(await of(seven, pacs("ADVANCED"))).toMatchObject({ level: 3, atMost: 7 });
    expect(await of(seven, pacs("ADVANCED"), lis("BV-GTVT", "BASIC"))).toMatchObject({ level: 3, atMost: 3 });
  });

  it("a unit had nothing of a component: what asks for it is not met", async () => {
    const of = async (component: string) =>
      (await whatIf("2022", [{ facility: "BV-GTVT", component, none: true }])).facilities[0].after;
    expect(await of("LIS")).toMatchObject({ level: 2, atMost: 2 });
    expect(await of("HIS")).toMatchObject({ level: null, atMost: 0 });
    expect(await of("INFRASTRUCTURE")).toMatchObject({ level: 3, atMost: 3 });
    const both = [{ facility: "BV-GTVT", component: "LIS", none: true, grade: "BASIC" }];
    const { errors } = await runQuery(server, QUERY, { round: "2022", assumptions: both });
    expect(errors?.[0]?.message).toBe(
      'LIS of facility "BV-GTVT" is assumed as `none`; give no `level` and no `grade`.',
    );
  });

  it("components of 2020 were known: the level of that unit alone, the 18 others stay unknown", async () => {
    const found = await whatIf("2020", [his("TTYT-HUONGTHUY", 2)], "HUE-2022-OBSERVED");
    expect(found.facilities).toEqual([
      {
        facility: { code: "TTYT-HUONGTHUY", name: "Trung tâm Y tế thị xã Hương Thủy" },
        reportedLevel: 4,
        before: { level: null, atMost: null },
        after: {
          ...{ level: 2, atMost: 2 },
          reasons: [
            "Level 3 needs HIS at level 3 or higher (Circular 54/2017/TT-BYT, Article 4.3).",
            "Level 3 cannot be judged: LIS at least basic (Circular 54/2017/TT-BYT, Appendix II).",
          ],
        },
      },
    ]);
    expect(found.before).toEqual({ unknown: 19, distribution: [] });
    expect(found.after).toEqual({
      unknown: 18,
      distribution: [{ level: 2, count: 1, share: { numerator: 1, denominator: 1, percent: 100 } }],
    });
  });

  it("PACS were bought by TT54-DOCUMENTED: no level is asserted, but level 4 is no longer ruled out", async () => {
    const pacs = { facility: "BV-MAT", component: "RIS_PACS", grade: "BASIC" };
    const found = await whatIf("2022", [pacs], "TT54-DOCUMENTED");
    expect(found.facilities[0]).toMatchObject({
      before: { level: null, atMost: 3 },
      after: { level: null, atMost: 4 },
    });
    expect([found.before, found.after]).toEqual([
      { unknown: 19, distribution: [] },
      { unknown: 19, distribution: [] },
    ]);
  });

  it("what a gap lists were there: the level is reached, for all 19 units and the levels 1 to 3", async () => {
    for (const to of [1, 2, 3]) {
      const { facilities } = await dataOf(
        server,
        `query ($to: Int!) { facilities(first: 100) { nodes { code assessment(round: "2022") { gap(to: $to) {
           unmet { component requiredLevel requiredGrade } unevaluable { component } } } } } }`,
        { to },
      );
      const assumptions = facilities.nodes.flatMap(({ code, assessment }: Data) =>
        (assessment?.gap.unmet ?? []).map(({ component, requiredLevel, requiredGrade }: Data) => ({
          ...{ facility: code, component, level: requiredLevel, grade: requiredGrade },
        })),
      );
      const { after } = await whatIf("2022", assumptions);
      expect(after.unknown).toBe(0);
      expect(after.distribution.every(({ level }: Data) => level >= to)).toBe(true);
    }
  });

  it("is never written: every byte of the database is the same afterwards", async () => {
    const dump = async (): Promise<string> => {
      const hash = createHash("sha256");
      for (const table of Object.keys(await rowCounts(server.db))) {
        hash.update(JSON.stringify([table, await server.db.query(`SELECT * FROM ${table} ORDER BY 1, 2`)]));
      }
      const { address } = database;
      const files = address.kind === "embedded" ? [address.file, `${address.file}-wal`] : [];
      for (const file of files.filter((each) => existsSync(each))) hash.update(readFileSync(file));
      return hash.digest("hex");
    };
    const before = await dump();
    await whatIf("2022", [lis("PK-BVSKCB", "ADVANCED"), his("BV-BINHDIEN", 7)]);
    await whatIf("2020", [his("BV-PHOI", 3)]);
    expect(await dump()).toBe(before);
    const { facility } = await dataOf(
      server,
      '{ facility(code: "PK-BVSKCB") { latestAssessment { computedLevel { level } } } }',
    );
    expect(facility.latestAssessment.computedLevel.level).toBe(2);
  });

  it("costs one statement, whatever is assumed", async () => {
    for (const count of [1, 2, 4]) {
      const units = ["BV-PHOI", "BV-MAT", "BV-RHM", "BV-PHCN"].slice(0, count);
      const before = server.db.statements;
      await whatIf(
        "2022",
        units.map((code) => his(code, 4)),
      );
      // One more, for the revision, comes with every request.
      expect(server.db.statements - before - 1).toBe(1);
    }
  });

  it.each([
    ["a round that there is not", "2021", [], 'No assessment round has code "2021"; known: "2020", "2022".'],
    ["an unknown unit", "2022", [his("BV-MATT", 3)], 'No facility has code "BV-MATT". Did you mean "BV-MAT"?'],
    [
      "a unit that was not assessed",
      "2022",
      [his("SYT", 3)],
      'Facility "SYT" was not assessed in round "2022"; only results of that round can be assumed otherwise.',
    ],
    [
      "a grade of HIS",
      "2022",
      [{ facility: "BV-MAT", component: "HIS", grade: "BASIC" }],
      'HIS is reported as a level; for facility "BV-MAT" give a `level` and no `grade`.',
    ],
    [
      "a level of LIS",
      "2022",
      [{ facility: "BV-MAT", component: "LIS", level: 3 }],
      'LIS is reported as a grade; for facility "BV-MAT" give a `grade` and no `level`.',
    ],
    [
      "both",
      "2022",
      [{ facility: "BV-MAT", component: "LIS", level: 3, grade: "BASIC" }],
      'LIS is reported as a grade; for facility "BV-MAT" give a `grade` and no `level`.',
    ],
    [
      "neither",
      "2022",
      [{ facility: "BV-MAT", component: "INFRASTRUCTURE" }],
      'INFRASTRUCTURE is reported as a level; for facility "BV-MAT" give a `level` and no `grade`.',
    ],
    ["level 8", "2022", [his("BV-MAT", 8)], '`level` of facility "BV-MAT" is 8; a level is from 1 to 7.'],
    ["level 0", "2022", [his("BV-MAT", 0)], '`level` of facility "BV-MAT" is 0; a level is from 1 to 7.'],
    [
      "one component twice",
      "2022",
      [his("BV-MAT", 3), his("BV-MAT", 4)],
      'HIS of facility "BV-MAT" is assumed twice; give it once.',
    ],
    [
      "too much",
      "2022",
      Array.from({ length: 1001 }, () => his("BV-MAT", 3)),
      "1,001 assumptions are too many; at most 1,000 at once.",
    ],
  ])("is refused with %s", async (_what, round, assumptions, sentence) => {
    const { status, errors } = await runQuery(server, QUERY, { round, assumptions });
    expect(status).toBe(400);
    expect(errors?.map(({ message, extensions }) => [message, extensions.code])).toEqual([
      [sentence, "BAD_USER_INPUT"],
    ]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

describe("A computed level", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const facility = async (code: string, fields: string): Promise<Data> =>
    (await dataOf(server, `query ($code: String!) { facility(code: $code) { ${fields} } }`, { code })).facility;

  const gap = (args: string) =>
    `latestAssessment { gap(${args}) { to met unmet { component requirement } unevaluable { component } } }`;

  it("has no gap to the level reached; to level 3 the health protection clinic lacks LIS alone", async () => {
    const none = { unmet: [], unevaluable: [] };
    expect(await facility("TTYT-PHUVANG", gap("to: 3"))).toEqual({
      latestAssessment: { gap: { to: 3, met: true, ...none } },
    });
    expect(await facility("PK-BVSKCB", gap("to: 2"))).toEqual({
      latestAssessment: { gap: { to: 2, met: true, ...none } },
    });
    const { latestAssessment } = await facility(
      "PK-BVSKCB",
      `latestAssessment { gap(to: 3) { to ruleSet met unevaluable { component } unmet { level component requiredLevel
         requiredGrade judgeable requirement requirementVi requirementEn articleVi articleEn legalDocument { number } } } }`,
    );
    expect(latestAssessment.gap).toEqual({
      ...{ to: 3, ruleSet: "HUE-2022-OBSERVED", met: false, unevaluable: [] },
      unmet: [
        {
          ...{ level: 3, component: "LIS", requiredLevel: null, requiredGrade: "BASIC", judgeable: true },
          requirement: "LIS at least basic.",
          requirementVi: "LIS tối thiểu ở hạng cơ bản.",
          requirementEn: "LIS at least basic.",
          ...{ articleVi: "Phụ lục II", articleEn: "Appendix II", legalDocument: { number: "54/2017/TT-BYT" } },
        },
      ],
    });
  });

  it("is not judged above level 3 by what was observed up to level 3", async () => {
    const { latestAssessment } = await facility("BV-YHCT", gap("to: 4"));
    expect(latestAssessment.gap).toEqual({
      ...{ to: 4, met: false, unevaluable: [{ component: null }] },
      unmet: [
        { component: "HIS", requirement: "HIS at level 4 or higher." },
        { component: "LIS", requirement: "Full LIS, that is, advanced." },
        { component: "RIS_PACS", requirement: "RIS/PACS at least basic, readable outside the imaging department." },
      ],
    });
  });

  it("says what capped it, gate by gate with the article, in both languages and in that of the reader", async () => {
    const query = `{ facility(code: "PK-BVSKCB") { latestAssessment { reportedLevel computedLevel {
      level atMost ruleSet reasons cappedBy { met textVi textEn gate { level component } } } } } }`;
    const { data } = await runQuery(server, query, {}, { "accept-language": "vi-VN,vi;q=0.9" });
    const textVi = "Mức 3 cần LIS tối thiểu ở hạng cơ bản (Thông tư 54/2017/TT-BYT, Phụ lục II).";
    const textEn = "Level 3 needs LIS at least basic (Circular 54/2017/TT-BYT, Appendix II).";
    expect(data.facility.latestAssessment).toEqual({
      reportedLevel: 2,
      computedLevel: {
        ...{ level: 2, atMost: 2, ruleSet: "HUE-2022-OBSERVED", reasons: [textVi] },
        cappedBy: [{ met: false, textVi, textEn, gate: { level: 3, component: "LIS" } }],
      },
    });
    const { latestAssessment } = await facility("BV-YHCT", "latestAssessment { computedLevel { level reasons } }");
    expect(latestAssessment.computedLevel).toEqual({
      level: 3,
      reasons: [
        "Level 4 needs HIS at level 4 or higher (Circular 54/2017/TT-BYT, Article 4.3).",
        "Level 4 needs full LIS, that is, advanced (Circular 54/2017/TT-BYT, Appendix II).",
        "Level 4 needs RIS/PACS at least basic, readable outside the imaging department (Circular 54/2017/TT-BYT, Appendix II).",
        "Level 4 cannot be judged: the other conditions of level 4, of which no result has been observed (Circular 54/2017/TT-BYT, Appendix II).",
      ],
    });
  });

  it("by TT54-DOCUMENTED is asserted of none of the 19 units; the known gates rule out what is above 2 or 3", async () => {
    const { facilities } = await dataOf(
      server,
      `{ facilities(first: 100) { nodes { code assessment(round: "2022") {
           computedLevel(ruleSet: "TT54-DOCUMENTED") { level atMost ruleSet reasons } } } } }`,
    );
    const assessed = facilities.nodes.filter(({ assessment }: Data) => assessment !== null);
    expect(assessed).toHaveLength(19);
    for (const { assessment } of assessed) {
      expect(assessment.computedLevel).toMatchObject({ level: null, ruleSet: "TT54-DOCUMENTED" });
    }
    const atMost = (level: number) =>
      assessed
        .filter(({ assessment }: Data) => assessment.computedLevel.atMost === level)
        .map(({ code }: Data) => code);
    // The four units whose LIS cell is blank; all 19 cells of RIS/PACS are.
    expect(atMost(2).sort()).toEqual(["BV-PHCN", "BV-PHOI", "BV-RHM", "PK-BVSKCB"]);
    expect(atMost(3)).toHaveLength(15);
    const phoi = assessed.find(({ code }: Data) => code === "BV-PHOI");
    expect(phoi.assessment.computedLevel.reasons).toEqual([
      "Level 1 cannot be judged: the other criteria of level 1, which are not known here (Circular 54/2017/TT-BYT, Appendix II).",
      "Level 3 needs LIS at least basic (Circular 54/2017/TT-BYT, Appendix II).",
    ]);
  });

  it("of 2020 does not exist: no document gives components, and nothing is judged", async () => {
    const { assessment } = await facility(
      "TTYT-HUONGTHUY",
      `assessment(round: "2020") { reportedLevel computedLevel { level atMost ruleSet reasons cappedBy { met } }
         gap(to: 2, ruleSet: "HUE-2022-OBSERVED") { met unmet { component } unevaluable { component requiredLevel } } }`,
    );
    expect(assessment).toEqual({
      reportedLevel: 4,
      computedLevel: {
        ...{ level: null, atMost: null, ruleSet: "TT54-DOCUMENTED", cappedBy: [] },
        reasons: ["No component was reported."],
      },
      gap: { met: false, unmet: [], unevaluable: [{ component: "HIS", requiredLevel: 2 }] },
    });
  });

  it.each([
    ["gap(to: 9) { met }", "`to` is 9; a level is from 1 to 7."],
    ["gap(to: 0) { met }", "`to` is 0; a level is from 1 to 7."],
    [
      'gap(to: 3, ruleSet: "TT54") { met }',
      'No rule set has code "TT54"; known: "HUE-2022-OBSERVED", "TT54-DOCUMENTED".',
    ],
    ['computedLevel(ruleSet: "") { level }', 'No rule set has code ""; known: "HUE-2022-OBSERVED", "TT54-DOCUMENTED".'],
  ])("refuses %s with a sentence", async (field, sentence) => {
    const { errors } = await runQuery(server, `{ facility(code: "BV-PHOI") { latestAssessment { ${field} } } }`);
    expect(errors).toHaveLength(1);
    expect([errors?.[0]?.extensions, errors?.[0]?.path?.slice(0, 2)]).toEqual([
      { code: "BAD_USER_INPUT" },
      ["facility", "latestAssessment"],
    ]);
    expect(errors?.[0]?.message).toBe(sentence);
  });
});

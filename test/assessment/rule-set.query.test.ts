import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { importLines, problemsOf } from "../support/importing.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const SETS =
  "code,name_vi,name_en,valid_from,valid_to,precedence,legal_document,not_needed,not_needed_reason_vi,not_needed_reason_en,basis_vi,basis_en";
const GATES =
  "rule_set,level,component,required_level,required_grade,requirement_vi,requirement_en,article_vi,article_en,legal_document";
const set = (code: string, from: string, to: string, precedence: string) =>
  `${code},Thử,Trial,${from},${to},${precedence},54/2017/TT-BYT,LEFT_OUT,vì,why,cơ sở,basis`;
const gate = (ruleSet: string, level: number, demand: string) =>
  `${ruleSet},${level},${demand},yêu cầu,demand,Điều 1,Article 1,54/2017/TT-BYT`;

describe("A rule set", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const codesOn = async (on: string | null): Promise<string[]> =>
    (await dataOf(server, "query ($on: LocalDate) { ruleSets(on: $on) { code } }", { on })).ruleSets.map(
      ({ code }: Data) => code,
    );

  it("is observed in 2022, or what is documented of the circular: each with days, law and what it cannot judge", async () => {
    const { ruleSets } = await dataOf(
      server,
      `{ ruleSets { code validFrom validTo precedence judgesUpTo within { code } notNeeded legalDocument { number } source { section }
           gates { level component requiredLevel requiredGrade judgeable articleEn } } }`,
    );
    const shared = { notNeeded: "NOT_MET", legalDocument: { number: "54/2017/TT-BYT" }, validTo: null };
    const source = { section: "Các bộ quy tắc tính mức, có ngày hiệu lực" };
    expect(ruleSets.map(({ gates, ...rest }: Data) => rest)).toEqual([
      {
        code: "HUE-2022-OBSERVED",
        validFrom: "2022-09-16",
        precedence: 2,
        judgesUpTo: 3,
        within: { code: "TT54-DOCUMENTED" },
        source,
        ...shared,
      },
      {
        code: "TT54-DOCUMENTED",
        validFrom: "2018-02-27",
        precedence: 1,
        judgesUpTo: 0,
        within: null,
        source,
        ...shared,
      },
    ]);
    const gates = ruleSets.map((each: Data) =>
      each.gates.map(({ level, component, requiredLevel, requiredGrade, articleEn }: Data) =>
        [level, component ?? "-", requiredLevel ?? requiredGrade ?? "-", articleEn].join(" "),
      ),
    );
    const rest = (level: number) => `${level} - - Appendix II`;
    expect(gates[0]).toEqual([
      ...["1 HIS 1 Article 4.3", "2 HIS 2 Article 4.3", "3 HIS 3 Article 4.3", "3 LIS BASIC Appendix II"],
      ...[4, 5, 6, 7].flatMap((level) => [`${level} HIS ${level} Article 4.3`, rest(level)]),
    ]);
    expect(gates[1]).toEqual([
      ...[rest(1), rest(2), "3 LIS BASIC Appendix II", rest(3)],
      ...["4 LIS ADVANCED Appendix II", "4 RIS_PACS BASIC Appendix II", rest(4)],
      ...["5 RIS_PACS ADVANCED Appendix II", rest(5), rest(6), rest(7)],
    ]);
  });

  it("says in both languages what it rests on and what is not known", async () => {
    const { ruleSets } = await dataOf(server, "{ ruleSets { basisVi basisEn notNeededReasonVi notNeededReasonEn } }");
    expect(ruleSets[0].basisEn).toMatch(
      /No unit stood above level 3, so what the levels above 3 need .* cannot be judged/,
    );
    expect(ruleSets[1].basisVi).toMatch(/Phần còn lại của mọi mức không có ở đây và không xét được/);
    expect(ruleSets[0].notNeededReasonEn).toMatch(/do not tell how the answer "Không cần" was counted/);
  });

  it("holds from its first day on, the circular's from 27/02/2018, the one of the survey from 16/09/2022", async () => {
    expect(await codesOn("2018-02-26")).toEqual([]);
    expect(await codesOn("2018-02-27")).toEqual(["TT54-DOCUMENTED"]);
    expect(await codesOn("2022-09-15")).toEqual(["TT54-DOCUMENTED"]);
    expect(await codesOn("2022-09-16")).toEqual(["HUE-2022-OBSERVED", "TT54-DOCUMENTED"]);
    expect(await codesOn(null)).toEqual(["HUE-2022-OBSERVED", "TT54-DOCUMENTED"]);
  });

  it("is the round's own if it holds on its day and has the highest precedence", async () => {
    const { assessmentRounds } = await dataOf(server, "{ assessmentRounds { code ruleSet { code } } }");
    expect(assessmentRounds).toEqual([
      { code: "2020", ruleSet: { code: "TT54-DOCUMENTED" } },
      { code: "2022", ruleSet: { code: "HUE-2022-OBSERVED" } },
    ]);
  });

  it("that holds only until a round's day is not the round's; a higher precedence on that day is", async () => {
    await importLines(server.db, "rule-sets", "rule-sets-trial.csv", [
      SETS,
      set("TRIAL-ENDED", "2022-01-01", "2022-10-01", "9"),
      set("TRIAL", "2022-10-01", "2022-10-02", "8"),
    ]);
    // Not before its gates are there: everybody would reach level 7.
    expect(await codesOn("2022-10-01")).toEqual(["HUE-2022-OBSERVED", "TT54-DOCUMENTED"]);
    const lines = ["TRIAL", "TRIAL-ENDED"].flatMap((code) => [
      gate(code, 1, "INFRASTRUCTURE,1,"),
      ...[2, 3, 4, 5, 6, 7].map((level) => gate(code, level, ",,")),
    ]);
    await importLines(server.db, "rule-gates", "rule-gates-trial.csv", [GATES, ...lines]);
    expect(await codesOn("2022-09-30")).toEqual(["TRIAL-ENDED", "HUE-2022-OBSERVED", "TT54-DOCUMENTED"]);
    expect(await codesOn("2022-10-01")).toEqual(["TRIAL", "HUE-2022-OBSERVED", "TT54-DOCUMENTED"]);
    const { facility } = await dataOf(
      server,
      '{ facility(code: "BV-YHCT") { latestAssessment { round { ruleSet { code notNeeded } } computedLevel { level atMost ruleSet } } } }',
    );
    expect(facility.latestAssessment).toEqual({
      round: { ruleSet: { code: "TRIAL", notNeeded: "LEFT_OUT" } },
      computedLevel: { level: 1, atMost: 7, ruleSet: "TRIAL" },
    });
    await importLines(server.db, "rule-sets", "rule-sets-trial.csv", [
      SETS,
      set("TRIAL-ENDED", "2000-01-01", "2000-01-02", "9"),
      set("TRIAL", "2000-01-01", "2000-01-02", "8"),
    ]);
  });

  it("must be named where none holds on the round's day", async () => {
    await importLines(server.db, "assessment-rounds", "rounds-trial.csv", [
      "code,year,opened_on,closed_on,method_vi,legal_document",
      "2017,2017,,,,",
    ]);
    const { assessmentRound } = await dataOf(server, '{ assessmentRound(code: "2017") { ruleSet { code } } }');
    expect(assessmentRound).toEqual({ ruleSet: null });
    const { errors } = await runQuery(server, '{ whatIf(round: "2017", assumptions: []) { ruleSet } }');
    expect(errors?.map(({ message, extensions }) => [message, extensions.code])).toEqual([
      [
        'No rule set holds on the day of the round 2017-12-31 ("2017"); name one by `ruleSet`: "TRIAL-ENDED", "TRIAL", "HUE-2022-OBSERVED", "TT54-DOCUMENTED".',
        "BAD_USER_INPUT",
      ],
    ]);
  });

  it("is given with whatever is computed by it, beside its code", async () => {
    const by = "ruleSet byRuleSet { code nameEn notNeeded notNeededRule gates { level } }";
    const { facility, gradeOfAnswers, whatIf, surveyForms, ruleSet } = await dataOf(
      server,
      `{ facility(code: "BV-MAT") { latestAssessment { computedLevel { ${by} } gap(to: 3, ruleSet: "TT54-DOCUMENTED") { ${by} } } }
         gradeOfAnswers(group: "LIS", answers: []) { ${by} notNeededRule }
         whatIf(round: "2022", assumptions: []) { ${by} before { unknown } }
         surveyForms { sampleGrade { ${by} } }
         ruleSet(code: "TT54-DOCUMENTED") { code nameEn notNeeded notNeededRule gates { level } } }`,
    );
    const { computedLevel, gap } = facility.latestAssessment;
    for (const each of [
      computedLevel,
      gap,
      gradeOfAnswers,
      whatIf,
      ...surveyForms.map((form: Data) => form.sampleGrade),
    ]) {
      expect(each.byRuleSet.code).toBe(each.ruleSet);
      expect(each.byRuleSet.notNeededRule).toBe(each.byRuleSet.notNeeded);
    }
    expect(gap.byRuleSet).toEqual(ruleSet);
    expect(gradeOfAnswers.notNeededRule).toBe(gradeOfAnswers.byRuleSet.notNeededRule);
  });

  const within = (outer: string) => [`${SETS},within`, `${set("A", "", "", "5")},${outer}`];

  it.each([
    ["two of one precedence", "rule-sets", [SETS, set("A", "", "", "5"), set("B", "", "", "5")], "precedence"],
    ["a precedence that another has", "rule-sets", [SETS, set("A", "", "", "2")], "precedence"],
    ["no precedence", "rule-sets", [SETS, set("A", "", "", "")], "precedence"],
    ["a silent yes to not needed", "rule-sets", [SETS, set("A", "", "", "5").replace("LEFT_OUT", "MET")], "not_needed"],
    ["an outer rule set that there is not", "rule-sets", within("TT54"), "within"],
    ["an outer rule set that is within another", "rule-sets", within("HUE-2022-OBSERVED"), "within"],
    ["itself around it", "rule-sets", within("A"), "within"],
    ["a level without gate", "rule-gates", [GATES, gate("TT54-DOCUMENTED", 1, ",,")], "rule_set"],
    ["a rule set that there is not", "rule-gates", [GATES, gate("TT54", 1, ",,")], "rule_set"],
    ["level 8", "rule-gates", [GATES, gate("TT54-DOCUMENTED", 8, ",,")], "level"],
    ["a grade of HIS", "rule-gates", [GATES, gate("TT54-DOCUMENTED", 1, "HIS,,BASIC")], "component"],
    ["a level of LIS", "rule-gates", [GATES, gate("TT54-DOCUMENTED", 1, "LIS,3,")], "component"],
    ["a level and a grade", "rule-gates", [GATES, gate("TT54-DOCUMENTED", 1, "LIS,3,BASIC")], "component"],
    ["a component without demand", "rule-gates", [GATES, gate("TT54-DOCUMENTED", 1, "LIS,,")], "component"],
    ["a demand without component", "rule-gates", [GATES, gate("TT54-DOCUMENTED", 1, ",3,")], "component"],
  ])("is refused with %s", async (_what, reader, lines, column) => {
    const problems = await problemsOf(importLines(server.db, reader, "wrong.csv", lines));
    expect(problems.map((problem) => problem.column)).toContain(column);
  });
});

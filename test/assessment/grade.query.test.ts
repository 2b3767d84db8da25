import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { importLines } from "../support/importing.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const codes = (criteria: Data[]): string[] => criteria.map(({ code }) => code);
const answers = (from: number, to: number, answer: string) =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ criterion: `LIS_${from + i}`, answer }));

describe("A grade out of answers", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const QUERY = `query ($group: String!, $answers: [CriterionAnswerInput!]!, $ruleSet: String) {
    gradeOfAnswers(group: $group, answers: $answers, ruleSet: $ruleSet) { group { code labelVi } ruleSet grade atMost
      stoppedBy { code } unanswered { code } notNeeded { code } notNeededRule notNeededReasonVi notNeededReasonEn } }`;
  const grade = async (group: string, given: object[], ruleSet?: string): Promise<Data> =>
    (await dataOf(server, QUERY, { group, answers: given, ruleSet })).gradeOfAnswers;

  it("is basic for LIS with criteria 80 to 85 met, and advanced with 86 to 89 as well", async () => {
    const basic = await grade("LIS", [...answers(80, 85, "MET"), ...answers(86, 89, "NOT_EQUIPPED")]);
    expect(basic).toMatchObject({ grade: "BASIC", atMost: "BASIC", ruleSet: "HUE-2022-OBSERVED" });
    expect(basic.group).toEqual({ code: "LIS", labelVi: "Hệ thống thông tin xét nghiệm (LIS)" });
    expect(codes(basic.stoppedBy)).toEqual(["LIS_86", "LIS_87", "LIS_88", "LIS_89"]);
    const advanced = await grade("LIS", answers(80, 89, "MET"));
    expect(advanced).toMatchObject({ grade: "ADVANCED", stoppedBy: [], unanswered: [], notNeeded: [] });
    const upgrade = await grade("LIS", [...answers(80, 84, "MET"), ...answers(85, 85, "NEEDS_UPGRADE")]);
    expect([upgrade.grade, upgrade.atMost, codes(upgrade.stoppedBy)]).toEqual([null, null, ["LIS_85"]]);
    expect(codes(upgrade.unanswered)).toEqual(["LIS_86", "LIS_87", "LIS_88", "LIS_89"]);
  });

  it('counts "not needed" as not met by the choice of the rule set, and says why', async () => {
    const given = [...answers(80, 84, "MET"), ...answers(85, 85, "NOT_NEEDED"), ...answers(86, 89, "MET")];
    const observed = await grade("LIS", given);
    expect(observed).toMatchObject({ grade: null, atMost: null, notNeededRule: "NOT_MET" });
    expect([codes(observed.stoppedBy), codes(observed.notNeeded)]).toEqual([["LIS_85"], ["LIS_85"]]);
    expect(observed.notNeededReasonEn).toMatch(/do not tell how the answer "Không cần" was counted/);
    const documented = await grade("LIS", given, "TT54-DOCUMENTED");
    expect(documented).toMatchObject({ grade: null, notNeededRule: "NOT_MET", ruleSet: "TT54-DOCUMENTED" });
    expect(documented.notNeededReasonVi).toMatch(/Điều 4 khoản 3/);
  });

  it("leaves it out where a rule set says so", async () => {
    await importLines(server.db, "rule-sets", "own-rules.csv", [
      "code,name_vi,name_en,valid_from,valid_to,precedence,legal_document,not_needed,not_needed_reason_vi,not_needed_reason_en,basis_vi,basis_en",
      "OWN,Riêng,Own,,,0,54/2017/TT-BYT,LEFT_OUT,vì không áp dụng,because it does not apply,thử,trial",
    ]);
    await importLines(server.db, "rule-gates", "own-gates.csv", [
      "rule_set,level,component,required_level,required_grade,requirement_vi,requirement_en,article_vi,article_en,legal_document",
      ...[1, 2, 3, 4, 5, 6, 7].map(
        (level) => `OWN,${level},,,,chưa biết,not known,Phụ lục II,Appendix II,54/2017/TT-BYT`,
      ),
    ]);
    const given = [...answers(80, 84, "MET"), ...answers(85, 85, "NOT_NEEDED"), ...answers(86, 89, "MET")];
    const own = await grade("LIS", given, "OWN");
    expect(own).toMatchObject({ grade: "ADVANCED", notNeededRule: "LEFT_OUT", stoppedBy: [] });
    expect([codes(own.notNeeded), own.notNeededReasonEn]).toEqual([["LIS_85"], "because it does not apply"]);
  });

  it("of the two sample forms is advanced for LIS, and not to be told for management: two not equipped, grades unknown", async () => {
    const { surveyForms } = await dataOf(
      server,
      "{ surveyForms { code sampleGrade { grade atMost ruleSet stoppedBy { code } unanswered { code } } } }",
    );
    expect(surveyForms).toEqual([
      {
        code: "MANAGEMENT",
        sampleGrade: {
          ...{ grade: null, atMost: "BASIC", ruleSet: "HUE-2022-OBSERVED", unanswered: [] },
          stoppedBy: [{ code: "MANAGEMENT_ASSETS" }, { code: "MANAGEMENT_TRAINING" }],
        },
      },
      {
        code: "LIS",
        sampleGrade: {
          ...{ grade: "ADVANCED", atMost: "ADVANCED", ruleSet: "HUE-2022-OBSERVED", stoppedBy: [], unanswered: [] },
        },
      },
    ]);
  });

  it.each([
    ["RIS_PACS", [], 'No criterion of a group "RIS_PACS" is known here; groups with criteria: "MANAGEMENT", "LIS".'],
    ["LIS", answers(90, 90, "MET"), 'Group "LIS" has no criterion "LIS_90". Did you mean "LIS_80"?'],
    ["MANAGEMENT", answers(80, 80, "MET"), 'Group "MANAGEMENT" has no criterion "LIS_80".'],
    [
      "LIS",
      [...answers(80, 80, "MET"), ...answers(80, 80, "MET")],
      'Criterion "LIS_80" is answered twice; give one answer.',
    ],
  ])("is refused for %s with %j", async (group, given, sentence) => {
    const { errors } = await runQuery(server, QUERY, { group, answers: given });
    expect(errors?.map(({ message, extensions }) => [message, extensions.code])).toEqual([
      [sentence, "BAD_USER_INPUT"],
    ]);
  });

  it("needs one of the four answers of the form", async () => {
    const { errors } = await runQuery(server, QUERY, { group: "LIS", answers: answers(80, 80, "YES") });
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildSchema, type GraphQLArgument, getNamedType, isInputObjectType, isObjectType } from "graphql";
import { startTestServer, type TestServer } from "../support/server.js";

/** Of each argument that takes a code of a list on record: a question that gives it $code, and a code nearly right. */
const ASKED: Record<string, readonly [question: string, nearly: string, meant: string]> = {
  "Area.latestObservations(metrics)": [
    'area(code: "46") { latestObservations(metrics: [$code]) { on } }',
    "LINKUP",
    "LINKUPS",
  ],
  "Facility.latestObservations(metrics)": [
    'facility(code: "BV-MAT") { latestObservations(metrics: ["LINKUPS", $code]) { on } }',
    "LINKUPZ",
    "LINKUPS",
  ],
  "Assessment.computedLevel(ruleSet)": [
    'facility(code: "BV-MAT") { latestAssessment { computedLevel(ruleSet: $code) { level } } }',
    "HUE-2022-OBSERVE",
    "HUE-2022-OBSERVED",
  ],
  "Assessment.gap(ruleSet)": [
    'facility(code: "BV-MAT") { latestAssessment { gap(to: 3, ruleSet: $code) { to } } }',
    "HUE-2022-OBSERVE",
    "HUE-2022-OBSERVED",
  ],
  "SurveyForm.sampleGrade(ruleSet)": [
    "surveyForms { sampleGrade(ruleSet: $code) { grade } }",
    "HUE-2022",
    "HUE-2022-OBSERVED",
  ],
  "AssessmentRound.comparison(with)": [
    'assessmentRound(code: "2022") { comparison(with: $code) { up } }',
    "2021",
    "2020",
  ],
  "AssessmentRound.comparison(under)": [
    'assessmentRound(code: "2022") { comparison(with: "2020", under: $code) { up } }',
    "BV-MATT",
    "BV-MAT",
  ],
  "AssessmentRound.levelDistribution(under)": [
    'assessmentRound(code: "2022") { levelDistribution(under: $code) { level } }',
    "SYTT",
    "SYT",
  ],
  "AssessmentRound.unknownLevelCount(under)": [
    'assessmentRound(code: "2022") { unknownLevelCount(under: $code) }',
    "4788",
    "478",
  ],
  "AssessmentRound.systemDemand(under)": [
    'assessmentRound(code: "2022") { systemDemand(under: $code) { asked } }',
    "4788",
    "478",
  ],
  "Facility.assessment(round)": [
    'facility(code: "BV-MAT") { assessment(round: $code) { reportedLevel } }',
    "2023",
    "2022",
  ],
  "Facility.assessmentDraft(round)": [
    'facility(code: "BV-MAT") { assessmentDraft(round: $code) { id } }',
    "2023",
    "2022",
  ],
  "Facility.statedNeeds(round)": ['facility(code: "BV-MAT") { statedNeeds(round: $code) { needed } }', "2023", "2022"],
  "Metric.latest(subject)": ['metric(code: "LINKUPS") { latest(subject: $code) { on } }', "BV-MATT", "BV-MAT"],
  "Metric.series(subject)": ['metric(code: "LINKUPS") { series(subject: $code) { on } }', "BV-MATT", "BV-MAT"],
  "Metric.seriesConnection(subject)": [
    'metric(code: "LINKUPS") { seriesConnection(subject: $code) { totalCount } }',
    "BV-MATT",
    "BV-MAT",
  ],
  "Metric.total(under)": ['metric(code: "LINKUPS") { total(under: $code) { value } }', "4788", "478"],
  "Metric.totals(under)": ['metric(code: "LINKUPS") { totals(under: $code) { value } }', "4788", "478"],
  "Metric.league(under)": ['metric(code: "LINKUPS") { league(under: $code) { totalCount } }', "4788", "478"],
  "Milestone.progress(facility)": [
    "roadmap { milestones { progress(facility: $code, first: 1) { nodes { id } } } }",
    "BV-MATT",
    "BV-MAT",
  ],
  "Target.progress(under)": ["targets { progress(under: $code) { distance } }", "4788", "478"],
  "Query.criteria(group)": ["criteria(group: $code) { code }", "LISS", "LIS"],
  "Query.findingConnection(kind)": ["findingConnection(kind: $code) { totalCount }", "STRENGHT", "STRENGTH"],
  "Query.findings(kind)": ["findings(kind: $code) { textVi }", "STRENGHT", "STRENGTH"],
  "Query.formAnswerCheck(campaign)": [
    'formAnswerCheck(campaign: $code, form: "Phụ lục 1", facility: "BV-MAT", cells: []) { given }',
    "LETTER-1999",
    "LETTER-1999-2019",
  ],
  "Query.formAnswerCheck(facility)": [
    'formAnswerCheck(campaign: "LETTER-1999-2019", form: "Phụ lục 1", facility: $code, cells: []) { given }',
    "BV-MATT",
    "BV-MAT",
  ],
  "ReportDemand.obligations(facility)": [
    "reportingCampaigns { forms { demands { obligations(facility: $code) { status } } } }",
    "BV-MATT",
    "BV-MAT",
  ],
  "Query.gradeOfAnswers(group)": ["gradeOfAnswers(group: $code, answers: []) { grade }", "LISS", "LIS"],
  "Query.gradeOfAnswers(ruleSet)": [
    'gradeOfAnswers(group: "LIS", answers: [], ruleSet: $code) { grade }',
    "HUE-2022",
    "HUE-2022-OBSERVED",
  ],
  "CriterionAnswerInput.criterion": [
    'gradeOfAnswers(group: "LIS", answers: [{ criterion: $code, answer: MET }]) { grade }',
    "LIS-8",
    "LIS",
  ],
  "Query.metricPair(numerator)": [
    'metricPair(numerator: $code, denominator: "LINKUPS") { on }',
    "LINKUPS_FAILD",
    "LINKUPS_FAILED",
  ],
  "Query.metricPair(denominator)": [
    'metricPair(numerator: "LINKUPS", denominator: $code) { on }',
    "LINKUPS_FAILD",
    "LINKUPS_FAILED",
  ],
  "Query.metricPair(subject)": [
    'metricPair(numerator: "LINKUPS_FAILED", denominator: "LINKUPS", subject: $code) { on }',
    "BV-MATT",
    "BV-MAT",
  ],
  "Query.terms(vocabulary)": ["terms(vocabulary: $code) { code }", "TRACKS", "TRACK"],
  "Query.whatIf(round)": ["whatIf(round: $code, assumptions: []) { ruleSet }", "2023", "2022"],
  "Query.whatIf(ruleSet)": [
    'whatIf(round: "2022", assumptions: [], ruleSet: $code) { ruleSet }',
    "HUE",
    "HUE-2022-OBSERVED",
  ],
  "AssumedResultInput.facility": [
    'whatIf(round: "2022", assumptions: [{ facility: $code, component: LIS, grade: BASIC }]) { ruleSet }',
    "BV-MATT",
    "BV-MAT",
  ],
  "Roadmap.milestones(track)": ["roadmap { milestones(track: $code) { id } }", "INVESTMNT", "INVESTMENT"],
  "AssessmentFilter.under": [
    'assessmentRound(code: "2022") { assessments(filter: { under: $code }) { totalCount } }',
    "SYTT",
    "SYT",
  ],
  "FacilityLevelFilter.round": ["facilities(filter: { level: { round: $code } }) { totalCount }", "2023", "2022"],
  "FacilityFilter.areaCode": ["facilities(filter: { areaCode: $code }) { totalCount }", "4788", "478"],
  "FacilityFilter.under": ["facilities(filter: { under: $code }) { totalCount }", "SYTT", "SYT"],
  "FacilityFilter.facilityType": [
    "facilities(filter: { facilityType: [$code] }) { totalCount }",
    "HOSPITALS",
    "HOSPITAL",
  ],
  "FacilityFilter.serviceLevel": [
    "facilities(filter: { serviceLevel: [$code] }) { totalCount }",
    "PROVINC",
    "PROVINCE",
  ],
  "FacilityFilter.hospitalClass": [
    "facilities(filter: { hospitalClass: [$code] }) { totalCount }",
    "CLASS_4",
    "CLASS_",
  ],
  "MetricFilter.programme": ["metrics(filter: { programme: $code }) { code }", "PROJECT_6", "PROJECT_06"],
  "ObservationFilter.metrics": ["observations(filter: { metrics: [$code] }) { totalCount }", "LINKUPZ", "LINKUPS"],
  "ObservationFilter.programme": [
    "observations(filter: { programme: $code }) { totalCount }",
    "PROJECT_6",
    "PROJECT_06",
  ],
  "ObservationFilter.subjects": [
    'observations(filter: { subjects: ["46", $code] }) { totalCount }',
    "BV-MATT",
    "BV-MAT",
  ],
  "ObservationFilter.under": ["observations(filter: { under: $code }) { totalCount }", "4788", "478"],
  "DiscrepancyFilter.code": [
    "discrepancies(filter: { code: [$code] }) { code }",
    "LEVEL_SHARE.2020.9",
    "LEVEL_SHARE.2020",
  ],
  "DiscrepancyFilter.document": ["discrepancies(filter: { document: $code }) { code }", "00", "0"],
};

/** Texts that name nothing of a list: positions in a list, ids and codes of one object, names, and what is searched for. */
const NO_CODES = [
  /\((after|before|since|id|ids|code|number|names)\)$/,
  /^(?:Milestone|Target)KeyInput\./,
  /^FacilityFilter\.search$/,
  // What accounts and requests of the past were called: there is no list of them. The Department alone asks by acts and
  // types (test/acts/trail.query.test.ts).
  /^AuditEntryFilter\./,
  // Of one form: which ones it has instead is told (test/reporting/form-answer-check.query.test.ts).
  /^Query\.formAnswerCheck\(form\)$/,
  /^FormCellInput\./,
  // Texts of GraphQL.
  /^Query\.documentsCheck/,
  // The same as of a published assessment; what is worked on is for those alone who sign in.
  /^AssessmentDraft\.(?:computedLevel|gap)/,
];

/** Every text that a question can give, as "Type.field(argument)" or "Input.field". */
function textsOfQuestions(): string[] {
  const schema = buildSchema(readFileSync("schema.graphql", "utf8"));
  const texts = new Set<string>();
  const isText = ({ type }: Pick<GraphQLArgument, "type">) => ["String", "ID"].includes(getNamedType(type).name);
  const seen = new Set<unknown>();
  const types = [schema.getQueryType()].filter((type) => type != null) as unknown[];
  for (const type of types) {
    if (seen.has(type)) continue;
    seen.add(type);
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        if (isText(field)) texts.add(`${type.name}.${field.name}`);
        else types.push(getNamedType(field.type));
      }
    } else if (isObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        for (const arg of field.args) {
          if (isText(arg)) texts.add(`${type.name}.${field.name}(${arg.name})`);
          else types.push(getNamedType(arg.type));
        }
        types.push(getNamedType(field.type));
      }
    }
  }
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) && type !== schema.getMutationType() && !/Payload$/.test(type.name) && !seen.has(type))
      types.push(type);
  return [...texts].filter((text) => !NO_CODES.some((pattern) => pattern.test(text)));
}

describe("An unknown code", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const ask = async (question: string, code: string, language = "en") => {
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": language },
      body: JSON.stringify({ query: `query ($code: String!) { ${question} }`, variables: { code } }),
    });
    return (await response.json()) as { errors?: { message: string; path: string[]; extensions: { code: string } }[] };
  };

  it("is asked about here in every place that takes one", () => {
    expect(textsOfQuestions().sort()).toEqual(Object.keys(ASKED).sort());
  });

  it.each(Object.entries(ASKED))(
    "of %s is refused with the nearest known ones, in both languages",
    async (_, [question, nearly, meant]) => {
      const en = await ask(question, nearly);
      const vi = await ask(question, nearly, "vi");
      for (const { errors = [] } of [en, vi]) {
        expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
        expect(errors[0]?.message).toContain(`"${nearly}"`);
        expect(errors[0]?.message).toContain(meant);
        expect(errors[0]?.path.length).toBeGreaterThan(0);
      }
      expect(vi.errors?.[0]?.message).not.toBe(en.errors?.[0]?.message);
    },
  );

  it.each(Object.entries(ASKED))(
    "of %s is refused with nothing for the one that was meant where none is like it",
    async (_, [question]) => {
      const likeNone = "≠".repeat(30);
      for (const language of ["en", "vi"]) {
        const [error] = (await ask(question, likeNone, language)).errors ?? [];
        expect(error?.message).toContain(`"${likeNone}"`);
        expect(error?.message).not.toMatch(/did you mean|nearest known|ý bạn là|gần giống|""|\. \.|: *\.|; *\.| {2}/i);
        expect(error?.message).toMatch(/\.$/);
      }
    },
  );

  it.each(Object.entries(ASKED))("of %s of 60 kB costs little, and is not sent back", async (_, [question]) => {
    const started = performance.now();
    const { errors = [] } = await ask(question, "Ạ-".repeat(10_000));
    expect(performance.now() - started).toBeLessThan(1000);
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(errors[0]?.message.length).toBeLessThan(2000);
  });

  it("is none that was on record on any day: Nam Đông is asked about before and after its end", async () => {
    const question =
      'now: facilities(filter: { areaCode: $code }) { totalCount } then: facilities(filter: { areaCode: $code }, asOf: "2026-01-01") { totalCount }';
    expect((await ask(question, "483")).errors).toBeUndefined();
  });

  it.each([
    // The nearest in spelling.
    ["4788", 'Nearest known: "478", "474", "475".'],
    ["19754", 'Nearest known: "19753", "19774", "19777".'],
    // Three digits are a district's, also where a commune has them, too.
    ["498", 'Nearest known: "478".'],
    // None is near: those of the level whose codes are as long, else districts.
    ["55555", 'Known, such as: "19753", "19774", "19777".'],
    ["999", 'Known, such as: "474", "475", "476".'],
    ["99", 'Known, such as: "46".'],
    ["Huế", 'Known, such as: "474", "475", "476".'],
  ])("of an area, %s, is told with those that help", async (code, told) => {
    for (const question of [
      "facilities(filter: { areaCode: $code }) { totalCount }",
      'metric(code: "LINKUPS") { total(under: $code) { value } }',
    ]) {
      const [error] = (await ask(question, code)).errors ?? [];
      expect([code, error?.message.slice(-told.length)]).toEqual([code, told]);
    }
  });

  it("of one object that is looked up by it is null", async () => {
    const question =
      "facility(code: $code) { id } area(code: $code) { id } metric(code: $code) { id } assessmentRound(code: $code) { id }";
    const { data } = (await ask(question, "NOTHING")) as unknown as { data: object };
    expect(data).toEqual({ facility: null, area: null, metric: null, assessmentRound: null });
  });
});

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { HeldSums } from "../../server/concepts/metric/total/held-sums.js";
import { dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { addSyntheticFacilities } from "../support/synthetic.js";

const OVER =
  'numerator: "CHILDREN_UNDER_1_SOFTWARE", denominator: "CHILDREN_UNDER_1", subject: "478", on: "2019-12-31"';

/** Questions, and the statements they cost the first time: by their depth. One more, for the revision, comes with every request. */
const QUESTIONS: readonly (readonly [title: string, statements: number, query: string])[] = [
  [
    "a district, its facilities, two assessments, components, and the milestones",
    1,
    `{ area(code: "478", asOf: "2022-12-07") { name facilities(first: 100) { nodes { name assessments(last: 2) {
       reportedLevel components { component level grade } } } } } roadmap { milestones { titleVi track { code } } } }`,
  ],
  [
    "the same page with its total",
    1,
    `{ area(code: "478", asOf: "2022-12-07") { name facilities(first: 100) { totalCount nodes { name assessments(last: 2) {
       reportedLevel computedLevel { level reasons } gap(to: 3) { met } components { component level } } } } } }`,
  ],
  [
    "facilities with everything that they relate to",
    2,
    `{ facilities(first: 100) { totalCount nodes { name aliases facilityType { labelVi } area { name parent { name } }
       placeThen: area(asOf: "2022-12-07") { name } parent { name parent { name } } ancestors { name } children { name }
       guidedBy { name } successor { name } statedNeeds { system { code } needed }
       latestObservations { value metric { code unit { labelVi } } subject { ... on Facility { name } } }
       assessments { round { code } previous { reportedLevel } } } } }`,
  ],
  [
    "areas, their facilities, and the areas of these again",
    0,
    '{ areas(asOf: "2022-12-07") { name children { name } facilities(first: 50) { nodes { name area { name parent { name } } } } } }',
  ],
  [
    "every metric with its last figure, its series and its total",
    5,
    `{ metrics { code latest { value subject { __typename } } series { value } total { value reporting expected } } }`,
  ],
  [
    "every metric with its totals over time, of the province and under the Department",
    2,
    `{ metrics { code totals { on value reporting expected } under: totals(under: "SYT") { on value } } }`,
  ],
  [
    "the rounds with distribution and comparison, province-wide and under the Department",
    0,
    `{ assessmentRounds { code levelDistribution { level count } under: levelDistribution(under: "SYT") { level count }
       comparison(with: "2020") { up down same unknown } } }`,
  ],
  [
    "the results of each round by level, page by page, with whom, components and the round before",
    1,
    `{ assessmentRounds { assessments(first: 100, filter: { under: "SYT" }, orderBy: { field: REPORTED_LEVEL, direction: DESC }) {
       totalCount nodes { reportedLevel facility { name parent { name } } components { component level } previous { reportedLevel } } } } }`,
  ],
  [
    "districts, with a page of their facilities at one level in a round",
    0,
    `{ areas(filter: { areaType: DISTRICT }) { name facilities(filter: { level: { round: "2022", reportedLevel: [2] } }, last: 50,
       orderBy: { field: ACTUAL_BEDS, direction: DESC }) { totalCount nodes { name latestAssessment { reportedLevel } } } } }`,
  ],
  [
    "the units in each cell of the comparisons, with their components",
    1,
    `{ assessmentRounds { comparison(with: "2020") { transitions { from to facilities { name latestAssessment {
       components { component level } } } } } } }`,
  ],
  [
    "the rule sets with their gates and laws",
    0,
    "{ ruleSets { code gates { requirement legalDocument { number } } legalDocument { number } source { section } } }",
  ],
  [
    "the levels of a page by both rule sets, with gaps and discrepancies",
    1,
    `{ area(code: "478") { facilities(first: 100) { nodes { assessments { computedLevel { level cappedBy { gate { requirement } } }
       documented: computedLevel(ruleSet: "TT54-DOCUMENTED") { atMost } gap(to: 5) { unmet { requirement } }
       discrepancies { statement status source { section } } round { ruleSet { code } } } } } } }`,
  ],
  [
    "what would be if",
    1,
    `{ whatIf(round: "2022", assumptions: [{ facility: "BV-MAT", component: HIS, level: 3 }]) {
       facilities { facility { name parent { name } } after { level reasons } } after { distribution { level count } } } }`,
  ],
  [
    "the grades of the sample answers",
    0,
    "{ surveyForms { sampleGrade { grade stoppedBy { group { code } legalDocument { number } } } } }",
  ],
  [
    "the needs of facilities, beside what is there",
    3,
    `{ facilities(first: 100) { nodes { statedNeeds { system { code } facility { name } needed present situation
       reachesAskedLevel result { component level grade } } } } }`,
  ],
  [
    "systems × facilities of all rounds, with the units in each situation",
    3,
    `{ assessmentRounds { systemDemand { system { code } needed situations { situation count facilities { name } }
       cells { facility { name parent { name } } situation result { component level } } } } }`,
  ],
  [
    "a hundred names, what each denotes, and what the unknown ones may mean",
    0,
    `{ matchNames(names: [${Array.from({ length: 50 }, (_, i) => `"SYNTHETIC-${i}", "Cơ sở ${i}"`).join(", ")}]) {
       status facility { name parent { name } aliases } candidates { facility { name area { name } } alias { text } } reason } }`,
  ],
  [
    "the league table of every metric, with whom and what",
    5,
    `{ metrics { code league(first: 100) { totalCount nodes { rank subject { ... on Facility { name area { name } } ... on Area { name } }
       observation { value ratio { percent } source { section } } } } } }`,
  ],
  [
    "a page of figures, with whom, where and what",
    3,
    `{ observations(last: 100) { totalCount nodes { value metric { code unit { code } } source { section } printed { value }
       subject { ... on Facility { name area { name } } ... on Area { name parent { name } } } } } }`,
  ],
  ["one metric over another", 1, `{ metricPair(${OVER}) { ratio { percent } numerator { subject { __typename } } } }`],
  [
    "every target with its progress, and those that it is in conflict with, with theirs",
    2,
    `{ targets { progress { status latest { value subject { __typename } } } conflictsWith { legalDocument { number }
       progress { status } } } }`,
  ],
  [
    "what is known of each report, of the demands and of the campaign",
    2,
    `{ reportingCampaigns { completeness { percent } timeliness { percent } forms { demands { completeness { percent } knownVi
       obligations { status facility { name parent { name } } area { name } } } } } }`,
  ],
  ["who owes which report", 0, "{ reportingCampaigns { forms { code demands { dueBefore facilities { name } } } } }"],
  [
    "a page of the checks, with what they are about and where they are printed",
    11,
    `{ discrepancyConnection(first: 100) { totalCount nodes { code status explanationVi source { section document { code } } subject {
       ... on Metric { code unit { code } } ... on LegalDocument { number targets { year } } ... on AssessmentRound { code }
       ... on Assessment { facility { name } round { code } } } } } }`,
  ],
  [
    "the names of facilities, with the law that gave them, and their progress with the milestones",
    2,
    `{ facilities(first: 100) { nodes { names { name legalDocument { number } } milestoneProgress(first: 2) { totalCount nodes {
       on status milestone { titleVi } facility { name parent { name } } evidenceDocument { number } } } } } }`,
  ],
  [
    "every milestone with the progress of all, and with that of one facility",
    3,
    `{ roadmap { milestones { progress(first: 10) { totalCount nodes { status facility { name area { name } } } }
       own: progress(facility: "BV-MAT", first: 5) { nodes { noteVi evidenceDocument { number } } } } } }`,
  ],
  ["the law with its targets and their metrics", 0, "{ legalDocuments { number targets { year metric { code } } } }"],
];

describe("The number of SQL statements", () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const statementsOf = async (query: string): Promise<{ statements: number; data: unknown }> => {
    server.shared.sums = new HeldSums(server.db); // no sum is held
    await dataOf(server, '{ terms(vocabulary: "UNIT") { code } }'); // what is held in memory is there before counting
    const before = server.db.statements;
    const data = await dataOf(server, query);
    return { statements: server.db.statements - before - 1, data };
  };

  it.each(QUESTIONS)("of %s is %d at 42 facilities", async (_title, statements, query) => {
    const asked = await statementsOf(query);
    expect(asked.statements).toBe(statements);
  });

  it("grows to 4,200 facilities", async () => {
    await addSyntheticFacilities(server.db, 4158);
    const { facilities } = await dataOf(server, "{ facilities { totalCount } }");
    expect(facilities.totalCount).toBe(4200);
  });

  it.each(QUESTIONS)("of %s is %d at 4,200 facilities as well", async (_title, statements, query) => {
    const asked = await statementsOf(query);
    expect(asked.statements).toBe(statements);
  });

  it("is counted over a page of 100 facilities with 200 assessments", async () => {
    const { data } = await statementsOf(QUESTIONS[0]?.[2] ?? "");
    const { nodes } = (data as { area: { facilities: { nodes: { assessments: unknown[] }[] } } }).area.facilities;
    expect(nodes).toHaveLength(100);
    expect(nodes.flatMap(({ assessments }) => assessments)).toHaveLength(200);
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { getIntrospectionQuery, type OperationDefinitionNode, parse, print, separateOperations } from "graphql";
import { POLICY } from "../../server/core/access/policy.js";

const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".graphql"))
    .map((file) => readFileSync(`${folder}/${file}`, "utf8"));

const globalId = (type: string, id: number): string => Buffer.from(`${type}:${id}`).toString("base64url");

const SDK_VARIABLES = {
  code: "TTYT-PHUVANG",
  round: "2022",
  from: "2020",
  to: "2022",
  gapTo: 4,
  first: 3,
  status: ["CONFLICT"],
  orderBy: { field: "ACTUAL_BEDS", direction: "DESC" },
  group: "LIS",
  answers: [{ criterion: "LIS_80", answer: "NOT_NEEDED" }],
  assumptions: [{ facility: "TTYT-PHUVANG", component: "HIS", level: 4 }],
  names: ["TTYThuyện Phú Vang", "Bệnh viện Lao và bệnh phổi", "Phòng khám đa khoa Medic", ""],
};
const OWN_VARIABLES: Record<string, object> = {
  AssessmentsOfRound: { round: "2022", orderBy: { field: "REPORTED_LEVEL", direction: "DESC" } },
  Discrepancies: { status: ["CONFLICT"], document: "LETTER-1999-2019" },
  LegalDocument: { number: "5316/QĐ-BYT" },
  RuleSet: { code: "HUE-2022-OBSERVED" },
  SourceDocument: { code: "BRIEFING-2022-12-07" },
  Discrepancy: { code: "TOTAL.LINKUP_CONNECTED.VALUE.2019-08-08" },
  Target: { by: { id: globalId("Target", 1) } },
  Milestone: { by: { id: globalId("Milestone", 1) } },
  MetricSeries: { code: "LINKUPS", subject: "BV-MAT", from: "2018-01-01" },
  MetricSeriesPage: { code: "IMMUNISATION_LINKUPS", subject: "478", first: 1 },
  FigureList: { filter: { programme: "PROJECT_06" }, first: 3 },
  OneFigure: { id: globalId("Observation", 1) },
  LeagueTable: { code: "LINKUPS_FAILED", first: 5 },
  MetricPair: {
    numerator: "CHILDREN_UNDER_1_SOFTWARE",
    denominator: "CHILDREN_UNDER_1",
    subject: "478",
    on: "2019-12-31",
  },
  TargetProgress: { on: "2022-12-07" },
  TargetPage: { filter: { year: 2025 }, first: 2 },
  RoadmapPage: { on: "2022-12-07" },
  Project06Page: { asOf: "2022-12-07" },
  MetricFigures: { code: "COVID_RECORDS_OWED" },
  DiscrepancyOverview: { status: ["CONFLICT"], first: 3 },
  AreaPage: { code: "474", asOf: "2022-12-07", changesUntil: "2025-01-01" },
  MilestoneProgress: { id: globalId("Milestone", 1), first: 3 },
  AreaFacilities: { id: globalId("Area", 1), asOf: "2022-12-07", first: 3 },
  AreaChildren: { code: "46", asOf: "2022-12-07", first: 3 },
  FacilityChildren: { code: "SYT", first: 3 },
  LeagueLines: { id: globalId("Metric", 1), first: 3 },
  FacilityProgress: { id: globalId("Facility", 1), first: 3 },
  CampaignPage: { last: 2 },
  Campaign: { code: "LETTER-1999-2019", on: "2019-08-20" },
  CampaignForms: { campaign: "LETTER-1999-2019", facility: "TTYT-PHUVANG" },
  // Null: what it asks stands in the document.
  CheckFormAnswer: { campaign: "LETTER-1999-2019", form: "Phụ lục 1", facility: "TTYT-PHUVANG", cells: [] },
  CopiedObjects: { ids: ["Area", "Facility", "Assessment", "Observation", "Target"].map((type) => globalId(type, 1)) },
};

/** A document, the name of one of its operations, and variables that give a full answer. */
type Operation = readonly [name: string, text: string, variables: Record<string, unknown>];

/** Every question of the SDK that the public may ask, and every sample question. */
export const OPERATIONS: readonly Operation[] = [
  ...operationsOf(filesIn("client-sdk/operations").join("\n"), (name) => OWN_VARIABLES[name] ?? SDK_VARIABLES),
  ...filesIn("playground/examples").flatMap((text) =>
    operationsOf(text, () => JSON.parse(/^# variables: (.*)$/m.exec(text)?.[1] ?? "{}")),
  ),
];

function operationsOf(text: string, variablesOf: (name: string) => object): Operation[] {
  const document = parse(text);
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== "OperationDefinition" || !isPublic(definition)) return [];
    const name = definition.name?.value ?? "";
    const own = separateOperations(document)[name];
    return own ? [[name, print(own), variablesOf(name) as Record<string, unknown>] as const] : [];
  });
}

function isPublic({ operation, selectionSet }: OperationDefinitionNode): boolean {
  const fields = selectionSet.selections.flatMap((each) => (each.kind === "Field" ? each.name.value : []));
  return operation === "query" && fields.every((field) => POLICY[`Query.${field}`]?.roles.includes("PUBLIC"));
}

/** What clients get wrong, and what the language allows: each must be answered alike. */
export const CASES: readonly (readonly [query: string, variables?: Record<string, unknown>])[] = [
  ["{ facilities(first: 0) { nodes { name } } }"],
  ["query ($c: Boolean = true) { roadmap { fromYear years @include(if: $c) } }", { c: null }],
  ["{ facilities(first: null) { nodes { name } } }"],
  ["query ($n: Int) { facilities(first: $n) { nodes { name } } }", {}],
  ["query ($n: Int) { facilities(first: $n) { nodes { name } } }", { n: null }],
  ["query ($n: Int = 2) { facilities(first: $n) { nodes { name } } }", {}],
  ["query ($n: Int!) { facilities(first: $n) { nodes { name } } }", {}],
  ["query ($n: Int) { facilities(first: $n) { nodes { name } } }", { n: "two" }],
  ['query ($d: LocalDate) { area(code: "474", asOf: $d) { name } }', { d: "2022-02-30" }],
  ['query ($d: LocalDate) { area(code: "474", asOf: $d) { name } }', { d: "2022-12-07" }],
  ["query ($f: FacilityFilter) { facilities(filter: $f) { totalCount } }", { f: { ownership: ["NOBODY"] } }],
  ["query ($f: FacilityFilter) { facilities(filter: $f) { totalCount } }", { f: { facilityType: ["GENERAL"] } }],
  ["query ($f: FacilityFilter) { facilities(filter: $f) { totalCount } }", { f: { search: "x".repeat(300) } }],
  ["query ($f: FacilityFilter) { facilities(filter: $f) { totalCount } }", { f: { areaCode: "478", nothing: 1 } }],
  [
    'query ($with: Boolean!) { facility(code: "BV-MAT") { name parent @include(if: $with) { name } code @skip(if: $with) } }',
    { with: true },
  ],
  [
    'query ($with: Boolean!) { facility(code: "BV-MAT") { name parent @include(if: $with) { name } code @skip(if: $with) } }',
    { with: false },
  ],
  ['{ facility { name } other: facility(code: "BV-MAT") { name } }'],
  ['{ facility(code: "BV-MAT") { assessment(round: "2022") { gap(to: 9) { met } computedLevel { level } } } }'],
  ['{ assessmentRounds { code comparison(with: "1999") { up } } }'],
  ['{ whatIf(round: "2022", assumptions: [{ facility: "BV-MAT", component: HIS, grade: BASIC }]) { ruleSet } }'],
  [
    'query ($a: [AssumedResultInput!]!) { whatIf(round: "2022", assumptions: $a) { after { unknown } } }',
    {
      a: [
        { facility: "BV-MAT", component: "HIS", level: 3 },
        { facility: "BV-MAT", component: "SIS" },
      ],
    },
  ],
  ['{ gradeOfAnswers(group: "HIS", answers: []) { grade } }'],
  [
    '{ facility(code: "BV-MAT") { ...A ... on Facility { code } ... on Node { id } } } fragment A on Facility { name __typename area { ...B } } fragment B on Area { name parent { name } }',
  ],
  [
    '{ metric(code: "COVID_RECORDS_OWED") { series(subject: "482") { value subject { __typename ... on Area { name } ... on Facility { name } } } } }',
  ],
  [
    '{ nodes(ids: ["x", "RmFjaWxpdHk6MQ", "QXJlYTox", "TWV0cmljOjE"]) { __typename id ... on Facility { name } ... on Area { name } ... on Metric { code } } }',
  ],
  [
    "{ a: facilities(first: 1) { nodes { id name actualBeds closedOn } edges { cursor } pageInfo { hasNextPage endCursor } totalCount } }",
  ],
  [
    '{ matchNames(names: ["CDC", "Bệnh viện Phoi"]) { name status facility { code } candidates { facility { name } } reason } }',
  ],
  ["query ($names: [String!]!) { matchNames(names: $names) { status } }", { names: ["x".repeat(201)] }],
  ["query ($names: [String!]!) { matchNames(names: $names) { status } }", { names: ["CDC", null] }],
  ['{ assessmentRounds { systemDemand(under: "SYT") { needed situations { situation count } cells { situation } } } }'],
  ['{ metricPair(numerator: "IMMUNISATION_LINKUPS", denominator: "CHILDREN_UNDER_1", subject: "478") { on } }'],
  ['{ metric(code: "LINKUPS") { league(first: 101) { totalCount } } }'],
  ["{ __typename }"],
  [getIntrospectionQuery()],
];

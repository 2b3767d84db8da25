import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  getIntrospectionQuery,
  getOperationAST,
  parse,
  validate,
} from "graphql";
import { createContext, type Shared, sharedOver } from "../../server/context.js";
import { type Executor, FastExecutor, plainExecutor } from "../../server/executor.js";
import { createSchema } from "../../server/schema.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";

const filesIn = (folder: string): string[] =>
  readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, "utf8"));

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
};
const OWN_VARIABLES: Record<string, object> = {
  MetricSeries: { code: "LINKUPS", subject: "BV-MAT", from: "2018-01-01" },
};

/** Every operation of the SDK and every sample question, each with variables that give a full answer. */
const OPERATIONS = [
  ...operationsOf(filesIn("client-sdk/operations").join("\n"), (name) => OWN_VARIABLES[name] ?? SDK_VARIABLES),
  ...filesIn("playground/examples").flatMap((text) =>
    operationsOf(text, () => JSON.parse(/^# variables: (.*)$/m.exec(text)?.[1] ?? "{}")),
  ),
];

function operationsOf(text: string, variablesOf: (name: string) => object) {
  const document = parse(text);
  return document.definitions.flatMap((definition) => {
    const name = definition.kind === "OperationDefinition" ? (definition.name?.value ?? "") : null;
    return name === null ? [] : [[name, document, variablesOf(name) as Record<string, unknown>] as const];
  });
}

/** What clients get wrong, and what the language allows: each must be answered alike. */
const CASES: readonly (readonly [query: string, variables?: Record<string, unknown>])[] = [
  ["{ facilities(first: 0) { nodes { name } } }"],
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
  ["{ __typename }"],
  [getIntrospectionQuery()],
];

describe("The fast executor answers like graphql-js", () => {
  let database: TestDatabase;
  let schema: GraphQLSchema;
  let shared: Shared;
  let plain: Executor;
  let fast: Executor;

  beforeAll(async () => {
    database = await loadedDatabase();
    schema = createSchema();
    shared = sharedOver(database.db);
    plain = plainExecutor(schema);
    fast = new FastExecutor(schema).execute;
  });
  afterAll(() => database.close());

  async function run(
    executor: Executor,
    document: DocumentNode,
    name: string | null,
    variables: Record<string, unknown>,
  ) {
    const operation = getOperationAST(document, name);
    if (!operation) throw new Error(`no operation ${name}`);
    const context = createContext(shared, "en");
    const result = await executor({ document, operation, operationName: name, variables, context });
    return comparable(result);
  }

  async function compare(document: DocumentNode, name: string | null, variables: Record<string, unknown>) {
    const expected = await run(plain, document, name, variables);
    for (const sight of ["first", "second", "third"]) {
      expect([sight, await run(fast, document, name, variables)]).toEqual([sight, expected]);
    }
    return expected;
  }

  it.each(OPERATIONS)("to %s, without an error", async (name, document, variables) => {
    const { data, errors } = await compare(document, name, variables);
    expect(errors).toBeUndefined();
    expect(data).not.toBeNull();
  });

  it.each(CASES)("to %s", async (query, variables = {}) => {
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    await compare(document, null, variables);
  });
});

/** An answer as it would leave: errors by message, path, place and code. */
function comparable({ data, errors }: ExecutionResult) {
  return {
    data: data === undefined ? undefined : JSON.parse(JSON.stringify(data)),
    errors: errors?.map(({ message, path, locations, extensions }) => ({
      message,
      path,
      locations,
      code: extensions.code,
    })),
  };
}

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  Kind,
  parse,
  typeFromAST,
} from "graphql";
import { callExamples } from "../../client-sdk/codegen/example-calls.js";
import { NULL_EMPTIES } from "../../server/core/schema/input-field.js";
import { createSchema } from "../../server/graphql/schema.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { loadedDatabase } from "../support/database.js";
import { exampleClients, MORNING } from "../support/example-clients.js";
import { TYPES, withId } from "../support/nodes.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { serve, startTestServer, type TestServer } from "../support/server.js";

const schema = createSchema();

/** What has to be given, by the names of arguments and fields of inputs. */
const GIVEN: Readonly<Record<string, string>> = {
  ...{ round: '"2022"', to: "3", with: '"2020"', names: '["Medic"]', assumptions: "[]", ids: "[]", id: '"x"' },
  ...{
    numerator: '"CHILDREN_UNDER_1_SOFTWARE"',
    denominator: '"CHILDREN_UNDER_1"',
    group: '"LIS"',
    answers: "[]",
    field: "NAME",
  },
  ...{ direction: "ASC", facility: '"BV-MAT"', component: "LIS" },
  ...{ "Query.area.code": '"478"', "Query.assessmentRound.code": '"2022"', "Query.metric.code": '"LINKUPS"' },
  ...{ "Query.milestone.by": '{ id: "x" }', "Query.target.by": '{ id: "x" }' },
  ...{ campaign: '"LETTER-1999-2019"', form: '"Phụ lục 1"', cells: "[]", column: '"(3)"' },
  // One of two has to be given.
  ...{ "Query.facility.code": '"BV-MAT"', "AssumedResultInput.grade": "BASIC", "Query.metricPair.subject": '"478"' },
};

const given = (place: string, name: string): string | undefined => GIVEN[`${place}.${name}`] ?? GIVEN[name];

/** A value of an input object in which this field is null and only what must be is given. */
function withNull(type: GraphQLInputType, path: string): string {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return "null";
  const [first] = path.split(".");
  const fields = Object.values(named.getFields()).flatMap((field) => {
    if (field.name === first) return `${field.name}: null`;
    const value =
      isRequiredInputField(field) || `${named.name}.${field.name}` in GIVEN ? given(named.name, field.name) : undefined;
    return value === undefined ? [] : `${field.name}: ${value}`;
  });
  const value = `{ ${fields.join(", ")} }`;
  return isListType(isNonNullType(type) ? type.ofType : type) ? `[${value}]` : value;
}

interface Case {
  /** Such as Query.facilities(filter.search). */
  name: string;
  /** Without the null, and with it. */
  asked: readonly [without: string, withIt: string];
}

function casesOf(type: GraphQLObjectType): Case[] {
  return Object.values(type.getFields()).flatMap(({ name, args, type: answered }) => {
    const place = `${type.name}.${name}`;
    const selection = selectionOf(getNamedType(answered) as GraphQLObjectType);
    const required = args.filter((each) => isRequiredArgument(each) || `${place}.${each.name}` in GIVEN);
    const asked = (more: string, without?: string): string => {
      const before = required
        .filter((each) => each.name !== without)
        .map((each) => `${each.name}: ${given(place, each.name)}`);
      const all = [...before, ...(more ? [more] : [])];
      return `${name}${all.length > 0 ? `(${all.join(", ")})` : ""} ${selection}`;
    };
    return args.flatMap((argument): Case[] => {
      if (isInputObjectType(getNamedType(argument.type))) return casesWithin(place, argument, asked);
      if (isNonNullType(argument.type) || required.includes(argument)) return [];
      return [{ name: `${place}(${argument.name})`, asked: [asked(""), asked(`${argument.name}: null`)] }];
    });
  });
}

function casesWithin(
  place: string,
  argument: GraphQLArgument,
  asked: (more: string, without?: string) => string,
): Case[] {
  const input = getNamedType(argument.type);
  // Of these exactly one is given, and none is null (test/graphql/one-of.test.ts).
  if (!isInputObjectType(input) || input.isOneOf) return [];
  const own: Case[] = isNonNullType(argument.type)
    ? []
    : [{ name: `${place}(${argument.name})`, asked: [asked(""), asked(`${argument.name}: null`)] }];
  const nullable = Object.values(input.getFields()).filter(
    (field) => !isNonNullType(field.type) && !(`${input.name}.${field.name}` in GIVEN),
  );
  const inside = nullable.map(({ name }): Case => {
    const without = asked(`${argument.name}: ${withNull(argument.type, "")}`, argument.name);
    const withIt = asked(`${argument.name}: ${withNull(argument.type, name)}`, argument.name);
    return { name: `${place}(${argument.name}.${name})`, asked: [without, withIt] };
  });
  return [...own, ...inside];
}

/** Plain fields of a type, and those of lists within it. */
function selectionOf(type: GraphQLObjectType, depth = 2): string {
  if (!("getFields" in type) || !isObjectType(type)) return isLeafType(type) ? "" : "{ __typename }";
  const fields = Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return [];
    const inside = getNamedType(field.type);
    if (isLeafType(inside)) return field.name;
    const isPart = ["nodes", "edges", "pageInfo", "node"].includes(field.name) && isObjectType(inside);
    return isPart && depth > 0 ? `${field.name} ${selectionOf(inside as GraphQLObjectType, depth - 1)}` : [];
  });
  return `{ __typename ${fields.join(" ")} }`;
}

/** Every nullable place of an act's input that null empties. */
const EMPTIED = [
  ...["AssessmentSaveInput.reportedLevel", "AssessmentVerifyInput.reportedLevel"],
  ...["actualBeds", "hospitalClass", "noteVi", "openedOn", "serviceLevel"].map(
    (name) => `FacilityCorrectInput.${name}`,
  ),
  ...["actualBeds", "hospitalClass", "serviceLevel"].map((name) => `FacilityProfileChangeInput.${name}`),
  ...["guidedBy", "managedBy"].map((name) => `FacilityReassignInput.${name}`),
  ...["inForceOn", "issuedOn", "noteEn", "noteVi", "repealedBy", "repealedOn"].map(
    (name) => `LegalDocumentCorrectInput.${name}`,
  ),
  ...["denominatorEn", "denominatorUnit", "denominatorVi", "expectedForm", "legalDocument", "noteEn", "noteVi"].map(
    (name) => `MetricChangeInput.${name}`,
  ),
  ...["numeratorEn", "numeratorUnit", "numeratorVi", "unitsBasisEn", "unitsBasisVi"].map(
    (name) => `MetricChangeInput.${name}`,
  ),
  ...["evidenceDocument", "evidenceUrl", "evidenceVi", "noteVi"].map((name) => `MilestoneCorrectProgressInput.${name}`),
  "ObservationCorrectInput.noteVi",
  ...["issuedOn", "number", "reportsToVi", "standingBody"].map((field) => `ReportingCampaignReviseInput.${field}`),
  ...["comparison", "count", "denominatorUnit", "dueOn", "metric", "noteEn", "noteVi", "value"].map(
    (name) => `TargetCorrectInput.${name}`,
  ),
];

const inputFields = Object.values(schema.getTypeMap())
  .filter(isInputObjectType)
  .flatMap((type) => Object.values(type.getFields()).map((field) => [type.name, field] as const));

describe("Null where a value may be left out", () => {
  let server: TestServer;
  let headers: Record<string, string>;
  const ids = new Map<string, string>();
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    ({ headers } = await signedIn(server, "sở"));
    for (const [type, [list]] of Object.entries(TYPES)) {
      const [found] = withId(await dataOf(server, `{ ${list} }`));
      if (found) ids.set(type, found.id);
    }
  });
  afterAll(() => server.close());

  /** Asks for a field of a type, where objects of it are found. */
  const documentOf = (type: string, field: string): string | undefined => {
    if (type === "Query") return `{ ${field} }`;
    if (type === "Roadmap") return `{ roadmap { ${field} } }`;
    if (type === "SurveyForm") return `{ surveyForms { ${field} } }`;
    if (type === "ReportDemand") return `{ reportingCampaigns { forms { demands { ${field} } } } }`;
    if (type === "RoundComparison")
      return `{ assessmentRound(code: "2022") { comparison(with: "2020") { ${field} } } }`;
    if (type === "LevelTransition")
      return `{ assessmentRound(code: "2022") { comparison(with: "2020") { transitions { ${field} } } } }`;
    // There is none on record: MilestoneProgress has what others have of Traced, a draft what an assessment has.
    if (type === "MilestoneProgress" || type === "AssessmentDraft") return undefined;
    return `{ node(id: "${ids.get(type)}") { ... on ${type} { ${field} } } }`;
  };
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith("__") && type.name !== "Mutation",
  );
  const cases = types.flatMap((type) => casesOf(type).map((each) => [each.name, type.name, each.asked] as const));

  it.each(cases)("is what was left out: %s", async (name, type, asked) => {
    const [without, withIt] = asked.map((field) => documentOf(type, field));
    if (without === undefined || withIt === undefined) return;
    const expected = await runQuery(server, without, {}, headers);
    expect(expected.errors).toBeUndefined();
    const got = await runQuery(server, withIt, {}, headers);
    expect([got.errors, got.data]).toEqual([undefined, expected.data]);
    // The same of variables that nobody set.
    const [, argument = "", inside] = /\((\w+)(?:\.(\w+))?\)$/.exec(name) ?? [];
    if (inside !== undefined) return;
    const field = schema.getType(type);
    const declared = isObjectType(field) && field.getFields()[name.split(/[.(]/)[1] ?? ""];
    const variable = (declared || undefined)?.args.find((each) => each.name === argument);
    if (!variable) throw new Error(`${name} is not to be found.`);
    const document = `query ($v: ${variable.type}) ${withIt.replace(`${argument}: null`, `${argument}: $v`)}`;
    const byVariable = await runQuery(server, document, { v: null }, headers);
    expect([byVariable.errors, byVariable.data]).toEqual([undefined, expected.data]);
  });

  it("empties these fields of acts alone, and each says what null does", () => {
    const emptied = inputFields.filter(([, field]) => field.extensions[NULL_EMPTIES]);
    expect(emptied.map(([type, { name }]) => `${type}.${name}`).sort()).toEqual([...EMPTIED].sort());
    for (const [type, { name, description, type: taken }] of emptied) {
      expect([type, name, isNonNullType(taken), isListType(taken)]).toEqual([type, name, false, false]);
      expect(description).toMatch(/\bnull\b.*\n\n.*\bnull\b/is);
    }
  });

  it("is no part of what an act does, wherever its input may leave something out", async () => {
    const clock = jest.spyOn(Date, "now").mockReturnValue(MORNING);
    const called = async (ask?: typeof fetch): Promise<Data> => {
      const other = await serve(await loadedDatabase(), { now: () => MORNING });
      try {
        return Object.fromEntries(await callExamples(await exampleClients(other, ask)));
      } finally {
        await other.close();
      }
    };
    try {
      const [plain, filled] = [await called(), await called(fillingNulls)];
      for (const [method, { done, refused }] of Object.entries<Data>(plain)) {
        // Which of several counters a change moves is drawn, and a cursor holds them all.
        if (method === "changes") continue;
        expect([method, filled[method].done.answer]).toEqual([method, done.answer]);
        expect([method, filled[method].refused?.answer]).toEqual([method, refused?.answer]);
      }
    } finally {
      clock.mockRestore();
    }
  }, 240_000);
});

const documents: Readonly<Record<string, string>> = JSON.parse(
  readFileSync("client-sdk/generated/persisted-documents.json", "utf8"),
);

/** Sends null for every variable and every field of an input that the SDK leaves out, where null empties nothing. */
const fillingNulls: typeof fetch = (address, init) => {
  const url = new URL(String(address));
  if (typeof init?.body === "string") {
    const body = JSON.parse(init.body);
    body.variables = filled(body.documentId, body.variables ?? {});
    return fetch(url, { ...init, body: JSON.stringify(body) });
  }
  const id = url.searchParams.get("documentId") ?? "";
  const variables = filled(id, JSON.parse(url.searchParams.get("variables") ?? "{}"));
  url.searchParams.set("variables", JSON.stringify(variables));
  return fetch(url, init);
};

function filled(documentId: string, variables: Data): Data {
  const [operation] = parse(documents[documentId] ?? "").definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`${documentId} is no operation.`);
  const all = operation.variableDefinitions?.flatMap(({ variable, type, defaultValue }) => {
    const known = typeFromAST(schema, type as never) as GraphQLInputType;
    return defaultValue ? [] : [{ name: variable.name.value, type: known, extensions: {} }];
  });
  return withNulls(variables, all ?? []);
}

type Place = Pick<GraphQLInputField, "name" | "type" | "extensions">;

function withNulls(value: Data, places: readonly Place[]): Data {
  const more = places.flatMap(({ name, type, extensions }) => {
    const inside = value[name];
    if (inside === undefined) return isNonNullType(type) || extensions[NULL_EMPTIES] ? [] : [[name, null] as const];
    const named = getNamedType(type);
    // Of an input of which exactly one field is given, null is a second one.
    if (inside === null || !isInputObjectType(named) || named.isOneOf) return [];
    const fields = Object.values(named.getFields());
    const all = Array.isArray(inside) ? inside.map((each) => withNulls(each, fields)) : withNulls(inside, fields);
    return [[name, all] as const];
  });
  return { ...value, ...Object.fromEntries(more) };
}

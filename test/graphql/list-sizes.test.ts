import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from "graphql";
import { usualSizeOf } from "../../server/graphql/field-costs.js";
import { createSchema } from "../../server/graphql/schema.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { loadedDatabase } from "../support/database.js";
import { type Data, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

/** What is given to questions that need to be told of what, or hold nothing without it. */
const GIVEN: Readonly<Record<string, readonly string[]>> = {
  "Query.area": ['(code: "46")', '(code: "474", asOf: "2022-12-07")'],
  "Query.assessmentRound": ['(code: "2020")', '(code: "2022")'],
  "Query.facility": ['(code: "SYT")', '(code: "BV-MAT")', '(code: "TTYT-PHUVANG")'],
  "Query.metric": ['(code: "LINKUPS")', '(code: "HEALTH_RECORDS")'],
  "Query.terms": ['(vocabulary: "FACILITY_TYPE")', '(vocabulary: "CRITERION_GROUP")'],
};
/** By so many ways a type is reached: a list may be short by one of them, and long by another. */
const MOST_WAYS = 4;

/** A list without pages, and a question for it and nothing else: the fields that lead to it. */
interface Asked {
  type: string;
  field: string;
  query: string;
  path: readonly string[];
}

const isList = (type: GraphQLOutputType): boolean => (isNonNullType(type) ? isList(type.ofType) : isListType(type));
const isPage = (type: string): boolean => /(Connection|Feed)$/.test(type);

function argumentsOf(type: string, { name, args }: GraphQLField<unknown, unknown>): readonly string[] {
  const given = GIVEN[`${type}.${name}`];
  if (given) return given;
  if (args.some(isRequiredArgument)) return [];
  return [args.some((arg) => arg.name === "first") ? "(first: 100)" : ""];
}

/** The lists without pages that can be reached, each by some ways. */
function listsIn(root: GraphQLObjectType): Asked[] {
  const asked: Asked[] = [];
  const ways = new Map<string, number>();
  const waiting = [{ type: root, opened: "{ ", path: [] as string[] }];
  for (const { type, opened, path } of waiting) {
    for (const field of Object.values(type.getFields())) {
      for (const given of argumentsOf(type.name, field)) {
        const named = getNamedType(field.type);
        const here = { opened: `${opened}${field.name}${given}`, path: [...path, field.name] };
        if (isList(field.type) && !isPage(type.name)) {
          const within = isCompositeType(named) ? " { __typename }" : "";
          const query = `${here.opened}${within}${" }".repeat(here.path.length)}`;
          asked.push({ type: type.name, field: field.name, query, path: here.path });
        }
        const known = ways.get(named.name) ?? 0;
        if (!isObjectType(named) || known >= MOST_WAYS) continue;
        ways.set(named.name, known + 1);
        waiting.push({ type: named, opened: `${here.opened} { `, path: here.path });
      }
    }
  }
  return asked;
}

/** How many the longest list holds that stands at this path. */
function longestAt(value: Data, [field, ...rest]: readonly string[]): number {
  if (Array.isArray(value)) {
    if (field === undefined) return value.length;
    return Math.max(0, ...value.map((each) => longestAt(each, [field, ...rest])));
  }
  return value === null || value === undefined || field === undefined ? 0 : longestAt(value[field], rest);
}

describe("What a question may cost", () => {
  let server: TestServer;

  beforeAll(async () => {
    const unbound = { possibleCost: 2 ** 40, cost: 2 ** 40 };
    server = await serve(await loadedDatabase(), {}, { limits: unbound });
    await addTestAccount(server.db, "sở", "ADMIN");
  });
  afterAll(() => server.close());

  it("is worked out from lists that hold no more than they are taken to hold", async () => {
    const { headers } = await signedIn(server, "sở");
    const longer = new Map<string, unknown>();
    const found = new Set<string>();
    for (const { type, field, query, path } of listsIn(createSchema().getQueryType() as GraphQLObjectType)) {
      const { data, errors } = await runQuery(server, query, {}, headers);
      expect({ query, errors }).toEqual({ query, errors: undefined });
      const longest = longestAt(data, path);
      const taken = usualSizeOf(type, field);
      if (longest > 0) found.add(`${type}.${field}`);
      if (longest > Number(taken)) longer.set(`${type}.${field}`, { longest, taken });
    }
    expect(Object.fromEntries(longer)).toEqual({});
    // Most lists of the schema hold something: the comparison is not of empty ones.
    expect(found.size).toBeGreaterThan(50);
  }, 120_000);

  it("is no less than it does cost, of the lists that have grown most", async () => {
    for (const query of ["{ areas { id } }", '{ area(code: "46") { children { id } } }']) {
      const { extensions } = await runQuery(server, query, {}, { "x-graphql-cost": "1" });
      const { actual, requested } = extensions.cost;
      expect({ query, actual, isEnough: actual <= requested }).toEqual({ query, actual, isEnough: true });
    }
  });
});

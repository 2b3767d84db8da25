import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { buildSchema, parse, validate } from "graphql";
import { actsOf, named, tried } from "../../playground/src/acts.js";

const schema = buildSchema(readFileSync("schema.graphql", "utf8"));
const ADD = "mutation Add($input: AreaAddInput!) { areaAdd(input: $input) { userErrors { code } } }";

describe("An act in the playground", () => {
  it("says what is sent for each act, from the text, from variables and from fragments", () => {
    const query = `mutation M($id: ID!) { ...Both } fragment Both on Mutation {
      one: observationWithdraw(input: { id: $id, expectedVersion: 1, reason: "x" }) { userErrors { code } }
      sessionEnd(input: { refreshToken: "t" }) { ended }
    }`;
    expect(actsOf({ query, variables: { id: "7" } }, schema).map(({ name, input }) => [name, input])).toEqual([
      ["observationWithdraw", { id: "7", expectedVersion: 1, reason: "x" }],
      ["sessionEnd", { refreshToken: "t" }],
    ]);
    expect(actsOf({ query: "{ viewer { role } }" }, schema)).toEqual([]);
  });

  it("is tried as nothing but a try, and says what is wrong", () => {
    const variables = { input: { code: "1", name: "x", clientMutationId: "a" } };
    const trial = tried({ query: ADD, variables }, schema);
    expect(trial?.variables).toEqual({ input: { ...variables.input, dryRun: true } });
    expect(trial?.query).toContain("tried: userErrors");
    expect(validate(schema, parse(trial?.query ?? ""))).toEqual([]);
  });

  it.each([
    ['mutation { areaAdd(input: { code: "1", dryRun: false }) { area { code } } }', {}],
    ['mutation M($no: Boolean) { areaAdd(input: { code: "1", dryRun: $no }) { area { code } } }', { no: false }],
    [ADD, { input: { code: "1", dryRun: false } }],
    [ADD, { input: { code: "1", dryRun: null } }],
  ])("is never done by a try, whatever it says itself: %s", (query, variables) => {
    const trial = tried({ query, variables }, schema);
    expect(trial && actsOf(trial, schema).map(({ input }) => input.dryRun)).toEqual([true]);
  });

  it.each([
    ['mutation { observationWithdraw(input: { id: "7" }) { userErrors { code } } }', {}],
    [
      `mutation { areaAdd(input: { code: "1" }) { userErrors { code } } sessionEnd(input: { refreshToken: "t" }) { ended } }`,
      {},
    ],
    [ADD, {}],
    ['mutation M($input: AreaAddInput = { code: "1" }) { areaAdd(input: $input) { userErrors { code } } }', {}],
  ])("is not tried where not all of it would be a try: %s", (query, variables) => {
    expect(tried({ query, variables }, schema)).toBeUndefined();
  });

  it("keeps the name that it has", () => {
    const variables = { input: { code: "1", clientMutationId: "mine" } };
    expect(named({ query: ADD, variables }, schema, "new").variables).toEqual(variables);
    expect(named({ query: ADD, variables: { input: {} } }, schema, "new").variables).toEqual({
      input: { clientMutationId: "new-1" },
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type DocumentNode, type ExecutionResult, type GraphQLSchema, getOperationAST, parse, validate } from "graphql";
import { createContext, type Shared, sharedOver } from "../../server/context.js";
import { type Executor, FastExecutor, plainExecutor } from "../../server/executor.js";
import { createSchema } from "../../server/schema.js";
import { CASES, OPERATIONS } from "../support/corpus.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { TEST_AUTH } from "../support/server.js";

describe("The fast executor answers like graphql-js", () => {
  let database: TestDatabase;
  let schema: GraphQLSchema;
  let shared: Shared;
  let plain: Executor;
  let fast: Executor;

  beforeAll(async () => {
    database = await loadedDatabase();
    schema = createSchema();
    shared = sharedOver(database.db, TEST_AUTH);
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

  it.each(OPERATIONS)("to %s, without an error", async (name, text, variables) => {
    const { data, errors } = await compare(parse(text), name, variables);
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

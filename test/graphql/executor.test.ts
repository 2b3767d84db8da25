import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  parse,
  validate,
} from "graphql";
import { findByName, known } from "../../server/concepts/access/account/account.store.js";
import { sharedOver } from "../../server/concepts/shared.js";
import { accountViewer, PUBLIC_VIEWER, type Viewer } from "../../server/core/access/viewer.js";
import { Context, type Shared } from "../../server/core/context.js";
import type { Connections } from "../../server/core/database/database.js";
import { declaredIn } from "../../server/graphql/declared-words.js";
import { Executor } from "../../server/graphql/executor.js";
import { createSchema } from "../../server/graphql/schema.js";
import { addTestAccount } from "../support/accounts.js";
import { CASES, OPERATIONS } from "../support/corpus.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { newSeed, randomOf, stepsOf } from "../support/random.js";
import { randomDocuments } from "../support/random-document.js";
import { TEST_AUTH } from "../support/server.js";

describe("The executor answers as graphql-js does", () => {
  let database: TestDatabase;
  let schema: GraphQLSchema;
  let shared: Shared;
  let executor: Executor;
  let department: Viewer;
  const unhandled: unknown[] = [];
  const onUnhandled = (error: unknown) => unhandled.push(error);

  beforeAll(async () => {
    process.on("unhandledRejection", onUnhandled);
    database = await loadedDatabase();
    schema = createSchema();
    shared = sharedOver(database.db, TEST_AUTH);
    executor = new Executor(schema);
    await addTestAccount(database.db, "sở", "ADMIN");
    department = accountViewer(known(await findByName(database.db, "sở")), null);
  });
  afterAll(async () => {
    process.off("unhandledRejection", onUnhandled);
    await database.close();
  });

  async function both(document: DocumentNode, name: string | null, variables: Record<string, unknown>, viewer: Viewer) {
    const operation = getOperationAST(document, name);
    if (!operation) throw new Error(`no operation ${name}`);
    const context = (tellsCost = false) => new Context(shared, "en", { viewer, tellsCost });
    const [operationName, variableValues] = [name, variables];
    const answers = [];
    for (let time = 1; time <= 3; time += 1) {
      answers.push(await executor.execute({ document, operation, operationName, variables, context: context() }));
    }
    const told = await executor.execute({
      ...{ document, operation, operationName, variables },
      context: context(true),
    });
    const cost = told.extensions?.cost as { actual: number; requested: number } | undefined;
    expect([cost?.actual, (cost?.actual ?? 0) <= (cost?.requested ?? 0)]).toEqual([cost?.actual, true]);
    await everythingSettled(database.db);
    expect(unhandled).toEqual([]);
    const expected = inEnglish(
      await execute({ schema, document, operationName, variableValues, contextValue: context() }),
    );
    // graphql-js leaves promises of a list behind where another item of it throws.
    await everythingSettled(database.db);
    unhandled.length = 0;
    return { expected, answers };
  }

  it.each(OPERATIONS)("to %s, without an error", async (name, text, variables) => {
    const { expected, answers } = await both(parse(text), name, variables, PUBLIC_VIEWER);
    expect(answers.map(comparable)).toEqual([1, 2, 3].map(() => comparable(expected)));
    expect([expected.errors, expected.data === null]).toEqual([undefined, false]);
  });

  it.each(CASES)("to %s", async (query, variables = {}) => {
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    const { expected, answers } = await both(document, null, variables, PUBLIC_VIEWER);
    expect(answers.map(comparable)).toEqual([1, 2, 3].map(() => comparable(expected)));
  });

  it("to questions that nobody thought of, with fragments, directives, variables and defaults, to the byte", async () => {
    const seed = newSeed("The executor");
    const next = randomDocuments(schema, randomOf(seed));
    const questions = stepsOf(60);
    let answered = 0;
    for (let count = 0; count < questions; count += 1) {
      const { query, variables } = next();
      const { expected, answers } = await both(parse(query), null, variables, count % 2 ? PUBLIC_VIEWER : department);
      if (answers[0]?.errors?.[0]?.extensions.code === "QUERY_TOO_COMPLEX") continue;
      if (expected.data) answered += 1;
      const question = { query, variables };
      for (const answer of answers)
        expect({ question, ...inBytes(answer) }).toEqual({ question, ...inBytes(expected) });
    }
    // Most questions are answered: the comparison is of more than refusals.
    expect(answered).toBeGreaterThan(questions / 4);
  }, 180_000);
});

/** graphql-js hands out the words of the schema in both languages. */
function inEnglish({ data, ...rest }: ExecutionResult): ExecutionResult {
  if (!data || !("__schema" in data)) return { data, ...rest };
  const english = (key: string, value: unknown) =>
    ["description", "deprecationReason"].includes(key) && typeof value === "string" ? declaredIn("en", value) : value;
  return { data: JSON.parse(JSON.stringify(data), english), ...rest };
}

/** What was asked of the database and left behind is answered by then. */
async function everythingSettled(db: Connections): Promise<void> {
  for (let turns = 0; turns < 5; turns += 1) {
    await db.query("SELECT slot FROM data_revision WHERE id = 1");
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** graphql-js gives it no code: whoever asks has to put it right. */
const OF_INPUT =
  /^(?:Argument "\w+" (?:of (?:non-null|required) type|has invalid value)|Variable "\$\w+" |Too many errors processing variables)/;

/** An answer as it would leave: errors by message, path, place and code. */
function comparable({ data, errors }: ExecutionResult) {
  return {
    data: data === undefined ? undefined : JSON.parse(JSON.stringify(data)),
    errors: errors?.map(({ message, path, locations, extensions }) => ({
      message,
      path,
      locations,
      code: extensions.code ?? (OF_INPUT.test(message) ? "BAD_USER_INPUT" : undefined),
    })),
  };
}

/**
 * The bytes of the data, and the errors in any order: what is waited for goes wrong in no order. Where that leaves no
 * data at all, which of the errors did it is not said either (section 6.4.4 of the specification).
 */
function inBytes(result: ExecutionResult) {
  const errors = comparable(result).errors?.map((error) => JSON.stringify(error)) ?? [];
  return { data: JSON.stringify(result.data), errors: result.data ? errors.sort() : errors.length > 0 };
}

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { getIntrospectionQuery } from "graphql";
import { DEFAULT_LIMITS } from "../../server/core/limits/limits.js";
import { DocumentChecks } from "../../server/graphql/document-check.js";
import { createSchema } from "../../server/graphql/schema.js";
import { type Data, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const CHECK = `query ($texts: [String!]!) { documentsCheck(texts: $texts) { costLimit
  documents { name documentId text mostCost } problems { index definition line column message }
  deprecations { index definition line column until message } } }`;

const TOTAL = "facilities { totalCount }";

describe("Documents that are looked over", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  async function check(texts: string[], headers?: Record<string, string>): Promise<Data> {
    const { data, errors } = await runQuery(server, CHECK, { texts }, headers);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.documentsCheck;
  }
  /** The one problem of a text. */
  async function problemOf(text: string): Promise<string> {
    const { documents, problems } = await check([text]);
    expect([documents, problems.length]).toEqual([[], 1]);
    const [{ definition, line, column, message }] = problems;
    return line === null ? message : `${definition}, ${line}:${column}: ${message}`;
  }

  it("have the ids that the SDK gives the same words, and all that it asks with a key keeps the limits", async () => {
    const sdk: Record<string, string> = JSON.parse(
      readFileSync("client-sdk/generated/persisted-documents.json", "utf8"),
    );
    const forKeys = Object.entries(sdk).filter(
      ([, text]) =>
        text.startsWith("query ") && !/\b(accounts|apiKeys|(account|apiKey)Connection|audit\w+)\b/.test(text),
    );
    expect(forKeys.length).toBeGreaterThan(60);
    for (const [id, text] of forKeys) {
      const { documents, problems } = await check([text]);
      expect([problems, documents.length, documents[0]?.documentId, documents[0]?.text]).toEqual([[], 1, id, text]);
    }
  });

  it("are one for each operation of a text, with the fragments that it needs, at any place of it", async () => {
    const { documents } = await check([
      `fragment B on Facility { code } query One { facilities { nodes { ...A } } } fragment A on Facility { name ...B }
       query Two { facilities { nodes { ...B } } }`,
    ]);
    expect(documents.map(({ name, text }: Data) => [name, text])).toEqual([
      ["One", "query One{facilities{nodes{...A}}}fragment A on Facility{name ...B}fragment B on Facility{code}"],
      ["Two", "query Two{facilities{nodes{...B}}}fragment B on Facility{code}"],
    ]);
  });

  it.each([
    ["a page of twenty, where nothing is said", "query Q { facilities { nodes { code } } }", 72],
    ["the page that is written", "query Q { facilities(first: 5) { nodes { code } } }", 57],
    [
      "the largest page, where a variable decides",
      "query Q($n: Int) { facilities(first: $n) { nodes { code } } }",
      152,
    ],
    [
      "the largest page, whatever the variable is by default",
      "query Q($n: Int = 5) { facilities(first: $n) { nodes { code } } }",
      152,
    ],
    [
      "the page that is written, whatever variables stand beside it",
      "query Q($a: String) { facilities(first: 5, after: $a) { nodes { code } } }",
      57,
    ],
    [
      "all that a condition may leave out",
      "query Q($with: Boolean!) { facilities(first: 5) @include(if: $with) { nodes { code name @skip(if: $with) } } }",
      62,
    ],
    ["of names as many as are written", 'query Q { matchNames(names: ["a", "b"]) { status } }', 40_003],
    ["of names that are variables the most", "query Q($n: [String!]!) { matchNames(names: $n) { status } }", 40_101],
  ])("cost %s", async (_, text, cost) => {
    const { documents, problems } = await check([text]);
    expect([problems, documents[0]?.mostCost]).toEqual([[], cost]);
  });

  it("tell what is deprecated, with its place and the day until which it stays, in the language of who asks", async () => {
    const text = "query Old {\n  discrepancies {\n    code\n  }\n}";
    const place = { index: 0, definition: "Old", line: 2, column: 3, until: "2028-01-01" };
    expect((await check([text])).deprecations).toEqual([
      {
        ...place,
        message: "Query.discrepancies is deprecated. Use `discrepancyConnection`. It stays until 2028-01-01 at least.",
      },
    ]);
    expect((await check([text], { "accept-language": "vi" })).deprecations).toEqual([
      {
        ...place,
        message: "Query.discrepancies sắp được bỏ. Hãy dùng `discrepancyConnection`. Còn ít nhất đến 01/01/2028.",
      },
    ]);
  });

  const many = (count: number, of: (i: number) => string) => Array.from({ length: count }, (_, i) => of(i)).join(" ");

  it.each([
    ["that is no GraphQL", "query Q { facilities {", "null, 1:23: Syntax Error: Expected Name, found <EOF>."],
    ["without a query", "fragment F on Facility { code }", "There is no query in this text."],
    [
      "whose query has no name",
      `{ ${TOTAL} }`,
      "null, 1:1: This query needs a name, such as `query Beds { … }`: addresses, logs and errors tell it by that.",
    ],
    [
      "whose name is longer than 60 characters",
      `query ${"Q".repeat(61)} { ${TOTAL} }`,
      /1:1: The name is longer than 60 /,
    ],
    [
      "with an act",
      'mutation M { sessionEnd(input: { refreshToken: "x" }) { ended } }',
      "M, 1:1: A key only reads: mutations and subscriptions are no documents of it.",
    ],
    [
      "with a subscription",
      "subscription S { changes { cursor } }",
      "S, 1:1: A key only reads: mutations and subscriptions are no documents of it.",
    ],
    [
      "that asks for accounts",
      "query Q { accounts { name } }",
      "Q, 1:11: No key may ask this: it is for accounts of the Department alone.",
    ],
    [
      "that asks for the trail of an object",
      'query Q { node(id: "x") { ... on Metric { auditTrail { totalCount } } } }',
      "Q, 1:43: No key may ask this: it is for accounts of the Department alone.",
    ],
    [
      "whose fragments go round",
      "query Q { facilities { nodes { ...A } } } fragment A on Facility { ...B } fragment B on Facility { ...A }",
      'A, 1:68: Cannot spread fragment "A" within itself via "B".',
    ],
    ["that is nested too deeply", `query Q { ${"a {".repeat(61)} b ${"}".repeat(61)} }`, /more than 20 levels deep/],
    ["that is too long", `query Q { ${TOTAL} } ${" ".repeat(DEFAULT_LIMITS.length)}`, /longer than 100,000 characters/],
    ["of thousands of queries", many(2000, (i) => `query Q${i} { ${TOTAL} }`), /more than 10,000 words and signs/],
    ["of 201 queries", many(201, (i) => `query Q${i} { ${TOTAL} }`), "These are more than 200 queries."],
    [
      "whose fragments put in place are too many fields",
      `query Q { facilities { nodes { ...F0 } } } ${many(12, (i) => `fragment F${i} on Facility { a: parent { ...F${i + 1} } b: parent { ...F${i + 1} } }`)} fragment F12 on Facility { code }`,
      /more than 5,000 fields/,
    ],
    [
      "that may cost more than an answer is allowed to",
      "query Q($n: Int) { facilities(first: $n) { nodes { childConnection(first: $n) { nodes { childConnection(first: $n) { nodes { code name } } } } } } }",
      /^Q, 1:1: An answer may cost \d,\d{3},\d{3}, and is allowed 2,000,000; ask for fewer fields, or write how long a page is/,
    ],
    [
      "that costs too much however little is found",
      `query Q { ${many(6, (i) => `m${i}: matchNames(names: ["x"]) { status }`)} }`,
      /^Q, 1:1: .*200,000/,
    ],
    [
      "of more characters than are kept",
      `query Q { facilities(filter: { search: "${"x".repeat(16_000)}" }) { totalCount } }`,
      "Q, 1:1: With its fragments it has 16,051 characters, blanks aside, and may have 16,000.",
    ],
  ])("are refused where one is a text %s", async (_, text, problem) => {
    expect(await problemOf(text)).toMatch(problem);
  });

  it("are refused where the SDK has the id for other words, and no others", async () => {
    const text = `query Q{${TOTAL}}`;
    const checkedBeside = (words: string) =>
      new DocumentChecks(createSchema(), DEFAULT_LIMITS, () => words).check([text]);
    const { documents, problems } = await checkedBeside("query Viewer{viewer{role}}");
    expect([documents, problems.map(({ sentence }) => sentence.en)]).toEqual([
      [],
      [expect.stringMatching(/^Its id would be [\w-]{6}, which another document has;/)],
    ]);
    expect((await checkedBeside("query Q{facilities{totalCount}}")).problems).toEqual([]);
  });

  it("may ask about the schema, as everybody may, where that keeps the limits", async () => {
    const { problems, documents } = await check(["query Types { __schema { types { name } } }"]);
    expect([problems, documents[0]?.name]).toEqual([[], "Types"]);
    const { problems: ofAll } = await check([getIntrospectionQuery().replace("query IntrospectionQuery", "query All")]);
    expect(ofAll).toEqual([]);
  });

  it("are refused where two texts have a query of one name, and all that is wrong is told, to twenty", async () => {
    const { problems } = await check([`query Q { ${TOTAL} }`, `query Q { ${TOTAL} totalCount }`]);
    expect(problems).toEqual([
      {
        ...{ index: 1, definition: "Q", line: 1, column: 1 },
        message: 'Another text has a query "Q" already; programs find the id by the name.',
      },
    ]);
    const wrong = Array.from({ length: 50 }, (_, i) => `query Q${i} { nothing }`);
    expect((await check(wrong)).problems).toHaveLength(20);
    const { errors } = await runQuery(server, CHECK, { texts: [] });
    expect(errors?.[0]?.message).toBe("There is no text; give one at least.");
  });
});

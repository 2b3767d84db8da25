import { ApolloServer } from "@apollo/server";
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { CASES, OPERATIONS } from "../support/corpus.js";
import { startTestServer, type TestServer } from "../support/server.js";

interface Question {
  query: string;
  operationName?: string;
  variables?: Record<string, unknown>;
}

/** What left the server; the body with one character for each byte. */
interface Sent {
  status: number;
  contentType: string | null;
  body: string;
}

const QUESTIONS: readonly (readonly [title: string, Question])[] = [
  ...OPERATIONS.map(
    ([operationName, query, variables]) => [operationName, { query, operationName, variables }] as const,
  ),
  ...CASES.map(
    ([query, variables]) =>
      [
        `${query} ${JSON.stringify(variables) ?? ""}`.replace(/\s+/g, " ").slice(0, 120),
        { query, ...(variables && { variables }) },
      ] as const,
  ),
];

const GOOD = '{ facility(code: "BV-MAT") { code } }';
const WRONG = "{ facilities(first: 0) { nodes { name } } }";
/** Reads the figures, and then there is no level 9. */
const WRONG_AFTER_READING =
  '{ facility(code: "BV-MAT") { latestObservations { value } assessment(round: "2022") { gap(to: 9) { met } } } }';
/** Refused before anything is executed. */
const isOfDocument = ({ body }: Sent): boolean => /"code":"(?:GRAPHQL_|OPERATION_RESOLUTION)/.test(body);
const BY_APOLLO = { first: [true, false, false, false], always: [true, true, true, true] };

describe("A question that is asked again", () => {
  let server: TestServer;
  const apollo = jest.spyOn(ApolloServer.prototype, "executeOperation");
  beforeAll(async () => {
    server = await startTestServer();
  });
  beforeEach(() => {
    apollo.mockClear();
  });
  afterAll(async () => {
    apollo.mockRestore();
    await server.close();
  });

  const ask = async (question: unknown, headers: Record<string, string> = {}): Promise<Sent> => {
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "cache-control": "no-cache", ...headers },
      body: JSON.stringify(question),
    });
    const body = Buffer.from(await response.arrayBuffer()).toString("latin1");
    return { status: response.status, contentType: response.headers.get("content-type"), body };
  };

  let asked = 0;
  /** The same question in words that nobody has used yet, so that the server knows none of it. */
  const neverAsked = <T extends Question>(question: T): T => {
    asked += 1;
    return { ...question, query: `${question.query}\n# ${asked}` };
  };

  /** What is answered the 1st, 2nd, 3rd and 4th time, and which of them Apollo was asked for. */
  async function fourTimes(question: Question, headers?: Record<string, string>) {
    const own = neverAsked(question);
    const [sent, byApollo, statements]: [Sent[], boolean[], number[]] = [[], [], []];
    for (let time = 1; time <= 4; time += 1) {
      const before = [apollo.mock.calls.length, server.db.statements] as const;
      sent.push(await ask(own, headers));
      byApollo.push(apollo.mock.calls.length > before[0]);
      statements.push(server.db.statements - before[1]);
    }
    const [first] = sent;
    if (!first) throw new Error("Nothing was asked.");
    return { first, sent, byApollo, statements };
  }

  describe.each([
    ["by a client that says nothing of itself", {}],
    ["by a client of GraphQL over HTTP", { accept: "application/graphql-response+json" }],
    ["by a client that reads Vietnamese", { "accept-language": "vi", accept: "application/json" }],
  ])("%s", (_who, headers: Record<string, string>) => {
    beforeAll(async () => {
      await ask({ query: GOOD }, headers);
    });

    it.each(QUESTIONS)("gets the same answer to the byte four times: %s", async (_title, question) => {
      const { first, sent, byApollo } = await fourTimes(question, headers);
      expect(sent).toEqual([first, first, first, first]);
      expect(byApollo).toEqual(isOfDocument(first) ? BY_APOLLO.always : BY_APOLLO.first);
    });

    it.each([
      ["a field that does not exist", "GRAPHQL_VALIDATION_FAILED", { query: "{ facilitys { code } }" }],
      ["a document that is cut short", "GRAPHQL_PARSE_FAILED", { query: "{ facilities { nodes { name }" }],
      [
        "two operations and no name",
        "OPERATION_RESOLUTION_FAILURE",
        { query: "query A { viewer { role } } query B { viewer { role } }" },
      ],
      [
        "a name that none of two operations has",
        "OPERATION_RESOLUTION_FAILURE",
        { query: "query A { viewer { role } } query B { viewer { role } }", operationName: "C" },
      ],
      [
        "a name that the only operation does not have",
        "OPERATION_RESOLUTION_FAILURE",
        { query: "query A { viewer { role } }", operationName: "B" },
      ],
    ])("is refused in the same words four times: %s", async (_what, code, question) => {
      const { first, sent, byApollo } = await fourTimes(question, headers);
      expect(JSON.parse(first.body).errors[0].extensions).toEqual({ code });
      expect(sent).toEqual([first, first, first, first]);
      expect(byApollo).toEqual(BY_APOLLO.always);
    });
  });

  it("has the content type that the client accepts", async () => {
    const typeOf = async (accept: string) => {
      const { sent } = await fourTimes({ query: GOOD }, { accept });
      return [...new Set(sent.map(({ contentType }) => contentType))];
    };
    expect(await typeOf("application/graphql-response+json")).toEqual([
      "application/graphql-response+json; charset=utf-8",
    ]);
    expect(await typeOf("application/json")).toEqual(["application/json; charset=utf-8"]);
  });

  it("is refused with 400 to a client that knows such answers, else with 200, each time", async () => {
    const statusesOf = async (accept: string) =>
      (await fourTimes({ query: WRONG }, { accept })).sent.map(({ status }) => status);
    expect(await statusesOf("application/graphql-response+json")).toEqual([400, 400, 400, 400]);
    expect(await statusesOf("application/json")).toEqual([200, 200, 200, 200]);
  });

  it("is refused in Vietnamese to whoever reads Vietnamese, whoever asked before", async () => {
    const own = neverAsked({ query: WRONG });
    const inWords = async (language: string) => {
      const { body } = await ask(own, { "accept-language": language });
      return JSON.parse(Buffer.from(body, "latin1").toString()).errors[0].message;
    };
    const [english, vietnamese] = [await inWords("en"), await inWords("vi")];
    expect(vietnamese).toMatch(/từ 1 đến 100/);
    expect(english).not.toBe(vietnamese);
    expect([await inWords("en"), await inWords("vi"), await inWords("en"), await inWords("vi")]).toEqual([
      english,
      vietnamese,
      english,
      vietnamese,
    ]);
  });

  it("is not executed twice when it goes wrong", async () => {
    await ask({ query: GOOD }); // what is held in memory is there before counting
    const { first, sent, byApollo, statements } = await fourTimes({ query: WRONG_AFTER_READING });
    expect(JSON.parse(first.body)).toEqual({
      errors: [
        {
          message: expect.stringContaining("7"),
          locations: [{ line: 1, column: 87 }],
          path: ["facility", "assessment", "gap"],
          extensions: { code: "BAD_USER_INPUT" },
        },
      ],
      data: expect.anything(),
    });
    expect(sent).toEqual([first, first, first, first]);
    expect(byApollo).toEqual(BY_APOLLO.first);
    // The revision, and the figures.
    expect(statements).toEqual([2, 2, 2, 2]);
  });

  it("is done anew each time if it is an act, in the order in which its acts stand, and never kept", async () => {
    await addTestAccount(server.db, "sở", "ADMIN");
    const { headers } = await signedIn(server, "sở");
    const query = `mutation ($on: LocalDate!) {
      second: observationRecord(input: { metric: "LINKUPS", subject: "BV-MAT", on: $on, value: 2 }) { ...Done }
      first: observationRecord(input: { metric: "LINKUPS", subject: "BV-MAT", on: $on, value: 1 }) { ...Done }
    } fragment Done on ObservationPayload { observation { value version } userErrors { code } }`;
    const days = ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-04"];
    const answers = [];
    for (const on of days) answers.push(JSON.parse((await ask({ query, variables: { on } }, headers)).body));
    const taken = { observation: { value: 2, version: 1 }, userErrors: [{ code: "TAKEN" }] };
    const recorded = { observation: { value: 2, version: 1 }, userErrors: [] };
    expect(answers).toEqual([
      ...days.slice(1).map(() => ({ data: { second: recorded, first: taken } })),
      { data: { second: taken, first: taken } },
    ]);
    expect(apollo.mock.calls.length).toBeLessThan(days.length + 1);
  });

  it.each([false, true])(
    "is refused with 406 if nothing that the client accepts can be sent; kept: %s",
    async (kept) => {
      const own = neverAsked({ query: GOOD });
      const headers = { accept: "image/png", ...(kept && { "cache-control": "max-age=60" }) };
      const first = await ask(own, headers);
      expect(first.status).toBe(406);
      for (let time = 2; time <= 4; time += 1) expect(await ask(own, headers)).toEqual(first);
    },
  );

  const UNDERSTANDS = { accept: "application/graphql-response+json" };
  /** What is said to a known question with something wrong in it, before and after it has become known. */
  async function beforeAndAfterKnown(wrong: object) {
    const good = neverAsked({ query: GOOD });
    const before = await ask({ ...good, ...wrong }, UNDERSTANDS);
    for (let time = 1; time <= 4; time += 1) expect((await ask(good, UNDERSTANDS)).status).toBe(200);
    apollo.mockClear();
    await ask(good, UNDERSTANDS);
    expect(apollo).not.toHaveBeenCalled();
    const after = [await ask({ ...good, ...wrong }, UNDERSTANDS), await ask({ ...good, ...wrong }, UNDERSTANDS)];
    return { before, after };
  }

  it.each([
    ["variables as a string", { variables: "{}" }],
    ["variables as a list", { variables: [] }],
    ["variables as a number", { variables: 1 }],
    ["an operation name that is a number", { operationName: 1 }],
    ["an operation name that is an empty list", { operationName: [] }],
    ["an operation name that no operation has", { operationName: "A" }],
    ["an empty operation name", { operationName: "" }],
    ["extensions as a string", { extensions: "{}" }],
    ["extensions as a list", { extensions: [] }],
  ])("is refused with 400 before and after it has become known, with %s", async (_what, wrong) => {
    const { before, after } = await beforeAndAfterKnown(wrong);
    expect(before.status).toBe(400);
    expect(after).toEqual([before, before]);
  });

  it("is answered alike before and after it has become known, with the hash of another document beside it", async () => {
    const persistedQuery = { version: 1, sha256Hash: "0".repeat(64) };
    const { before, after } = await beforeAndAfterKnown({ extensions: { persistedQuery } });
    expect(Object.keys(JSON.parse(before.body))).toEqual(["data"]);
    expect(after).toEqual([before, before]);
  });

  it("is not taken for another whose name and words together read like its own", async () => {
    const known = neverAsked({ query: `# known\n${GOOD}` });
    for (let time = 1; time <= 3; time += 1) await ask(known);
    // "" and "# known\n{…}" against "\n# known" and "{…}": only the name is another.
    const other = { query: known.query.replace("# known\n", ""), operationName: "\n# known" };
    const { errors } = JSON.parse((await ask(other)).body);
    expect(errors?.[0]?.extensions).toEqual({ code: "OPERATION_RESOLUTION_FAILURE" });
  });

  it.each([
    ["null"],
    ["[]"],
    ['"text"'],
    ["{}"],
    ["1"],
    ["false"],
    ['{"query":null}'],
    ['{"query":["{ viewer { role } }"]}'],
  ])("does not change how a body of %s is refused", async (text) => {
    const before = await ask(JSON.parse(text), UNDERSTANDS);
    expect(before.status).toBe(400);
    await fourTimes({ query: GOOD }, UNDERSTANDS);
    const after = [await ask(JSON.parse(text), UNDERSTANDS), await ask(JSON.parse(text), UNDERSTANDS)];
    expect(after).toEqual([before, before]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { connectTo, receivedFrom } from "../support/raw-client.js";
import { runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

describe("Over HTTP", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
  const codeOf = async (response: Response): Promise<string> =>
    ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code ?? "";

  it("an unknown code is null, not an error", async () => {
    const { data, errors } = await runQuery(
      server,
      `{ facility(code: "4601") { name } area(code: "999") { name } metric(code: "NONE") { code }
         assessmentRound(code: "1999") { code } node(id: "RmFjaWxpdHk6OTk5OTk5") { id } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ facility: null, area: null, metric: null, assessmentRound: null, node: null });
  });

  it.each([
    [
      "a field that does not exist",
      "{ facilitys { nodes { name } } }",
      "GRAPHQL_VALIDATION_FAILED",
      /Did you mean "facility" or "facilities"/,
    ],
    [
      "an enum value that does not exist",
      "{ areas(filter: { areaType: TOWN }) { name } }",
      "GRAPHQL_VALIDATION_FAILED",
      /"TOWN"/,
    ],
    [
      "a day that is not in the calendar",
      '{ area(code: "474", asOf: "2022-02-30") { name } }',
      "BAD_USER_INPUT",
      /"2022-02-30" is not a calendar day/,
    ],
    ["neither code nor id", "{ facility { name } }", "BAD_USER_INPUT", /either `code` or `id`/],
    ["a document that is cut short", "{ facilities { nodes { name }", "GRAPHQL_PARSE_FAILED", /Expected Name/],
    [
      "an operation that is not in the document",
      "query A { viewer { role } } query B { viewer { role } }",
      "OPERATION_RESOLUTION_FAILURE",
      /Must provide operation name/,
    ],
  ])("%s is refused with a code, a sentence and 400", async (_what, query, code, message) => {
    const { status, errors, data } = await runQuery(server, query);
    expect(status).toBe(400);
    expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toEqual({ code });
    expect(errors?.[0]?.message).toMatch(message);
  });

  it("a wrong day says where it stands, in a literal and in a variable", async () => {
    const literal = await runQuery(server, '{ area(code: "474", asOf: "soon") { name } }');
    const variable = await runQuery(server, 'query ($d: LocalDate) { area(code: "474", asOf: $d) { name } }', {
      d: "soon",
    });
    expect([literal, variable].map(({ errors }) => errors?.[0])).toEqual([
      expect.objectContaining({ locations: [{ line: 1, column: 27 }], extensions: { code: "BAD_USER_INPUT" } }),
      expect.objectContaining({ locations: [{ line: 1, column: 8 }], extensions: { code: "BAD_USER_INPUT" } }),
    ]);
  });

  it("a client that only knows application/json gets a well-formed refusal as 200", async () => {
    const response = await post('{"query":"{ nothing }"}', { accept: "application/json" });
    expect([response.status, await codeOf(response)]).toEqual([200, "GRAPHQL_VALIDATION_FAILED"]);
  });

  it("malformed JSON is BAD_REQUEST, without the parser's words", async () => {
    const response = await post('{"query": ');
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      errors: [
        { message: "The request could not be read; send JSON with a `query`.", extensions: { code: "BAD_REQUEST" } },
      ],
    });
  });

  it.each([
    [
      "a body of two megabytes",
      () => post(JSON.stringify({ query: `{ viewer { role } } #${"x".repeat(2_000_000)}` })),
      413,
      "PAYLOAD_TOO_LARGE",
    ],
    [
      "a form",
      () => post("query=%7Bviewer%7Brole%7D%7D", { "content-type": "application/x-www-form-urlencoded" }),
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    ["another method", () => fetch(`${server.url}/graphql`, { method: "DELETE" }), 405, "METHOD_NOT_ALLOWED"],
    ["another address", () => fetch(`${server.url}/graph`), 404, "NOT_FOUND"],
    [
      "ten thousand nested braces",
      () => post(JSON.stringify({ query: "{a".repeat(10_000) })),
      400,
      "QUERY_TOO_COMPLEX",
    ],
  ])("%s is refused before it costs anything", async (_what, ask, status, code) => {
    const before = server.db.statements;
    const response = await ask();
    expect([response.status, await codeOf(response)]).toEqual([status, code]);
    expect(server.db.statements).toBe(before);
  });

  it("a query for ten million objects is refused without a statement", async () => {
    const page = "facilities(first: 100) { nodes { area {";
    const before = server.db.statements;
    const { status, errors } = await runQuery(server, `{ ${page.repeat(3)} name ${"} } }".repeat(3)} }`);
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, "QUERY_TOO_COMPLEX"]);
    expect(server.db.statements).toBe(before);
  });

  it("fragments that multiply are refused as what they amount to", async () => {
    const fragments = Array.from(
      { length: 8 },
      (_, i) => `fragment F${i} on Area { a: children { ...F${i + 1} } b: children { ...F${i + 1} } }`,
    );
    const { errors } = await runQuery(
      server,
      `{ areas { ...F0 } } ${fragments.join(" ")} fragment F8 on Area { name }`,
    );
    expect(errors?.[0]?.extensions.code).toBe("QUERY_TOO_COMPLEX");
  });

  it.each([
    ['matchNames(names: ["Bệnh viện"]) { status }', 5],
    ['whatIf(round: "2022", assumptions: []) { round { code } }', 20],
    ["discrepancies { id }", 90],
  ])("the same question in many places of one query is refused before it is much work: %s", async (field, most) => {
    const asked = async (times: number) => {
      const fields = Array.from({ length: times }, (_, i) => `a${i}: ${field}`);
      const { data, errors } = await runQuery(server, `{ ${fields.join(" ")} }`);
      return errors?.[0]?.extensions.code ?? Object.keys(data).length;
    };
    expect(await asked(Math.ceil(most / 5))).toBe(Math.ceil(most / 5));
    expect(await asked(Math.ceil(most * 1.2))).toBe("QUERY_TOO_COMPLEX");
  });

  it("fragments that are spread twice in each other, forty deep, are looked at once each", async () => {
    const spread = Array.from({ length: 40 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`);
    const query = `{ ...F0 } ${spread.join(" ")} fragment F40 on Query { __typename }`;
    expect((await runQuery(server, query)).data).toEqual({ __typename: "Query" });
  });

  it("answers in Vietnamese to whoever prefers it, and in English otherwise", async () => {
    const ask = async (language: string) => {
      const { errors } = await runQuery(
        server,
        "{ facilities(first: 0) { nodes { name } } }",
        {},
        { "accept-language": language },
      );
      return errors?.[0]?.message;
    };
    expect(await ask("vi-VN,vi;q=0.9,en;q=0.8")).toBe("`first` là 0; phải từ 1 đến 100.");
    expect(await ask("en-GB,vi;q=0.5")).toBe("`first` is 0; it must be from 1 to 100.");
    expect(await ask("fr")).toBe("`first` is 0; it must be from 1 to 100.");
  });

  it("a search longer than 200 characters is refused without being repeated", async () => {
    const { errors } = await runQuery(
      server,
      "query ($s: String) { facilities(filter: { search: $s }) { totalCount } }",
      { s: "secret".repeat(50) },
    );
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(JSON.stringify(errors)).not.toContain("secret");
    expect(errors?.[0]?.message).toBe("`search` has 300 characters; it may have at most 200.");
  });

  it("a failure of our own leaves as a sentence without detail, and is recorded whole", async () => {
    await server.db.query("UPDATE metric SET unit_id = unit_id"); // the table is there
    const { query } = server.db;
    server.db.query = () => Promise.reject(new Error("SELECT secret FROM /var/lib/hidden"));
    const { status, errors } = await runQuery(server, '{ facility(code: "BV-MAT") { name } }').finally(() => {
      server.db.query = query;
    });
    expect(status).toBe(500);
    expect(errors).toEqual([
      {
        message: "Something went wrong on the server; it has been recorded. Please try again later.",
        locations: [{ line: 1, column: 3 }],
        path: ["facility"],
        extensions: { code: "INTERNAL_SERVER_ERROR" },
      },
    ]);
    expect(String(server.reported.at(-1))).toContain("SELECT secret");
  });

  it("a query by its hash alone is refused in the words of the protocol, by which clients send the whole query", async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } };
    const response = await post(JSON.stringify({ extensions }), { accept: "application/graphql-response+json" });
    expect([response.status, await response.json()]).toEqual([
      400,
      {
        errors: [
          {
            message: "PersistedQueryNotSupported",
            extensions: { code: "PERSISTED_QUERY_NOT_SUPPORTED" },
          },
        ],
      },
    ]);
  });

  it.each(["en", "vi"])("a hash beside the query says nothing more, whatever it is (%s)", async (language) => {
    const asked = (extensions: object) => ({ query: "{ viewer { role } }", extensions });
    for (const sha256Hash of ["0".repeat(64), ""]) {
      const body = JSON.stringify(asked({ persistedQuery: { version: 1, sha256Hash } }));
      const response = await post(body, { "accept-language": language });
      expect(await response.json()).toEqual({ data: { viewer: { role: "PUBLIC" } } });
    }
  });

  it.each([
    ["application/json", "application/json; charset=utf-8"],
    ["application/graphql-response+json, application/json;q=0.9", "application/graphql-response+json; charset=utf-8"],
    ["*/*", "application/json; charset=utf-8"],
    ["text/html", "application/json; charset=utf-8"],
    ["", "application/json; charset=utf-8"],
  ])("whatever is refused before GraphQL is an answer of GraphQL to who accepts %s", async (accept, type) => {
    const refused = await Promise.all([
      post("[{}]", { accept }),
      post("{", { accept }),
      post('{"query":"{ viewer { role } }"}', { accept, authorization: "Bearer x" }),
      post("a=b", { accept, "content-type": "text/plain" }),
      fetch(`${server.url}/graphql`, { method: "DELETE", headers: { accept } }),
    ]);
    for (const response of refused) expect(response.headers.get("content-type")).toBe(type);
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 401, 415, 405]);
  });

  it("GET answers a query, and again where what lies between asks whether the answer still holds", async () => {
    const address = `${server.url}/graphql?query=${encodeURIComponent("{ viewer { role } }")}`;
    const answered = await fetch(address);
    expect(await answered.json()).toEqual({ data: { viewer: { role: "PUBLIC" } } });
    const etag = answered.headers.get("etag") ?? "";
    expect((await fetch(address, { headers: { "if-none-match": etag } })).status).toBe(304);
  });

  it.each(["/graphql", "/playground"])("%s leads a browser to the playground, under any prefix", async (path) => {
    const accept = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
    const response = await fetch(`${server.url}${path}`, { headers: { accept }, redirect: "manual" });
    const location = response.headers.get("location") ?? "";
    expect([response.status, await response.text()]).toEqual([302, ""]);
    expect(new URL(location, `https://portal.example/health${path}`).pathname).toBe("/health/playground/");
  });

  it("/graphql answers a browser that asks something, and tells a program that asks nothing", async () => {
    const address = `${server.url}/graphql?query=${encodeURIComponent("{ viewer { role } }")}`;
    const answered = await fetch(address, { headers: { accept: "text/html,*/*;q=0.8" } });
    expect(await answered.json()).toEqual({ data: { viewer: { role: "PUBLIC" } } });
    const onlyPages = await fetch(address, { headers: { accept: "text/html" } });
    expect([onlyPages.status, await codeOf(onlyPages)]).toEqual([406, "NOT_ACCEPTABLE"]);
    expect((await fetch(`${server.url}/graphql`)).status).toBe(400);
  });

  it("does no act whose answer the client would not take", async () => {
    const before = server.db.statements;
    const query = 'mutation { signIn(input: { name: "a", password: "b" }) { userErrors { code } } }';
    const response = await post(JSON.stringify({ query }), { accept: "image/png" });
    expect([response.status, server.db.statements]).toEqual([406, before]);
  });

  it("names each request, by the client's own name if it gives one", async () => {
    const given = await post('{"query":"{ viewer { role } }"}', { "x-request-id": "hue-s-42" });
    const made = await post('{"query":"{ viewer { role } }"}', { "x-request-id": "bad name\u00e9" });
    expect(given.headers.get("x-request-id")).toBe("hue-s-42");
    expect(made.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
  });

  it("/healthz and /readyz say that it is alive and can answer", async () => {
    const [alive, ready] = [await fetch(`${server.url}/healthz`), await fetch(`${server.url}/readyz`)];
    expect([alive.status, ready.status]).toEqual([200, 200]);
  });

  it("a browser that asks for *, which begins with no slash, is told that it is not there", async () => {
    const reported = server.reported.length;
    const socket = await connectTo(server);
    socket.end("GET * HTTP/1.1\r\nhost: x\r\naccept: text/html\r\nconnection: close\r\n\r\n");
    expect((await receivedFrom(socket)).text).toMatch(/^HTTP\/1\.1 404 [\s\S]*<html/);
    expect(server.reported).toHaveLength(reported);
  });

  it("lets introspection through, as the playground asks it", async () => {
    const { getIntrospectionQuery } = await import("graphql");
    const { data, errors } = await runQuery(
      server,
      getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true }),
    );
    expect(errors).toBeUndefined();
    expect(data.__schema.queryType.name).toBe("Query");
  });
});

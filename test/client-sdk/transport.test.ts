import { afterEach, describe, expect, it } from "@jest/globals";
import * as sdk from "../../client-sdk/index.js";
import {
  createClient,
  LevelDistribution,
  MatchNames,
  request,
  type TypedDocument,
  Viewer,
  WithdrawObservation,
} from "../../client-sdk/index.js";
import { answering, failureOf, SaidServer, silence } from "../support/said-server.js";

const server = new SaidServer();
const serve: SaidServer["serve"] = (answer) => server.serve(answer);
afterEach(() => server.close());

declare const act: { input: { clientMutationId?: string } };
const viewer = { data: { viewer: { role: "PUBLIC" } } };

describe("a request", () => {
  it("of a query is one GET, with the name and the id of its document and its variables in the address", async () => {
    const url = await serve(answering({ data: { assessmentRound: null } }));

    await createClient({ url }).levelDistribution({ round: "2022" });

    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toMatchObject({
      method: "GET",
      path: "/graphql",
      op: "LevelDistribution",
      headers: { accept: "application/graphql-response+json" },
      asked: { documentId: LevelDistribution.id, variables: { round: "2022" } },
    });
  });

  it("of a query is a POST where the address would be too long for some proxies", async () => {
    const url = await serve(answering({ data: { matchNames: [] } }));
    const names = Array.from({ length: 100 }, (_, i) => `Trung tâm Y tế số ${i}`);
    await createClient({ url }).matchNames({ names });
    expect(server.received).toMatchObject([
      {
        method: "POST",
        headers: { "content-type": "application/json" },
        asked: { documentId: MatchNames.id, variables: { names } },
      },
    ]);
  });

  it("of an act is a POST with the id of its document, and a name by which it is done once", async () => {
    const url = await serve(answering({ data: { observationWithdraw: { observation: null, userErrors: [] } } }));
    const input = { id: "x", expectedVersion: 1, reason: "Ghi nhầm." };
    await createClient({ url }).withdrawObservation({ input });
    await createClient({ url }).withdrawObservation({ input: { ...input, clientMutationId: "own" } });
    expect(server.received).toMatchObject([
      {
        method: "POST",
        op: "WithdrawObservation",
        asked: { documentId: WithdrawObservation.id, variables: { input } },
      },
      { method: "POST", asked: { variables: { input: { ...input, clientMutationId: "own" } } } },
    ]);
    const [name] = server.received.map(({ asked }) => (asked.variables as typeof act).input.clientMutationId);
    expect(name).toMatch(/^[0-9a-z]{32}$/);
  });

  it("of a document of one's own is a POST with its words", async () => {
    const url = await serve(answering({ data: { viewer: { role: "PUBLIC" } } }));
    const Own: TypedDocument<{ viewer: { role: string } }, Record<never, never>> = {
      name: "Own",
      kind: "query",
      text: "query Own { viewer { role } }",
    };
    expect((await request({ url }, Own)).viewer.role).toBe("PUBLIC");
    expect(server.received).toMatchObject([{ method: "POST", asked: { operationName: "Own", query: Own.text } }]);
  });

  it("is exactly one for each method of the client, under the method's own operation", async () => {
    const url = await serve(answering({ data: { anything: { userErrors: [] } } }));
    const client = createClient({ url });
    const methods = Object.entries(client) as [string, (variables: object) => Promise<unknown>][];

    const documents = sdk as unknown as Record<string, { id: string; takes: string }>;
    for (const [name, call] of methods) {
      server.received = [];
      const { id, takes = "" } = documents[name.replace(/^./, (c) => c.toUpperCase())] ?? {};
      const required = takes.match(/\w+(?=!)/g) ?? [];
      await call(Object.fromEntries(required.map((each) => [each, {}])));
      expect(server.received.map(({ asked }) => asked.documentId)).toEqual([id]);
    }
    expect(methods.length).toBeGreaterThanOrEqual(15);
    const getters = Object.values(Object.getOwnPropertyDescriptors(client)).filter(({ get }) => get);
    expect(getters).toEqual([]);
  });

  it("carries token and language when they are given, and neither when not", async () => {
    const url = await serve(answering(viewer));

    await createClient({ url, token: "abc", language: "vi" }).viewer();
    await createClient({ url }).viewer();

    expect(server.received[0]?.headers).toMatchObject({ authorization: "Bearer abc", "accept-language": "vi" });
    expect(server.received[1]?.headers).not.toHaveProperty("authorization");
  });

  it("goes through the fetch that was given, called without a this", async () => {
    const thisValues: unknown[] = [];
    function ownFetch(this: unknown, ...[url, init]: Parameters<typeof fetch>): Promise<Response> {
      thisValues.push(this);
      return fetch(url, init);
    }
    const url = await serve(answering(viewer));

    await createClient({ url, fetch: ownFetch }).viewer();

    expect(thisValues).toEqual([undefined]);
    expect(server.received).toHaveLength(1);
  });

  it("gives the data by method and by document alike", async () => {
    const url = await serve(answering(viewer));
    const { viewer: detached } = createClient({ url });

    expect(await detached()).toEqual(viewer.data);
    expect(await request({ url }, Viewer)).toEqual(viewer.data);
  });
});

describe("a failure", () => {
  const badInput = {
    message: '"first" is 1000; at most 100 facilities come in one page.',
    path: ["facilities"],
    extensions: { code: "BAD_USER_INPUT" },
  };

  it("of the input carries the server's sentence, the code, the status and the request's id", async () => {
    const url = await serve(answering({ errors: [badInput] }, 400, { "x-request-id": "r-7" }));

    expect(await failureOf(createClient({ url }).facilityList({ first: 1000 }))).toMatchObject({
      name: "HealthApiError",
      message: badInput.message,
      kind: "bad-input",
      code: "BAD_USER_INPUT",
      operation: "FacilityList",
      status: 400,
      requestId: "r-7",
      errors: [badInput],
      data: null,
    });
  });

  it("of a part keeps the rest of the answer within reach", async () => {
    const error = { message: "Broken", path: ["viewer"], extensions: { code: "INTERNAL_SERVER_ERROR" } };
    const data = { area: { name: "Huyện Phú Vang" }, roadmap: null };
    const url = await serve(answering({ data, errors: [error] }));

    expect(await failureOf(createClient({ url }).districtPage({ code: "478" }))).toMatchObject({
      kind: "server",
      status: 200,
      errors: [error],
      data,
    });
  });

  it.each([
    { answer: "<h1>Bad Gateway</h1>", status: 502, kind: "server" },
    { answer: "<h1>Welcome to the hotel</h1>", status: 200, kind: "server" },
    { answer: { data: null }, status: 200, kind: "server" },
    { answer: "null", status: 200, kind: "server" },
    { answer: { errors: "no list" }, status: 500, kind: "server" },
    { answer: "Not Found", status: 404, kind: "bad-input" },
    { answer: "", status: 401, kind: "unauthenticated" },
    { answer: "", status: 403, kind: "forbidden" },
    { answer: "", status: 409, kind: "conflict" },
    { answer: "slow down", status: 429, kind: "rate-limited" },
  ])("with $status and $answer is of kind $kind, with no code", async ({ answer, status, kind }) => {
    const url = await serve(answering(answer, status));

    expect(await failureOf(createClient({ url, retries: 0 }).viewer())).toMatchObject({
      message: `Viewer got status ${status} and no data.`,
      kind,
      code: null,
      operation: "Viewer",
      status,
      errors: [],
    });
  });

  it.each([
    { code: "DATABASE_UNAVAILABLE", status: 503, kind: "server" },
    { code: "GRAPHQL_VALIDATION_FAILED", status: 400, kind: "bad-input" },
    { code: "PERSISTED_DOCUMENT_UNKNOWN", status: 400, kind: "not-supported" },
    { code: "UNAUTHENTICATED", status: 200, kind: "unauthenticated" },
    { code: "FORBIDDEN", status: 200, kind: "forbidden" },
    { code: "A_CODE_OF_TOMORROW", status: 429, kind: "rate-limited" },
    { code: "constructor", status: 500, kind: "server" },
  ])("with code $code and status $status is of kind $kind", async ({ code, status, kind }) => {
    const url = await serve(answering({ errors: [{ message: "No.", extensions: { code } }] }, status));

    expect(await failureOf(createClient({ url, retries: 0 }).viewer())).toMatchObject({ kind, code, status });
  });

  it("to connect is of kind network and keeps its cause", async () => {
    const url = await serve(silence);
    server.close();

    const error = await failureOf(createClient({ url }).viewer());

    expect(error).toMatchObject({ kind: "network", code: null, status: null, requestId: null });
    expect(error.message).toBe(`Viewer got no answer from ${url}.`);
    expect(error.cause).toMatchObject({ cause: { code: "ECONNREFUSED" } });
  });

  it("in the middle of the answer is of kind network", async () => {
    const url = await serve((_message, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write('{"data":', () => response.destroy());
    });

    expect(await failureOf(createClient({ url }).viewer())).toMatchObject({ kind: "network" });
  });
});

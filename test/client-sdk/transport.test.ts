import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "@jest/globals";
import * as sdk from "../../client-sdk/index.js";
import {
  createClient,
  HealthApiError,
  LevelDistribution,
  MatchNames,
  request,
  type TypedDocument,
  Viewer,
  WithdrawObservation,
} from "../../client-sdk/index.js";

interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingMessage["headers"];
  /** What is asked: the body, or what stands in the address. */
  readonly asked: { documentId?: string; operationName?: string; query?: string; variables?: unknown };
}

let server: Server | undefined;
let received: Received[] = [];

/** Starts a server that notes what it receives and answers as told; returns its GraphQL address. */
async function serve(answer: RequestListener): Promise<string> {
  server = createServer(async (message, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of message) chunks.push(chunk);
    const { method, headers, url = "" } = message;
    const { pathname, searchParams } = new URL(url, "http://localhost");
    const variables = searchParams.get("variables");
    const inAddress = {
      documentId: searchParams.get("documentId"),
      ...(variables && { variables: JSON.parse(variables) }),
    };
    const asked = method === "GET" ? inAddress : JSON.parse(Buffer.concat(chunks).toString("utf8"));
    received.push({ method, path: pathname, headers, asked });
    answer(message, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

const answering =
  (body: unknown, status = 200, headers: Record<string, string> = {}): RequestListener =>
  (_message, response) => {
    response.writeHead(status, { "content-type": "application/graphql-response+json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };

const silence: RequestListener = () => {};

async function failureOf(call: Promise<unknown>): Promise<HealthApiError> {
  const outcome = await call.catch((error: unknown) => error);
  if (outcome instanceof HealthApiError) return outcome;
  throw new Error(`Expected a HealthApiError, got ${JSON.stringify(outcome)}`);
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  received = [];
});

declare const act: { input: { clientMutationId?: string } };
const viewer = { data: { viewer: { role: "PUBLIC" } } };

describe("a request", () => {
  it("of a query is one GET, with the id of its document and its variables in the address", async () => {
    const url = await serve(answering({ data: { assessmentRound: null } }));

    await createClient({ url }).levelDistribution({ round: "2022" });

    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      method: "GET",
      path: "/graphql",
      headers: { accept: "application/graphql-response+json, application/json" },
      asked: { documentId: LevelDistribution.id, variables: { round: "2022" } },
    });
  });

  it("of a query is a POST where the address would be too long for some proxies", async () => {
    const url = await serve(answering({ data: { matchNames: [] } }));
    const names = Array.from({ length: 100 }, (_, i) => `Trung tâm Y tế số ${i}`);
    await createClient({ url }).matchNames({ names });
    expect(received).toMatchObject([
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
    expect(received).toMatchObject([
      { method: "POST", asked: { documentId: WithdrawObservation.id, variables: { input } } },
      { method: "POST", asked: { variables: { input: { ...input, clientMutationId: "own" } } } },
    ]);
    const [name] = received.map(({ asked }) => (asked.variables as typeof act).input.clientMutationId);
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
    expect(received).toMatchObject([{ method: "POST", asked: { operationName: "Own", query: Own.text } }]);
  });

  it("is exactly one for each method of the client, under the method's own operation", async () => {
    const url = await serve(answering({ data: { anything: { userErrors: [] } } }));
    const methods = Object.entries(createClient({ url })) as [string, (variables: object) => Promise<unknown>][];

    const documents = sdk as unknown as Record<string, { id: string }>;
    for (const [name, call] of methods) {
      received = [];
      await call({ code: "478" });
      const { id } = documents[name.replace(/^./, (c) => c.toUpperCase())] ?? {};
      expect(received.map(({ asked }) => asked.documentId)).toEqual([id]);
    }
    expect(methods.length).toBeGreaterThanOrEqual(15);
  });

  it("is sent again, a little later each time, when nobody answers, and given up after two more", async () => {
    const url = await serve(answering("", 503));
    const start = performance.now();
    await failureOf(createClient({ url }).viewer());
    expect(received).toHaveLength(3);
    expect(performance.now() - start).toBeGreaterThan(400);
    received = [];
    await failureOf(createClient({ url, retries: 0 }).viewer());
    expect(received).toHaveLength(1);
  });

  it("is not sent again when it will stay wrong, nor an act without a name", async () => {
    const url = await serve(answering("", 400));
    await failureOf(createClient({ url }).viewer());
    expect(received).toHaveLength(1);
    server?.close();
    received = [];
    const failing = await serve(answering("", 503));
    await failureOf(createClient({ url: failing }).endSession({ refreshToken: "x" }));
    expect(received).toHaveLength(1);
  });

  it("of an act is sent again under the same name", async () => {
    const done = { data: { observationWithdraw: { observation: null, userErrors: [] } } };
    const url = await serve((message, response) =>
      received.length === 1 ? response.destroy() : answering(done)(message, response),
    );
    await createClient({ url }).withdrawObservation({ input: { id: "x", expectedVersion: 1, reason: "Nhầm." } });
    const names = received.map(({ asked }) => (asked.variables as typeof act).input.clientMutationId);
    expect([names.length, new Set(names).size]).toEqual([2, 1]);
  });

  it("waits as long as the server says", async () => {
    const url = await serve((message, response) =>
      received.length === 1
        ? answering("", 429, { "retry-after": "1" })(message, response)
        : answering(viewer)(message, response),
    );
    const start = performance.now();
    expect(await createClient({ url }).viewer()).toEqual(viewer.data);
    expect(performance.now() - start).toBeGreaterThanOrEqual(990);
    received = [];
    // What would take longer than the call may is not waited for.
    const error = await failureOf(createClient({ url, timeoutMs: 500 }).viewer());
    expect(error).toMatchObject({ kind: "rate-limited", retryAfter: 1 });
  });

  it("asks for another token once when the one before it is not accepted", async () => {
    const url = await serve((message, response) =>
      message.headers.authorization === "Bearer new"
        ? answering(viewer)(message, response)
        : answering({ errors: [{ message: "No.", extensions: { code: "UNAUTHENTICATED" } }] }, 401)(message, response),
    );
    const asked: boolean[] = [];
    const token = async (isExpired: boolean) => {
      asked.push(isExpired);
      return isExpired ? "new" : "old";
    };
    expect(await createClient({ url, token }).viewer()).toEqual(viewer.data);
    expect(asked).toEqual([false, true]);
    expect(await failureOf(createClient({ url, token: async () => "old" }).viewer())).toMatchObject({
      kind: "unauthenticated",
    });
    expect(received).toHaveLength(4);
  });

  it("is shared by those who ask the same at the same time, and not with who may abort", async () => {
    const url = await serve((message, response) => setTimeout(() => answering(viewer)(message, response), 50));
    const client = createClient({ url });
    const { signal } = new AbortController();
    await Promise.all([client.viewer(), client.viewer(), client.viewer({}, { signal })]);
    expect(received).toHaveLength(2);
    await client.viewer();
    expect(received).toHaveLength(3);
  });

  it("carries token and language when they are given, and neither when not", async () => {
    const url = await serve(answering(viewer));

    await createClient({ url, token: "abc", language: "vi" }).viewer();
    await createClient({ url }).viewer();

    expect(received[0]?.headers).toMatchObject({ authorization: "Bearer abc", "accept-language": "vi" });
    expect(received[1]?.headers).not.toHaveProperty("authorization");
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
    expect(received).toHaveLength(1);
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
    { answer: "slow down", status: 429, kind: "rate-limited" },
  ])("with $status and $answer is of kind $kind, with no code", async ({ answer, status, kind }) => {
    const url = await serve(answering(answer, status));

    expect(await failureOf(createClient({ url, retries: 0 }).viewer())).toMatchObject({
      message: `The server answered Viewer with status ${status} and no data.`,
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
    { code: "A_CODE_OF_TOMORROW", status: 429, kind: "rate-limited" },
    { code: "constructor", status: 500, kind: "server" },
  ])("with code $code and status $status is of kind $kind", async ({ code, status, kind }) => {
    const url = await serve(answering({ errors: [{ message: "No.", extensions: { code } }] }, status));

    expect(await failureOf(createClient({ url, retries: 0 }).viewer())).toMatchObject({ kind, code, status });
  });

  it("to connect is of kind network and keeps its cause", async () => {
    const url = await serve(silence);
    await new Promise((resolve) => server?.close(resolve));

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

  it("to answer in time is of kind timeout, by the client's limit or the call's", async () => {
    const url = await serve(silence);

    expect(await failureOf(createClient({ url, timeoutMs: 50 }).viewer())).toMatchObject({
      kind: "timeout",
      message: "Viewer had no answer in time.",
    });
    expect(await failureOf(createClient({ url }).viewer({}, { timeoutMs: 60 }))).toMatchObject({
      kind: "timeout",
      message: "Viewer had no answer in time.",
    });
  });

  it("to finish the answer in time is of kind timeout too", async () => {
    const url = await serve((_message, response) => {
      response.write('{"data":');
    });

    expect(await failureOf(createClient({ url, timeoutMs: 100 }).viewer())).toMatchObject({ kind: "timeout" });
  });

  it("by the caller's signal is of kind aborted, with the reason as its cause", async () => {
    const url = await serve(silence);
    const controller = new AbortController();
    const call = failureOf(createClient({ url }).viewer({}, { signal: controller.signal }));
    setTimeout(() => controller.abort("left the page"), 50);

    expect(await call).toMatchObject({ kind: "aborted", operation: "Viewer", cause: "left the page" });
    expect(received).toHaveLength(1);
  });

  it("by a signal that was aborted before sends nothing", async () => {
    const url = await serve(answering(viewer));

    expect(await failureOf(createClient({ url }).viewer({}, { signal: AbortSignal.abort() }))).toMatchObject({
      kind: "aborted",
    });
    expect(received).toHaveLength(0);
  });
});

it("waits for ever when the limit is Infinity", async () => {
  const url = await serve((message, response) => setTimeout(() => answering(viewer)(message, response), 100));

  expect(await createClient({ url, timeoutMs: Infinity }).viewer()).toEqual(viewer.data);
});

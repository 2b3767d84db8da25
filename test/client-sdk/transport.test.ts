import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "@jest/globals";
import { createClient, HealthApiError, LevelDistribution, request, Viewer } from "../../client-sdk/index.js";

interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: { operationName: string; query: string; variables?: unknown };
}

let server: Server | undefined;
let received: Received[] = [];

/** Starts a server that notes what it receives and answers as told; returns its GraphQL address. */
async function serve(answer: RequestListener): Promise<string> {
  server = createServer(async (message, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of message) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    received.push({ method: message.method, path: message.url, headers: message.headers, body });
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

const viewer = { data: { viewer: { role: "PUBLIC" } } };

describe("a request", () => {
  it("is one POST to the given address, with the operation's name, text and variables as JSON", async () => {
    const url = await serve(answering({ data: { assessmentRound: null } }));

    await createClient({ url }).levelDistribution({ round: "2022" });

    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      method: "POST",
      path: "/graphql",
      headers: {
        "content-type": "application/json",
        accept: "application/graphql-response+json, application/json",
      },
      body: { operationName: "LevelDistribution", query: LevelDistribution.text, variables: { round: "2022" } },
    });
  });

  it("is exactly one for each method of the client, under the method's own operation", async () => {
    const url = await serve(answering({ data: { anything: { userErrors: [] } } }));
    const methods = Object.entries(createClient({ url })) as [string, (variables: object) => Promise<unknown>][];

    for (const [name, call] of methods) {
      received = [];
      await call({ code: "478" });
      expect(received.map(({ body }) => body.operationName)).toEqual([name.replace(/^./, (c) => c.toUpperCase())]);
    }
    expect(methods.length).toBeGreaterThanOrEqual(15);
  });

  it("is exactly one even when the server fails", async () => {
    const url = await serve(answering("", 503));

    await failureOf(createClient({ url }).viewer());

    expect(received).toHaveLength(1);
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

    expect(await failureOf(createClient({ url }).viewer())).toMatchObject({
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

    expect(await failureOf(createClient({ url }).viewer())).toMatchObject({ kind, code, status });
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
      message: "Viewer had no answer within 50 ms.",
    });
    expect(await failureOf(createClient({ url }).viewer({}, { timeoutMs: 60 }))).toMatchObject({
      kind: "timeout",
      message: "Viewer had no answer within 60 ms.",
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

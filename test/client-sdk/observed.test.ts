import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { createClient, memoryStorage, offline } from "../../client-sdk/index.js";
import { type HeardResponse, observed, type SentRequest } from "../../client-sdk/observed.js";
import { answering, failureOf, SaidServer } from "../support/said-server.js";
import { startTestServer, type TestServer } from "../support/server.js";

const said = new SaidServer();
afterEach(() => said.close());

/** Notes what the hooks are told. */
function noting() {
  const requests: SentRequest[] = [];
  const responses: HeardResponse[] = [];
  const hooks = {
    onRequest: (request: SentRequest) => requests.push(request),
    onResponse: (response: HeardResponse) => responses.push(response),
  };
  return { requests, responses, hooks };
}

describe("Hooks", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it("are told of a request by its operation, and of its answer by its id and its status", async () => {
    const { requests, responses, hooks } = noting();
    const client = createClient({ url: `${server.url}/graphql`, fetch: observed(hooks) });
    await client.facilityCard({ code: "BV-MAT" });
    expect(requests).toEqual([
      { operation: "FacilityCard", method: "GET", url: expect.stringContaining(`${server.url}/graphql?`) },
    ]);
    expect(responses).toEqual([{ request: requests[0], status: 200, requestId: expect.any(String), cost: null }]);
    expect(responses[0]?.request).toBe(requests[0]);

    const { requestId } = await failureOf(client.facilityList({ first: 1000 }));
    expect(responses[1]).toMatchObject({ request: { operation: "FacilityList" }, status: 400, requestId });
  });

  it("are told what a question cost and what is left of the minute, where a header asks for it", async () => {
    const { responses, hooks } = noting();
    const headers = { "X-GraphQL-Cost": "1" };
    const client = createClient({ url: `${server.url}/graphql`, fetch: observed(hooks), headers });
    const { facility } = await client.facilityCard({ code: "BV-MAT" });
    await client.facilityCard({ code: "BV-MAT" });
    expect(facility?.name).toBe("Bệnh viện Mắt Huế");
    const [first, second] = responses.map(({ cost }) => cost);
    expect(first).toEqual({
      requested: expect.any(Number),
      actual: expect.any(Number),
      statements: expect.any(Number),
      remaining: expect.any(Number),
    });
    expect(Number(first?.remaining) - Number(second?.remaining)).toBeGreaterThanOrEqual(1);
  });

  it("are told of each try, and of what was known already", async () => {
    let tries = 0;
    const url = await said.serve((_message, response) => {
      tries += 1;
      if (tries === 1) response.writeHead(503, { "x-request-id": "r-1" }).end();
      else if (tries === 2) response.writeHead(200, { etag: '"a"' }).end('{"data":{"viewer":{"role":"PUBLIC"}}}');
      else response.writeHead(304).end();
    });
    const { requests, responses, hooks } = noting();
    const client = createClient({ url, fetch: observed(hooks), offline: offline(memoryStorage()) });
    await client.viewer();
    await client.viewer();
    expect(requests).toHaveLength(3);
    expect(responses.map(({ status, requestId }) => [status, requestId])).toEqual([
      [503, "r-1"],
      [200, null],
      [304, null],
    ]);
  });

  it("change nothing by what they throw, and delay nothing by how long they take", async () => {
    const url = await said.serve(answering({ data: { viewer: { role: "PUBLIC" } } }));
    const never = new Promise(() => undefined);
    const broken = () => {
      throw new Error("a hook");
    };
    for (const hook of [broken, async () => broken(), () => never]) {
      const client = createClient({ url, fetch: observed({ onRequest: hook, onResponse: hook }) });
      expect((await client.viewer()).viewer).toEqual({ role: "PUBLIC" });
    }
  });

  it("hear nothing of an answer that does not come, and no cost of one that is no JSON", async () => {
    const { requests, responses, hooks } = noting();
    const url = await said.serve(answering("<h1>502</h1>", 502));
    const headers = { "x-graphql-cost": "1" };
    const client = createClient({ url, headers, retries: 0, fetch: observed(hooks) });
    await failureOf(client.viewer());
    expect(responses).toMatchObject([{ status: 502, cost: null }]);
    const away = async () => Promise.reject(new TypeError("no network"));
    await failureOf(createClient({ url, retries: 0, fetch: observed(hooks, away) }).viewer());
    expect([requests.length, responses.length]).toEqual([2, 1]);
  });
});

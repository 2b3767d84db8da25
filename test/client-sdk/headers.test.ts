import { afterEach, describe, expect, it } from "@jest/globals";
import { createClient, importFile, memoryStorage, offline, request, Viewer } from "../../client-sdk/index.js";
import { answering, SaidServer } from "../support/said-server.js";

const server = new SaidServer();
const serve = () => server.serve(answering({ data: { viewer: { role: "PUBLIC" } } }));
afterEach(() => server.close());

/** What the server got of these headers, request by request. */
const received = (...names: string[]) =>
  server.received.map(({ headers }) => names.map((name) => headers[name] ?? null));

describe("Headers of one's own", () => {
  it("go with each request of a client, and those of a call in the place of them, whatever their capitals", async () => {
    const client = createClient({ url: await serve(), headers: { "X-App": "portal", "x-page": "none" } });
    await client.viewer();
    await client.viewer({}, { headers: { "X-Page": "map" } });
    await client.viewer({}, { headers: { "x-page": "card" } });
    expect(received("x-app", "x-page")).toEqual([
      ["portal", "none"],
      ["portal", "map"],
      ["portal", "card"],
    ]);
  });

  it("are asked for anew by each try where a function gives them, also later", async () => {
    let tries = 0;
    const url = await server.serve((_message, response) => {
      tries += 1;
      if (tries < 3) response.writeHead(503).end();
      else response.end('{"data":{"viewer":{"role":"PUBLIC"}}}');
    });
    let given = 0;
    const headers = async () => {
      given += 1;
      return { "x-try": `${given}` };
    };
    await request({ url, headers }, Viewer);
    expect(received("x-try")).toEqual([["1"], ["2"], ["3"]]);
  });

  it("let the call fail with what their function throws, before anything is sent", async () => {
    const url = await serve();
    const failure = new Error("no session");
    const headers = () => Promise.reject(failure);
    await expect(request({ url, headers }, Viewer)).rejects.toBe(failure);
    expect(server.received).toEqual([]);
  });

  it("say neither who asks nor in which language: by these answers are shared and kept", async () => {
    const url = await serve();
    const headers = { Authorization: "Bearer theirs", "Accept-Language": "en", accept: "text/html" };
    await request({ url, headers }, Viewer);
    await request({ url, token: "ours", language: "vi", headers }, Viewer, {}, { headers });
    const [alone, said] = received("authorization", "accept-language", "accept");
    expect([alone?.[0], alone?.[2]]).toEqual([null, "application/graphql-response+json"]);
    expect(alone?.[1]).not.toBe("en");
    expect(said).toEqual(["Bearer ours", "vi", "application/graphql-response+json"]);
  });

  it("of a call keep its request to itself; those of a client are the same for all of its calls", async () => {
    const client = createClient({ url: await serve(), headers: { "x-app": "portal" } });
    await Promise.all([client.viewer(), client.viewer()]);
    expect(server.received).toHaveLength(1);
    await Promise.all(["map", "card"].map((page) => client.viewer({}, { headers: { "x-page": page } })));
    expect(received("x-page")).toEqual([[null], ["map"], ["card"]]);
  });

  it("go with what keeps answers, and with a file", async () => {
    const url = await serve();
    const headers = { "x-app": "portal", "content-type": "text/plain" };
    await request({ url, headers, offline: offline(memoryStorage()) }, Viewer);
    const sent: unknown[] = [];
    const noting = async (_url: string, init: RequestInit) => {
      sent.push(init.headers);
      return new Response('{"data":{"fileImport":{"report":null,"userErrors":[]}}}');
    };
    await importFile({ url, headers, fetch: noting }, new Blob(["x"]), { format: "OBSERVATIONS" });
    expect(received("x-app")).toEqual([["portal"]]);
    expect(sent).toMatchObject([{ "x-app": "portal" }]);
    expect(sent[0]).not.toHaveProperty("content-type");
  });
});

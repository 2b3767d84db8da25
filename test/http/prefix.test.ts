import { readdirSync, readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import {
  copyOf,
  createClient,
  everyNode,
  FacilityList,
  importFile,
  memoryStorage,
  request,
} from "../../client-sdk/index.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { csvAt } from "../support/downloads.js";
import { FIGURES } from "../support/importing.js";
import { PrefixProxy } from "../support/prefix-proxy.js";
import { dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

describe.each(["/hue", "/so-y-te/du-lieu/v1"])("Below %s", (prefix) => {
  let server: TestServer;
  let proxy: PrefixProxy;
  beforeAll(async () => {
    server = await startTestServer();
    proxy = await PrefixProxy.before(server.url, prefix);
  });
  afterEach(() => {
    expect(proxy.outside).toEqual([]);
  });
  afterAll(async () => {
    await proxy.close();
    await server.close();
  });

  it.each(["/graphql", "/playground", "/graphql?", "/playground?x=1"])(
    "a browser at %s is led to the playground there",
    async (path) => {
      const page = await fetch(`${proxy.url}${path}`, { headers: { accept: "text/html,*/*;q=0.8" } });
      expect([page.status, page.url]).toEqual([200, `${proxy.url}/playground/`]);
      expect(page.headers.get("content-type")).toMatch("text/html");
    },
  );

  it.each([
    ["portal", "/", 200],
    ["portal", "/co-so?tim=x", 200],
    ["portal", "/nothing/at/all", 404],
    ["playground", "/playground/", 200],
  ])("the %s at %s names every file of its own from where it stands", async (folder, path, status) => {
    const answered = await fetch(`${proxy.url}${path}`, { headers: { accept: "text/html" } });
    expect(answered.status).toBe(status);
    const page = await answered.text();
    const named = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name = ""]) => name);
    expect(named.length).toBeGreaterThan(2);
    for (const name of named) {
      const file = await fetch(new URL(name, `${proxy.url}${path}`));
      await file.arrayBuffer();
      expect([name, file.status, file.url.startsWith(`${proxy.url}/`)]).toEqual([name, 200, true]);
    }
    for (const name of readdirSync(`${folder}/dist/assets`).filter((file) => /\.(js|css)$/.test(file))) {
      const text = readFileSync(`${folder}/dist/assets/${name}`, "utf8");
      expect([name, /["'`(]\/(?:assets|playground|graphql|export|changes)\b/.exec(text)?.[0]]).toEqual([
        name,
        undefined,
      ]);
    }
  });

  it("questions are answered, by POST, by GET and by the SDK", async () => {
    expect(await dataOf(proxy, '{ facility(code: "SYT") { name } }')).toEqual({ facility: { name: "Sở Y tế" } });
    const search = new URLSearchParams({ query: "{ viewer { role } }" });
    expect(await (await fetch(`${proxy.url}/graphql?${search}`)).json()).toEqual({
      data: { viewer: { role: "PUBLIC" } },
    });
    const client = createClient({ url: `${proxy.url}/graphql` });
    const { assessmentRound } = await client.levelDistribution({ round: "2022" });
    expect(assessmentRound?.levelDistribution.map(({ count }) => count)).toEqual([14, 5]);
    const copy = copyOf(
      { url: `${proxy.url}/graphql` },
      {
        storage: memoryStorage(Number.POSITIVE_INFINITY),
        types: ["Facility"],
        list: (_type, connection) =>
          everyNode(async (after) => (await request(connection, FacilityList, { first: 100, after })).facilities),
      },
    );
    await copy.sync();
    let copied = 0;
    for await (const _ of copy.all("Facility")) copied += 1;
    expect(copied).toBe(42);
  });

  it("files come and go: an import that tells how far it is, exports and empty tables", async () => {
    await addTestAccount(server.db, "sở", "ADMIN");
    const { accessToken } = await signedIn(proxy, "sở");
    const connection = { url: `${proxy.url}/graphql`, token: accessToken };
    const file = new Blob([`${FIGURES}\nLINKUPS,BV-MAT,,2026-01-31,8,,,,,\n`]);
    const outcome = await importFile(connection, file, { format: "OBSERVATIONS" }, { onProgress: () => {} });
    expect(outcome).toMatchObject({ ok: true, report: { inserted: 1 } });
    expect(await csvAt(proxy, "/export/facilities.csv")).toHaveLength(43);
    expect(await csvAt(proxy, "/template/observations.csv")).not.toHaveLength(0);
  });

  it("changes are told as they come", async () => {
    const left = new AbortController();
    const response = await fetch(`${proxy.url}/changes/stream`, { signal: left.signal });
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      expect.stringMatching("event-stream"),
    ]);
    const reader = response.body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toMatch(/data: |^:/);
    left.abort();
  });

  it("what watches over the server asks the same there", async () => {
    for (const path of ["/healthz", "/readyz"]) {
      expect(await (await fetch(`${proxy.url}${path}`)).json()).toEqual({ status: "ok" });
    }
  });

  it("no answer leads elsewhere", async () => {
    const paths = [
      "/",
      "/graphql",
      "/playground",
      "/playground/",
      "/playground/x",
      "/co-so",
      "/co-so/",
      "/export/x.csv",
      "/nothing",
      "//x",
      "/.",
    ];
    for (const path of paths) {
      for (const accept of ["text/html", "*/*"]) {
        const response = await fetch(`${proxy.url}${path}`, { headers: { accept }, redirect: "manual" });
        await response.arrayBuffer();
        const location = response.headers.get("location");
        const leadsTo = location === null ? proxy.url : new URL(location, `${proxy.url}${path}`).href;
        expect([path, leadsTo.startsWith(proxy.url)]).toEqual([path, true]);
      }
    }
  });
});

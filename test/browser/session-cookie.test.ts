import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { addTestAccount, PASSWORD } from "../support/accounts.js";
import { PrefixProxy } from "../support/prefix-proxy.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { openChromium } from "./open-chromium.js";

jest.setTimeout(60_000);

describe("A page of a browser below /hue", () => {
  let server: TestServer;
  let proxy: PrefixProxy;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** What has come to the server. */
  const arrived: { method: string | undefined; path: string | undefined; hasCookie: boolean }[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    server.http.on("request", ({ method, url, headers }) => {
      arrived.push({ method, path: url, hasCookie: headers.cookie !== undefined });
    });
    proxy = await PrefixProxy.before(server.url, "/hue");
    browser = await openChromium();
    context = await browser.newContext();
    page = await context.newPage();
    await page.goto(`${proxy.url}/playground/`);
  });
  afterAll(async () => {
    await browser?.close();
    await proxy?.close();
    await server?.close();
  });

  /** Asks as a page does. */
  const post = (of: Page, url: string, body: object = {}): Promise<{ status: number; body: unknown }> =>
    of.evaluate(
      async ([to, sent]) => {
        const headers = { "content-type": "application/json" };
        const response = await fetch(to, { method: "POST", headers, body: sent });
        return { status: response.status, body: await response.json() };
      },
      [url, JSON.stringify(body)] as const,
    );
  const ACCOUNT = { name: "sở", role: "ADMIN", facility: null };

  it("signs in, is still signed in after a reload, and signs out; no program reads the cookie", async () => {
    const started = await post(page, "../session/start", { name: "sở", password: PASSWORD });
    expect(started).toMatchObject({ status: 200, body: { account: ACCOUNT } });
    expect(await context.cookies()).toMatchObject([
      { name: "hue_health_session", path: "/hue/session", httpOnly: true, sameSite: "Strict", domain: "127.0.0.1" },
    ]);
    const [{ expires = 0 } = {}] = await context.cookies();
    expect((expires * 1000 - Date.now()) / 86_400_000).toBeCloseTo(14, 1);
    await page.reload();
    expect(await page.evaluate(() => document.cookie)).toBe("");
    expect(await post(page, "../session/refresh")).toMatchObject({ status: 200, body: { account: ACCOUNT } });
    expect(await post(page, "../session/end")).toEqual({ status: 200, body: { ended: true } });
    expect(await context.cookies()).toEqual([]);
    expect(await post(page, "../session/refresh")).toMatchObject({ status: 401 });
  });

  it("has a cookie that is sent to the session addresses, and to nothing else", async () => {
    await post(page, "../session/start", { name: "sở", password: PASSWORD });
    arrived.length = 0;
    await post(page, "../session/refresh");
    await post(page, "../graphql", { query: "{ viewer { role } }" });
    await page.evaluate(async () => void (await (await fetch("../export/facilities.csv")).text()));
    const paths = arrived.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(["/session/refresh", "/graphql", "/export/facilities.csv"]));
    expect(arrived.filter(({ hasCookie }) => hasCookie).map(({ path }) => path)).toEqual(["/session/refresh"]);
  });

  it("signs nobody in or out from another site", async () => {
    const elsewhere = createServer((_request, response) => {
      response.setHeader("content-type", "text/html");
      response.end("<!doctype html><title>x</title>");
    });
    elsewhere.listen(0, "127.0.0.1");
    await once(elsewhere, "listening");
    const other = await context.newPage();
    // Another port is another origin, and the same site: the browser sends the cookie along.
    await other.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
    arrived.length = 0;
    const said = await other.evaluate(async (url) => {
      const ask = (headers: Record<string, string>) =>
        fetch(url, { method: "POST", mode: "cors", credentials: "include", headers, body: "{}" }).then(
          ({ status }) => status,
          () => "not allowed",
        );
      const simple = { method: "POST", mode: "no-cors", credentials: "include", body: "{}" } as const;
      return [await ask({ "content-type": "application/json" }), (await fetch(url, simple)).type];
    }, `${proxy.url}/session/end`);
    expect(said).toEqual(["not allowed", "opaque"]);
    // The page that is open beside may still be loading.
    expect(arrived.filter(({ path }) => path?.startsWith("/session/"))).toEqual([
      { method: "OPTIONS", path: "/session/end", hasCookie: false },
      { method: "POST", path: "/session/end", hasCookie: true },
    ]);
    elsewhere.closeAllConnections();
    elsewhere.close();
    expect(await post(page, "../session/refresh")).toMatchObject({ status: 200, body: { account: ACCOUNT } });
  });
});

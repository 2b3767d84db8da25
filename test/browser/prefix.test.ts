import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { PrefixProxy } from "../support/prefix-proxy.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { openChromium } from "./open-chromium.js";

jest.setTimeout(60_000);

describe("The playground behind a proxy that serves it below /hue", () => {
  const requests: string[] = [];
  let server: TestServer;
  let proxy: PrefixProxy;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    server = await startTestServer();
    proxy = await PrefixProxy.before(server.url, "/hue");
    browser = await openChromium();
    page = await (await browser.newContext()).newPage();
    page.on("request", (request) => requests.push(request.url()));
  });
  afterAll(async () => {
    await browser?.close();
    await proxy?.close();
    await server?.close();
  });

  it("is where /hue/graphql leads, and asks the API there", async () => {
    await page.goto(`${proxy.url}/graphql`);
    expect(page.url()).toBe(`${proxy.url}/playground/`);
    await page.locator(".graphiql-query-editor").getByText("PhuVangDistrict").waitFor();
    await page.getByRole("button", { name: "Chạy câu hỏi" }).click();
    await page
      .locator(".result-window")
      .getByText(/Huyện\s+Phú\s+Vang/)
      .first()
      .waitFor();
    const asked = requests.filter((url) => url.startsWith("http"));
    expect(asked.filter((url) => !url.startsWith(`${proxy.url}/`))).toEqual([]);
    expect(proxy.outside.filter((path) => path !== "/favicon.ico")).toEqual([]);
  });
});

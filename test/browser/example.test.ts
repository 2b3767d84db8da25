import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { startTestServer, type TestServer } from "../support/server.js";
import { openChromium } from "./open-chromium.js";
import { type ServedFiles, serveFiles } from "./serve-files.js";

jest.setTimeout(60_000);

const FOLDER = "client-sdk/examples/district-page";

describe("The example of the district page", () => {
  let api: TestServer;
  let browser: Browser;
  let page: Page;
  let files: ServedFiles;
  let address: string;
  const asked: string[] = [];
  const errors: string[] = [];

  const script = build({
    entryPoints: [join(FOLDER, "page.ts")],
    alias: { "hue-health-sdk": resolve("client-sdk/index.ts") },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? "");

  beforeAll(async () => {
    api = await startTestServer();
    files = await serveFiles((name) => (name === "page.js" ? script : readFile(join(FOLDER, name)).catch(() => null)));
    address = `${files.url}/?asOf=2022-12-07&api=${api.url}/graphql`;
    browser = await openChromium();
    page = await browser.newPage();
    page.on("request", (request) => request.url().startsWith(api.url) && asked.push(request.method()));
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  });
  afterAll(async () => {
    await browser?.close();
    files?.close();
    await api?.close().catch(() => undefined);
  });

  const shown = async (search = ""): Promise<string> => {
    await page.goto(address + search);
    await page.waitForSelector("main:not([aria-busy])");
    return (await page.textContent("main")) ?? "";
  };

  it("shows Phú Vang as it was on 7 December 2022, by one GET", async () => {
    const text = await shown();
    expect(text).toContain("Huyện Phú Vang");
    expect(text).toContain("Trung tâm Y tế huyện Phú Vang");
    expect(text).toContain("2022: mức 3, 2020: mức 3");
    expect(text).toContain("Lộ trình 2022–2030");
    expect(asked).toEqual(["GET"]);
    expect(errors).toEqual([]);
  });

  it("says that there is no such district", async () => {
    expect(await shown("&code=000")).toBe("Không có đơn vị hành chính này.");
  });

  it("shows what it showed last when the server is gone, and says so", async () => {
    await api.close();
    const text = await shown();
    expect(text).toContain("Chưa kết nối được; số liệu lúc");
    expect(text).toContain("2022: mức 3, 2020: mức 3");
    if (process.env.SCREENSHOTS) await page.screenshot({ path: join(process.env.SCREENSHOTS, "district-page.png") });
  });
});

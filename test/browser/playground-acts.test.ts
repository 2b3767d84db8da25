import { existsSync, mkdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { openChromium } from "./open-chromium.js";
import { focused } from "./portal.js";

jest.setTimeout(90_000);

/** On one line: the editor closes brackets before a new one. */
const ISSUE =
  "mutation Issue($input: ApiKeyIssueInput!) { apiKeyIssue(input: $input) { key apiKey { id } userErrors { message } } }";
const PASSWORD = "mat-khau-khong-ai-doan-ra-4711";
const SIGN_IN = `mutation { sessionStart(input: { name: "sở", password: "${PASSWORD}" }) { userErrors { message } } }`;

describe("An act in the playground", () => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let authorization: string;
  const errors: string[] = [];
  const sent: { query: string; variables?: { input?: { clientMutationId?: string } } }[] = [];

  beforeAll(async () => {
    if (!existsSync("playground/dist/index.html"))
      throw new Error('The playground is not built; run "npm run build --workspace playground".');
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    authorization = `Bearer ${(await signedIn(server, "sở")).accessToken}`;
    browser = await openChromium();
    context = await browser.newContext({ locale: "vi-VN", viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("request", (request) => {
      const body = request.postData() ?? "";
      if (/mutation/.test(body) && !body.includes("__schema")) sent.push(JSON.parse(body));
    });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** The page with this in its editors, as if it had been typed. */
  const open = async (query: string, variables = "", headers = "") => {
    await page.goto(`${server.url}/playground/`);
    await page.locator(".graphiql-query-editor .view-lines").waitFor();
    for (const [tool, text] of [
      ["", query],
      ["Biến", variables],
      ["Tiêu đề HTTP", headers],
    ] as const) {
      if (!text) continue;
      if (tool) await page.getByRole("button", { name: tool, exact: true }).click();
      const editor = tool ? ".graphiql-editor-tool .graphiql-editor:not(.hidden)" : ".graphiql-query-editor";
      await page.locator(`${editor} .view-lines`).click();
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.press("Delete");
      await page.keyboard.insertText(text);
    }
  };
  const play = () => page.getByRole("button", { name: "Chạy câu hỏi" });
  /** Agrees to what is asked about, and waits for the answer to it. */
  const sendAndHear = async () => {
    const answer = page.waitForResponse((response) => /mutation/.test(response.request().postData() ?? ""));
    await dialog().getByRole("button", { name: "Gửi", exact: true }).click();
    await (await answer).finished();
  };
  const dialog = () => page.getByRole("dialog");
  const stored = () => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
  const keys = async () => Number((await server.db.query<{ n: number }>("SELECT COUNT(*) AS n FROM api_key"))[0]?.n);

  it("is named and asked about before it is sent, and not sent by Escape", async () => {
    await open(SIGN_IN);
    await play().click();
    await dialog().waitFor();
    expect(await dialog().textContent()).not.toContain(PASSWORD);
    expect(await dialog().textContent()).toMatch(/^Gửi thay đổi này\?.*sessionStart.*Đăng nhập/s);
    await focused(page.getByText("Không gửi", { exact: true }));
    mkdirSync(".cache", { recursive: true });
    await page.screenshot({ path: ".cache/playground-act.png" });
    await page.keyboard.press("Escape");
    await page.locator(".result-window").getByText("Chưa gửi gì cho máy chủ").waitFor();
    expect([sent.length, await page.getByRole("dialog").count()]).toEqual([0, 0]);
  });

  it("leaves no password in what the browser keeps, in the history, or on the screen that opens again", async () => {
    await open(SIGN_IN);
    await play().click();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.locator(".result-window").getByText("userErrors").waitFor();
    expect(sent).toHaveLength(1);
    await page.getByRole("button", { name: "Hiện Lịch sử" }).click();
    expect(await page.locator(".graphiql-history").textContent()).not.toContain(PASSWORD);
    await page.waitForFunction(() => localStorage.getItem("graphiql:visiblePlugin"));
    expect(await stored()).not.toContain(PASSWORD);
    await page.reload();
    await page.locator(".graphiql-query-editor .view-lines").waitFor();
    expect([await stored(), await page.locator("body").textContent()].join()).not.toContain(PASSWORD);
  });

  it("is done once, however often ▶ is pressed, and once more only where that is said", async () => {
    const input = { label: "Ứng dụng Hue-S", scopes: ["READ"], expiresOn: "2027-06-30" };
    await open(ISSUE, JSON.stringify({ input }), JSON.stringify({ authorization }));
    sent.length = 0;
    await page.evaluate(() => {
      const button = document.querySelector<HTMLButtonElement>(".graphiql-execute-button");
      for (let times = 0; times < 3; times += 1) button?.click();
    });
    await dialog().waitFor();
    expect(await dialog().count()).toBe(1);
    await dialog().getByRole("button", { name: "Gửi", exact: true }).click();
    await page.locator(".result-window").getByText("apiKeyIssue").waitFor();
    expect([sent.length, await keys()]).toEqual([1, 1]);
    await play().click();
    await dialog().getByText("Việc này đã được gửi").waitFor();
    await sendAndHear();
    expect([sent.length, new Set(sent.map(({ variables }) => variables?.input?.clientMutationId)).size]).toEqual([
      2, 1,
    ]);
    expect(await keys()).toBe(1);
    await play().click();
    await dialog().getByRole("checkbox").check();
    await sendAndHear();
    expect(await keys()).toBe(2);
    expect(await stored()).not.toMatch(/Bearer|hhk_/);
  });

  it("cleans what an older page has kept, and keeps questions with their variables", async () => {
    const query = "query One($code: String!) { facility(code: $code) { name } }";
    const variables = JSON.stringify({ code: "BV-MAT", input: { password: PASSWORD } });
    const tabs = [SIGN_IN, query, "half a sen{"].map((each, i) => ({
      ...{ id: String(i), hash: null, title: "x", query: each, variables, headers: authorization, operationName: null },
      response: null,
    }));
    await page.evaluate(
      ([tabState, queries, first]) => {
        localStorage.setItem("graphiql:tabState", tabState ?? "");
        localStorage.setItem("graphiql:queries", queries ?? "");
        localStorage.setItem("graphiql:query", first ?? "");
        localStorage.setItem("graphiql:headers", "Bearer x");
      },
      [JSON.stringify({ tabs, activeTabIndex: 1 }), JSON.stringify({ queries: tabs }), SIGN_IN] as const,
    );
    await page.reload();
    await page.locator(".graphiql-query-editor").getByText("facility").first().waitFor();
    const left = await stored();
    expect(left).toContain("BV-MAT");
    expect(left).not.toMatch(new RegExp(`${PASSWORD}|Bearer|sessionStart|half a sen`));
  });

  it("is asked about on a phone within its screen", async () => {
    await page.setViewportSize({ width: 360, height: 640 });
    await open(SIGN_IN);
    await play().click();
    await dialog().waitFor();
    const box = await dialog().boundingBox();
    expect([box?.x ?? -1, (box?.x ?? 0) + (box?.width ?? 999)].every((x) => x >= 0 && x <= 360)).toBe(true);
    await page.screenshot({ path: ".cache/playground-act-phone.png" });
    await page.keyboard.press("Escape");
    expect(errors).toEqual([]);
  });
});

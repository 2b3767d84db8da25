import { existsSync } from "node:fs";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { PASSWORD } from "../support/accounts.js";
import { DESK, lookedAt } from "./portal.js";

/** A page of the playground as somebody in Huế has it, and what went wrong in it. */
export async function openPlayground(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; errors: string[] }> {
  if (!existsSync("playground/dist/index.html"))
    throw new Error('The playground is not built; run "npm run build --workspace playground".');
  const context = await browser.newContext({ locale: "vi-VN", viewport: DESK, ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(url.includes("/playground") ? url : `${url}/playground/`);
  await ready(page);
  return { page, errors };
}

/** As `lookedAt`, but for the editors and the tabs, which are GraphiQL's. */
export const looksWell = (page: Page, name: string): Promise<string[]> =>
  lookedAt(page, `playground-${name}`, [".monaco-editor", ".graphiql-tabs"]);

/** Until the editors are there. */
export const ready = (page: Page): Promise<void> => page.locator(".graphiql-query-editor .view-lines").waitFor();

export const play = (page: Page): Locator => page.getByRole("button", { name: /^(Chạy câu hỏi|Execute query)/ });

/** Opens a panel beside the editor. */
export async function panel(page: Page, title: string): Promise<Locator> {
  const show = page.getByRole("button", { name: `Hiện ${title}`, exact: true });
  if (await show.count()) await show.click();
  const found = page.getByRole("region", { name: title, exact: true });
  await found.waitFor();
  return found;
}

export async function signInHere(page: Page, name: string): Promise<void> {
  const account = await panel(page, "Tài khoản");
  await account.getByLabel("Tên đăng nhập").fill(name);
  await account.getByLabel("Mật khẩu", { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await account.getByRole("button", { name: "Đăng xuất" }).waitFor();
}

/** Opens a sample, with other variables where they are given, as if they had been typed. */
export async function openSample(page: Page, title: string, variables?: object): Promise<void> {
  const samples = await panel(page, "Câu hỏi mẫu");
  await samples.locator("strong").getByText(title).click();
  await page.locator(".graphiql-query-editor").getByText(title.slice(0, 12)).first().waitFor();
  if (variables) await typed(page, ".graphiql-editor-tool .graphiql-editor:not(.hidden)", JSON.stringify(variables));
}

/** Puts this in the place of what stands in an editor. */
async function typed(page: Page, editor: string, text: string): Promise<void> {
  await page.locator(`${editor} .view-lines`).click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(text);
}

/** What the server answers to what `act` sends: a question or an act of this name. */
// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its question.
export async function answerTo(page: Page, operation: string, act: () => Promise<unknown>): Promise<any> {
  const [response] = await Promise.all([
    page.waitForResponse((each) => (each.request().postData() ?? "").includes(`${operation}`)),
    act(),
  ]);
  return response.json();
}

import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { createClient } from "../../client-sdk/index.js";
import { addTestAccount, PASSWORD, signedIn } from "../support/accounts.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { openChromium } from "./open-chromium.js";
import { findings, focused, openPortal, PHONE, settled } from "./portal.js";

jest.setTimeout(120_000);

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  server = await startTestServer();
  browser = await openChromium();
  await addTestAccount(server.db, "sở", "ADMIN");
  await addTestAccount(server.db, "sở hai", "ADMIN");
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const signIn = async (page: Page) => {
  await page.getByLabel("Tên đăng nhập").fill("sở");
  await page.getByLabel("Mật khẩu", { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Đăng xuất" }).waitFor();
};

const department = async () =>
  createClient({ url: `${server.url}/graphql`, token: (await signedIn(server, "sở hai")).accessToken });

/** Everything that a program of the page could read again later. */
const storages = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, databases]);
  });

describe("Who signs in by the form", () => {
  it("is asked where the page is, is shown with name and role, goes on after a reload, and leaves", async () => {
    const { page, errors } = await openPortal(browser, `${server.url}/lam-viec`);
    expect(await page.locator("h1").textContent()).toBe("Đăng nhập");
    await signIn(page);
    await page.getByRole("heading", { name: "Làm việc" }).waitFor();
    await page.getByText("sở (Sở Y tế)").waitFor();
    await page.reload();
    await page.getByText("sở (Sở Y tế)").waitFor();
    expect(await page.locator("h1").textContent()).toBe("Làm việc");
    expect(JSON.parse(await storages(page))).toEqual([expect.objectContaining({ "hue:signed-in": "1" }), {}, "", []]);
    expect(await storages(page)).not.toMatch(/hhr_|eyJ|sở/);
    await page.getByRole("button", { name: "Đăng xuất" }).click();
    await page.getByRole("heading", { name: "Đăng nhập" }).waitFor();
    await page.reload();
    await settled(page);
    expect(await page.locator("h1").textContent()).toBe("Đăng nhập");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("is seen to be signed in, also where that is known before the page has been painted", async () => {
    const { page } = await openPortal(browser, `${server.url}/lam-viec`);
    await signIn(page);
    await page.addInitScript(() => {
      const later = setTimeout;
      Object.assign(globalThis, {
        requestAnimationFrame: () => 0,
        setTimeout: (work: () => void, ms = 0) => later(work, ms + 1000),
      });
    });
    await page.reload();
    await page.getByRole("button", { name: "Đăng xuất" }).waitFor();
    expect(await page.locator("h1").textContent()).toBe("Làm việc");
    await page.context().close();
  });

  it("hears at the top and at the field what is wrong, in words, and loses nothing of what was typed", async () => {
    const { page } = await openPortal(browser, `${server.url}/lam-viec`, { viewport: PHONE });
    await page.getByLabel("Tên đăng nhập").fill("sở");
    await page.getByLabel("Mật khẩu", { exact: true }).fill("sai");
    await page.keyboard.press("Enter");
    const summary = page.getByRole("alert");
    await summary.waitFor();
    expect(await summary.textContent()).toMatch(/^Chưa thực hiện được:.*mật khẩu/);
    expect(await page.getByLabel("Mật khẩu", { exact: true }).inputValue()).toBe("sai");
    await focused(page.getByRole("alert"));
    expect(await findings(page)).toEqual([]);
    await page.context().close();
  });

  it("chooses a password of one's own in the place of a one-time password", async () => {
    const outcome = await (await department()).addAccount({ input: { name: "moi", role: "ADMIN" } });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.userErrors));
    const { page } = await openPortal(browser, `${server.url}/lam-viec`);
    await page.getByLabel("Tên đăng nhập").fill("moi");
    await page.getByLabel("Mật khẩu", { exact: true }).fill(outcome.oneTimePassword);
    await page.keyboard.press("Enter");
    await page.getByLabel("Mật khẩu mới", { exact: true }).fill("bốn mùa ở xứ Huế");
    await page.getByLabel("Gõ lại mật khẩu mới").fill("bốn mùa ở xứ");
    await page.keyboard.press("Enter");
    await page.getByText("Hai lần gõ mật khẩu mới không giống nhau.").first().waitFor();
    await page.getByLabel("Gõ lại mật khẩu mới").fill("bốn mùa ở xứ Huế");
    await page.keyboard.press("Enter");
    await page.getByText("moi (Sở Y tế)").waitFor();
    await page.context().close();
  });

  it("signs in again over the page where the session has ended meanwhile, and finds it as it was", async () => {
    const { page } = await openPortal(browser, `${server.url}/lam-viec`);
    await signIn(page);
    await page.getByRole("link", { name: "Cơ sở y tế" }).click();
    await settled(page);
    await page.getByLabel("Tìm theo tên").fill("phu vang");
    await page.getByText("1 trong 42 đơn vị").waitFor();
    const other = await department();
    const { accounts } = await other.accounts();
    const { id = "", version = 0 } = accounts.find(({ name }) => name === "sở") ?? {};
    for (const [i, active] of [false, true].entries()) {
      const outcome = await other.changeAccount({ input: { id, expectedVersion: version + i, active } });
      expect(outcome.ok).toBe(true);
    }
    await other.recordObservation({ input: { metric: "LINKUPS", subject: "BV-MAT", on: "2026-07-31", value: 1 } });
    const dialog = page.getByRole("dialog", { name: "Phiên làm việc đã hết" });
    await dialog.waitFor();
    expect(await dialog.getByLabel("Tên đăng nhập").inputValue()).toBe("sở");
    await dialog.getByLabel("Mật khẩu", { exact: true }).fill(PASSWORD);
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await page.getByText("sở (Sở Y tế)").waitFor();
    expect(await page.getByLabel("Tìm theo tên").inputValue()).toBe("phu vang");
    await page.context().close();
  });
});

describe("A page that is open", () => {
  it("says so when somebody changes something, and shows it", async () => {
    const { page } = await openPortal(browser, `${server.url}/mot-co-so?ma=BV-MAT`);
    const outcome = await (await department()).recordObservation({
      input: { metric: "LINKUPS", subject: "BV-MAT", on: "2026-08-31", value: 4321 },
    });
    expect(outcome.ok).toBe(true);
    await page.getByText("Dữ liệu vừa thay đổi").waitFor();
    await page.getByText("4.321 lượt liên thông").waitFor();
    await page.context().close();
  });

  it("comes back without a network, marked as old, with the figures that were seen last", async () => {
    const context: BrowserContext = await browser.newContext({ locale: "vi-VN" });
    const page = await context.newPage();
    await page.goto(`${server.url}/co-so?sap=giuong-giam`);
    await settled(page);
    await page.evaluate(() => navigator.serviceWorker.ready);
    // From now on the worker is asked for everything.
    await page.reload();
    await settled(page);
    const rows = await page.locator("tbody").textContent();
    await context.setOffline(true);
    await page.reload();
    await page
      .getByText(/Không nối được máy chủ\. Đây là dữ liệu cũ, lấy lúc \d\d\/\d\d\/\d{4} \d\d:\d\d\./)
      .waitFor({ timeout: 60_000 });
    expect(await page.locator("tbody").textContent()).toBe(rows);
    await context.close();
  });
});

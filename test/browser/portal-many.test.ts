import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { startTestServer, type TestServer } from "../support/server.js";
import { addSyntheticCommunes, addSyntheticFacilities } from "../support/synthetic.js";
import { openChromium } from "./open-chromium.js";
import { lookedAt, openPortal, settled } from "./portal.js";

jest.setTimeout(300_000);

/** As many as the whole country has. */
const FACILITIES = 14_000;
const COMMUNES = 10_000;

/** So long a task of a page may take on a machine that does a fixed piece of work in so long; see `paceOf`. */
const [TASK_MS, PACE_MS] = [200, 60];

let server: TestServer;
let browser: Browser;
let page: Page;
let errors: string[];

beforeAll(async () => {
  server = await startTestServer();
  await addSyntheticFacilities(server.db, FACILITIES);
  await addSyntheticCommunes(server.db, COMMUNES);
  browser = await openChromium();
  ({ page, errors } = await openPortal(browser, server.url));
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: "longtask",
      buffered: true,
    });
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** How long this browser takes for a fixed piece of work now: what a busy machine makes slower, it makes slower too. */
const paceOf = (): Promise<number> =>
  page.evaluate(() => {
    const begun = performance.now();
    let sum = 0;
    for (let i = 0; i < 20_000_000; i += 1) sum += Math.sqrt(i);
    return sum > 0 ? performance.now() - begun : 0;
  });

/** The longest task since the page was opened, or since this was asked last. */
const longestTask = (): Promise<number> =>
  page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { tasks } = globalThis as unknown as { tasks: number[] };
    return Math.max(0, ...tasks.splice(0));
  });

/** What this took may be no more than so many times the same fixed piece of work. */
async function expectResponsive(): Promise<void> {
  const [longest, pace] = [await longestTask(), await paceOf()];
  expect(longest).toBeLessThan(Math.max(TASK_MS, (TASK_MS * pace) / PACE_MS));
}

/** So often a page is opened at the most: whatever else a machine does for a moment only makes it slower. */
const MOST_OPENED = 3;

/** Opens a page, which shows this. */
async function open(address: string, shown: string | RegExp): Promise<void> {
  for (let opened = 1; ; opened += 1) {
    await page.goto(`${server.url}/${address}`);
    await settled(page);
    await page.getByText(shown).waitFor();
    try {
      return await expectResponsive();
    } catch (error) {
      if (opened === MOST_OPENED) throw error;
    }
  }
}

describe("A country of 14,000 facilities and 10,000 communes", () => {
  it("is looked through in the list of facilities, which is filtered and gone through part by part", async () => {
    await open("co-so", "14.042 trong 14.042 đơn vị");
    for (const shown of [200, 300]) {
      await page.getByRole("button", { name: "Xem thêm" }).click();
      await page.waitForFunction((count) => document.querySelectorAll("tbody tr").length === count, shown);
    }
    await expectResponsive();
    await page.getByLabel("Tìm theo tên").pressSequentially("synthetic", { delay: 30 });
    await page.getByText(/^14\.000 trong 14\.042 đơn vị/).waitFor();
    await settled(page);
    await expectResponsive();
    expect(await lookedAt(page, "co-so-nhieu")).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("is looked through in the tree of areas, which is searched as somebody types", async () => {
    await open("dia-ban", /trong 10\.\d+ địa bàn/);
    expect(await page.locator(".tree li").count()).toBe(201);
    await page.getByRole("button", { name: /^Xem thêm, đang hiện 200 trong 10\.\d+/ }).click();
    await page.waitForFunction(() => document.querySelectorAll(".tree li").length === 401);
    await expectResponsive();
    expect(await lookedAt(page, "dia-ban-nhieu")).toEqual([]);
    await longestTask();
    await page.getByLabel("Tìm địa bàn").pressSequentially("xa tong hop", { delay: 30 });
    await page.getByText(/^10\.000 trong 10\.\d+ địa bàn/).waitFor();
    await settled(page);
    await expectResponsive();
    await page.getByLabel("Tìm địa bàn").fill("huong");
    await page.getByText(/^\d\d? trong 10\.\d+ địa bàn/).waitFor();
    await expectResponsive();
    expect(errors).toEqual([]);
  });
});

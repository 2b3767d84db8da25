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
  await beginTrace();
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

/** What the browser says of each task of its threads. */
interface TracedTask {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time in microseconds, without what other processes of a busy machine take. Of one under way there is none. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const beginTrace = (): Promise<void> =>
  browser.startTracing(page, { categories: ["disabled-by-default-devtools.timeline"] });

/** The processor time of the longest task of a page's main thread since this was asked last. */
async function longestTask(): Promise<number> {
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TracedTask[] };
  await beginTrace();
  const threadOf = ({ pid, tid }: TracedTask) => `${pid} ${tid}`;
  const main = new Set(traceEvents.filter(({ args }) => args?.name === "CrRendererMain").map(threadOf));
  const tasks = traceEvents.filter((event) => event.name === "RunTask" && main.has(threadOf(event)));
  expect(tasks.some(({ tdur }) => tdur)).toBe(true);
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000));
}

/** What this took may be no more than so many times the same fixed piece of work. */
async function expectResponsive(): Promise<void> {
  const [longest, pace] = [await longestTask(), await paceOf()];
  expect(longest).toBeLessThan(Math.max(TASK_MS, (TASK_MS * pace) / PACE_MS));
}

/** Opens a page, which shows this. */
async function open(address: string, shown: string | RegExp): Promise<void> {
  await longestTask();
  await page.goto(`${server.url}/${address}`);
  await settled(page);
  await page.getByText(shown).waitFor();
  await expectResponsive();
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

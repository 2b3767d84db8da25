import { mkdirSync } from "node:fs";
import axe from "axe-core";
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";

/** The screens that every page is looked at on. */
export const DESK = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };
/** The addresses to which acts are sent, with the name of each. */
export const ACTS = /\/graphql(?:\?op=\w+)?$/;
/** What its margins leave of a sheet, in pixels of CSS. */
export const A4 = { width: 680, height: 1009 };
/** A large screen; and a window of 1280 × 1024 that is enlarged four times. */
const OTHERS = [
  { width: 1920, height: 1080 },
  { width: 320, height: 256 },
];

/** A page of the portal as somebody in Huế has it, and what went wrong in it; `begin` is done in the browser before. */
export async function openPortal(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
  begin = async (_: BrowserContext): Promise<void> => {},
): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({ locale: "vi-VN", viewport: DESK, ...options });
  await begin(context);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(address);
  await settled(page);
  return { page, errors };
}

/** Until everything that the page asks for is there. */
export async function settled(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  await page.waitForFunction(() => document.querySelector("[aria-busy=true], .skeleton") === null);
}

/** Until that has the focus. */
export const focused = (what: Locator): Promise<void> => what.and(what.page().locator(":focus")).first().waitFor();

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds, each with where; `exclude`: parts of the page that are made elsewhere. */
export async function findings(page: Page, exclude: readonly string[] = []): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    ({ runOnly, others }) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(
        { include: document, exclude: others },
        { runOnly, resultTypes: ["violations"] },
      ),
    { runOnly: RULES, others: [...exclude] },
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** With WHOLE_PAGES=1 each page is looked at in all four ways, and kept as a whole: for whoever looks at the pictures. */
const isThorough = process.env.WHOLE_PAGES === "1";
const LOOKS = [
  [DESK, "light"],
  [PHONE, "dark"],
  ...(isThorough
    ? ([
        [DESK, "dark"],
        [PHONE, "light"],
      ] as const)
    : []),
] as const;

/** Looks at what stands there now on a desk and a phone, light and dark; answers what axe finds and what does not fit. */
export async function lookedAt(page: Page, name: string, exclude: readonly string[] = []): Promise<string[]> {
  const found: string[] = [];
  for (const [viewport, colorScheme] of LOOKS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    found.push(...(await findings(page, exclude)).map((each) => `${viewport.width} ${colorScheme} ${each}`));
    if (await isTooWide(page)) found.push(`${viewport.width} is not wide enough`);
    await keepScreenshot(page, `${name}-${viewport.width}-${colorScheme}`);
  }
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: "light" });
  return found;
}

/** Whether somebody has to scroll sideways. */
export const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** On which of the other screens somebody has to scroll sideways. */
export async function tooWide(page: Page): Promise<number[]> {
  const widths: number[] = [];
  for (const viewport of OTHERS) {
    await page.setViewportSize(viewport);
    if (await isTooWide(page)) widths.push(viewport.width);
  }
  await page.setViewportSize(DESK);
  return widths;
}

/** Goes from the top to the end with the Tab key; answers what is never reached, and what does not show that it has the focus. */
export async function walkedPast(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    // A walk begins behind what had the focus last.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    for (const each of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']"))
      if (each.checkVisibility({ visibilityProperty: true }) && !each.matches(":disabled, [type=radio]:not(:checked)"))
        each.setAttribute("data-to-reach", "");
  });
  const hidden: string[] = [];
  for (;;) {
    await page.keyboard.press("Tab");
    const reached = await page.evaluate(() => {
      const has = document.activeElement;
      const isAgain = has?.hasAttribute("data-last") ?? false;
      if (!has || has === document.body || (has.hasAttribute("data-reached") && !isAgain)) return null;
      // A field for a day has three parts, which the key goes through.
      document.querySelector("[data-last]")?.removeAttribute("data-last");
      has.setAttribute("data-reached", "");
      has.setAttribute("data-last", "");
      const { outlineStyle, boxShadow } = getComputedStyle(has);
      const { width, bottom, top } = has.getBoundingClientRect();
      const isSeen = width > 0 && bottom > 0 && top < innerHeight && (outlineStyle !== "none" || boxShadow !== "none");
      return { name: has.outerHTML.slice(0, 120), isSeen };
    });
    if (!reached) break;
    if (!reached.isSeen) hidden.push(`not seen: ${reached.name}`);
  }
  const left = await page.evaluate(() =>
    [...document.querySelectorAll("[data-to-reach]:not([data-reached])")].map(
      (each) => `not reached: ${each.outerHTML.slice(0, 120)}`,
    ),
  );
  return [...hidden, ...left];
}

/** What is on the screen, which takes a tenth of the time of all of the page. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(".cache", { recursive: true });
  await page.screenshot({ path: `.cache/portal-${name}.png`, fullPage: isThorough });
}

import { expect } from "@jest/globals";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { PASSWORD } from "../support/accounts.js";
import type { TestServer } from "../support/server.js";
import { openPortal, settled } from "./portal.js";

/** That somebody has signed in here: the portal asks then whether the session goes on. */
const MARK = { name: "hue:signed-in", value: "1" };

/** A page of the portal, the start page if left out, as somebody has it who has signed in. */
export async function openAs(
  browser: Browser,
  { url }: Pick<TestServer, "url">,
  name: string,
  path = "",
  options: BrowserContextOptions = {},
): Promise<{ page: Page; errors: string[] }> {
  const { origin } = new URL(url);
  const storageState = { cookies: [], origins: [{ origin, localStorage: [MARK] }] };
  const opened = await openPortal(browser, `${url}/${path}`, { storageState, ...options }, async ({ request }) => {
    const data = { name, password: PASSWORD };
    const answer = await request.post(`${url}/session/start`, { headers: { origin }, data });
    expect(await answer.json()).toMatchObject({ account: { name } });
  });
  await opened.page.getByRole("button", { name: "Đăng xuất" }).waitFor({ state: "attached" });
  await settled(opened.page);
  return opened;
}

/** Nothing secret, and nothing of what was typed, is where a program of a page could read it later. */
export async function expectNothingKept(page: Page, ...typed: string[]): Promise<void> {
  const { text, ...others } = await page.evaluate(async () => ({
    text: JSON.stringify({ ...localStorage, ...sessionStorage }),
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    cookie: document.cookie,
  }));
  expect(others).toEqual({ session: 0, databases: 0, cookie: "" });
  for (const secret of [PASSWORD, "eyJ", ...typed]) expect([secret, text.includes(secret)]).toEqual([secret, false]);
}

/** What is shown there once anything is, with single spaces. */
export async function shown(of: Locator): Promise<string> {
  await of.first().waitFor();
  return (await of.allInnerTexts()).join(" ").replace(/\s+/g, " ");
}

/** Counts what somebody does: each press, each field, each file is a step. */
export class Steps {
  taken = 0;

  press(what: Locator): Promise<void> {
    this.taken += 1;
    return what.click();
  }

  fill(what: Locator, text: string): Promise<void> {
    this.taken += 1;
    return what.fill(text);
  }

  choose(what: Locator, option: string | { label: string }): Promise<unknown> {
    this.taken += 1;
    return what.selectOption(option);
  }

  give(what: Locator, file: GivenFile): Promise<void> {
    this.taken += 1;
    return what.setInputFiles(file);
  }
}

export interface GivenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** All that a browser keeps of a page and lets programs read, as one text; of its code only the addresses. */
export const storagesOf = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const kept: [string, string][] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) {
        const text = url.includes("/assets/") ? "" : await (await cache.match(url))?.text();
        kept.push([url, text ?? ""]);
      }
    }
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, databases, kept]);
  });

import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { buildSchema, parse, validate } from "graphql";
import type { Browser, Page } from "playwright-core";
import { parseExample } from "../../playground/src/parse-example.js";
import { startTestServer } from "../support/server.js";
import { openChromium } from "./open-chromium.js";

jest.setTimeout(60_000);

const filesIn = (folder: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".graphql"))
    .sort()
    .map((file) => readFileSync(`${folder}/${file}`, "utf8"));
const texts = filesIn("playground/examples");
const taskTexts = filesIn("playground/examples/tasks");
const examples = texts.map((text) => parseExample(text));
const tasks = taskTexts.map((text) => parseExample(text));

const schema = buildSchema(readFileSync("schema.graphql", "utf8"));

let server: Awaited<ReturnType<typeof startTestServer>>;

beforeAll(async () => {
  if (!existsSync("playground/dist/index.html")) {
    throw new Error('The playground is not built; run "npm run build --workspace playground".');
  }
  server = await startTestServer();
});

afterAll(async () => {
  await server?.close();
});

describe("the playground on a network without internet", () => {
  const requests: string[] = [];
  const errors: string[] = [];
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openChromium();
    const context = await browser.newContext({ locale: "vi-VN", viewport: { width: 1440, height: 900 } });
    context.on("request", (request) => requests.push(request.url()));
    context.on("response", (response) => {
      if (response.status() >= 400) errors.push(`${response.status()} ${response.url()}`);
    });
    page = await context.newPage();
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    await page.goto(`${server.url}/playground/`);
  });

  afterAll(async () => {
    await browser?.close();
  });

  it("comes packed, in a coding that the browser reads", async () => {
    const scripts = readdirSync("playground/dist/assets").filter((file) => file.endsWith(".js"));
    expect(scripts.length).toBeGreaterThan(5);
    for (const file of scripts) {
      const bytes = readFileSync(`playground/dist/assets/${file}`);
      for (const [accepted, coding] of [
        ["gzip, deflate", "gzip"],
        ["gzip, deflate, br", "br"],
        ["br;q=0, gzip;q=0", null],
      ] as const) {
        const response = await fetch(`${server.url}/playground/assets/${file}`, {
          headers: { "accept-encoding": accepted },
        });
        expect([file, response.headers.get("content-encoding"), response.headers.get("vary")]).toEqual([
          ...[file, coding, "Accept-Encoding"],
        ]);
        expect(bytes.equals(Buffer.from(await response.arrayBuffer()))).toBe(true);
      }
    }
  });

  it("lists the sample questions in Vietnamese", async () => {
    const panel = page.getByRole("region", { name: "Câu hỏi mẫu" });
    await panel.waitFor();

    expect(await panel.locator("strong").allTextContents()).toEqual([
      ...tasks.map(({ title }) => title),
      "Nhập một tệp Excel, chạy thử trước",
      ...examples.map(({ title }) => title),
    ]);
    expect(await panel.textContent()).toContain("Lộ trình 2022–2030");
  });

  it("opens with the first question, and shows its answer from the record", async () => {
    await page.locator(".graphiql-query-editor").getByText("PhuVangDistrict").waitFor();

    await page.getByRole("button", { name: "Chạy câu hỏi" }).click();

    await page
      .locator(".result-window")
      .getByText(/Huyện\s+Phú\s+Vang/)
      .first()
      .waitFor();
    mkdirSync(".cache", { recursive: true });
    await page.screenshot({ path: ".cache/playground.png" });
  });

  it("opens a question in a tab of its own, with its variables", async () => {
    await page.getByRole("button", { name: "Bệnh viện Đa khoa Bình Điền" }).click();

    await page.getByRole("tab", { name: "FacilityGap" }).waitFor();
    await page.getByRole("region", { name: "Biến" }).getByText("BV-BINHDIEN").waitFor();
    expect(await page.getByRole("tab").count()).toBe(2);
  });

  it("describes the schema in Vietnamese, whatever the browser prefers", async () => {
    const context = await browser.newContext({ locale: "en-GB" });
    context.on("request", (request) => requests.push(request.url()));
    const own = await context.newPage();
    await own.goto(`${server.url}/playground/`);
    await own.getByRole("button", { name: "Hiện Mô tả dữ liệu" }).click();
    await own.locator(".graphiql-doc-explorer").getByText("Query", { exact: true }).click();
    await own.locator(".graphiql-doc-explorer").getByText("Mọi điều có thể hỏi.").waitFor();
    await context.close();
  });

  it("asks nothing of another host and logs no error", () => {
    const hosts = requests.filter((url) => url.startsWith("http")).map((url) => new URL(url).origin);

    expect([...new Set(hosts)]).toEqual([server.url]);
    expect(errors).toEqual([]);
  });
});

/** Those that everybody may ask; what the others answer is in playground-tasks.test.ts. */
const open = tasks.filter(({ query }) => !/\bmutation\b|auditTrail/.test(query));

it.each([...examples, ...open])("answers the sample question: $title", async ({ query, variables }) => {
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables: variables ? JSON.parse(variables) : {} }),
  });
  const answer = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };

  expect(answer.errors).toBeUndefined();
  for (const field of Object.values(answer.data)) {
    expect(field).not.toBeNull();
    expect(field).not.toEqual([]);
  }
});

it.each([...texts, ...taskTexts])("has a sample in both languages that the schema takes: %#", (text) => {
  const { title, about, query, variables, facility } = parseExample(text, "en");
  expect([title, about].every((words) => /^[^à-ỹÀ-Ỹ]+$/i.test(words.replace(/A Lưới|Phú Vang|Bình Điền/g, "")))).toBe(
    true,
  );
  expect(validate(schema, parse(query))).toEqual([]);
  const chosen = facility?.reduce<unknown>(
    (inner, name) => (inner as Record<string, unknown>)[name],
    JSON.parse(variables),
  );
  if (facility) expect([chosen].flat()).toEqual([expect.stringMatching(/^(BV|TTYT)-/)]);
});
